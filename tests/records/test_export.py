"""Exported answer files read back as what was exported, whatever people typed."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from decision.catalog.answering import answering
from decision.catalog.yamltree import read_tree
from decision.domain.answers import Store, System
from decision.domain.vocabulary import DONT_KNOW, Level
from decision.records.export import to_yaml
from tests.catalog.toy_content import toy_catalog
from tests.records.answer_files import read

LEGAL = answering(toy_catalog().rulebook.questions, toy_catalog().rulebook.facts)

TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
TRICKY = st.sampled_from(
    ["no", "1.10", "0123", "0o17", "1e5", "~", "null", "- a", "a: b", "#", "'", '"', "\\", "{", "*"]
)
NAMES = (TYPED | TRICKY).map(lambda text: " ".join(text.split())[:200]).filter(bool)
NOTES = (
    (TYPED | TRICKY | TYPED.map(lambda text: f"{text}\nand\t{text}")).map(str.strip).filter(bool)
)


def by_question(level: Level, values: Any = None) -> st.SearchStrategy[dict[str, str]]:
    """Some questions of a level, each with a legal option or with what ``values`` gives."""
    names = [name for name, where in LEGAL.levels.items() if where is level and name != "zone"]
    entries = {
        name: st.sampled_from([*LEGAL.options[name], DONT_KNOW]) if values is None else values
        for name in names
    }
    return st.fixed_dictionaries({}, optional=entries)


STORES = st.builds(
    Store,
    name=NAMES,
    kind=st.sampled_from([None, "table", "sessions"]),
    answers=by_question(Level.STORE),
    notes=by_question(Level.STORE, NOTES),
)
SYSTEMS = st.builds(
    System,
    name=NAMES,
    answers=by_question(Level.SYSTEM),
    notes=by_question(Level.SYSTEM, NOTES),
    stores=st.lists(STORES, max_size=3, unique_by=lambda store: store.name).map(tuple),
)


@given(SYSTEMS)
def test_what_is_exported_can_be_imported_unchanged(system: System) -> None:
    text = to_yaml(system, "2000.1")

    assert read(text) == system
    assert to_yaml(read(text), "2000.1") == text


@given(SYSTEMS)
def test_another_yaml_reader_reads_the_same(system: System) -> None:
    text = to_yaml(system)

    found = yaml.safe_load(text)

    assert found["system"] == system.name
    assert found["answers"] == dict(system.answers)
    assert [store["name"] for store in found["stores"]] == [store.name for store in system.stores]
    assert found.get("notes", {}) == dict(system.notes)


def test_the_file_is_made_for_people() -> None:
    system = System(
        "Web shop",
        {"team": "one"},
        (Store("orders", {"lasting": "yes"}, "table", {"lasting": "By law.\nAlways."}),),
    )

    assert (
        to_yaml(system, "2000.1")
        == """\
# Answer file of “Together or not?”: import it there, or give it to the command line.
format: 1
edition: "2000.1"
system: "Web shop"
answers:
  team: one
stores:
  - name: "orders"
    kind: table
    answers:
      lasting: "yes"
    notes:
      lasting: "By law.\\nAlways."
"""
    )


@pytest.mark.parametrize("id_", ["1.5", "123", "true", "null", "0o7", "no"])
def test_an_id_that_looks_like_something_else_is_quoted(id_: str) -> None:
    text = to_yaml(System("a", {"team": id_}))

    assert read_tree(text, "f").value["answers"]["team"] == id_
