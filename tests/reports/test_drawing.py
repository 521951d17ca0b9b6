"""The drawing as a whole, by the real Graphviz: what goes in comes out, and nothing else."""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from decision.domain.assessmentmap import Assessed, AssessedStore, assessment_map
from decision.domain.mindmap import MarkedLink, MarkedMap, MarkedNode, StoreHere
from decision.reports.drawing import (
    SLIDE_LOOK,
    DrawingUnavailable,
    Fonts,
    Limits,
    Look,
    Studio,
    draw,
    drawing_key,
    page_svg,
    process,
    slim_svg,
)
from decision.reports.drawing.labels import clean, shorten
from decision.reports.drawing.svg import ALLOWED, Finish, finished_svg

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(__file__).parents[2] / "static" / "fonts"
HOSTILE = [
    'say "hi"',
    "back\\slash \\N \\G \\l \\",
    "<b>bold</b> <script>alert(1)</script>",
    "&lt;i&gt; &amp; &#x41; &",
    "]]> --> <!-- x",
    "n1 -> n2 [URL=x]; }",
    "\u202eright to left العربية",
    "👩\u200d💻 emoji 🧨",
    "nul\x00 bell\x07 line\nbreak\r\ttab",
    "lone \ud800 surrogate",
    "x" * 5_000,
    "long words " * 500,
    "%3 {a|b} $HOME `id`",
    "",
    "\x00",
]


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(fonts=Fonts(folder=FONTS, cache=tmp_path_factory.mktemp("fonts")))


def small_map(*titles: str) -> MarkedMap:
    children = tuple(MarkedNode(f"c{number}", title) for number, title in enumerate(titles))
    return MarkedMap("m", "Map", MarkedNode("root", "Root", role="root", children=children))


TEAM = MarkedNode(
    "team",
    "Team",
    role="affected-by",
    note="Who does what",
    here=True,
    on_path=True,
    children=(MarkedNode("ops", "Operations", role="affected-by"),),
)
DATABASES = MarkedNode(
    "databases",
    "Medium: databases",
    zone="medium",
    here=True,
    on_path=True,
    stores=(StoreHere("orders", "separate"),),
)
MARKED = MarkedMap(
    "talk",
    "Talk",
    MarkedNode("talk", "Talk", role="root", on_path=True, children=(TEAM, DATABASES)),
    (MarkedLink("x", "ops", "databases", "decides", "dashed", "Operations", "Databases"),),
)


def groups(svg: str, kind: str) -> Iterator[ET.Element]:
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        if kind in group.get("class", "").split():
            yield group


def words(group: ET.Element) -> str:
    return "".join(text.text or "" for text in group.iter(f"{SVG}text")).replace(" ", "")


def assert_labels_come_out(titles: list[str], studio: Studio) -> None:
    svg = page_svg(small_map(*titles), Look(), studio)

    nodes = {group.get("data-id"): group for group in groups(svg, "node")}
    assert len(nodes) == len(titles) + 1
    assert len(list(groups(svg, "edge"))) == len(titles)
    for number, title in enumerate(titles):
        expected = shorten(clean(title)) or "(no name)"
        assert words(nodes[f"c{number}"]) == expected.replace(" ", "")


def test_hostile_labels_come_out_as_they_went_in(studio: Studio) -> None:
    assert_labels_come_out(HOSTILE, studio)


@settings(max_examples=25, deadline=None)
@given(titles=st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1, max_size=8))
def test_any_label_comes_out_as_it_went_in(titles: list[str], studio: Studio) -> None:
    assert_labels_come_out(titles, studio)


def test_the_picture_has_a_role_a_title_first_and_a_size(studio: Studio) -> None:
    root = ET.fromstring(slim_svg(MARKED, Look(), studio))

    assert root.get("role") == "img"
    assert (root[0].tag, root[0].text) == (f"{SVG}title", "Talk")
    assert re.fullmatch(r"\d+pt", root.get("width", ""))
    assert re.fullmatch(r"\d+pt", root.get("height", ""))


