"""The JSON object: a public contract, byte for byte the same for the same answers."""

import json
from typing import Any

import pytest

from decision.domain.findings import find
from decision.domain.vocabulary import Boundary, Environment
from decision.records.as_json import as_object, number, to_json
from tests.catalog.toy_content import toy_catalog
from tests.records.answer_files import read

SHOP = """\
system: Shop
answers: {team: one, agreement: written}
stores:
  - name: orders
    kind: table
    answers: {lasting: yes}
  - name: odd
    answers: {keeper: application, manager: service}
"""


def result(text: str = SHOP) -> dict[str, Any]:
    """The object as a reader of the JSON text gets it."""
    found: dict[str, Any] = json.loads(
        to_json(toy_catalog(), find(toy_catalog().rulebook, read(text)))
    )
    return found


def test_the_object_has_these_keys_in_this_order() -> None:
    assert list(result()) == [
        "format",
        "content_version",
        "edition",
        "answers_hash",
        "interpretation",
        "system",
        "verdict",
        "stores",
        "flips",
        "next_questions",
        "contradictions",
        "ignored",
        "disagreements",
        "sources",
    ]


def test_a_store_has_these_keys_in_this_order() -> None:
    assert list(result()["stores"][0]) == [
        "name",
        "kind",
        "zone",
        "verdict",
        "separation_level",
        "separation_levels",
        "possible",
        "settled",
        "boundaries",
        "load_bearing",
        "cannot_matter",
        "look_again",
        "guardrails",
        "prerequisites",
        "playbook",
    ]


def test_the_content_version_is_the_hash_of_the_content() -> None:
    assert result()["content_version"] == toy_catalog().content_hash


def test_every_boundary_and_environment_has_its_cell() -> None:
    boundaries = result()["stores"][0]["boundaries"]

    assert list(boundaries) == [boundary.value for boundary in Boundary]
    for row in boundaries.values():
        assert list(row) == [where.value for where in Environment]


def test_a_cell_carries_result_score_range_gates_and_contributions() -> None:
    cell = result()["stores"][0]["boundaries"]["iac-unit"]["development"]

    assert cell == {
        "result": "either",
        "score": 0.5,
        "range": [0.5, 0.5],
        "by_score": "either",
        "reasons": [
            {"kind": "answer", "id": "team", "decides": False, "option": "one", "points": 1},
            {"kind": "answer", "id": "lasting", "decides": False, "option": "yes", "points": -0.5},
        ],
        "gates": [],
        "implications": [],
        "ask": [],
        "agree": [],
        "contributions": [
            {
                "question": "team",
                "option": "one",
                "points": 1,
                "because": "Nobody else has to be asked.",
                "source": "talk",
                "sources": ["talk"],
            },
            {
                "question": "lasting",
                "option": "yes",
                "points": -0.5,
                "because": "It must survive.",
                "source": "book",
                "sources": ["book", "talk"],
            },
        ],
    }


def test_a_cell_says_what_followed_from_other_boundaries() -> None:
    found = result("system: a\nanswers: {team: several}\nstores: [{name: b, kind: table}]\n")

    (implication,) = found["stores"][0]["boundaries"]["iac-unit"]["production"]["implications"]
    assert implication == {
        "id": "other-owner",
        "from": {"boundary": "owner", "result": "separate", "gates": []},
        "before": "either",
        "after": "separate",
        "because": "Nobody can answer for half a unit.",
        "source": "talk",
        "sources": ["talk"],
    }
    assert "talk" in found["sources"]


def test_guardrails_come_with_their_setting() -> None:
    (guardrail,) = result()["stores"][0]["guardrails"]

    assert (guardrail["id"], guardrail["setting"]) == ("copy", "copy: true")


def test_answers_without_effect_are_listed_with_their_store() -> None:
    text = SHOP.replace("manager: service}", "manager: application, lasting: no}")

    assert result(text)["ignored"] == [
        {"question": "agreement", "option": "written", "store": None},
        {"question": "lasting", "option": "no", "store": "odd"},
    ]


def test_contradictions_say_what_to_look_at() -> None:
    assert result()["contradictions"] == [
        {
            "id": "keeper-and-manager",
            "stores": ["odd"],
            "title": "A service cannot manage what it does not keep",
            "because": "The service does not have it.",
            "mend": "Look where the bytes are.",
        }
    ]


def test_flips_name_the_store_the_changes_and_the_new_verdict() -> None:
    flips = [each for each in result()["flips"] if each["store"] == "orders"]

    assert {
        "store": "orders",
        "changes": [{"question": "team", "level": "system", "before": "one", "after": "several"}],
        "verdict": "separate",
        "opens": [],
        "worsens": False,
    } in flips


def test_open_questions_name_what_each_option_leads_to() -> None:
    text = "system: Shop\nstores: [{name: orders, kind: table, answers: {lasting: yes}}]\n"

    first, *rest = result(text)["next_questions"]

    assert first == (
        {
            "question": "team",
            "level": "system",
            "stores": ["orders"],
            "outcomes": {"orders": {"one": "either", "several": "separate"}},
            "purpose": "verdict",
            "cells": [
                {"store": "orders", "boundary": "owner", "environment": where}
                for where in ("development", "test", "production")
            ],
        }
    )
    assert {each["purpose"] for each in rest} == {"detail"}


def test_sources_are_given_for_every_source_that_is_named() -> None:
    assert result()["sources"] == {
        "talk": {
            "title": "A talk",
            "author": "Somebody",
            "year": 2000,
            "url": "https://example.org/talk",
        },
        "book": {"title": "A book", "author": "Somebody else", "year": None, "url": None},
    }


def test_the_same_answers_give_the_same_bytes() -> None:
    catalog = toy_catalog()

    first = to_json(catalog, find(catalog.rulebook, read(SHOP)))

    assert to_json(catalog, find(catalog.rulebook, read(SHOP))) == first


def test_the_order_of_answers_changes_no_hash() -> None:
    turned = SHOP.replace("{team: one, agreement: written}", "{agreement: written, team: one}")

    assert result(turned)["answers_hash"] == result()["answers_hash"]
    assert result(SHOP.replace("orders", "bills"))["answers_hash"] != result()["answers_hash"]


def test_a_system_without_stores_has_nothing_to_place() -> None:
    found = as_object(toy_catalog(), find(toy_catalog().rulebook, read("system: Empty\n")))

    assert (found["verdict"], found["stores"]) == ("ask-first", [])


@pytest.mark.parametrize(
    ("hundredths", "written"), [(200, "2"), (-150, "-1.5"), (25, "0.25"), (0, "0"), (-400, "-4")]
)
def test_points_are_written_as_people_write_them(hundredths: int, written: str) -> None:
    assert json.dumps(number(hundredths)) == written
