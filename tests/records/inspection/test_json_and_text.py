"""An inspection for programs: what is documented is there, and nothing else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from decision.content import current_catalog
from decision.inspection import Examination, examine
from decision.inspection.mincut import smallest_side
from decision.readers.shapes import Reading
from decision.records.inspection import as_json, to_json, to_text
from tests.inspection.systems import FUNCTION, STORE, unit

#: The function reads the table; both read the network; another unit reads the table, too.
SHOP = (
    unit(
        "shop",
        [("t", STORE), ("f", FUNCTION), ("v", "aws_vpc")],
        ("f", "t"), ("t", "v"), ("f", "v"),
    ),
    unit("reports", [("g", FUNCTION)], ("g", "shop/t")),
)  # fmt: skip


def examined() -> Examination:
    return examine(current_catalog(), Reading(SHOP, ("a remark",)))


def text_of(examination: Examination) -> str:
    """The text in one line."""
    return " ".join(to_text(examination).split())


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


def test_every_field_is_described() -> None:
    assert as_json.__doc__ is not None
    described = set(re.findall(r'"(\w+)"', as_json.__doc__))

    assert set(keys(to_json(examined()))) - described == set()


def test_the_parts_come_in_this_order() -> None:
    assert list(to_json(examined())) == [
        "format", "units", "resources", "edges", "stores", "gaps", "evidence", "cuts", "stays",
        "remarks",
    ]  # fmt: skip


def test_a_cut_has_what_moves_what_crosses_and_what_must_follow() -> None:
    (cut,) = to_json(examined())["cuts"]

    assert (cut["unit"], cut["stores"], cut["moving"]) == ("shop", ["t"], ["t"])
    assert cut["foundation"] == ["v"]
    assert _ends(cut["crossings"]) == {("f", "t"), ("t", "v")}
    assert _ends(cut["to_foundation"]) == {("f", "v")}
    assert cut["inbound"] == [["g", "t", "reference"]]
    assert [each["role"] for each in cut["units"]] == ["foundation", "data", "application"]
    assert cut["smallest"] is True


def _ends(references: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(each["from"], each["to"]) for each in references}


def test_where_it_is_not_known_whether_a_cut_is_the_smallest_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "decision.inspection.mincut.smallest_side", lambda *given: (smallest_side(*given)[0], False)
    )

    (cut,) = to_json(examined())["cuts"]

    assert cut["smallest"] is False
    assert "(too much hangs together to find the smallest cut)" in " ".join(
        to_text(examined()).split()
    )


def test_the_text_counts_what_leads_to_the_foundation_apart() -> None:
    text = text_of(examined())

    assert "shop: 1 of 3 resources move, 1 references cross, 1 more lead from the stores" in text
    assert "Proposed units, in the order of deployment" in text


def test_a_reference_that_leads_the_wrong_way_is_marked() -> None:
    turned = unit("shop", [("t", STORE), ("f", FUNCTION)], ("t", "f"))
    found = examine(current_catalog(), Reading((turned,)))

    (cut,) = to_json(found)["cuts"]
    assert [each["backward"] for each in cut["crossings"]] == [True]
    assert "t refers to f, which is the wrong way round" in text_of(found)
    assert "the wrong way round" not in text_of(examined())
