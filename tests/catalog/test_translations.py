"""Texts in another language: they replace texts, and can never change a rule."""

import pytest

from decision.catalog import catalog_from_files
from decision.catalog.translations import text_keys
from tests.catalog.toy_content import problems_of, toy_catalog, toy_files

GERMAN = """\
gates:
  - id: in-memory
    title: Nichts zu trennen
"""


def with_german(text: str, name: str = "de/gates.yaml") -> dict[str, str]:
    return {**toy_files(), name: text}


def test_translated_texts_are_used_and_the_rest_stays_english() -> None:
    catalog = catalog_from_files(with_german(GERMAN), "de")

    assert catalog.gates["in-memory"].title == "Nichts zu trennen"
    assert catalog.gates["in-memory"].because == "The state is part of the process."
    assert catalog.language == "de"


def test_english_stays_english() -> None:
    catalog = catalog_from_files(with_german(GERMAN))

    assert catalog.gates["in-memory"].title == "Nothing to cut"


def test_all_languages_have_one_hash() -> None:
    files = with_german(GERMAN)

    german, english = catalog_from_files(files, "de"), catalog_from_files(files)

    assert german.content_hash == english.content_hash != toy_catalog().content_hash


def test_texts_deep_inside_lists_and_folders_are_found_by_id() -> None:
    text = "id: teams\nquestions:\n  - id: team\n    options: [{id: several, title: Mehrere}]\n"

    catalog = catalog_from_files(with_german(text, "de/questions/teams.yaml"), "de")

    assert [each.title for each in catalog.questions["team"].options] == ["One", "Mehrere"]


def test_lists_and_mappings_of_texts_are_translated() -> None:
    facts = "facts: [{id: freedom, values: {little: Wenig}}]\n"
    steps = "playbooks: [{id: stay, steps: [Schützen.]}]\n"
    files = with_german(facts, "de/facts.yaml") | {"de/playbooks.yaml": steps}

    catalog = catalog_from_files(files, "de")

    assert catalog.facts["freedom"].values == {"much": "Much", "little": "Wenig"}
    assert catalog.playbooks["stay"].steps == ["Schützen."]


WRONG = {
    "an unknown id": (
        "gates: [{id: in-memry, title: T}]",
        "de/gates.yaml:1: the English file has no 'in-memry' (did you mean 'in-memory'?)",
    ),
    "an unknown key": (
        "gates: [{id: in-memory, titel: T}]",
        "de/gates.yaml:1: the English file has no key 'titel' (did you mean 'title'?)",
    ),
    "another rule": (
        "gates: [{id: in-memory, when: {zone: easy}}]",
        "de/gates.yaml:1: 'zone' is no text of this shape; rules stand in the English file",
    ),
    "another source": (
        "gates: [{id: in-memory, sources: [book]}]",
        "de/gates.yaml:1: 'sources' is no text of this shape; rules stand in the English file",
    ),
    "a number for a text": (
        "gates: [{id: in-memory, title: 5}]",
        "de/gates.yaml:1: 'title' is no text of this shape; rules stand in the English file",
    ),
    "an empty text": (
        "gates: [{id: in-memory, title: ''}]",
        "de/gates.yaml:1: a text must have between 1 and 2000 characters",
    ),
    "another shape": (
        "gates: {id: in-memory}",
        "de/gates.yaml:1: the translation has another shape than the English file",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=list(WRONG))
def test_what_is_no_text_is_refused(text: str, message: str) -> None:
    assert problems_of(with_german(text)) == [message]


def test_a_translation_of_nothing_is_named() -> None:
    files = with_german(GERMAN)
    del files["disagreements.yaml"]
    files["de/disagreements.yaml"] = "disagreements: []\n"

    assert problems_of(files) == ["de/disagreements.yaml: there is no English file to translate"]


def test_a_translation_does_not_keep_other_checks_from_running() -> None:
    files = with_german(GERMAN)
    files["kinds.yaml"] = files["kinds.yaml"].replace(
        "{keeper: application, manager: application}", "{keeper: application, manager: service}"
    )

    assert problems_of(files) == [
        "kinds.yaml:12: these answers cannot be true together: 'keeper-and-manager'"
    ]


def test_a_folder_that_is_no_language_is_unexpected() -> None:
    assert problems_of(with_german(GERMAN, "german/gates.yaml")) == [
        "german/gates.yaml: unexpected file (did you mean 'gates.yaml'?)"
    ]


def test_ids_rules_and_names_are_no_texts() -> None:
    assert text_keys().isdisjoint(("id", "when", "result", "points", "name", "answers", "sources"))
    assert text_keys() >= {"title", "because", "steps", "muted-because", "values"}
