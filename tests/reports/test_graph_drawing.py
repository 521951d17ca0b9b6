"""Graphs, by the real Graphviz: what goes in comes out, and nothing else."""

import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision.reports.drawing import (
    DrawingUnavailable,
    Fonts,
    Limits,
    Studio,
    graph_file,
    graph_key,
    graph_svg,
    process,
)
from decision.reports.drawing.addresses import MOST_LINES, WIDTH, address_lines
from decision.reports.drawing.graphdot import graph_text
from decision.reports.drawing.graphs import MOST_ARROWS, MOST_BOXES
from decision.reports.drawing.labels import clean
from decision.reports.drawing.picture import Arrow, Box, Crossing, GraphPicture, Shape
from decision.reports.drawing.svg import ALLOWED

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(__file__).parents[2] / "static" / "fonts"
HOSTILE = [
    'say "hi"',
    "back\\slash \\N \\G \\E \\T \\H \\l \\",
    "<<b>bold</b>> <script>alert(1)</script>",
    "&lt;i&gt; &amp; &#x41; &",
    "]]> --> <!-- x",
    'n1"]; n9 -> n8 [URL="javascript:alert(1)"]; }',
    "{a|b|<port> c} record",
    "line\nbreak\r\n\ttab\x00nul\x1b[31m",
    "\u202eright to left\u2066 \u200fالعربية",
    "👩\u200d💻 emoji 🧨 e\u0301",
    "lone \ud800 surrogate \ufffe",
    "module.a[" * 40,
    "x" * 250,
    "",
    "\x00",
    "%3 $HOME `id` #",
    "cluster_0",
    "graph",
]


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(fonts=Fonts(folder=FONTS, cache=tmp_path_factory.mktemp("fonts")))


def picture(*titles: str, **more: Any) -> GraphPicture:
    boxes = tuple(Box(title, "", Shape.STATELESS, 0) for title in titles)
    return GraphPicture("Graph", boxes, groups=("unit",), **more)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def lines(element: ET.Element) -> list[str]:
    return [each.text or "" for each in element.iter(f"{SVG}text")]


def test_boxes_arrows_and_frames_come_out(studio: Studio) -> None:
    boxes = (
        Box("orders", "Key-value database", Shape.STORE, 0, url="/around/1", hint="orders, all"),
        Box("api", "", Shape.APPLICATION, 1),
        Box("3 × roles", "Type", Shape.STATELESS, 1, is_several=True),
    )
    arrows = (
        Arrow(1, 0, crosses_groups=True, hint="api → orders"),
        Arrow(1, 2, count=3),
        Arrow(0, 2, crossing=Crossing.BACKWARD, label="wrong way"),
    )

    root = parsed(graph_svg(GraphPicture("Shop", boxes, arrows, ("data", "app")), studio))

    nodes, edges, frames = (of_class(root, each) for each in ("node", "edge", "frame"))
    assert sorted(lines(each)[0] for each in nodes) == ["3 × roles", "api", "orders"]
    assert sorted(each.get("class", "") for each in edges) == [
        "edge",
        "edge crosses-groups",
        "edge cut-backward",
    ]
    assert [lines(each) for each in frames] == [["data"], ["app"]]
    (link,) = root.iter(f"{SVG}a")
    assert (link.get("href"), link[0].get("class")) == ("/around/1", "node shape-store")
    assert link[0][0].text == "orders, all"
    assert root[0].text == "Shop"
    assert "wrong way" in lines(of_class(root, "cut-backward")[0])


def test_every_shape_is_drawn_in_a_way_of_its_own(studio: Studio) -> None:
    shown = set()
    for shape in Shape:
        root = parsed(graph_svg(GraphPicture("G", (Box("x", "", shape),)), studio))
        (node,) = of_class(root, "node")
        colours = {"fill", "stroke"}
        shown.add(
            tuple(
                (each.tag, *(f"{k}={v}" for k, v in each.attrib.items() if k not in colours))
                for each in node
            )
        )

    # What keeps nothing looks like an application but for its colour: see its words.
    assert len(shown) >= len(Shape) - 1


