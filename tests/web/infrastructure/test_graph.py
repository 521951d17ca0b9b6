"""The page "Who refers to whom": the drawing, the same as a table, and files to take away."""

import json
import subprocess

import pytest
from django.core.cache import cache
from django.test import Client

from decision import actions
from decision.inspection.references import Crossed, Reference
from decision.readers.documents import Limits
from decision.readers.shapes import Edge, Place, Reading, Resource, Unit
from decision.readers.system import read_files
from decision.reports.drawing import process
from decision.web.presenters.infrastructure.graph_rows import urgency
from tests.inspection.systems import ROLE, STORE, inspection, unit
from tests.readers.corpus import corpus
from tests.systems import Shop
from tests.web.infrastructure.files import CANARY, TEMPLATE
from tests.web.infrastructure.test_report import separate_all
from tests.web.visits import Page, address, page

#: Files of the corpus that are read as one system.
AT_ONCE = 6
HOSTILE = '"><script>alert(1)</script>\\N {a|b} \u202e'


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No drawing from another test."""
    cache.clear()


def has(shop: Shop, reading: Reading) -> None:
    """Make this what the files of the shop say."""
    row = actions.propose_reading(assessment=shop.assessment, reading=reading)
    actions.confirm_reading(assessment=shop.assessment, reading_id=row.pk, chosen=())


def template(shop: Shop) -> None:
    has(shop, read_files({"shop.yaml": TEMPLATE.encode()}, Limits()))


def two_units(shop: Shop) -> None:
    data = Unit(
        "data",
        "terraform-plan",
        "terraform",
        (
            Resource("aws_dynamodb_table.orders", "aws_dynamodb_table", "aws", "data"),
            Resource("aws_s3_bucket.images", "aws_s3_bucket", "aws", "data"),
        ),
    )
    function = Place("app", "aws_lambda_function.api")
    app = Unit(
        "app",
        "terraform-plan",
        "terraform",
        (Resource(function.address, "aws_lambda_function", "aws", "app"),),
        (Edge(function, Place("data", "aws_dynamodb_table.orders"), "remote_state"),),
    )
    has(shop, Reading((data, app)))


def large(shop: Shop, units: int, each: int) -> None:
    has(
        shop,
        Reading(
            tuple(
                Unit(
                    f"u{n}",
                    "terraform-plan",
                    "terraform",
                    tuple(
                        Resource(f"module.m.aws_iam_role.r{r}", "aws_iam_role", "aws", f"u{n}")
                        for r in range(each)
                    ),
                    tuple(
                        Edge(
                            Place(f"u{n}", f"module.m.aws_iam_role.r{r}"),
                            Place(f"u{n}", "module.m.aws_iam_role.r0"),
                            "reference",
                        )
                        for r in range(1, each)
                    ),
                )
                for n in range(units)
            )
        ),
    )


def boxes(shown: Page) -> list[str]:
    return sorted(
        found["data-label"] for tag, found in shown.elements if tag == "g" and "data-label" in found
    )


def test_without_a_reading_the_page_says_so(shop: Shop, editor: Client, reader: Client) -> None:
    for client in (editor, reader):
        response = client.get(address(shop, "files-graph"))

        assert response.status_code == 200
        assert "resource-graph" not in response.text
    assert reader.get(address(shop, "files-graph-download", "svg")).status_code == 404


def test_editors_and_readers_see_the_drawing_and_the_table(
    shop: Shop, editor: Client, reader: Client
) -> None:
    reading = read_files({"shop.yaml": TEMPLATE.encode()}, Limits())
    row = actions.propose_reading(assessment=shop.assessment, reading=reading)
    orders = actions.Chosen(Place("shop", "OrdersTable"), "New orders")
    actions.confirm_reading(assessment=shop.assessment, reading_id=row.pk, chosen=[orders])
    separate_all(shop)

    for client in (editor, reader):
        shown = page(client.get(address(shop, "files-graph")))

        assert boxes(shown) == ["Api", "Images", "Odd", "OrdersTable"]
        assert "4 resources, 2 of them stateful. 1 reference." in shown.text
        assert "Api OrdersTable Ref crosses the cut" in shown.text
        assert CANARY not in shown.html


def test_the_table_begins_with_what_a_cut_crosses_the_wrong_way() -> None:
    a, b, elsewhere = inspection(
        unit("one", [("a", STORE), ("b", ROLE)]), unit("other", [("c", ROLE)])
    ).found
    wanted = [
        Reference(a, b, (), Crossed.BACKWARD),
        Reference(a, b, (), Crossed.FORWARD),
        Reference(a, elsewhere, (), Crossed.NOT),
        Reference(a, b, (), Crossed.NOT),
    ]

    assert sorted((wanted[each] for each in (2, 3, 1, 0)), key=urgency) == wanted


def test_nobody_else_sees_it(shop: Shop, stranger: Client) -> None:
    template(shop)

    assert stranger.get(address(shop, "files-graph")).status_code == 404
    assert stranger.get(address(shop, "files-graph-download", "svg")).status_code == 404


def test_the_page_of_findings_leads_to_it(shop: Shop, reader: Client) -> None:
    template(shop)

    shown = page(reader.get(address(shop, "files")))

    assert address(shop, "files-graph") in shown.attributes("a", "href")


def test_one_unit_and_one_store_can_be_looked_at(shop: Shop, reader: Client) -> None:
    two_units(shop)
    graph = address(shop, "files-graph")

    whole = page(reader.get(graph))
    unit = page(reader.get(graph, {"unit": "app"}))
    store = page(reader.get(graph, {"around": "1"}))

    assert len(boxes(whole)) == 3
    assert boxes(unit) == ["aws_lambda_function.api", "data"]
    assert boxes(store) == ["aws_dynamodb_table.orders", "aws_lambda_function.api"]
    assert "to another unit" in whole.text
    assert f"{graph}?around=1" in whole.attributes("a", "href")
    assert f"{graph}?unit=data" in unit.attributes("a", "href")
    assert f"{address(shop, 'files')}#store-1" in store.attributes("a", "href")


def test_a_resource_can_be_looked_at_by_its_address(shop: Shop, reader: Client) -> None:
    two_units(shop)
    graph = address(shop, "files-graph")

    alone = page(reader.get(graph, {"around": "aws_s3_bucket.images"}))
    within = page(reader.get(graph, {"unit": "app", "around": "aws_lambda_function.api"}))

    assert boxes(alone) == ["aws_s3_bucket.images"]
    assert boxes(within) == ["aws_dynamodb_table.orders", "aws_lambda_function.api"]
    assert "No resource refers to another here." in alone.text


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "nowhere"},
        {"around": "0"},
        {"around": "99"},
        {"around": "²"},
        {"around": "gone"},
        {"unit": "app", "around": "gone"},
        {"page": "0"},
        {"page": "9" * 40},
        {"page": "x", "unit": "\x00", "around": "\x00"},
        {"unit": "x" * 5_000},
    ],
)
def test_what_is_not_there_shows_everything(
    query: dict[str, str], shop: Shop, reader: Client
) -> None:
    two_units(shop)

    response = reader.get(address(shop, "files-graph"), query)

    assert (response.status_code, len(boxes(page(response)))) == (200, 3)


def test_a_large_system_is_folded_and_the_table_has_pages(shop: Shop, reader: Client) -> None:
    large(shop, 2, 300)
    graph = address(shop, "files-graph")

    first = page(reader.get(graph))
    last = page(reader.get(graph, {"page": "3"}))

    assert boxes(first) == ["300 × module.m", "300 × module.m"]
    assert "2 boxes stand for several resources" in first.text
    assert "1 to 200 of 598 references" in first.text
    assert "401 to 598 of 598 references" in last.text
    assert "?page=2#references" in first.attributes("a", "href")


def test_what_cannot_be_drawn_at_once_is_drawn_by_unit(shop: Shop, reader: Client) -> None:
    large(shop, 151, 2)

    whole = page(reader.get(address(shop, "files-graph")))
    unit = page(reader.get(address(shop, "files-graph"), {"unit": "u150"}))

    assert "This is too much for one drawing" in whole.text
    assert "1 to 151 of 151 references" in whole.text
    assert "u150" in whole.attributes("option", "value")
    assert len(boxes(unit)) == 2
    assert reader.get(address(shop, "files-graph-download", "svg")).status_code == 404


def test_a_file_without_resources_has_nothing_to_draw(shop: Shop, reader: Client) -> None:
    has(shop, Reading((Unit("empty", "terraform-state", "terraform", ()),)))

    assert "There is nothing to draw" in page(reader.get(address(shop, "files-graph"))).text


def test_hostile_names_are_only_text(shop: Shop, reader: Client) -> None:
    names = [f"{HOSTILE}{n}" for n in range(3)]
    resources = tuple(Resource(each, f"{HOSTILE}type", "aws", HOSTILE) for each in names)
    edges = (Edge(Place(HOSTILE, names[0]), Place(HOSTILE, names[1]), f"<b>{HOSTILE}"),)
    has(shop, Reading((Unit(HOSTILE, "cloudformation", None, resources, edges),)))
    graph = address(shop, "files-graph")

    for query in ({}, {"unit": HOSTILE}, {"unit": HOSTILE, "around": names[0]}):
        response = reader.get(graph, query)

        assert response.status_code == 200
        assert "alert(1)" not in "".join(page(response).scripts)
        assert "<script>alert" not in response.text
        assert len(boxes(page(response))) >= 2


# Files


@pytest.mark.parametrize(
    ("form", "type", "beginning"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("dot", "text/vnd.graphviz; charset=utf-8", b"digraph"),
    ],
)
def test_the_drawing_can_be_taken_away(
    form: str, type: str, beginning: bytes, shop: Shop, reader: Client
) -> None:
    two_units(shop)

    response = reader.get(address(shop, "files-graph-download", form), {"unit": "app"})

    assert (response.status_code, response["Content-Type"]) == (200, type)
    assert response["Content-Disposition"] == f'attachment; filename="web-shop-graph.{form}"'
    assert response.content.startswith(beginning)
    if form != "png":
        assert b"aws_s3_bucket" not in response.content


def test_the_page_offers_files_of_what_it_shows(shop: Shop, reader: Client) -> None:
    two_units(shop)

    shown = page(reader.get(address(shop, "files-graph"), {"unit": "app"}))

    file = address(shop, "files-graph-download", "dot")
    assert f"{file}?unit=app" in shown.attributes("a", "href")
    assert reader.get(address(shop, "files-graph-download", "pdf")).status_code == 404


# Without a drawing


def test_without_dot_the_page_has_the_table(
    shop: Shop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    template(shop)
    monkeypatch.setattr("shutil.which", lambda _name: None)

    shown = page(reader.get(address(shop, "files-graph")))
    file = reader.get(address(shop, "files-graph-download", "png"))

    assert process.INSTALL in shown.text
    assert "Api OrdersTable Ref" in shown.text
    assert (file.status_code, process.INSTALL in page(file).text) == (503, True)


def test_a_drawing_that_takes_too_long_is_not_tried_again_at_once(
    shop: Shop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    template(shop)
    tries = []

    class Slow(subprocess.Popen[bytes]):
        def communicate(
            self, input: bytes | None = None, timeout: float | None = None
        ) -> tuple[bytes, bytes]:
            tries.append(timeout)
            raise subprocess.TimeoutExpired("dot", timeout or 0)

    with monkeypatch.context() as patch:
        patch.setattr("subprocess.Popen", Slow)
        pages = [page(reader.get(address(shop, "files-graph"))) for _ in range(2)]

    assert all("The drawing took too long and was stopped." in each.text for each in pages)
    assert all("Api OrdersTable Ref" in each.text for each in pages)
    assert len(tries) == 1


def test_a_drawing_is_made_once(
    shop: Shop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    template(shop)
    before = page(reader.get(address(shop, "files-graph")))
    monkeypatch.setattr("shutil.which", lambda _name: None)

    assert boxes(page(reader.get(address(shop, "files-graph")))) == boxes(before)


def test_what_is_said_of_a_type_changes_the_drawing(shop: Shop, editor: Client) -> None:
    template(shop)
    graph = address(shop, "files-graph")
    before = editor.get(graph).text
    editor.post(address(shop, "files-type"), {"type": "Custom::Strange", "keeps": "data"})

    assert ("shape-unknown" in before, "shape-unknown" in editor.get(graph).text) == (True, False)


def test_nothing_of_the_page_needs_a_style_or_a_script_inline(shop: Shop, reader: Client) -> None:
    template(shop)

    shown = page(reader.get(address(shop, "files-graph")))

    assert not any("style" in found for _tag, found in shown.elements)
    assert not any(each.strip() for each in shown.scripts)
    assert json.dumps(shown.attributes("svg", "role")).count("group") == 1


@pytest.mark.once
def test_every_file_of_the_corpus_is_drawn_and_nothing_planted_comes_out(
    shop: Shop, reader: Client
) -> None:
    folder = corpus()
    planted = {
        each
        for values in json.loads((folder / "canaries.json").read_text()).values()
        for each in values
    }
    files = sorted((folder / "files").iterdir())
    drawn = 0
    for first in range(0, len(files), AT_ONCE):
        together = {each.name: each.read_bytes() for each in files[first : first + AT_ONCE]}
        has(shop, read_files(together, Limits()))

        response = reader.get(address(shop, "files-graph"))
        dot = reader.get(address(shop, "files-graph-download", "dot"))

        assert (response.status_code, dot.status_code) == (200, 200)
        assert boxes(page(response))
        assert [each for each in planted if each in response.text + dot.text] == []
        drawn += 1

    assert drawn == -(-len(files) // AT_ONCE)
