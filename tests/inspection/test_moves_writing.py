"""Hostile names in generated code mean nothing but themselves, or are left out."""

import json
import shlex

import hcl2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.inspection.moves.addresses import parsed
from decision.inspection.moves.writing import (
    as_hcl,
    as_shell,
    comment,
    filled,
    is_named,
    logical_id,
    slug,
    unique,
)

HOSTILE = [
    'x" }\nresource "a" "b" {',
    "${file('/etc/passwd')}",
    "%{ for a in b }",
    "`id`",
    "$(id)",
    "'; rm -rf / #",
    "a\u2028b",
    "\\",
    "line\r\nline",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_is_one_line(text: str) -> None:
    assert len(f"{comment(text)}\n".splitlines()) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_logical_id_is_hostile(text: str) -> None:
    assert logical_id(text) is None


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_word_for_the_shell_is_one_word(text: str) -> None:
    written = as_shell(text)

    assert written is None or shlex.split(written) == [text]
    assert written is None or "\n" not in written


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_text_in_hcl_ends_where_it_ends(text: str) -> None:
    written = as_hcl(text)

    assert "\n" not in written
    # With its escapes taken away nothing is left that begins a template or ends the text.
    plain = written[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in plain
    assert "${" not in plain.replace("$${", "")
    assert "%{" not in plain.replace("%%{", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_hcl_is_read_as_one_text(text: str) -> None:
    assert list(hcl2.loads(f"a = {as_hcl(text)}\nb = 1\n")) == ["a", "b"]


@pytest.mark.parametrize(
    ("address", "whole", "without_keys"),
    [
        ("aws_s3_bucket.a", "aws_s3_bucket.a", "aws_s3_bucket.a"),
        ("aws_s3_bucket.a[0]", "aws_s3_bucket.a[0]", "aws_s3_bucket.a"),
        ('module.m["x.y"].aws_s3_bucket.a-1["é"]', 'module.m["x.y"].aws_s3_bucket.a-1["é"]',
         "module.m.aws_s3_bucket.a-1"),
        ("module.module.aws_s3_bucket.data", "module.module.aws_s3_bucket.data",
         "module.module.aws_s3_bucket.data"),
        ("data.aws_vpc.main", "data.aws_vpc.main", "data.aws_vpc.main"),
        ('a_b.c["${x}"]', 'a_b.c["$${x}"]', "a_b.c"),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(address: str, whole: str, without_keys: str) -> None:
    found = parsed(address)

    assert found is not None
    assert (found.whole, found.without_keys) == (whole, without_keys)


@pytest.mark.parametrize(
    "address",
    [*HOSTILE, "aws_s3_bucket", "a.b.c", "a.b.", "a.b\n", 'a.b["x]', "a[0].b", "module.a",
     'a.b["\\x"]', "a.${b}", "a.b[x]", "1.a"],
)  # fmt: skip
def test_what_terraform_does_not_allow_is_not_written(address: str) -> None:
    assert parsed(address) is None


@given(st.text())
def test_any_instance_key_stays_within_its_quotes(key: str) -> None:
    found = parsed(f"a.b[{json.dumps(key)}]")

    assert found is not None
    assert found.whole == f"a.b[{as_hcl(key)}]"


def test_what_fills_a_placeholder_is_not_filled_again() -> None:
    assert filled("{a} {b} {c}", {"a": "{b}", "b": "1"}) == "{b} 1 {c}"


def test_a_slug_begins_with_a_letter_and_is_never_empty() -> None:
    assert [slug(each) for each in ("Shop", "1.shop", "../..", "a b/c")] == [
        "Shop", "u-1-shop", "unit", "a-b-c",
    ]  # fmt: skip


def test_of_a_long_slug_the_end_is_kept() -> None:
    found = slug("a" * 300 + "-data", most=53)

    assert len(found) == 53
    assert found.endswith("-data")
    assert slug("a" * 300, most=53) != found


def test_taken_names_get_a_number() -> None:
    assert unique("a", ["a", "a-2"]) == "a-3"


def test_a_stand_in_is_no_name() -> None:
    assert [is_named(each) for each in ("a", "unnamed", "ns/Kind/unnamed#2", "t::unnamed", "")] == [
        True, False, False, False, False,
    ]  # fmt: skip
