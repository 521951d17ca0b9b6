"""What files say of answers, and which store of an assessment is which resource."""

from collections.abc import Mapping

import pytest

from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.inspection.evidence import Evidence, Says, evidence
from decision.inspection.found import inspected
from decision.inspection.matching import matched
from decision.inspection.measures import measures
from decision.readers.shapes import Edge, Place, Reading, Resource, Setting, Unit
from tests.inspection.test_cuts import inspection

FUNCTION, TABLE, BUCKET = "aws_lambda_function", "aws_dynamodb_table", "aws_s3_bucket"


def unit(
    name: str,
    types: Mapping[str, str],
    *edges: tuple[str, str],
    tool: str = "terraform",
    settings: Mapping[str, Setting] | None = None,
) -> Unit:
    """``types`` by address; an edge leads from an address here to ``unit/address``."""
    return Unit(
        name,
        "terraform-hcl",
        tool,
        tuple(Resource(a, type_, "aws", name, settings or {}) for a, type_ in types.items()),
        tuple(
            Edge(Place(name, here), Place(*there.split("/")), "reference") for here, there in edges
        ),
    )


def said(*units: Unit, store: Mapping[str, str] | None = None, **answers: str) -> list[Evidence]:
    """The evidence for a system with one store, which is the first store in the files."""
    found = inspection(*units)
    stores = (Store("a", dict(store)),) if store is not None else ()
    system = System(
        "shop", {key.replace("_", "-"): value for key, value in answers.items()}, stores
    )
    places = {found.stores[0].place: 0} if stores else {}
    return evidence(current_catalog(), found, system, places)


def of(question: str, found: list[Evidence]) -> list[tuple[Says, str | None]]:
    return [(each.says, each.option) for each in found if each.question == question]


SHOP = unit("shop", {"site": FUNCTION, "orders": TABLE}, ("site", "shop/orders"))


def test_what_was_left_out_may_make_a_unit_larger() -> None:
    catalog = current_catalog()
    whole = inspected(catalog, Reading((SHOP,)))
    partly = inspected(catalog, Reading((SHOP,), ("The module db is left out.",)))
    remarked = inspected(catalog, Reading((SHOP,), ("Check what was read.",)))

    sizes = [
        each.value
        for found in (whole, partly, remarked)
        for each in measures(catalog, found)
        if each.measure == "size"
    ]
    system = System("shop", {"unit-size": "near-limit"})

    assert sizes == ["small", "small-so-far", "small"]
    assert of("unit-size", evidence(catalog, whole, system)) == [(Says.CONTRADICTS, "small")]
    assert of("unit-size", evidence(catalog, partly, system)) == []
    assert of("unit-size", evidence(catalog, partly)) == [(Says.SUGGESTS, "small")]


@pytest.mark.parametrize(
    ("type", "keeper"),
    [
        ("aws_dynamodb_table", "cloud"),
        ("AWS::S3::Bucket", "cloud"),
        ("kubernetes_persistent_volume_claim", "volume"),
        ("v1/PersistentVolumeClaim", "volume"),
        ("v1/Secret", "cluster"),
        ("postgresql.cnpg.io/v1/Cluster", "cluster"),
        ("volume", "volume"),
        ("aws_instance", "application"),
    ],
)
def test_who_keeps_the_data_is_told_by_the_type(type: str, keeper: str) -> None:
    catalog = current_catalog()
    found = inspected(catalog, Reading((unit("shop", {"a": type}),)))

    assert [e.value for e in measures(catalog, found) if e.measure == "keeper"] == [keeper]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, Says.SUGGESTS),
        ("dont-know", Says.SUGGESTS),
        ("terraform", Says.SUPPORTS),
        ("cdk", Says.CONTRADICTS),
        ("mixed", None),  # there may be more than these files
    ],
)
def test_the_tool_of_the_files_is_held_against_the_answer(
    answer: str | None, says: Says | None
) -> None:
    found = said(SHOP, iac_tool=answer) if answer else said(SHOP)

    assert of("iac-tool", found) == ([(says, "terraform")] if says else [])