def test_hostile_texts_come_out_as_they_are(studio: Studio) -> None:
    boxes = tuple(Box(each, each, Shape.STORE, n, hint=each) for n, each in enumerate(HOSTILE))
    arrows = tuple(
        Arrow(n, (n + 1) % len(HOSTILE), label=each[:40], hint=each)
        for n, each in enumerate(HOSTILE)
    )
    given = GraphPicture(HOSTILE[1], boxes, arrows, tuple(HOSTILE))

    svg = graph_svg(given, studio)

    root = parsed(svg)
    nodes = {each.get("data-label"): lines(each) for each in of_class(root, "node")}
    assert len(of_class(root, "node")) == len(of_class(root, "edge")) == len(HOSTILE)
    for text in HOSTILE:
        found = nodes[clean(text)]
        wanted = address_lines(text) or ["(no name)"]
        assert [" ".join(each.split()) for each in found[: len(wanted)]] == wanted
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {*ALLOWED, "title"}
    assert not {key for each in root.iter() for key in each.attrib} & {"style", "onclick"}
    assert "javascript:" not in {each.get("href", "")[:11] for each in root.iter()}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12))
def test_any_text_makes_as_many_boxes_as_there_are(texts: list[str]) -> None:
    studio = Studio(fonts=Fonts(folder=FONTS))

    root = parsed(graph_svg(picture(*texts), studio))

    assert sorted(each.get("data-label", "") for each in of_class(root, "node")) == sorted(
        clean(each) for each in texts
    )


def test_a_link_is_only_an_attribute(studio: Studio) -> None:
    url = '/x?q="><script>alert(1)</script>&y'

    root = parsed(graph_svg(GraphPicture("G", (Box("a", "", Shape.STORE, url=url),)), studio))

    assert [each.get("href") for each in root.iter(f"{SVG}a")] == [url]
    assert not list(root.iter(f"{SVG}script"))


def test_boxes_without_arrows_stand_in_rows(studio: Studio) -> None:
    root = parsed(graph_svg(picture(*(f"box {n}" for n in range(30))), studio))

    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    assert width > height / 3
    assert not of_class(root, "edge")


def test_files_are_what_they_say(studio: Studio) -> None:
    given = picture("a", "b")

    svg, png, dot = (graph_file(given, form, studio) for form in ("svg", "png", "dot"))

    assert svg.startswith(b"<svg")
    assert b"class=" not in svg
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) > (50, 50)
    assert dot.decode() == graph_text(given)


def test_the_same_picture_is_the_same_and_another_is_not() -> None:
    one, other = picture("a"), picture("b")

    assert graph_key(one, "page") == graph_key(picture("a"), "page")
    assert len({graph_key(one, "page"), graph_key(other, "page"), graph_key(one, "svg")}) == 3
    assert graph_text(one) == graph_text(picture("a"))


def test_too_much_is_not_even_tried(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    arrows = tuple(Arrow(0, 1) for _ in range(MOST_ARROWS + 1))

    for each in (
        picture(*"x" * (MOST_BOXES + 1)),
        GraphPicture("G", picture("a", "b").boxes, arrows, ("unit",)),
    ):
        with pytest.raises(DrawingUnavailable, match="too much to draw"):
            graph_svg(each, studio)


def test_a_drawing_that_takes_too_long_is_stopped(studio: Studio) -> None:
    tight = Studio(fonts=studio.fonts, limits=Limits(seconds=0.001))

    with pytest.raises(DrawingUnavailable, match="took too long"):
        graph_svg(picture("a"), tight)


def test_a_drawing_that_becomes_too_large_is_not_handed_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LARGEST_OUTPUT", 100)

    with pytest.raises(DrawingUnavailable, match="too large"):
        graph_svg(picture("a"), studio)


# Addresses as lines


def test_addresses_break_where_their_parts_end() -> None:
    assert address_lines("module.vpc.aws_route_table_association.private[2]") == [
        "module.vpc.aws_route_table_",
        "association.private[2]",
    ]
    assert address_lines("ordersLambdaFunctionServiceRoleDefaultPolicy") == [
        "ordersLambdaFunctionService",
        "RoleDefaultPolicy",
    ]


def test_what_is_too_long_keeps_both_its_ends() -> None:
    found = "".join(address_lines("first" + "x" * 500 + "last"))

    assert (found[:5], found[-4:], "…" in found) == ("first", "last", True)


@given(st.text(max_size=300))
def test_lines_are_never_too_many_or_too_long(text: str) -> None:
    found = address_lines(text)

    assert len(found) <= MOST_LINES
    assert all(0 < len(each) <= WIDTH for each in found)
    if "…" not in "".join(found):
        assert "".join(found).replace(" ", "") == clean(text).replace(" ", "")
