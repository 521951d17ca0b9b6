"""Results in words: for a terminal, a pull request, and the trace of one cell."""

import pytest

from decision.catalog import catalog_from_files
from decision.domain.findings import find
from decision.domain.vocabulary import Boundary, Environment
from decision.records.as_json import as_object
from decision.records.as_markdown import escaped, to_markdown
from decision.records.as_text import to_text
from decision.records.explanation import explain
from tests.catalog.toy_content import patched, toy_catalog
from tests.records.answer_files import read

SHOP = """\
system: Shop
answers: {team: several}
stores:
  - name: "orders | <b>"
    kind: table
    answers: {lasting: yes}
"""

OPEN = "system: Shop\nstores: [{name: orders, kind: table, answers: {lasting: yes}}]\n"


def text_of(file: str) -> str:
    return to_text(toy_catalog(), find(toy_catalog().rulebook, read(file)))


def test_the_text_begins_with_the_verdict_in_one_sentence() -> None:
    assert text_of(SHOP).splitlines()[:5] == [
        "Shop",
        "====",
        "",
        "Verdict: Separate",
        "orders | <b> belongs apart.",
    ]


def test_the_text_shows_the_matrix_of_results() -> None:
    assert "\n                           Development  Test    Production\n" in text_of(SHOP)
    assert "\nUnit                       Either       Either  Separate\n" in text_of(SHOP)


def test_the_text_names_the_strongest_reasons_with_their_points() -> None:
    assert "  - [-2] Must last: It must. It must survive.\n" in text_of(SHOP)


def test_every_record_begins_its_reasons_with_what_decides() -> None:
    """An implication decides here, although an answer has more points against it."""
    catalog, system = toy_catalog(), read(SHOP)
    findings = find(catalog.rulebook, system)
    text, markdown = to_text(catalog, findings), to_markdown(catalog, findings)
    cell = as_object(catalog, findings)["stores"][0]["boundaries"]["iac-unit"]["production"]
    trace = explain(catalog, system, system.stores[0], Boundary.IAC_UNIT, Environment.PRODUCTION)

    said = "Another owner, another unit"
    assert f"Strongest reasons\n  - [follows] {said}. “Owner” is separate here" in text
    assert f"### Strongest reasons\n\n* **{said}** (follows). “Owner” is separate here" in markdown
    assert trace.splitlines()[2].startswith(f"Separate. Another boundary decides: {said}")
    assert cell["reasons"][0] == {"kind": "implication", "id": "other-owner", "decides": True}


def test_a_result_against_its_score_is_said_to_be_so() -> None:
    text = text_of("system: a\nanswers: {team: one}\nstores: [{name: b, kind: sessions}]\n")

    assert "\nScore             +1; the score alone would say either\n" in text
    assert (
        "\nNot decided by points (the score alone would say otherwise): Unit (development, test,\n"
        "production).\n" in text
    )


def test_the_text_says_what_would_change_it() -> None:
    assert "  - Teams: “One” instead of “Several”: then either\n" in text_of(SHOP)


MANY = """\
system: Shop
answers: {team: one, agreement: written}
stores:
  - {name: orders, kind: table}
  - {name: bills, kind: table}
  - {name: odd, answers: {keeper: application, manager: service, lasting: no}}
  - {name: sessions, kind: sessions}
"""


def test_the_text_speaks_of_all_stores() -> None:
    assert text_of(MANY).splitlines()[3:5] == [
        "Verdict: Mixed",
        "Either for orders and bills; ask first for odd; together for sessions.",
    ]


def test_the_text_says_how_thin_the_margin_is() -> None:
    settled = MANY.replace("manager: service, ", "manager: application, ").replace(
        ", agreement: written", ""
    )

    text = text_of(settled)

    assert (
        "\nSettled: no open answer can change this. For each store one changed answer would.\n"
        in text
    )
    assert (
        "\nCertainty         Settled: no open answer can change this, but one changed answer "
        "would.\n" in text
    )


def test_the_text_names_contradictions_and_answers_without_effect() -> None:
    text = text_of(MANY)

    assert "  - A service cannot manage what it does not keep. Look where the bytes are.\n" in text
    assert "\nAnswers without effect: agreement\n" in text
    assert "\nDo first\n  - Move the state out\n" in text


def test_the_text_says_which_facts_are_missing() -> None:
    text = text_of(OPEN)

    assert "\nCertainty         Open answers can still make it: Separate or Either.\n" in text
    assert "\nBest question to answer next: How many teams?\n" in text


def test_a_system_without_stores_is_told_so() -> None:
    text = text_of("system: Empty\n")

    assert "\nThere is no store yet. Add a store to get a recommendation.\n" in text
    assert "\nstores:\n  - name: orders database\n" in text


def test_markdown_says_the_same_as_the_text() -> None:
    text = to_markdown(toy_catalog(), find(toy_catalog().rulebook, read(MANY)))

    assert "**Answers without effect:** `agreement`\n" in text
    assert (
        "* **A service cannot manage what it does not keep.** Look where the bytes are.\n" in text
    )


