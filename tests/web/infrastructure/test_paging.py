"""Pages of a list, against cutting it up by hand."""

from hypothesis import given
from hypothesis import strategies as st

from decision.web.presenters.infrastructure.paging import number_in, page_number, page_of


@given(
    found=st.lists(st.integers(), max_size=30),
    number=st.integers(min_value=1, max_value=12),
    size=st.integers(min_value=1, max_value=8),
)
def test_a_page_is_a_piece_of_the_list(found: list[int], number: int, size: int) -> None:
    pieces = [found[start : start + size] for start in range(0, len(found), size)] or [[]]
    wanted = min(number, len(pieces))
    page = page_of(found, number, size)

    assert list(page.shown) == pieces[wanted - 1]
    assert page.previous == wanted - 1
    assert page.next == (wanted + 1 if wanted < len(pieces) else 0)
    assert found[page.first - 1 : page.last] == pieces[wanted - 1] or not found
    assert (page.first == 0) == (not found)


def test_only_whole_numbers_of_a_reasonable_length_are_numbers() -> None:
    texts = ["0", "7", "999999", "1000000", "-1", "1.5", "", "x", "\u0663", "²"]
    assert [number_in(each) for each in texts] == [0, 7, 999_999, *[None] * 7]
    assert [page_number(each) for each in ("0", "7", "x")] == [1, 7, 1]
