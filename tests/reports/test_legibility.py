"""The type of drawings on paper: large enough to be read on every page of the report."""

import pytest

from decision.content import current_catalog
from decision.reports.pdf.legibility import Area, is_too_tall, text_size
from decision.web.presenters.report_maps import LANDSCAPE, SMALLEST_TYPE, report_maps
from decision.web.presenters.result import result_view
from tests.reports.report_systems import SHOP

AREA = Area(width=200, height=100)


def drawing(size: str, sizes: tuple[int, ...] = (12, 10), units: int = 100) -> str:
    texts = "".join(f'<text font-size="{each}">a</text>' for each in sizes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {units} 50">{texts}</svg>'


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        (drawing('width="100pt" height="50pt"'), 10),
        (drawing('width="400pt" height="50pt"', units=400), 5),
        (drawing('width="100pt" height="400pt"'), 2.5),
        (drawing('width="100px" height="50px"'), 7.5),
        (drawing('width="100" height="50"'), 7.5),
    ],
)
def test_the_smallest_type_counts_as_it_is_printed(svg: str, expected: float) -> None:
    assert text_size(svg, AREA) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="100pt" height="90pt"', False),
        ('width="300pt" height="120pt"', False),
        ('width="200pt" height="120pt"', True),
    ],
    ids=["fits", "too wide", "too tall"],
)
def test_a_drawing_is_too_tall_where_its_height_makes_it_small(size: str, expected: bool) -> None:
    assert is_too_tall(drawing(size), AREA) is expected


@pytest.mark.parametrize("size", ['width="9em" height="1pt"', 'height="1pt"'])
def test_a_drawing_of_unknown_size_is_refused(size: str) -> None:
    with pytest.raises(ValueError, match="no such length"):
        text_size(drawing(size), AREA)


def test_all_type_on_the_maps_of_a_report_can_be_read() -> None:
    catalog = current_catalog()
    maps = report_maps(catalog, SHOP, result_view(catalog, SHOP))
    sizes = {name: text_size(svg.decode(), LANDSCAPE) for name, svg in maps.files.items()}

    assert len(maps.parts) > 5
    assert min(sizes.values()) >= SMALLEST_TYPE, sizes


def test_the_parts_together_hold_the_whole_map() -> None:
    catalog = current_catalog()
    maps = report_maps(catalog, SHOP, result_view(catalog, SHOP))
    drawn = " ".join(svg.decode() for svg in maps.files.values())

    assert [each.title for each in maps.parts if not each.above] == [
        branch.title for branch in catalog.mind_map.branches
    ]
    assert all(maps.files[each.file] and each.text for each in maps.parts)
    assert "Scale in: hook" in drawn
