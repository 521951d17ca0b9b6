"""The files of anonymous votes: exact texts, and no formula in a spreadsheet."""

import csv
import io
import json
from dataclasses import replace

import pytest

from decision.records.votes import (
    COLUMNS,
    Round,
    VotedItem,
    VoteRecord,
    harmless,
    to_csv,
    to_json,
)

ITEM = VotedItem(
    number=2,
    subject="question",
    name="recovery",
    title="What if it is lost?",
    store="=orders",
    options={"restorable": "Restored from a backup", "dont-know": "We don't know"},
    agreed="restorable",
    dissent="",
    rounds=(
        Round(1, 7, {"restorable": 4, "dont-know": 3}, {"Operations": {"restorable": 3}}),
        Round(2, 2, None, {}),
    ),
    reasons=("+1, tried it", "We restored it, “all of it”."),
)
RECORD = VoteRecord("Shop", "2026-11-21", "2026.1", False, 7, (ITEM,))


def rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(RECORD).decode("utf-8-sig"), newline="")))


def test_the_csv_file_has_a_byte_order_mark_and_ends_its_lines_with_crlf() -> None:
    data = to_csv(RECORD)

    assert data.startswith(b"\xef\xbb\xbfrecord,item,")
    assert data.count(b"\n") == data.count(b"\r\n") == 6


def test_one_row_for_each_item_round_and_option_then_roles_and_reasons() -> None:
    about = ["2", "question", "recovery", "What if it is lost?", "'=orders"]

    assert rows() == [
        list(COLUMNS),
        ["count", *about, "1", "", "restorable", "Restored from a backup", "4", ""],
        ["count", *about, "1", "", "dont-know", "We don't know", "3", ""],
        ["role", *about, "1", "Operations", "restorable", "Restored from a backup", "3", ""],
        ["reason", *about, "", "", "", "", "", "'+1, tried it"],
        ["reason", *about, "", "", "", "", "", "We restored it, “all of it”."],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "＝1", "\u200b=1", "\u3000=1"],
)
def test_what_a_spreadsheet_would_calculate_has_an_apostrophe_before_it(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a;=HYPERLINK("x")', 'a;\'=HYPERLINK("x")'),
        ("a; \u2060@x", "a;' \u2060@x"),
        ('a;"=1"', 'a;\'"=1"'),
        ("a\t+1", "a\t'+1"),
        ("a\n－1", "a\n'－1"),
        ("a\r=1", "a\r'=1"),
        ("a\r\n\r\n=1;=2", "a\r\n\r\n'=1;'=2"),
        ("\t=1", "'\t'=1"),
    ],
)
def test_nor_does_one_that_ends_cells_elsewhere_calculate_a_part(text: str, written: str) -> None:
    assert harmless(text) == written


@pytest.mark.parametrize("separator", [";", "\t"])
def test_read_with_another_list_separator_no_cell_is_a_formula(separator: str) -> None:
    nasty = ("a;=1+1", "a\t=1+1", "a\n=1+1", 'a;"=1+1"', "a\r\n-1", "x;\t@y", ";=1")
    found = to_csv(replace(RECORD, items=(replace(ITEM, store=";=s", reasons=nasty),)))

    text = io.StringIO(found.decode("utf-8-sig"), newline="")
    cells = [cell for row in csv.reader(text, delimiter=separator) for cell in row]

    assert [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))] == []
    assert len(cells) > len(RECORD.items)


@pytest.mark.parametrize("cell", ["plain", "a=b", "a;b=c", "a - b", "a\nb", "", "3", 7, 0])
def test_all_else_stays_as_it_is(cell: object) -> None:
    assert harmless(cell) == cell


def test_the_json_file_names_its_format_and_leaves_small_counts_out() -> None:
    found = json.loads(to_json(RECORD))

    assert found["format"] == 1
    assert found["workshop"] == {
        "title": "Shop",
        "date": "2026-11-21",
        "edition": "2026.1",
        "rehearsal": False,
        "participants": 7,
    }
    assert found["items"] == [
        {
            "number": 2,
            "subject": "question",
            "name": "recovery",
            "title": "What if it is lost?",
            "store": "=orders",
            "agreed": "restorable",
            "dissent": "",
            "rounds": [
                {
                    "round": 1,
                    "votes": 7,
                    "counts": {"restorable": 4, "dont-know": 3},
                    "roles": {"Operations": {"restorable": 3}},
                },
                {"round": 2, "votes": 2, "counts": None, "roles": {}},
            ],
            "reasons": ["+1, tried it", "We restored it, “all of it”."],
        }
    ]
