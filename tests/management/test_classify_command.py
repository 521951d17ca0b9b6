"""``manage.py classify``: JSON for types from the command line and from standard input."""

import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command


def said(*types: str) -> list[dict[str, Any]]:
    output = io.StringIO()
    call_command("classify", *types, stdout=output)
    found: list[dict[str, Any]] = json.loads(output.getvalue())
    return found


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_every_type_gets_one_object_in_the_order_in_which_they_were_asked() -> None:
    assert said("aws_db_instance", "vendor_thingamabob", "AWS::Vendor::LakePolicy") == [
        {
            "type": "aws_db_instance",
            "label": "stateful",
            "kind": "relational-database",
            "zone": "medium",
            "basis": "listed",
        },
        {
            "type": "vendor_thingamabob",
            "label": "unknown",
            "kind": None,
            "zone": None,
            "basis": "unknown",
        },
        {
            "type": "AWS::Vendor::LakePolicy",
            "label": "stateless",
            "kind": "access",
            "zone": None,
            "basis": "guessed",
        },
    ]


def test_types_come_from_standard_input_one_in_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"\xef\xbb\xbfaws_vpc\r\n\n  v1/Secret \n")

    assert [each["type"] for each in said("-", "aws_subnet")] == [
        "aws_vpc",
        "v1/Secret",
        "aws_subnet",
    ]


def test_no_lines_are_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"")

    assert said("-") == []


def test_what_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"aws_vpc\n\xff\xfe")
    errors = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("classify", "-", stderr=errors)

    assert ended.value.code == 2
    assert errors.getvalue().strip() == (
        "standard input: it is not UTF-8 text; write one type in each line"
    )


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    errors = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("classify", "-", stderr=errors)

    assert ended.value.code == 2
    assert errors.getvalue().strip() == "standard input: it is closed"


@pytest.mark.parametrize(
    "hostile", ["", "::::", "\x00", "a" * 10_000, "///", "{{ x }}", "_", "\u202e"]
)
def test_whatever_is_asked_gets_an_answer(hostile: str) -> None:
    assert said(hostile)[0]["label"] == "unknown"
