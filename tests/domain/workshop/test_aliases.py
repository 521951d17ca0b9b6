"""Aliases that look the same are the same."""

import pytest

from decision.domain.workshop.aliases import likeness, tidied


@pytest.mark.parametrize(
    "other",
    [
        "ADA",
        "ada",
        " Ada ",
        "A\u200bda",
        "Ada\u2060",
        "\uff21\uff44\uff41",
        "A\u00add\ufe0fa",
        "Ada\u3164",
    ],
)
def test_case_width_and_unseen_characters_make_no_other_alias(other: str) -> None:
    assert likeness(other) == likeness("Ada")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Straße", "STRASSE"),
        ("Zoë", "Zoe\u0308"),
        ("An na", "An\u00a0\u00a0na"),
        ("\ufb01n", "FIN"),
    ],
)
def test_spellings_of_one_name_are_one_alias(first: str, second: str) -> None:
    assert likeness(first) == likeness(second)


@pytest.mark.parametrize("other", ["Ada 2", "Adam", "Adá", "👩", "李"])
def test_other_names_stay_others(other: str) -> None:
    assert likeness(other) != likeness("Ada")
    assert tidied(other) == other


@pytest.mark.parametrize(
    "alias",
    ["", " ", "\u200b", "\u3164", "\u2800\u2800", "\u115f \u1160", "\uffa0", "\ufeff", "\u202e"],
)
def test_what_nobody_sees_is_no_alias(alias: str) -> None:
    assert tidied(alias) == ""


def test_an_alias_does_not_turn_what_stands_beside_it() -> None:
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

    assert tidied(f"A{turning}da") == "Ada"
    assert tidied("עדה") == "עדה"
