"""The votes of a workshop without names, for spreadsheets and programs.

Both files hold counts, never single votes: no person, no time, no order in which anything came.
They hold revealed rounds alone. The counts of a round with fewer than three votes are left out,
and so are roles with fewer than three people, or ones that could be worked out from the others.
Reasons are those of the last revealed round that nobody hid; they stand beside the question,
not beside an answer, in alphabetical order.

The JSON file (its keys are a public contract; ``format`` grows when one changes its meaning)::

    {"format": 1,
     "workshop": {"title": …, "date": "2026-11-21", "edition": …, "rehearsal": false,
                  "participants": 12},
     "items": [{"number": 1, "subject": "question", "name": "recovery", "title": …,
                "store": "orders" or null, "agreed": "restorable" or null, "dissent": "",
                "rounds": [{"round": 1, "votes": 12,
                            "counts": {"restorable": 9, …} or null (fewer than three votes),
                            "roles": {"Operations": {"restorable": 4, …}}}],
                "reasons": ["We restored it in spring."]}]}

The CSV file has one line for each item, round and option (``record`` is ``count``), the same for
each role that may be shown (``role``), and one for each reason (``reason``). It is UTF-8 with a
byte order mark, without which spreadsheets take it for another encoding; lines end as RFC 4180
says. Text that a spreadsheet could take for a formula has an apostrophe before it, also inside a
cell after what another spreadsheet takes for the end of one: a semicolon, a tab, a line end.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1

#: Spreadsheets calculate what begins so; the wide forms too, where they are typed in East Asia.
SIGNS = "=+\\-@＝＋－＠"

#: Blanks and marks that nobody sees; a spreadsheet may drop them before it looks.
UNSEEN = r"(?:[^\S\t\r\n]|[\u00ad\u200b-\u200f\u2060\ufeff])*"

#: A cell that is calculated, or that begins with what ends a cell elsewhere.
FORMULA = re.compile(rf"{UNSEEN}[\t\r\n{SIGNS}]")

#: Where a cell would begin inside a cell, if the list separator were another one; a quotation
#: mark there would begin a quoted cell.
INNER_FORMULA = re.compile(rf'(?<=[;\t\r\n])(?={UNSEEN}"*{UNSEEN}[{SIGNS}])')

COLUMNS = (
    "record", "item", "subject", "name", "title", "store", "round", "role",
    "option", "option_title", "votes", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One revealed round: counts by option, in the order of the content.

    ``counts`` is ``None`` where too few voted; ``roles`` holds only what may be shown.
    """

    number: int
    votes: int
    counts: Mapping[str, int] | None
    roles: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class VotedItem:
    """A question or card with its revealed rounds; ``options`` has titles by id."""

    number: int
    subject: str
    name: str
    title: str
    store: str | None
    options: Mapping[str, str]
    agreed: str | None
    dissent: str
    rounds: tuple[Round, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """The votes of a workshop as they may leave it."""

    title: str
    date: str
    edition: str
    is_rehearsal: bool
    participants: int
    items: tuple[VotedItem, ...]


def to_csv(record: VoteRecord) -> bytes:
    """The CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for item in record.items:
        for row in _rows(item):
            writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> object:
    """A cell that no spreadsheet calculates; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    inside = INNER_FORMULA.sub("'", cell)
    return f"'{inside}" if FORMULA.match(cell) else inside


def _rows(item: VotedItem) -> Iterator[tuple[object, ...]]:
    about = (item.number, item.subject, item.name, item.title, item.store or "")
    for each in item.rounds:
        for option, votes in (each.counts or {}).items():
            yield ("count", *about, each.number, "", option, item.options[option], votes, "")
        for role, counts in each.roles.items():
            for option, votes in counts.items():
                title = item.options[option]
                yield ("role", *about, each.number, role, option, title, votes, "")
    for reason in item.reasons:
        yield ("reason", *about, "", "", "", "", "", reason)


def to_json(record: VoteRecord) -> str:
    """The JSON file, indented, with a line end."""
    found = {
        "format": FORMAT,
        "workshop": {
            "title": record.title,
            "date": record.date,
            "edition": record.edition,
            "rehearsal": record.is_rehearsal,
            "participants": record.participants,
        },
        "items": [_item(each) for each in record.items],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _item(item: VotedItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "subject": item.subject,
        "name": item.name,
        "title": item.title,
        "store": item.store,
        "agreed": item.agreed,
        "dissent": item.dissent,
        "rounds": [
            {
                "round": each.number,
                "votes": each.votes,
                "counts": None if each.counts is None else dict(each.counts),
                "roles": {role: dict(counts) for role, counts in each.roles.items()},
            }
            for each in item.rounds
        ],
        "reasons": list(item.reasons),
    }
