"""The talk's own map, as the content has it: complete, drawable, and legible when printed."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from decision.catalog import load_catalog
from decision.domain.mapparts import NODES_PER_PAGE, split_by_branch
from decision.domain.mapposition import Position, StorePosition, mark
from decision.domain.mindmap import MindMap
from decision.reports.drawing import TALK_LOOK, Fonts, Studio, page_svg

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def talk() -> MindMap:
    return load_catalog(PROJECT / "content").mind_map


def test_the_branches_of_the_talk_are_there(talk: MindMap) -> None:
    root = mark(talk).root

    assert [(branch.id, branch.size) for branch in root.children] == [
        ("definitions", 45),
        ("affected-by", 29),
        ("workload-types", 180),
    ]


def test_all_six_cross_links_of_the_talk_are_there(talk: MindMap) -> None:
    assert [(link.start, link.end, link.style) for link in talk.cross_links] == [
        ("split-by-responsibility", "manual-types", "dashed"),
        ("approach-to-ownership", "manual-types", "dashed"),
        ("ownership-and-management", "quadrants", "dashed"),
        ("database-today", "adoption-chart", "dashed"),
        ("stateless-definition", "side-effects", "dotted"),
        ("hook-examples", "lifecycle-diagram", "dashed"),
    ]


def test_a_team_is_led_from_its_organization_to_its_stores(talk: MindMap) -> None:
    orders = StorePosition(
        "orders",
        "medium",
        "separate",
        {"schema-workflow": "manual-hand-off", "recovery": "restorable"},
    )

    marked = mark(talk, Position({"team-structure": "split-by-responsibility"}, (orders,)))

    assert [node.id for node in marked.root.walk() if node.here] == [
        "split-by-responsibility",
        "side-effects",
        "quadrant-application-shared",
        "service-and-outside",
        "manual-workflow",
        "manual-hand-off",
    ]
    assert [link.id for link in marked.links if link.on_path] == ["teams-to-manual-workflows"]


def places(talk: MindMap, store: StorePosition) -> list[str]:
    return [node.id for node in mark(talk, Position({}, (store,))).root.walk() if node.here]


def test_state_in_memory_is_not_stateless_however_easily_it_can_be_made_again(
    talk: MindMap,
) -> None:
    sessions = StorePosition(
        "sessions", "hard", "not yet", {"access": "in-memory", "recovery": "recreatable"}
    )

    here = places(talk, sessions)

    assert "stateless-definition" not in here
    assert {"side-effect-memory", "volatile-memory", "outside-and-outside"} <= set(here)


def test_what_a_service_keeps_is_stateless_when_it_can_be_made_again(talk: MindMap) -> None:
    pages = StorePosition("pages", "easy", "together", {"recovery": "recreatable"})

    assert "stateless-definition" in places(talk, pages)


def test_without_a_zone_nothing_is_called_stateless(talk: MindMap) -> None:
    something = StorePosition("something", "", "ask first", {"recovery": "recreatable"})

    assert places(talk, something) == []


def test_every_node_is_drawn_once(talk: MindMap, tmp_path: Path) -> None:
    marked = mark(talk)
    studio = Studio(fonts=Fonts(folder=PROJECT / "static" / "fonts", cache=tmp_path))

    svg = ET.fromstring(page_svg(marked, TALK_LOOK, studio))

    drawn = [group.get("data-id") for group in svg.iter("{http://www.w3.org/2000/svg}g")]
    assert sorted(filter(None, drawn)) == sorted(node.id for node in marked.root.walk())


def test_printed_parts_are_legible(talk: MindMap) -> None:
    parts = split_by_branch(mark(talk))

    assert [part.heading[0] for part in parts[:3]] == [
        "Definitions",
        "Is affected by",
        "Workload types",
    ]
    assert max(part.map.root.size for part in parts) <= NODES_PER_PAGE
