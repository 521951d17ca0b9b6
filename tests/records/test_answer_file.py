"""Answer files: what is accepted, what is refused, and with which words."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.catalog.problems import did_you_mean_one_of
from decision.domain.answers import Store, System
from decision.records.answer_file import AnswerFileError
from tests.records.answer_files import problems, read

WHOLE = """\
format: 1
edition: "2000.1"
system: Web  shop
answers: {team: several, agreement: dont-know}
notes:
  team: |
    One for the code.
    One for the rest.
stores:
  - name: orders
    kind: table
    answers: {lasting: yes}
    notes: {lasting: By law.}
  - name: sessions
    answers: {zone: hard}
"""


def test_a_whole_file_becomes_a_system() -> None:
    assert read(WHOLE) == System(
        name="Web shop",
        answers={"team": "several", "agreement": "dont-know"},
        notes={"team": "One for the code.\nOne for the rest."},
        stores=(
            Store("orders", {"lasting": "yes"}, "table", {"lasting": "By law."}),
            Store("sessions", {"zone": "hard"}),
        ),
    )


def test_json_is_accepted_as_well() -> None:
    text = json.dumps({"system": "Shop", "stores": [{"name": "\U0001f600", "answers": {}}]})

    assert read(text) == System("Shop", stores=(Store("\U0001f600"),))


def test_only_the_name_of_the_system_is_needed() -> None:
    assert read("system: Shop\nanswers:\nstores:\n") == System("Shop")


def test_a_stated_zone_may_agree_with_the_other_answers() -> None:
    assert problems("""\
        system: Shop
        stores:
          - {name: a, answers: {zone: hard, keeper: application}}
          - {name: b, kind: table, answers: {zone: easy}}
        """) == []  # fmt: skip


def test_answers_that_contradict_each_other_are_kept_for_the_result_to_say() -> None:
    text = "system: Shop\nstores: [{name: a, answers: {keeper: application, manager: service}}]\n"

    assert read(text).stores[0].answers == {"keeper": "application", "manager": "service"}


REFUSED = {
    "an empty file": ("", ["shop.yaml:1: the file is empty"]),
    "a list": (
        "- a\n",
        ["shop.yaml:1: the file must be a mapping with the keys system, answers, notes, stores, "
         "format or edition"],
    ),
    "an unknown key": (
        "system: a\nanswer: {team: one}\n",
        ["shop.yaml:2: unknown key 'answer' (did you mean 'answers'?)"],
    ),
    "a question beside the answers of a store": (
        "system: a\nstores:\n  - name: b\n    zone: easy\n",
        ["shop.yaml:4: unknown key 'zone' ('zone' belongs under 'answers:' of a store)"],
    ),
    "a question beside the answers of the system": (
        "system: a\nteam: one\nkeeper: service\n",
        ["shop.yaml:2: unknown key 'team' ('team' belongs under 'answers:' of the system)",
         "shop.yaml:3: unknown key 'keeper' ('keeper' belongs under 'answers:' of a store)"],
    ),
    "another format": (
        "format: 2\nsystem: a\n", ["shop.yaml:1: this program reads answer files of format 1 only"],
    ),
    "an unknown question": (
        "system: a\nanswers:\n  taem: one\n",
        ["shop.yaml:3: unknown question 'taem' (did you mean 'team'?)"],
    ),
    "a question that is like no other": (
        "system: a\nanswers:\n  x: one\n",
        ["shop.yaml:3: unknown question 'x' (the questions here are team or agreement)"],
    ),
    "a store's question for the system": (
        "system: a\nanswers:\n  keeper: service\n",
        ["shop.yaml:3: 'keeper' is asked for each store, not for the system "
         "(move it to the answers of a store)"],
    ),
    "a system's question for a store": (
        "system: a\nstores:\n  - name: b\n    answers:\n      team: one\n",
        ["shop.yaml:5: 'team' is asked for the system, not for a store "
         "(move it to the answers of the system)"],
    ),
    "a fact that cannot be stated": (
        "system: a\nstores:\n  - name: b\n    answers: {freedom: much}\n",
        ["shop.yaml:4: unknown question 'freedom' "
         "(the questions here are keeper, manager, lasting or zone)"],
    ),
    "an illegal option": (
        "system: a\nanswers:\n  team: severl\n",
        ["shop.yaml:3: 'severl' is no answer to 'team': use one, several or dont-know "
         "(did you mean 'several'?)"],
    ),
    "a list of options": (
        "system: a\nanswers:\n  team: [one, several]\n",
        ["shop.yaml:3: this is no answer to 'team': use one, several or dont-know"],
    ),
    "an unknown kind": (
        "system: a\nstores:\n  - name: b\n    kind: tabel\n",
        ["shop.yaml:4: unknown kind 'tabel' (did you mean 'table'?)"],
    ),
    "a tab in front of a key": (
        "system: a\nanswers:\n\tteam: one\n",
        ["shop.yaml:3: indent with spaces, not tabs"],
    ),
    "a tab in front of a list item": (
        "system: a\nstores:\n\t- name: b\n",
        ["shop.yaml:3: indent with spaces, not tabs"],
    ),
    "a kind that is a number": (
        "system: a\nstores:\n  - name: b\n    kind: 5\n", ["shop.yaml:4: must be text"],
    ),
    "a store without a name": (
        "system: a\nstores:\n  - kind: table\n",
        ["shop.yaml:3: missing key 'name' (it gives the name)"],
    ),
    "an empty name": ("system: '  '\n", ["shop.yaml:1: must not be empty"]),
    "a name on two lines": ('system: "a\\nb"\n', ["shop.yaml:1: must be on one line"]),
    "a name that is a number": ("system: 5\n", ["shop.yaml:1: must be text (put it in quotes)"]),
    "a name that is too long": (
        f"system: {'x' * 201}\n", ["shop.yaml:1: must not be longer than 200 characters"],
    ),
    "two stores of one name": (
        "system: a\nstores:\n  - name: b\n  - name: ' b'\n",
        ["shop.yaml:4: a store named 'b' is here a second time (first in line 3)"],
    ),
    "a store that is text": (
        "system: a\nstores: [b]\n",
        ["shop.yaml:2: a store must be a mapping with the keys name, kind, answers or notes"],
    ),
    "stores that are no list": (
        "system: a\nstores: {b: c}\n", ["shop.yaml:2: 'stores' must be a list"],
    ),
    "too many stores": (
        "system: a\nstores: [" + "{name: b}," * 201 + "]\n",
        ["shop.yaml:2: there are more than 200 stores"],
    ),
    "answers that are no mapping": (
        "system: a\nanswers: [one]\n", ["shop.yaml:2: 'answers' must be a mapping by question"],
    ),
    "a note on an unknown question": (
        "system: a\nnotes: {tem: Why}\n",
        ["shop.yaml:2: unknown question 'tem' (did you mean 'team'?)"],
    ),
    "a note that is a number": (
        "system: a\nnotes: {team: 5}\n", ["shop.yaml:2: must be text (put it in quotes)"],
    ),
    "a note that is too long": (
        f"system: a\nnotes: {{team: {'x' * 4001}}}\n",
        ["shop.yaml:2: must not be longer than 4,000 characters"],
    ),
    "a zone that the other answers rule out": (
        "system: a\nstores:\n  - name: b\n    answers: {keeper: application,\n      zone: easy}\n",
        ["shop.yaml:5: 'zone: easy' contradicts the other answers of this store "
         "(they lead to hard)"],
    ),
    "a zone for answers that have none": (
        "system: a\nstores:\n"
        "  - {name: b, answers: {keeper: application, manager: service, zone: easy}}\n",
        ["shop.yaml:3: 'zone: easy' contradicts the other answers of this store "
         "(they lead to no value)"],
    ),
    "a key that could upset a terminal": (
        'system: a\n"an\u202eswers": {}\n',
        ["shop.yaml:2: unknown key 'an\ufffdswers' (did you mean 'answers'?)"],
    ),
    "a control character": (
        'system: "a\\0"\n', ["shop.yaml:1: the character U+0000 is not allowed"],
    ),
    "names that cannot be seen": (
        'system: "\\u200b"\nstores:\n  - name: "\\u2060 \\u200b"\n',
        ["shop.yaml:1: must have something that can be seen",
         "shop.yaml:3: must have something that can be seen"],
    ),
    "a lone surrogate": ("system: \ud800\n", ["shop.yaml:1: the character U+D800 is not allowed"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "messages"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_said_with_its_line(text: str, messages: list[str]) -> None:
    assert problems(text) == messages


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    assert problems("""\
        system: 5
        answers: {taem: one}
        stores:
          - name: b
            kind: tabel
        """) == [
        "shop.yaml:1: must be text (put it in quotes)",
        "shop.yaml:2: unknown question 'taem' (did you mean 'team'?)",
        "shop.yaml:5: unknown kind 'tabel' (did you mean 'table'?)",
    ]  # fmt: skip


def test_thousands_of_mistakes_cost_no_more_than_fifty() -> None:
    wrong = "".join(f"  taem{number}: one\n" for number in range(9_000))
    started = time.process_time()

    found = problems("system: a\nanswers:\n" + wrong)

    assert len(found) == 50
    assert time.process_time() - started < 1


KEYS = st.sampled_from(
    ["system", "answers", "notes", "stores", "name", "kind", "team", "keeper", "zone", "lasting"]
)
VALUES = st.sampled_from(["one", "service", "easy", "hard", "yes", "table", "dont-know", ""])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(KEYS, ANYTHING, max_size=5))
def test_any_file_is_accepted_or_refused_with_problems(content: dict[str, Any]) -> None:
    with suppress(AnswerFileError):
        read(json.dumps(content))


def test_an_unknown_kind_is_answered_with_every_kind_that_it_may_mean() -> None:
    kinds = ("cache", "relational-database", "graph-database", "data-base", "databases")

    assert did_you_mean_one_of("Database", kinds) == (
        "did you mean 'relational-database', 'graph-database', 'databases' or 'data-base'?"
    )
    assert did_you_mean_one_of("cahce", kinds) == "did you mean 'cache'?"
    assert did_you_mean_one_of("-", kinds) == ""
    assert did_you_mean_one_of("x" * 1000, kinds) == ""


def test_a_tab_elsewhere_in_the_line_is_no_indentation() -> None:
    assert problems("system: a\nanswers: {team: one\t\n")[0].endswith("bracket is missing")
