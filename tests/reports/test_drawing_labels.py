"""What happens to a text on its way into a drawing."""

from hypothesis import given
from hypothesis import strategies as st

from decision.reports.drawing.labels import LONGEST, clean, quoted, shorten, wrap


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert clean("a\x00b\x07c\ud800d\uffffe") == "abcde"


def test_marks_that_turn_the_direction_of_text_are_dropped() -> None:
    assert clean("safe\u202egnp.exe") == "safegnp.exe"


def test_every_run_of_space_is_one_space() -> None:
    assert clean("  a \t b\r\nc\u00a0d \x00 e ") == "a b c d e"


def test_letters_of_every_script_and_emoji_stay() -> None:
    text = "заказы 订单 الطلبات 👩\u200d💻 é"

    assert clean(text) == text


def test_a_long_text_is_cut_and_says_so() -> None:
    cut = shorten("x" * 5_000)

    assert (len(cut), cut[-1]) == (LONGEST, "…")


def test_lines_are_of_equal_length_rather_than_one_full_and_one_short() -> None:
    assert wrap("Two applications of one team read it.") == [
        "Two applications of",
        "one team read it.",
    ]


def test_an_empty_text_has_no_lines() -> None:
    assert wrap(" \x00 ") == []


def test_quotes_backslashes_and_entities_are_escaped() -> None:
    assert quoted([r'a"b\N&amp;']) == r'"a\"b\\N&amp;amp;\l"'


@given(st.text(max_size=300))
def test_wrapping_loses_nothing_but_spaces(text: str) -> None:
    kept = "".join(wrap(text)).replace(" ", "")

    assert kept == shorten(clean(text)).replace(" ", "")
