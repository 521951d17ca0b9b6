"""Conditions of the content as the engine reads them."""

import pytest

from decision.catalog.conditions import condition_of, mentions
from decision.domain.conditions import All, Always, AnyOf, Is, Not, Unknown


def is_(name: str, *options: str) -> Is:
    return Is(name, frozenset(options))


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        (None, Always()),
        ({}, Always()),
        ({"zone": "hard"}, is_("zone", "hard")),
        ({"zone": ["easy", "hard"]}, is_("zone", "easy", "hard")),
        ({"zone": "hard", "team": "one"}, All((is_("zone", "hard"), is_("team", "one")))),
        ({"any": [{"zone": "hard"}, {}]}, AnyOf((is_("zone", "hard"), Always()))),
        ({"all": [{"zone": "hard"}]}, All((is_("zone", "hard"),))),
        ({"not": {"zone": "hard"}}, Not(is_("zone", "hard"))),
        ({"unknown": ["zone", "team"]}, Unknown(frozenset(("zone", "team")))),
    ],
)
def test_entries_of_a_condition_must_all_hold(data: dict[str, object], condition: object) -> None:
    assert condition_of(data) == condition


def test_every_option_is_mentioned_with_its_place() -> None:
    data = {"any": [{"zone": ["easy", "hard"]}, {"not": {"unknown": ["team"]}}]}

    found = [(each.name, each.option, each.path) for each in mentions(data, ("when",))]

    assert found == [
        ("zone", "easy", ("when", "any", 0, "zone", 0)),
        ("zone", "hard", ("when", "any", 0, "zone", 1)),
        ("team", None, ("when", "any", 1, "not", "unknown", 0)),
    ]