def test_the_text_keeps_within_its_width() -> None:
    assert max(map(len, text_of(SHOP).splitlines())) <= 88


def test_markdown_shows_names_as_they_were_typed() -> None:
    text = to_markdown(toy_catalog(), find(toy_catalog().rulebook, read(SHOP)))

    assert "## orders &#124; &#60;b&#62;: separate\n" in text
    assert "| Unit | Either | Either | Separate |\n" in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("plain text, 2.5 (and more): yes - no", "plain text, 2.5 (and more): yes - no"),
        ("[a](http://b)", "&#91;a&#93;(http&#58;//b)"),
        ("# a", "&#35; a"),
        ("- a", "&#45; a"),
        ("12. a", "&#49;&#50;. a"),
        ("a\n\nb", "a b"),
        ("*_`~|\\<&", "&#42;&#95;&#96;&#126;&#124;&#92;&#60;&#38;"),
        ("@all :tada:", "&#64;all &#58;tada:"),
    ],
)
def test_nothing_that_people_type_becomes_markup(typed: str, written: str) -> None:
    assert escaped(typed) == written


def test_the_trace_shows_every_step_of_a_cell() -> None:
    system = read(SHOP)

    text = explain(
        toy_catalog(), system, system.stores[0], Boundary.IAC_UNIT, Environment.PRODUCTION
    )

    assert (
        text
        == """\
orders | <b>: Unit, Production

Separate. Another boundary decides: Another owner, another unit [other-owner]. “Owner”
is separate here by its points.

1. What is known
   Teams: Several [team=several]
   Keeper: A service [keeper=service]
   Manager: The application [manager=application]
   Must last: It must [lasting=yes]
   Zone: Medium [zone=medium]
   Freedom here: Little [freedom=little]
   Not known: Agreement [agreement]
   Not asked, or without effect: nothing

2. What the answers weigh: -3.5 points
     -1.5  Teams: Several [team]. Others have to be asked. (Somebody: A talk)
       -2  Must last: It must [lasting]. It must survive. (Somebody else: A book;
           Somebody: A talk)
   +2 or more is together, -2 or less is separate, between them either. By score alone:
     Separate

3. Gates
   No gate acts here.

4. What follows from other boundaries
   Another owner, another unit [other-owner]. Separate, as it was already.
     “Owner” is separate here by its points. Nobody can answer for half a unit.
     (Somebody: A talk)

5. What is not known yet
   No open answer can change this result.

Result: Separate
"""
    )


def test_the_trace_names_gates_and_when_they_are_released() -> None:
    system = read("system: a\nanswers: {team: one}\nstores: [{name: b, kind: sessions}]\n")

    text = explain(toy_catalog(), system, system.stores[0], Boundary.IAC_UNIT, Environment.TEST)

    assert (
        "   Nothing to cut [in-memory]. Together, whatever the points say.\n"
        "     The state is part of the process. (Somebody: A talk)\n"
        "     Released when: The state has moved out.\n"
        "   After the gates: Together\n" in text
    )
    assert text.splitlines()[2] == (
        "Together. A gate decides: Nothing to cut [in-memory]. The score alone would say either."
    )


def test_a_gate_with_two_effects_is_told_once_with_both() -> None:
    twice = catalog_from_files(
        patched(
            "gates.yaml",
            "        boundaries: [iac-unit]\n",
            "        boundaries: [iac-unit]\n      - {result: not-yet, boundaries: [iac-unit]}\n",
        )
    )
    system = read("system: a\nanswers: {team: one}\nstores: [{name: b, kind: sessions}]\n")

    text = explain(twice, system, system.stores[0], Boundary.IAC_UNIT, Environment.TEST)

    assert (
        "\n3. Gates\n"
        "   Nothing to cut [in-memory]. Not yet: something else comes first. Together, whatever\n"
        "     the points say.\n" in text
    )
    assert text.count("Released when:") == 1


def test_the_trace_names_open_answers_that_can_still_turn_the_result() -> None:
    system = read(OPEN)

    text = explain(
        toy_catalog(), system, system.stores[0], Boundary.IAC_UNIT, Environment.PRODUCTION
    )

    assert (
        "   Nothing has to be asked first. The result stands on what is known, and open answers\n"
        "     can still make it: Separate or Either.\n"
        "   One answer to any of these would be enough:\n"
        "   How many teams? [team]\n"
        "     One [one]: either\n"
        "     Several [several]: separate\n" in text
    )


def test_the_trace_tries_every_answer_to_what_has_to_be_asked_first() -> None:
    system = read(OPEN)

    text = explain(toy_catalog(), system, system.stores[0], Boundary.OWNER, Environment.PRODUCTION)

    assert "\nAsk first. A missing fact decides: How many teams? [team].\n" in text
    assert (
        "   How many teams? [team]\n     One [one]: together\n     Several [several]: separate\n"
        in text
    )
    assert text.endswith("Result: Ask first\n")
