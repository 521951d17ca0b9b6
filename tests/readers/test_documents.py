import pytest

from decision.readers.documents import Limits, decoded, mended, read_json, read_yaml
from decision.readers.shapes import Refused
from decision.readers.yaml_values import Tagged

LIMITS = Limits()


def laughs(open_: str, close: str, repeated: str) -> str:
    """A billion laughs: every line repeats the one before nine times."""
    lines = ["a0: &a0 {k: v}"]
    for each in range(1, 12):
        inner = ", ".join([f"*a{each - 1}"] * 9)
        lines.append(f"a{each}: &a{each} {open_}{repeated}[{inner}]{close}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 1_000_000 + "]" * 1_000_000,
        "[{" * 50_000,
        '[{"a":' * 50_000,
        "[" * 65 + "]" * 65,
        '["' + "]" * 100 + '",' + "[" * 64 + "]" * 64 + "]",
    ],
)
def test_deep_json_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="more than 64 levels"):
        read_json(text, LIMITS)


def test_json_is_as_deep_as_allowed_and_brackets_in_texts_do_not_count() -> None:
    text = '["' + "[" * 1000 + '\\"{", ' + "[" * 63 + "]" * 63 + "]"
    assert read_json(text, LIMITS)[0] == "[" * 1000 + '"{'


@pytest.mark.parametrize(
    "text",
    ['"' + '\\"' * 1_000_000, '"' * 1_000_001, '{"a": "' + "x" * 1_000_000, "[}", "]["],
)
def test_broken_json_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Refused, match="not valid JSON"):
        read_json(text, LIMITS)


def test_long_numbers_and_double_keys_are_refused() -> None:
    with pytest.raises(Refused, match="too long"):
        read_json("1" * 5_000, LIMITS)
    with pytest.raises(Refused, match="twice"):
        read_json('{"a": {"b": 1, "b": 2}}', LIMITS)


def test_keys_are_counted_where_they_are_keys() -> None:
    assert read_json('{"a:": {"b": ["c: d", {"e": 1}]}, "f": {}}', LIMITS)["f"] == {}
    for text in ('[{"a": 1, "a": 1}]', '{"a": [[{"b": {}, "b": {}}]]}', '{"\\u0061": 1, "a": 2}'):
        with pytest.raises(Refused, match="twice"):
            read_json(text, LIMITS)


def test_too_many_values_in_json_are_refused_where_that_is_limited() -> None:
    text = "[" + "1," * 2_000 + "1]"
    assert len(read_json(text, LIMITS)) == 2_001
    with pytest.raises(Refused, match="JSON file has more than 1,000 values"):
        read_json(text, Limits(json_values=1_000))


@pytest.mark.parametrize("open_", ["[", "{", "- ", "? "])
def test_deep_yaml_is_refused(open_: str) -> None:
    with pytest.raises(Refused, match="more than 64 levels"):
        read_yaml(open_ * 100_000, LIMITS)


@pytest.mark.parametrize("text", [laughs("", "", ""), laughs("{", "}", "<<: ")])
def test_a_billion_laughs_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="aliases"):
        read_yaml(text, LIMITS)


def test_a_value_that_holds_itself_is_refused() -> None:
    with pytest.raises(Refused, match="part of"):
        read_yaml("&a [*a]", LIMITS)


def test_aliases_and_merges_are_read() -> None:
    text = "a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: *a"
    assert read_yaml(text, LIMITS) == [
        {"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 2}, "c": {"x": 1, "y": 2}}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: " + "9" * 5_000,
        "a: !!int zz",
        "a: !!bool zz",
        "!!python/object/apply:os.system ['true']",
        "? [a]\n: b",
        "a: *gone",
        "a: {<<: 3}",
        "a: b: c",
    ],
)
def test_bad_yaml_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_yaml(text, LIMITS)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_short_tags_are_kept() -> None:
    assert read_yaml("a: !Ref b", LIMITS) == [{"a": Tagged("Ref", "b")}]


def test_texts_are_decoded() -> None:
    assert decoded("ä".encode("utf-16")) == "ä"
    assert decoded(b"\xef\xbb\xbfa") == "a"
    assert decoded(b"PKI: here") == "PKI: here"
    with pytest.raises(Refused, match="archive"):
        decoded(b"PK\x03\x04rest")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (r'"\ud800"', r'"\ufffd"'),
        (r'"\udfff\ud83d\ude00\uD83D"', r'"\ufffd\ud83d\ude00\ufffd"'),
        (r'"\\ud800 \\\ud800"', r'"\\ud800 \\\ufffd"'),
        (r'"\u00e4 \n"', r'"\u00e4 \n"'),
    ],
)
def test_halves_of_surrogate_pairs_are_mended(text: str, whole: str) -> None:
    assert mended(text) == whole
