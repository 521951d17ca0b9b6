"""Building from events gives what PyYAML's own loader gives, or leaves the file to it."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from decision.readers import yaml_values
from decision.readers.documents import Limits, for_web, read_yaml
from decision.readers.shapes import Refused
from decision.readers.yaml_values import Tagged, TooMuchError, TwiceError, Unusual, documents

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
KEYS = st.text(min_size=1)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20
)


def built(text: str, values: int | None = None, depth: int = 64) -> list[Any]:
    return documents(yaml.parse(text, yaml.CSafeLoader), values, depth)


@given(st.lists(VALUES, max_size=3), st.booleans(), st.sampled_from([None, "'", '"', "|"]))
def test_what_is_written_is_read(values: list[Any], flow: bool, style: str | None) -> None:
    text = yaml.safe_dump_all(values, default_flow_style=flow, default_style=style)
    expected = list(yaml.safe_load_all(text))
    try:
        found = built(text)
    except Unusual:
        assert style is not None or "<<" in text or "&" in text or "!" in text or "=" in text
        return
    assert found == expected
    assert repr(found) == repr(expected)  # 1 and True are equal


PLAIN = [
    "yes", "No", "on", "OFF", "true", "False", "null", "~", "", "1", "-1", "+2", "0x1F", "0o7",
    "017", "1_000", "190:20:30", "1.5", "-.inf", ".NaN", "1e3", "1.0e+3", ".5", "a", "1a", "0b11",
    "y", "n", "08", "1.2.3", "2026.1",
]  # fmt: skip


@pytest.mark.parametrize("plain", PLAIN)
def test_scalars_stand_for_the_same_as_elsewhere(plain: str) -> None:
    text = f"a: {plain}\n"
    assert repr(built(text)) == repr([yaml.safe_load(text)])


def test_dates_are_texts_and_short_tags_stay() -> None:
    assert built("a: 2010-09-09\nb: !Ref x\nc: !Sub [a, {b: 1}]\nd: !If {e: 2}") == [
        {
            "a": "2010-09-09",
            "b": Tagged("Ref", "x"),
            "c": Tagged("Sub", ["a", {"b": 1}]),
            "d": Tagged("If", {"e": 2}),
        }
    ]


@pytest.mark.parametrize(
    "text",
    ["a: &b 1", "a: *b", "<<: {a: 1}", "1: a", "? [a]\n: b", "? {a: 1}\n: b", "a: !!str 1",
     "a: ! 1", "a: !<x> 1", "a: =", "'': 1", "!x a: 1", "- &a [1]"],
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_loader(text: str) -> None:
    with pytest.raises(Unusual):
        built(text)


def test_a_key_that_is_given_twice_is_found_where_it_stands() -> None:
    with pytest.raises(TwiceError) as raised:
        built("a: 1\nb:\n  c: 1\n  'c': 2\n")
    assert raised.value.line == 4
    assert built("a: {b: 1}\nc: {b: 1}\n---\na: 1\n") == [{"a": {"b": 1}, "c": {"b": 1}}, {"a": 1}]


def test_values_and_levels_are_counted_as_they_come() -> None:
    assert built("[[[a]]]", depth=3) == [[[["a"]]]]
    with pytest.raises(TooMuchError) as raised:
        built("[[[a]]]", depth=2)
    assert raised.value.is_deep
    with pytest.raises(TooMuchError) as raised:
        built("- a\n" * 100, values=50)
    assert not raised.value.is_deep


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("apiVersion: v1\nkind: ConfigMap\ndata:\n", "Kubernetes manifests"),
        ("Resources:\n", "CloudFormation template"),
        ("a:\n", "This YAML file"),
    ],
)
@pytest.mark.parametrize("line", ["- a\n", "- &a{} 1\n"])
def test_too_much_for_the_web_is_refused_in_words_and_read_by_the_command(
    text: str, seems: str, line: str
) -> None:
    limits = Limits(yaml_values=1_000)
    large = text + "".join(line.format(number) for number in range(2_000))
    with pytest.raises(Refused, match=rf"{seems}.* more than 1,000 values.*manage.py inspect"):
        read_yaml(large, limits)
    with pytest.raises(Refused, match=rf"{seems}.* 5,000 are read here.*manage.py inspect"):
        read_yaml(large, Limits(yaml_bytes=5_000))
    assert len(read_yaml(large, Limits())) == 1


def test_manifests_of_three_megabytes_are_within_the_limits_of_the_web() -> None:
    limits = for_web(20_000_000)
    assert limits.yaml_bytes is not None
    assert limits.yaml_bytes > 3_000_000
    assert limits.yaml_values is not None
    assert limits.yaml_values > 3_000_000 * 0.15  # values per character of dense manifests
    assert yaml_values.documents(iter(()), limits.yaml_values, limits.depth) == []