def test_only_known_elements_and_attributes_are_in_the_page(studio: Studio) -> None:
    root = ET.fromstring(page_svg(MARKED, Look(), studio))

    elements = {element.tag.removeprefix(SVG) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert elements == {"svg", "title", "g", "path", "text"}
    assert not {name for name in attributes if name in ("style", "href") or name.startswith("on")}


def test_nodes_and_edges_carry_what_the_script_needs(studio: Studio) -> None:
    svg = page_svg(MARKED, Look(), studio)

    nodes = {group.get("data-id"): dict(group.attrib) for group in groups(svg, "node")}
    assert nodes["team"] == {
        "id": "node-team",
        "class": "node role-affected-by is-head on-path is-here",
        "data-id": "team",
        "data-label": "Team",
        "data-parent": "talk",
        "data-below": "1",
    }
    assert nodes["ops"]["class"] == "node role-affected-by is-leaf"
    edges = [(g.get("data-from"), g.get("data-to")) for g in groups(svg, "edge")]
    assert sorted(edges) == [
        ("ops", "databases"),
        ("talk", "databases"),
        ("talk", "team"),
        ("team", "ops"),
    ]
    assert [g.get("data-to") for g in groups(svg, "cross-link")] == ["databases"]


def test_the_teams_position_is_said_in_words(studio: Studio) -> None:
    svg = page_svg(MARKED, Look(), studio)

    nodes = {group.get("data-id"): words(group) for group in groups(svg, "node")}
    assert nodes["team"] == "Team→Youarehere"
    assert nodes["databases"] == "Medium:databases→orders:separate"


def test_many_stores_at_one_node_are_counted_not_listed(studio: Studio) -> None:
    stores = tuple(StoreHere(f"s{number}") for number in range(7))
    marked = MarkedMap("m", "M", MarkedNode("m", "M", here=True, on_path=True, stores=stores))

    [root] = groups(page_svg(marked, Look(), studio), "node")

    assert words(root) == "M→s0→s1→s2→s3→and3more"


def test_a_note_is_shown_on_hover(studio: Studio) -> None:
    [team] = [
        g for g in groups(page_svg(MARKED, Look(), studio), "node") if g.get("data-id") == "team"
    ]

    assert team.findtext(f"{SVG}title") == "Who does what"


def test_the_slim_picture_has_no_groups_but_one_and_no_hints(studio: Studio) -> None:
    root = ET.fromstring(slim_svg(MARKED, Look(), studio))

    assert len(list(root.iter(f"{SVG}g"))) == 1
    assert len(list(root.iter(f"{SVG}title"))) == 1
    assert "class" not in {name for element in root.iter() for name in element.attrib}


def test_zones_differ_without_colour(studio: Studio) -> None:
    zones = tuple(
        MarkedNode(zone, zone, zone=zone, children=(MarkedNode(f"{zone}-x", "x", zone=zone),))
        for zone in ("easy", "medium", "hard")
    )
    svg = page_svg(MarkedMap("m", "M", MarkedNode("m", "M", children=zones)), Look(), studio)

    found = {g.get("data-id"): g.findall(f"{SVG}path") for g in groups(svg, "node")}
    borders = {
        zone: (len(found[zone]), "stroke-dasharray" in found[zone][0].attrib)
        for zone in ("easy", "medium", "hard")
    }
    assert borders == {"easy": (1, False), "medium": (1, True), "hard": (2, False)}


def test_left_branches_stand_left_of_the_root(studio: Studio) -> None:
    svg = page_svg(MARKED, Look(left=("affected-by",)), studio)

    starts = {
        group.get("data-id"): float(group.find(f"{SVG}text").get("x"))  # type: ignore[union-attr, arg-type]
        for group in groups(svg, "node")
    }
    assert starts["ops"] < starts["team"] < starts["talk"] < starts["databases"]


def test_many_branches_of_a_balanced_map_stand_on_both_sides_in_reading_order(
    studio: Studio,
) -> None:
    svg = page_svg(small_map("a", "b", "c", "d"), Look(balanced=True), studio)

    places = {
        group.get("data-id"): [float(group.find(f"{SVG}text").get(key)) for key in "xy"]  # type: ignore[union-attr, arg-type]
        for group in groups(svg, "node")
    }
    assert [name for name in ("c0", "c1", "c2", "c3") if places[name][0] < places["root"][0]] == [
        "c0",
        "c1",
    ]
    assert (places["c0"][1], places["c2"][1]) < (places["c1"][1], places["c3"][1])


def test_few_branches_of_a_balanced_map_stand_on_one_side(studio: Studio) -> None:
    svg = page_svg(small_map("a", "b", "c"), Look(balanced=True), studio)

    assert svg == page_svg(small_map("a", "b", "c"), Look(), studio)


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_map_gives_the_same_bytes(form: process.Format, studio: Studio) -> None:
    assert draw(MARKED, form, Look(), studio) == draw(MARKED, form, Look(), studio)


def test_the_poster_is_one_page_of_the_paper_asked_for(studio: Studio) -> None:
    data = draw(MARKED, "pdf", replace(Look(), paper=(1683.78, 1190.55)), studio)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        box = [float(side) for side in pdf.pages[0].mediabox]
        assert len(pdf.pages) == 1
        assert (round(box[2]), round(box[3])) == (1684, 1191)
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root["/Lang"])) == ("Talk", "en")


def test_a_picture_to_download_is_on_white_paper(studio: Studio) -> None:
    png = Image.open(io.BytesIO(draw(MARKED, "png", Look(), studio))).convert("RGBA")
    svg = ET.fromstring(draw(MARKED, "svg", Look(), studio))

    paper = svg.find(f"{SVG}g/{SVG}polygon")
    assert png.getpixel((1, 1)) == (255, 255, 255, 255)
    assert paper is not None
    assert (paper.get("fill"), paper.get("stroke")) == ("#ffffff", "none")


def test_the_drawing_in_a_page_has_the_papers_of_the_page(studio: Studio) -> None:
    both = [page_svg(MARKED, Look(), studio), slim_svg(MARKED, Look(), studio)]

    assert [list(ET.fromstring(svg).iter(f"{SVG}polygon")) for svg in both] == [[], []]


