"""The safe reader: YAML 1.2 values, lines, and hostile files."""

import json
import time
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.catalog.plaintext import UnreadableError
from decision.catalog.yamltree import Limits, read_tree

HOSTILE = {
    "billion laughs": (
        "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi")),
        "f.yaml:1: anchors (&name) are not allowed",
    ),
    "an alias": ("a: *b", "f.yaml:1: aliases (*name) are not allowed"),
    "a merge key": ("<<: {a: 1}", "f.yaml:1: merge keys (<<) are not allowed"),
    "a Python object": (
        "a: !!python/object/apply:os.system [ls]", "f.yaml:1: tags (!name) are not allowed",
    ),
    "100,000 open brackets": (
        "[" * 100_000, "f.yaml:1: the file is nested deeper than 64 levels",
    ),
    "50,000 nested brackets": (
        "[" * 50_000 + "]" * 50_000, "f.yaml:1: the file is nested deeper than 64 levels",
    ),
    "100,000 nested JSON objects": (
        '{"a":' * 100_000, "f.yaml:1: the file is nested deeper than 64 levels",
    ),
    "100,000 nested dashes": (
        "- " * 100_000, "f.yaml:1: the file is nested deeper than 64 levels",
    ),
    "a list of 400,000 items": (
        "[" + "1," * 400_000 + "]", "f.yaml:1: the file has more than 20,000 values",
    ),
    "a file of two megabytes": ("x" * 2_000_000, "f.yaml: the file is larger than 1,000,000 bytes"),
    "a text of 900,000 characters": (
        "a: " + "x" * 900_000, "f.yaml:1: the text is longer than 20,000 characters",
    ),
    "a key of 5,000 characters": (
        "k" * 5_000 + ": 1",
        "f.yaml:1: a ':' is not expected here; text with ': ' needs quotes",
    ),
    "a key of 900 characters": (
        "k" * 900 + ": 1", "f.yaml:1: the key is longer than 200 characters",
    ),
    "a key that is a list": ("{[a]: 1}", "f.yaml:1: a key must be a single word or text"),
    "a key that is not there": ('"": 1', "f.yaml:1: a key is missing"),
    "NUL": (b"a: 1\nb: \x00", "f.yaml:2: the character U+0000 is not allowed"),
    "an escaped NUL": ('a: "\\0"', "f.yaml:1: the character U+0000 is not allowed"),
    "an escape sequence of terminals": (
        "a: \x1b[31m", "f.yaml:1: the character U+001B is not allowed",
    ),
    "a line end that YAML 1.2 does not know": (
        "a: x\x85b: y", "f.yaml:1: the character U+0085 is not allowed",
    ),
    "a lone surrogate": ("a: \ud800", "f.yaml:1: the character U+D800 is not allowed"),
    "an escaped lone surrogate": (
        '{"a": "\\ud800"}', "f.yaml:1: this is not valid YAML from here on",
    ),
    "UTF-16": ("a: 1".encode("utf-16"), "f.yaml: the file is not in UTF-8 (it looks like UTF-16)"),
    "UTF-16 without a mark": (
        "a: 1".encode("utf-16-be"), "f.yaml: the file is not in UTF-8 (it looks like UTF-16)",
    ),
    "Latin-1": ("a: 1\nb: é".encode("latin-1"), "f.yaml:2: the file is not in UTF-8"),
    "a huge float": ("a: 1e400", "f.yaml:1: the number is too large"),
    "a huge integer": ("a: " + "9" * 5_000, "f.yaml:1: the number is too large"),
    "a float of many digits": ("a: 0." + "3" * 5_000, "f.yaml:1: the number is too long"),
    "infinity": ("a: -.inf", "f.yaml:1: the number is not finite"),
    "a second document": ("a: 1\n---\nb: 1", "f.yaml:2: a second document (---) is not allowed"),
    "a directive": (
        "%YAML 1.1\n---\na: 1", "f.yaml:1: directives (%YAML, %TAG) are not allowed",
    ),
    "an open quote": ('a: "x', "f.yaml:1: a quote is opened and never closed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_files_are_refused_in_under_a_second(data: bytes | str, message: str) -> None:
    started = time.process_time()

    with pytest.raises(UnreadableError) as refused:
        read_tree(data, "f.yaml")

    assert str(refused.value) == message
    assert time.process_time() - started < 1


def test_every_duplicate_key_is_named_with_both_lines() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_tree("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "f.yaml")

    assert [str(problem) for problem in refused.value.problems] == [
        "f.yaml:4: the key 'c' is here a second time (first in line 3)",
        "f.yaml:5: the key 'a' is here a second time (first in line 1)",
    ]


def test_scalars_are_read_by_the_core_schema_of_yaml_1_2() -> None:
    text = (
        "[no, on, yes, off, true, False, 1.10, 0123, 0o17, 0x1F, 1_000, 1:30, 2026-01-31, ~, -, .5]"
    )

    values = read_tree(text, "f.yaml").value

    assert values == [
        "no", "on", "yes", "off", True, False, 1.1, 123, 15, 31, "1_000", "1:30", "2026-01-31",
        None, "-", 0.5,
    ]  # fmt: skip


def test_keys_are_always_text() -> None:
    assert read_tree("{1: a, true: b, null: c}", "f.yaml").value == {
        "1": "a",
        "true": "b",
        "null": "c",
    }


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem() -> None:
    document = read_tree("a: 1\r\nb: 2\r\n".encode("utf-8-sig"), "f.yaml")

    assert (document.value, document.line(("b",))) == ({"a": 1, "b": 2}, 2)


def test_lines_are_those_of_keys_and_list_items() -> None:
    document = read_tree("a:\n  - x: 1\n    y:\n      long\n  -\n    x: 2\n", "f.yaml")

    assert document.line(("a", 0, "y")) == 3
    assert document.line(("a", 1, "x")) == 6
    assert document.line(("a", 0, "not there")) == 2
    assert document.line(()) == 1


def test_line_separators_within_json_are_text() -> None:
    text = json.dumps({"a": "one\u2028two\u2029"}, ensure_ascii=False)

    assert read_tree(text, "f.json").value == {"a": "one\u2028two\u2029"}


def test_an_empty_file_is_nothing() -> None:
    assert read_tree("# nothing\n", "f.yaml").value is None


def test_a_small_limit_is_kept() -> None:
    with pytest.raises(UnreadableError, match="more than 2 values"):
        read_tree("[a, b, c]", "f.yaml", Limits(nodes=2))


PLAIN_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=50,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | PLAIN_TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(PLAIN_TEXT.filter(bool), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_as_json_means_it(value: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps({"value": value}, ensure_ascii=ascii_only, indent=indent)

    assert read_tree(text, "f.json").value == {"value": value}


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_input_gets_through_as_anything_but_a_value_or_a_message(data: bytes | str) -> None:
    with suppress(UnreadableError):
        read_tree(data, "f.yaml")
