"""Results in words: for a terminal, a pull request, and the trace of one cell."""

import pytest

from decision.domain.findings import find
from decision.domain.vocabulary import Boundary, Environment
from decision.records.as_markdown import escaped, to_markdown
from decision.records.as_text import to_text
from decision.records.explanation import explain
from tests.catalog.toy_content import toy_catalog
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
        "Either for orders, bills and odd; together for sessions.",
    ]


def test_the_text_names_contradictions_and_answers_without_effect() -> None:
    text = text_of(MANY)

    assert "  - A service cannot manage what it does not keep. Look where the bytes are.\n" in text
    assert "\nAnswers without effect: agreement, lasting (odd)\n" in text
    assert "\nDo first\n  - Move the state out\n" in text


def test_the_text_says_which_facts_are_missing() -> None:
    text = text_of(OPEN)

    assert "\nCertainty         open answers can still make it: Separate or Either\n" in text
    assert "\nBest question to answer next: How many teams?\n" in text


def test_a_system_without_stores_is_told_so() -> None:
    assert "There is no store yet, so there is nothing to place.\n" in text_of("system: Empty\n")


def test_markdown_says_the_same_as_the_text() -> None:
    text = to_markdown(toy_catalog(), find(toy_catalog().rulebook, read(MANY)))

    assert "**Answers without effect:** `agreement`, `lasting` (odd)\n" in text
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

1. What is known
   team = several
   keeper = service
   manager = application
   lasting = yes
   zone = medium
   freedom = little
   Not known: agreement
   Not asked, or without effect: nothing

2. What the answers weigh: -3.5 points
     -1.5  team = several. Others have to be asked. [Somebody: A talk]
       -2  lasting = yes. It must survive. [Somebody: A talk; Somebody else: A book]
   From +2 together, to -2 separate, else either. By score alone: Separate

3. Gates
   No gate acts here.
   Result so far: Separate

4. What follows from other boundaries
   other-owner: Separate -> Separate. Another owner, another unit: Nobody can answer for
     half a unit.

5. What has to be asked first
   Nothing: no missing fact decides this cell.

Result: Separate
"""
    )


def test_the_trace_names_gates_and_when_they_are_released() -> None:
    system = read("system: a\nanswers: {team: one}\nstores: [{name: b, kind: sessions}]\n")

    text = explain(toy_catalog(), system, system.stores[0], Boundary.IAC_UNIT, Environment.TEST)

    assert (
        "   in-memory -> together. Nothing to cut: The state is part of the process.\n"
        "   Released when: The state has moved out.\n" in text
    )


def test_the_trace_tries_every_answer_to_what_has_to_be_asked_first() -> None:
    system = read(OPEN)

    text = explain(toy_catalog(), system, system.stores[0], Boundary.OWNER, Environment.PRODUCTION)

    assert "   team: How many teams?\n     one -> Together\n     several -> Separate\n" in text
    assert text.endswith("Result: Ask first\n")