def test_a_slide_fills_a_wide_screen(studio: Studio) -> None:
    png = draw(MARKED, "png", SLIDE_LOOK, studio)
    svg = ET.fromstring(draw(MARKED, "svg", SLIDE_LOOK, studio))

    assert struct.unpack(">II", png[16:24]) == (1920, 1080)
    assert (svg.get("width"), svg.get("height")) == ("960pt", "540pt")


@pytest.mark.parametrize("count", [1, 8])
def test_the_smallest_letters_of_a_slide_can_be_read(count: int, studio: Studio) -> None:
    name = "Customer orders and invoices database of the northern region (primary)"
    reason, step = "Team structure: One team can do everything", "Protect the store where it is"
    store = AssessedStore(name, "medium", "Medium zone", "either", "Either", (reason,), (step,))
    small = assessment_map(Assessed(name, "either", "Either", (store,) * count))

    svg = ET.fromstring(draw(small, "svg", SLIDE_LOOK, studio))

    drawing = svg.find(f"{SVG}g")
    assert drawing is not None
    scale = float(drawing.get("transform", "").removeprefix("scale(").split(" ")[0])
    smallest = min(float(text.get("font-size", "0")) for text in svg.iter(f"{SVG}text"))
    assert smallest * scale >= 9  # points, on a slide of 540


def test_letters_are_those_of_the_shipped_font(studio: Studio) -> None:
    with pikepdf.open(io.BytesIO(draw(MARKED, "pdf", Look(), studio))) as pdf:
        fonts = pdf.pages[0].resources["/Font"]
        names = {str(font["/BaseFont"]).rpartition("+")[2] for font in fonts.values()}

    assert names == {"IBMPlexSans", "IBMPlexSans-SmBld"}


def test_the_small_map_can_be_drawn_in_every_form(studio: Studio) -> None:
    store = AssessedStore("orders", "medium", "Medium zone", "separate", "Separate", ("Why.",))
    small = assessment_map(Assessed("Shop", "separate", "Separate", (store,)))

    starts = {form: draw(small, form, SLIDE_LOOK, studio)[:4] for form in ("svg", "png", "pdf")}

    assert starts == {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}


def test_the_key_changes_with_map_look_and_variant() -> None:
    keys = {
        drawing_key(MARKED, Look(), "page"),
        drawing_key(MARKED, Look(), "slim"),
        drawing_key(MARKED, Look(notes=True), "page"),
        drawing_key(small_map("a"), Look(), "page"),
    }

    assert len(keys) == 4
    assert drawing_key(MARKED, Look(), "page") in keys


def test_a_missing_dot_is_said_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, studio: Studio
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(DrawingUnavailable) as raised:
        slim_svg(MARKED, Look(), studio)

    assert str(raised.value) == process.INSTALL


def test_a_drawing_that_takes_too_long_is_stopped(studio: Studio) -> None:
    hasty = replace(studio, limits=Limits(seconds=0.001))

    with pytest.raises(DrawingUnavailable, match="too long"):
        slim_svg(MARKED, Look(), hasty)


def test_a_failing_dot_gives_a_message_and_no_details(studio: Studio) -> None:
    with pytest.raises(DrawingUnavailable) as raised:
        process.run_dot("no dot at all", "svg", studio.fonts, studio.limits)

    assert str(raised.value) == "Graphviz could not draw this."


def test_a_map_beyond_all_measure_is_refused(studio: Studio) -> None:
    with pytest.raises(DrawingUnavailable, match="too large"):
        process.run_dot(" " * 2_000_001, "svg", studio.fonts, studio.limits)


def test_memory_is_limited(studio: Studio) -> None:
    starved = replace(studio, limits=Limits(memory=4 * 1024**2))

    with pytest.raises(DrawingUnavailable):
        slim_svg(MARKED, Look(), starved)


@pytest.mark.parametrize(
    "raw",
    [b"<svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ids=["broken", "entities"],
)
def test_a_picture_that_is_not_what_graphviz_draws_is_refused(raw: bytes) -> None:
    with pytest.raises(DrawingUnavailable):
        finished_svg(raw, Finish("T", "F"))


def test_the_filter_drops_everything_it_does_not_know() -> None:
    raw = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="1pt" onload="x()"><style>*{}</style>'
        b'<script>x()</script><a href="javascript:x()"><text x="1" onclick="x()">in</text></a>'
        b'<g transform="scale(1)"><path d="M1.234,5.678" style="fill:red" fill="none"/>'
        b'<image href="http://x"/></g></svg>'
    )

    root = ET.fromstring(finished_svg(raw, Finish("T", "F")))

    assert [(e.tag.removeprefix(SVG), dict(e.attrib)) for e in root.iter()] == [
        ("svg", {"role": "img", "width": "1pt"}),
        ("title", {}),
        ("g", {"transform": "scale(1)"}),
        ("path", {"d": "M1.2,5.6", "fill": "none"}),
    ]
    assert "script" not in ALLOWED
