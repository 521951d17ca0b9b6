"""What a content tree becomes: the rulebook, the words, and a hash that names them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from decision.catalog import ContentError, catalog_from_files, load_catalog
from decision.domain.conditions import All, AnyOf, Is, Not, Unknown
from decision.domain.rulebook import Effect, Factor
from decision.domain.vocabulary import Boundary, Environment, Result, SeparationLevel
from tests.catalog.toy_content import FOLDER, patched, toy_catalog, toy_files


def factor(question: str, option: str) -> Factor:
    (found,) = toy_catalog().rulebook.factors_of[question, option]
    return found


def test_points_by_boundary_hold_in_every_environment() -> None:
    row = {Boundary.OWNER: 300, Boundary.IAC_UNIT: 100}

    assert factor("team", "one").points == dict.fromkeys(Environment, row)


def test_points_by_environment_hold_there_only() -> None:
    assert factor("team", "several").points == {
        Environment.PRODUCTION: {Boundary.OWNER: -300, Boundary.IAC_UNIT: -150}
    }


def test_points_of_a_risk_count_in_part() -> None:
    assert factor("lasting", "yes").points == {
        Environment.DEVELOPMENT: {Boundary.IAC_UNIT: -50},
        Environment.TEST: {Boundary.IAC_UNIT: -100},
        Environment.PRODUCTION: {Boundary.IAC_UNIT: -200},
    }


def test_an_options_own_sources_come_before_its_factors() -> None:
    assert factor("lasting", "yes").sources == ("book", "talk")


def test_sections_and_options_keep_the_order_of_the_content() -> None:
    catalog = toy_catalog()

    assert [section.id for section in catalog.sections] == ["teams", "stores"]
    assert list(catalog.questions) == ["team", "agreement", "keeper", "manager", "lasting"]
    assert catalog.rulebook.question_by_id["team"].options == ("one", "several")
    assert catalog.rulebook.fact_by_id["zone"].options == ("easy", "medium", "hard")


def test_gates_keep_their_effects_and_conditions() -> None:
    (gate,) = toy_catalog().rulebook.gates

    assert gate.when == Is("zone", frozenset(("hard",)))
    assert [
        (each.effect, set(each.boundaries), set(each.environments)) for each in gate.effects
    ] == [
        (Effect.TOGETHER, {Boundary.IAC_UNIT}, set(Environment)),
        (Effect.NOT_YET, {Boundary.PIPELINE}, {Environment.PRODUCTION}),
    ]
    assert gate.prerequisites == ("move-state",)


def test_an_implication_of_togetherness_lifts_and_one_of_separation_separates() -> None:
    lifted = patched("scoring.yaml", "effect: separate", "effect: together")

    assert toy_catalog().rulebook.implications[0].effect is Effect.SEPARATE
    assert catalog_from_files(lifted).rulebook.implications[0].effect is Effect.LIFT


def test_separation_levels_keep_their_order() -> None:
    levels = toy_catalog().rulebook.levels

    assert [each.level for each in levels] == [
        SeparationLevel.L0,
        SeparationLevel.L1,
        SeparationLevel.L4,
        SeparationLevel.L3,
        SeparationLevel.L2,
    ]
    assert levels[2].results == {
        Boundary.IAC_UNIT: Result.SEPARATE,
        Boundary.OWNER: Result.SEPARATE,
    }


def test_conditions_of_advice_may_ask_for_the_unknown() -> None:
    (prerequisite,) = toy_catalog().rulebook.prerequisites

    hard = Is("zone", frozenset(("hard",)))
    verdict = Is("verdict", frozenset(("not-applicable",)))
    assert prerequisite.when == All((AnyOf((hard, Unknown(frozenset(("keeper",))))), Not(verdict)))


def test_the_rest_of_the_rulebook_comes_from_the_content() -> None:
    rulebook = toy_catalog().rulebook

    assert rulebook.name == "2000.1"
    assert (rulebook.together_from, rulebook.separate_from) == (200, -200)
    assert rulebook.kinds["table"] == {"keeper": "service", "manager": "application"}
    assert [each.tool for each in rulebook.guardrails] == ["any"]
    assert [each.id for each in rulebook.playbooks] == ["stay"]
    assert [each.id for each in rulebook.disagreements] == ["one-or-two"]
    assert rulebook.contradictions[0].impossible


def test_a_guardrail_knows_the_title_of_its_tool() -> None:
    assert toy_catalog().guardrail_tools == {"copy": "Whatever the tool"}


def test_a_guardrail_for_one_cloud_knows_its_name() -> None:
    assert toy_catalog().guardrail_providers == {"copy": "AWS"}


def test_the_mind_map_reads_conditions() -> None:
    branch = toy_catalog().mind_map.branches[1]

    assert branch.marks == Is("team", frozenset(("one", "several")))
    assert branch.children[0].id == "one-team"


def test_an_edition_can_be_rebuilt_from_its_files() -> None:
    catalog = toy_catalog()

    again = catalog_from_files(catalog.files)

    assert again.content_hash == catalog.content_hash
    assert again.rulebook == catalog.rulebook


def test_the_hash_depends_on_names_and_texts_and_nothing_else() -> None:
    files = toy_files()
    turned = dict(reversed(files.items()))
    renamed = {name.replace("any.yaml", "all.yaml"): text for name, text in files.items()}

    assert catalog_from_files(turned).content_hash == toy_catalog().content_hash
    assert catalog_from_files(renamed).content_hash != toy_catalog().content_hash


def test_a_folder_may_hold_notes_schemas_and_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, toy_files())
    (tmp_path / "README.md").write_text("Notes")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "x.json").write_text("{}")
    (tmp_path / ".gates.yaml.swp").write_bytes(b"\x00")

    assert load_catalog(tmp_path).content_hash == toy_catalog().content_hash


def test_line_ends_of_another_system_make_no_difference(tmp_path: Path) -> None:
    write(tmp_path, {name: text.replace("\n", "\r\n") for name, text in toy_files().items()})

    assert load_catalog(tmp_path).content_hash == toy_catalog().content_hash


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    write(tmp_path, toy_files())
    (tmp_path / "gates.yaml").write_bytes(b"gates: \xff")
    (tmp_path / "more.yml").write_text("a: 1")

    with pytest.raises(ContentError) as broken:
        load_catalog(tmp_path)

    assert [str(problem) for problem in broken.value.problems] == [
        "gates.yaml:1: the file is not in UTF-8",
        "more.yml: content files end in .yaml",
    ]


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError, match="no-such-folder: there is no such folder"):
        load_catalog(Path("no-such-folder"))


def test_list_files_may_be_absent() -> None:
    files = toy_files()
    del files["disagreements.yaml"]

    assert catalog_from_files(files).disagreements == {}


def test_the_toy_folder_loads() -> None:
    assert load_catalog(FOLDER).edition.title == "Toy edition"


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, newline="")
