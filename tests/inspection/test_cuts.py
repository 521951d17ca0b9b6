"""Where a unit is cut: the fewest references, by brute force over all ways to part it."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from decision.content import current_catalog
from decision.inspection import Inspection, inspected
from decision.inspection.cuts import Cut, cuts
from decision.readers.shapes import Edge, Place, Reading, Resource, Unit

TYPES = {
    "store": "aws_dynamodb_table",
    "function": "aws_lambda_function",
    "role": "aws_iam_role",
    "subnet": "aws_subnet",
    "bucket": "aws_s3_bucket",
    "policy": "aws_s3_bucket_policy",
    "database": "aws_db_instance",
    "group": "aws_db_subnet_group",
    "trigger": "aws_lambda_event_source_mapping",
    "log": "aws_cloudwatch_log_group",
    "rights": "aws_iam_role_policy",
    "vpc": "aws_vpc",
    "table": "aws_route_table",
    "task": "aws_ecs_task_definition",
    "service": "aws_ecs_service",
    "group-of-resources": "azurerm_resource_group",
}
type Pairs = Iterable[tuple[str, str]]


def unit(name: str, addresses: Iterable[str], pairs: Pairs) -> Unit:
    """Resources called ``store-1`` or ``role`` are of the type that the name begins with."""
    return Unit(
        name,
        "terraform-hcl",
        "terraform",
        tuple(
            Resource(each, TYPES.get(each) or TYPES[each.split("-")[0]], "aws", name)
            for each in addresses
        ),
        tuple(Edge(Place(name, a), Place(name, b), "reference") for a, b in pairs),
    )


def inspection(*units: Unit) -> Inspection:
    return inspected(current_catalog(), Reading(units))


def only_cut(
    addresses: Iterable[str],
    pairs: Pairs,
    separate: set[str] | None = None,
    staying: set[str] | None = None,
) -> Cut:
    places = None if separate is None else {Place("shop", each) for each in separate}
    stay = None if staying is None else {Place("shop", each) for each in staying}
    (found,) = cuts(current_catalog(), inspection(unit("shop", addresses, pairs)), places, stay)
    return found


def crossed(cut: Cut) -> list[tuple[str, str]]:
    return [(e.source.resource.address, e.target.resource.address) for e in cut.crossings]


def moved(cut: Cut) -> list[str]:
    return [each.resource.address for each in cut.moving]


def test_what_belongs_to_a_store_goes_with_it() -> None:
    cut = only_cut(
        ["function", "role", "role-of-store", "store"],
        [("function", "store"), ("function", "role"), ("store", "role-of-store")],
    )

    assert moved(cut) == ["role-of-store", "store"]
    assert crossed(cut) == [("function", "store")]
    assert not cut.crossings[0].is_backward


def test_a_reference_from_what_is_kept_is_marked() -> None:
    cut = only_cut(["function", "store"], [("store", "function")])

    assert [each.is_backward for each in cut.crossings] == [True]
    assert cut.foundation == ()


def test_what_both_sides_need_becomes_a_foundation() -> None:
    addresses = ["function", "function-2", "subnet", "subnet-2", "store"]
    pairs = [
        ("function", "subnet"),
        ("function-2", "subnet"),
        ("store", "subnet"),
        ("subnet", "subnet-2"),
    ]

    cut = only_cut(addresses, pairs)

    assert [each.resource.address for each in cut.foundation] == ["subnet-2", "subnet"]
    assert [each.is_backward for each in cut.crossings] == [False]


def test_a_network_that_both_sides_need_goes_below_both_as_a_whole() -> None:
    network = ["vpc", "subnet-1", "subnet-2", "table"]
    within = [("subnet-1", "vpc"), ("subnet-2", "vpc"), ("table", "vpc")]
    pairs = [("group", "subnet-1"), ("group", "subnet-2"), ("database", "group")]
    readers = [("function", "subnet-1"), ("function", "subnet-2"), ("function", "database")]

    cut = only_cut(["function", "database", "group", *network], [*within, *pairs, *readers])

    assert {each.resource.address for each in cut.foundation} == set(network)
    assert moved(cut) == ["group", "database"]
    assert crossed(cut) == [*pairs[:2], ("function", "database")]
    assert [each.source.resource.address for each in cut.between] == ["function"]
    assert not any(each.is_backward for each in cut.crossings)


def test_a_network_that_only_the_stores_use_moves_with_them() -> None:
    pairs = [("database", "group"), ("group", "subnet"), ("subnet", "vpc")]

    cut = only_cut(
        ["function", "database", "group", "subnet", "vpc"], [*pairs, ("function", "database")]
    )

    assert moved(cut) == ["vpc", "subnet", "group", "database"]
    assert cut.foundation == ()


def test_a_store_that_stays_is_not_moved() -> None:
    pairs = [("function", "store-1"), ("store-1", "store-2")]

    cut = only_cut(["function", "store-1", "store-2"], pairs, {"store-2"})

    assert moved(cut) == ["store-2"]
    assert crossed(cut) == [("store-1", "store-2")]


def test_a_store_of_which_nothing_was_said_stays_at_the_same_price() -> None:
    addresses = ["function", "store-1", "store-2", "store-3"]
    pairs = [("function", "store-1"), ("store-2", "store-1"), ("function", "store-2")]

    cut = only_cut(addresses, pairs, {"store-1"}, set())

    assert moved(cut) == ["store-1"]
    assert crossed(cut) == pairs[:2]


def test_a_store_of_which_nothing_was_said_comes_along_where_that_is_cheaper() -> None:
    addresses = ["function", "store-1", "store-2", "store-3"]
    pairs = [("store-1", "store-3"), ("store-2", "store-3"), ("function", "store-3")]

    cut = only_cut(addresses, pairs, {"store-1", "store-2"}, set())
    kept = only_cut(addresses, pairs, {"store-1", "store-2"}, {"store-3"})

    assert moved(cut) == ["store-3", "store-1", "store-2"]
    assert moved(kept) == ["store-1", "store-2"]
    assert [each.resource.address for each in cut.stores] == ["store-1", "store-2"]


def test_references_from_other_units_follow_what_moves() -> None:
    shop = unit("shop", ["function", "store"], [("function", "store")])
    other = Unit(
        "other",
        "terraform-hcl",
        "terraform",
        (Resource("function", TYPES["function"], "aws", "other"),),
        (
            Edge(Place("other", "function"), Place("shop", "store"), "state"),
            Edge(Place("other", "function"), Place("shop", "function"), "state"),
        ),
    )

    (cut,) = cuts(current_catalog(), inspection(shop, other))

    assert [each.target.address for each in cut.inbound] == ["store"]


# What belongs together


def test_a_policy_goes_with_its_bucket_though_it_names_more_of_the_application() -> None:
    pairs = [("function", "bucket"), ("policy", "bucket"), ("policy", "role"), ("policy", "role-2")]
    addresses = ["function", "bucket", "policy", "role", "role-2"]

    cut = only_cut(addresses, [*pairs, ("function", "role"), ("function", "role-2")])

    assert moved(cut) == ["bucket", "policy"]
    assert [pair for pair in crossed(cut) if pair[0] == "policy"] == pairs[2:]


def test_a_database_takes_its_subnet_group_along() -> None:
    pairs = [("database", "group"), ("function", "group"), ("function-2", "group")]

    cut = only_cut(["function", "function-2", "database", "group"], pairs)

    assert moved(cut) == ["group", "database"]


def test_a_role_and_its_rights_and_a_trigger_stay_with_what_runs() -> None:
    addresses = ["function", "role", "rights", "trigger", "store-1", "store-2"]
    pairs = [("function", "role"), ("rights", "role"), ("trigger", "function")]
    stores = [(each, f"store-{n}") for each in ("rights", "trigger") for n in (1, 2)]

    cut = only_cut(addresses, [*pairs, *stores])

    assert moved(cut) == ["store-1", "store-2"]
    assert crossed(cut) == stores
    assert not any(each.is_backward for each in cut.crossings)


def test_a_task_definition_and_its_role_stay_with_the_service() -> None:
    addresses = ["service", "task", "role", "rights", "store-1", "store-2", "store-3"]
    stores = [
        ("rights", "store-1"),
        ("rights", "store-2"),
        ("task", "store-3"),
        ("task", "store-1"),
    ]

    cut = only_cut(addresses, [("service", "task"), ("task", "role"), ("rights", "role"), *stores])

    assert moved(cut) == ["store-1", "store-2", "store-3"]
    assert crossed(cut) == stores


def test_what_all_lie_within_goes_below_and_pulls_nothing() -> None:
    within = "group-of-resources"
    addresses = ["function", "role", "store-1", "store-2", "store-3", within]
    pairs = [*((each, within) for each in addresses[:-1]), ("function", "role")]

    cut = only_cut(addresses, pairs, {"store-1", "store-2"}, set())

    assert [each.resource.address for each in cut.foundation] == [within]
    assert [each.resource.address for each in cut.holding] == [within]
    assert moved(cut) == ["store-1", "store-2"]
    assert cut.between == ()


def test_what_only_stores_lie_within_moves_with_them() -> None:
    within = "group-of-resources"

    cut = only_cut(["function", "store", within], [("store", within), ("function", "store")])

    assert (moved(cut), cut.foundation) == ([within, "store"], ())


def test_what_belongs_to_the_application_is_no_foundation() -> None:
    cut = only_cut(["function", "role", "store"], [("function", "role"), ("store", "role")])

    assert cut.foundation == ()
    assert [each.is_backward for each in cut.crossings] == [True]


def test_the_log_of_a_function_is_not_parted_from_it_unless_somebody_asks() -> None:
    addresses, pairs = ["function", "log", "store"], [("log", "function"), ("function", "store")]

    assert moved(only_cut(addresses, pairs)) == ["store"]
    assert moved(only_cut(addresses, pairs, {"log", "store"})) == ["log", "store"]


def test_what_every_unit_has_of_its_own_holds_nothing_together() -> None:
    found = [
        ("stack", "pulumi:pulumi:Stack"),
        ("aws", "pulumi:providers:aws"),
        ("table", "aws:dynamodb/table:Table"),
        ("site", "aws:lambda/function:Function"),
    ]
    edges = [
        Edge(Place("shop/live", a), Place("shop/live", b), "parent")
        for a, b in [("table", "stack"), ("site", "stack"), ("aws", "stack"), ("table", "aws")]
    ]
    resources = tuple(Resource(name, type_, "aws", "shop/live") for name, type_ in found)
    shop = Unit("shop/live", "pulumi-export", "pulumi", resources, tuple(edges))

    (cut,) = cuts(current_catalog(), inspection(shop))

    assert (moved(cut), crossed(cut), cut.foundation) == (["table"], [], ())


def test_there_is_nothing_to_cut_without_stores_or_without_an_application() -> None:
    alone = unit("data", ["store", "role"], [("store", "role")])
    stateless = unit("app", ["function", "role"], [("function", "role")])

    assert cuts(current_catalog(), inspection(alone, stateless)) == []


ADDRESSES = [
    "store-1",
    "store-2",
    "function-1",
    "function-2",
    "role-1",
    "role-2",
    "role-3",
    "subnet",
]
FREE = [each for each in ADDRESSES if each.startswith(("role", "subnet"))]
#: A store more, of which nobody said anything.
WITH_FREE_STORE = [*ADDRESSES, "store-3"]


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a != b])))
def test_no_other_cut_crosses_less(pairs: set[tuple[str, str]]) -> None:
    """What belongs together is parted least; then fewest references; of those the fewest backward
    ones; of those the least that moves."""
    cut = only_cut(ADDRESSES, sorted(pairs))
    side, below = set(moved(cut)), {each.resource.address for each in cut.foundation}

    assert {"store-1", "store-2"} <= side
    assert side.isdisjoint({"function-1", "function-2"})
    assert set(crossed(cut)) == {
        (a, b)
        for a, b in pairs
        if (a in side) != (b in side) and not (b in below and a not in side)
    }
    best = min(_cost(other, pairs) for other in _sides())
    assert best in [_cost(side | some, pairs) for some in _some_of(below)]


def _some_of(addresses: set[str]) -> Iterator[set[str]]:
    for size in range(len(addresses) + 1):
        for some in combinations(sorted(addresses), size):
            yield set(some)


@given(
    st.sets(st.sampled_from([(a, b) for a in WITH_FREE_STORE for b in WITH_FREE_STORE if a != b]))
)
def test_no_other_side_of_a_store_of_which_nothing_was_said_crosses_less(
    pairs: set[tuple[str, str]],
) -> None:
    cut = only_cut(WITH_FREE_STORE, sorted(pairs), {"store-1", "store-2"}, set())
    side, below = set(moved(cut)), {each.resource.address for each in cut.foundation}
    free = [*FREE, "store-3"]

    best = min(_cost(other, pairs) for other in _sides(free))
    assert best in [_cost(side | some, pairs) for some in _some_of(below)]
    least = set.intersection(*(other for other in _sides(free) if _cost(other, pairs) == best))
    assert side <= least


def _sides(free: list[str] = FREE) -> Iterator[set[str]]:
    for size in range(len(free) + 1):
        for some in combinations(free, size):
            yield {"store-1", "store-2", *some}


def _cost(side: set[str], pairs: set[tuple[str, str]]) -> tuple[int, int, int]:
    crossing = [(a, b) for a, b in pairs if (a in side) != (b in side)]
    torn = sum(a.startswith("function") and b.startswith("role") for a, b in crossing)
    return torn, len(crossing), sum(a in side for a, _ in crossing)


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a != b])))
def test_of_equal_cuts_the_one_that_moves_least_counts(pairs: set[tuple[str, str]]) -> None:
    side = set(moved(only_cut(ADDRESSES, sorted(pairs))))

    best = min(_cost(other, pairs) for other in _sides())
    least = set.intersection(*(other for other in _sides() if _cost(other, pairs) == best))
    assert side <= least


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a < b])))
def test_what_is_referred_to_moves_first(pairs: set[tuple[str, str]]) -> None:
    order = moved(only_cut(ADDRESSES, sorted(pairs)))

    within = [(a, b) for a, b in pairs if a in order and b in order]
    assert all(order.index(b) < order.index(a) for a, b in within)


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a != b])))
def test_a_foundation_needs_neither_stores_nor_application(pairs: set[tuple[str, str]]) -> None:
    cut = only_cut(ADDRESSES, sorted(pairs))
    below = {each.resource.address for each in cut.foundation}

    assert below.isdisjoint(moved(cut))
    assert not any(each.startswith(("function", "store")) for each in below)
    assert all(b in below for a, b in pairs if a in below)
