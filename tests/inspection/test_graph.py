"""The graph of references: every resource in one node, every reference in one arrow or none."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision.content import current_catalog
from decision.inspection import graph as graphs
from decision.inspection.cuts import cuts
from decision.inspection.folding import MOST_SINGLE, Fold
from decision.inspection.graph import MOST_ARROWS, MOST_NODES, MOST_UNITS, Graph, Nature, graph
from decision.inspection.references import Crossed, View
from decision.readers.documents import Limits
from decision.readers.shapes import Edge, Place, Refused, Unit
from decision.readers.system import read_files
from tests.inspection.systems import FUNCTION, ROLE, STORE, inspection, many, unit
from tests.readers.corpus import corpus

TYPES = (STORE, FUNCTION, ROLE, "aws_eip", "strange_thing", "aws_s3_bucket")


def of(*units: Unit, view: View | None = None) -> Graph:
    return graph(inspection(*units), view=view)


def folds(found: Graph) -> Counter[tuple[Fold, str, int]]:
    return Counter((each.key.by, each.key.name, each.count) for each in found.nodes)


# What the graph has


def test_ways_to_refer_are_merged_and_directions_are_not() -> None:
    one = unit("shop", [("a", FUNCTION), ("b", STORE)], ("a", "b"), ("b", "a"), ("a", "a"))
    edges = (*one.edges, Edge(Place("shop", "a"), Place("shop", "b"), "depends_on"))

    found = of(Unit(one.name, one.format, one.tool, one.resources, edges))

    assert [(each.source, each.target, each.kinds, each.count) for each in found.arrows] == [
        (0, 1, ("reference", "depends_on"), 1),
        (1, 0, ("reference",), 1),
    ]


def test_a_reference_to_what_is_not_there_is_left_out() -> None:
    assert of(unit("shop", [("a", FUNCTION)], ("a", "gone"), ("other/x", "a"))).arrows == ()


def test_nodes_say_what_they_are() -> None:
    types = {
        "aws_s3_bucket": Nature.STORE,
        "aws_eip": Nature.STATEFUL,
        "aws_vpc": Nature.STATELESS,
        "azurerm_resource_group": Nature.CONTAINER,
        "aws_organizations_account": Nature.CONTAINER,
        "aws_lambda_function": Nature.APPLICATION,
        "strange_thing": Nature.UNKNOWN,
    }

    found = of(unit("shop", [(type, type) for type in types]))

    assert {each.key.name: each.nature for each in found.nodes} == types


def test_references_between_units_are_marked() -> None:
    found = of(
        unit("app", [("f", FUNCTION), ("r", ROLE)], ("f", "data/t"), ("f", "r")),
        unit("data", [("t", STORE)]),
    )

    assert [(each.target, each.crosses_units) for each in found.arrows] == [(2, True), (1, False)]
    assert found.units == ("app", "data")


def test_what_a_cut_crosses_is_marked_and_the_wrong_way_apart() -> None:
    seen = inspection(
        unit("shop", [("f", FUNCTION), ("g", FUNCTION), ("t", STORE)], ("f", "t"), ("t", "g"))
    )
    crossed = cuts(current_catalog(), seen)

    found = graph(seen, crossed)

    assert [each.crossed for each in found.arrows] == [Crossed.FORWARD, Crossed.BACKWARD]
    assert all(each.crossed is Crossed.NOT for each in graph(seen).arrows)


# Views


def test_one_unit_is_shown_with_the_others_that_it_is_joined_with() -> None:
    found = of(
        unit("app", [("f", FUNCTION), ("r", ROLE)], ("f", "data/t")),
        unit("data", [("t", STORE), ("u", STORE)], ("t", "u")),
        unit("apart", [("x", STORE)]),
        view=View(unit="app"),
    )

    assert [(each.key.name, each.count, each.is_outside) for each in found.nodes] == [
        ("f", 1, False),
        ("r", 1, False),
        ("data", 1, True),
    ]
    assert [(each.source, each.target) for each in found.arrows] == [(0, 2)]


def test_as_many_other_units_as_can_be_told_apart_are_nodes_and_more_are_one() -> None:
    def seen(others: int) -> Graph:
        units = [unit(f"u{n}", [("x", FUNCTION)], ("x", "data/t")) for n in range(others)]
        return of(unit("data", [("t", STORE)]), *units, view=View(unit="data"))

    alone = {(Fold.RESOURCE, "t", 1): 1}
    assert folds(seen(MOST_UNITS)) == alone | {
        (Fold.UNIT, f"u{n}", 1): 1 for n in range(MOST_UNITS)
    }
    assert folds(seen(MOST_UNITS + 1)) == alone | {(Fold.REST, "", MOST_UNITS + 1): 1}


def test_around_a_store_is_what_it_refers_to_and_what_refers_to_it() -> None:
    found = of(
        unit(
            "shop",
            [(name, FUNCTION) for name in "abcd"] + [("t", STORE)],
            ("a", "t"),
            ("t", "b"),
            ("b", "a"),
            ("c", "a"),
            ("d", "c"),
        ),
        view=View(around=Place("shop", "t")),
    )

    assert [each.key.name for each in found.nodes] == ["a", "b", "t"]
    assert [each.is_focus for each in found.nodes] == [False, False, True]
    assert {(each.source, each.target) for each in found.arrows} == {(0, 2), (2, 1), (1, 0)}


def test_what_many_refer_to_stays_single_and_fits() -> None:
    users = many("", FUNCTION, 300)
    seen = unit("shop", [*users, ("t", STORE)], *((address, "t") for address, _type in users))

    found = of(seen, view=View(around=Place("shop", "t")))

    assert folds(found) == {(Fold.TYPE, FUNCTION, 300): 1, (Fold.RESOURCE, "t", 1): 1}
    assert [each.count for each in found.arrows] == [300]


def test_of_too_many_units_around_a_resource_it_alone_stays_single() -> None:
    near = [unit(f"u{n}", [("a", FUNCTION), ("b", ROLE)], ("a", "u0/t")) for n in range(1, 400)]
    own = unit("u0", [("t", STORE), ("f", FUNCTION)], ("f", "t"))

    found = of(own, *near, view=View(around=Place("u0", "t")))

    assert folds(found) == {(Fold.RESOURCE, "t", 1): 1, (Fold.REST, "", 400): 1}
    assert [each.is_focus for each in found.nodes if each.key.by is Fold.RESOURCE] == [True]
    # One of the references is within the unit, and all others come from elsewhere.
    assert [(each.count, each.crosses_units) for each in found.arrows] == [(400, True)]


def test_a_place_that_is_not_there_shows_nothing() -> None:
    found = of(unit("shop", [("a", STORE)]), view=View(around=Place("shop", "gone")))

    assert (found.nodes, found.found) == ((), ())


# Folding


def test_150_resources_are_drawn_one_by_one_and_151_are_folded() -> None:
    assert not of(unit("shop", many("", ROLE, MOST_NODES))).is_folded
    assert of(unit("shop", many("", ROLE, MOST_NODES + 1))).is_folded


def test_as_many_arrows_as_can_be_drawn_are_and_with_one_more_resources_are_folded() -> None:
    names = many("", ROLE, 40)
    pairs = [(a, b) for a, _ in names for b, _ in names if a != b]

    assert not of(unit("shop", names, *pairs[:MOST_ARROWS])).is_folded
    assert of(unit("shop", names, *pairs[: MOST_ARROWS + 1])).is_folded


def test_references_within_a_node_are_no_arrows() -> None:
    found = of(
        unit(
            "shop",
            [*many("", ROLE, 200), *many("", FUNCTION, MOST_ARROWS + 1)],
            *((f"{ROLE}.n0", f"{ROLE}.n{n}") for n in range(1, 200)),
            *((f"{FUNCTION}.n0", f"{FUNCTION}.n{n}") for n in range(1, MOST_ARROWS + 1)),
            (f"{FUNCTION}.n0", f"{ROLE}.n0"),
        )
    )

    assert folds(found) == {(Fold.TYPE, ROLE, 200): 1, (Fold.TYPE, FUNCTION, MOST_ARROWS + 1): 1}
    assert [each.count for each in found.arrows] == [1]


def test_modules_come_before_types_and_stores_stay_single() -> None:
    found = of(
        unit(
            "shop",
            [
                *many("module.a.", ROLE, 100),
                *many('module.b["x.y"].', ROLE, 60),
                *many("", FUNCTION, 10),
                ("module.a.t", STORE),
                ("t", STORE),
            ],
        )
    )

    assert folds(found) == {
        (Fold.MODULE, "module.a", 100): 1,
        (Fold.MODULE, "module.b", 60): 1,
        (Fold.TYPE, FUNCTION, 10): 1,
        (Fold.RESOURCE, "module.a.t", 1): 1,
        (Fold.RESOURCE, "t", 1): 1,
    }


def test_more_stateful_resources_than_can_stay_are_folded_by_type() -> None:
    few = [*many("", STORE, MOST_SINGLE), *many("", ROLE, 100)]
    seen = [*many("", STORE, MOST_SINGLE + 1), *many("", ROLE, 100)]

    assert folds(of(unit("shop", few)))[Fold.TYPE, ROLE, 100] == 1
    assert sum(each.key.by is Fold.RESOURCE for each in of(unit("shop", few)).nodes) == MOST_SINGLE
    assert folds(of(unit("shop", seen))) == {
        (Fold.TYPE, STORE, MOST_SINGLE + 1): 1,
        (Fold.TYPE, ROLE, 100): 1,
    }


def test_stores_stay_where_only_other_stateful_resources_are_too_many() -> None:
    seen = [*many("", STORE, 3), *many("", "aws_eip", MOST_SINGLE), *many("", ROLE, 100)]

    assert folds(of(unit("shop", seen)))[Fold.TYPE, "aws_eip", MOST_SINGLE] == 1
    assert sum(each.key.by is Fold.RESOURCE for each in of(unit("shop", seen)).nodes) == 3


def test_what_would_be_folded_alone_is_shown_as_it_is() -> None:
    found = of(unit("shop", [*many("", ROLE, 200), ("f", FUNCTION)]))

    assert folds(found) == {(Fold.TYPE, ROLE, 200): 1, (Fold.RESOURCE, "f", 1): 1}


def test_many_units_are_one_node_each_and_too_many_are_not_drawn() -> None:
    def units(count: int) -> list[Unit]:
        return [unit(f"u{n}", [*many("", ROLE, 2), *many("", STORE, 2)]) for n in range(count)]

    found = of(*units(MOST_NODES))

    assert {each.key.by for each in found.nodes} == {Fold.UNIT}
    assert len(found.nodes) == MOST_NODES
    assert of(*units(MOST_NODES + 1)).is_too_large
    assert not of(*units(MOST_NODES + 1), view=View(unit="u7")).is_too_large


# Whatever the system


@st.composite
def systems(draw: st.DrawFn) -> tuple[Unit, ...]:
    found, places = [], []
    for number in range(draw(st.integers(1, 4))):
        count = draw(st.integers(0, 12))
        resources = [
            (f"{draw(st.sampled_from(['', 'module.a.', 'module.a.module.b.']))}r{n}", type)
            for n, type in enumerate(
                draw(st.lists(st.sampled_from(TYPES), min_size=count, max_size=count))
            )
        ]
        found.append((f"u{number}", resources))
        places += [f"u{number}/{address}" for address, _type in resources]
    ends = st.sampled_from([*places, "u0/gone"])
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    return tuple(
        unit(name, resources, *(pair for pair in pairs if pair[0].startswith(f"{name}/")))
        for name, resources in found
    )


@st.composite
def views(draw: st.DrawFn, units: tuple[Unit, ...]) -> View:
    places = [Place(each.name, r.address) for each in units for r in each.resources]
    choices: list[View] = [View(), *(View(unit=each.name) for each in units)]
    return draw(st.sampled_from([*choices, *(View(around=each) for each in places)]))


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(3, 40), st.integers(0, 8), st.integers(3, 30))
def test_nothing_is_lost_and_nothing_is_counted_twice(
    data: st.DataObject, most_nodes: int, most_single: int, most_arrows: int
) -> None:
    units = data.draw(systems())
    view = data.draw(views(units))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphs, "MOST_NODES", most_nodes)
        patch.setattr(graphs, "MOST_ARROWS", most_arrows)
        patch.setattr(graphs, "MOST_UNITS", 1)
        patch.setattr("decision.inspection.folding.MOST_SINGLE", most_single)
        found = of(*units, view=view)

    assert len(found.nodes) <= most_nodes
    assert len(found.arrows) <= most_arrows
    _agrees_with_the_files(found, units, view)


def _agrees_with_the_files(found: Graph, units: tuple[Unit, ...], view: View) -> None:
    pairs = _pairs(units, view)
    in_view = _in_view(units, view, pairs)
    assert Counter(each.place for each in found.found) == Counter(in_view)
    assert {(each.source.place, each.target.place) for each in found.references} == pairs
    if not found.nodes:
        assert view == View() or not in_view
        return
    node = {each.place: n for n, own in enumerate(found.nodes) for each in own.members}
    assert Counter(each.place for own in found.nodes for each in own.members) == Counter(in_view)
    expected = Counter((node[a], node[b]) for a, b in pairs if node[a] != node[b])
    assert {(each.source, each.target): each.count for each in found.arrows} == expected
    for each in found.nodes:
        assert each.key.unit in {"", *(member.resource.unit for member in each.members)}
        assert each.is_folded or each.count == 1


def _pairs(units: tuple[Unit, ...], view: View) -> set[tuple[Place, Place]]:
    there = {Place(each.name, r.address) for each in units for r in each.resources}
    found = {(e.source, e.target) for each in units for e in each.edges}
    found = {(a, b) for a, b in found if a != b and {a, b} <= there}
    if view.around is not None:
        near = {view.around, *(end for pair in found if view.around in pair for end in pair)}
        return {pair for pair in found if near.issuperset(pair)}
    return {pair for pair in found if view.unit in (None, pair[0].unit, pair[1].unit)}


def _in_view(units: tuple[Unit, ...], view: View, pairs: set[tuple[Place, Place]]) -> set[Place]:
    ends = {end for pair in pairs for end in pair}
    if view.around is not None:
        return {view.around, *ends}
    there = {Place(each.name, r.address) for each in units for r in each.resources}
    return {each for each in there if view.unit in (None, each.unit) or each in ends}


def test_every_file_of_the_corpus_can_be_drawn_or_is_empty() -> None:
    drawn = 0
    for file in sorted((corpus() / "files").iterdir()):
        try:
            units = read_files({file.name: file.read_bytes()}, Limits()).units
        except Refused:
            continue
        found = of(*units)
        assert bool(found.nodes) == any(each.resources for each in units)
        assert len(found.nodes) <= MOST_NODES
        assert len(found.arrows) <= MOST_ARROWS
        _agrees_with_the_files(found, units, View())
        drawn += bool(found.nodes)
    assert drawn > 70