def test_files_of_two_tools_are_mixed() -> None:
    other = unit("other", {"f": FUNCTION}, tool="cloudformation")

    assert of("iac-tool", said(SHOP, other, iac_tool="terraform")) == [(Says.CONTRADICTS, "mixed")]


def test_files_prove_that_something_is_declared() -> None:
    assert of("iac-adoption", said(SHOP, iac_adoption="none")) == [(Says.CONTRADICTS, None)]
    assert of("iac-adoption", said(SHOP, iac_adoption="partial")) == []


@pytest.mark.parametrize(
    ("count", "answer", "says"),
    [
        (3, "near-limit", Says.CONTRADICTS),
        (59, "small", Says.SUPPORTS),
        (60, "medium", Says.SUPPORTS),
        (60, "small", None),
        (300, "near-limit", Says.SUPPORTS),
        (300, "small", Says.CONTRADICTS),
    ],
)
def test_the_largest_unit_counts(count: int, answer: str, says: Says | None) -> None:
    large = unit("large", {f"f{n}": FUNCTION for n in range(count)})

    assert [each for each, _ in of("unit-size", said(SHOP, large, unit_size=answer))] == (
        [says] if says else []
    )


def test_stores_are_together_with_the_application_or_apart() -> None:
    data, app = unit("data", {"orders": TABLE}), unit("app", {"site": FUNCTION})

    assert of("starting-point", said(SHOP)) == [(Says.SUGGESTS, "together")]
    assert of("starting-point", said(data, app)) == [(Says.SUGGESTS, "separate")]
    assert of("starting-point", said(data, app, starting_point="together")) == [
        (Says.CONTRADICTS, "separate")
    ]
    assert of("starting-point", said(data)) == []
    assert of("starting-point", said(SHOP, data)) == []


def test_users_in_several_units_contradict_an_exclusive_store() -> None:
    other = unit("other", {"report": FUNCTION}, ("report", "shop/orders"))

    found = said(SHOP, other, store={"consumers": "exclusive"})

    (one,) = [each for each in found if each.question == "consumers"]
    assert one.says is Says.CONTRADICTS
    assert one.shown_by == ("site", "report")
    assert of("consumers", said(SHOP, store={"consumers": "exclusive"})) == [(Says.SUPPORTS, None)]


def test_what_removal_does_is_held_against_how_long_data_lives() -> None:
    kept = unit("shop", {"orders": TABLE}, settings={"prevent_destroy": True})
    lost = unit("shop", {"orders": TABLE})

    assert of("data-lifetime", said(kept, store={"data-lifetime": "dies-with-app"})) == [
        (Says.CONTRADICTS, None)
    ]
    assert of("data-lifetime", said(lost, store={"data-lifetime": "outlives-app"})) == [
        (Says.CONTRADICTS, None)
    ]
    assert of("data-lifetime", said(lost, store={"data-lifetime": "same"})) == []


def test_contradictions_come_first_and_each_names_its_source() -> None:
    found = said(SHOP, iac_tool="cdk", unit_size="small", starting_point="together")

    order = [each.says for each in found]
    assert order == sorted(order, key=list(Says).index)
    assert order[0] is Says.CONTRADICTS
    assert all(each.sources and each.because and each.shown_by for each in found)


def test_a_store_is_matched_by_name_or_by_a_kind_that_is_there_once() -> None:
    found = inspection(
        unit("shop", {"aws_dynamodb_table.orders": TABLE, "aws_s3_bucket.media": BUCKET})
    )
    orders, media = (each.place for each in found.stores)

    assert matched(found, System("s", {}, (Store("Orders"), Store("Other")))) == {orders: 0}
    assert matched(found, System("s", {}, (Store("Files", kind="bucket"),))) == {media: 0}


def test_what_is_not_sure_is_not_matched() -> None:
    found = inspection(unit("shop", {"a.files": BUCKET, "b.files": BUCKET}))

    assert matched(found, System("s", {}, (Store("files", kind="bucket"),))) == {}
    assert (
        matched(found, System("s", {}, (Store("x", kind="bucket"), Store("y", kind="bucket"))))
        == {}
    )
