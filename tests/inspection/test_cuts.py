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
}
type Pairs = Iterable[tuple[str, str]]


def unit(name: str, addresses: Iterable[str], pairs: Pairs) -> Unit:
    """Resources called ``store-1`` or ``role`` are of the type that the name begins with."""
    return Unit(
        name,
        "terraform-hcl",
        "terraform",
        tuple(Resource(each, TYPES[each.split("-")[0]], "aws", name) for each in addresses),
        tuple(Edge(Place(name, a), Place(name, b), "reference") for a, b in pairs),
    )


def inspection(*units: Unit) -> Inspection:
    return inspected(current_catalog(), Reading(units))


def only_cut(addresses: Iterable[str], pairs: Pairs, separate: set[str] | None = None) -> Cut:
    places = None if separate is None else {Place("shop", each) for each in separate}
    (found,) = cuts(current_catalog(), inspection(unit("shop", addresses, pairs)), places)
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


def test_a_store_that_stays_is_not_moved() -> None:
    pairs = [("function", "store-1"), ("store-1", "store-2")]

    cut = only_cut(["function", "store-1", "store-2"], pairs, {"store-2"})

    assert moved(cut) == ["store-2"]
    assert crossed(cut) == [("store-1", "store-2")]


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


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a != b])))
def test_no_other_cut_crosses_less(pairs: set[tuple[str, str]]) -> None:
    """Fewest references; of those the fewest backward ones; of those the least that moves."""
    cut = only_cut(ADDRESSES, sorted(pairs))
    side = set(moved(cut))

    assert {"store-1", "store-2"} <= side
    assert side.isdisjoint({"function-1", "function-2"})
    assert set(crossed(cut)) == {pair for pair in pairs if (pair[0] in side) != (pair[1] in side)}
    best = min(_cost(other, pairs) for other in _sides())
    assert _cost(side, pairs) == best


def _sides() -> Iterator[set[str]]:
    for size in range(len(FREE) + 1):
        for some in combinations(FREE, size):
            yield {"store-1", "store-2", *some}


def _cost(side: set[str], pairs: set[tuple[str, str]]) -> tuple[int, int]:
    crossing = [(a, b) for a, b in pairs if (a in side) != (b in side)]
    return len(crossing), sum(a in side for a, _ in crossing)


@given(st.sets(st.sampled_from([(a, b) for a in ADDRESSES for b in ADDRESSES if a != b])))
def test_of_equal_cuts_the_one_that_moves_least_counts(pairs: set[tuple[str, str]]) -> None:
    side = set(moved(only_cut(ADDRESSES, sorted(pairs))))

    best = min(_cost(other, pairs) for other in _sides())
    assert all(side <= other for other in _sides() if _cost(other, pairs) == best)


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
