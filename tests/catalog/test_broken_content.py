"""One broken tree for each message of the loader: the exact text, with file and line."""

import pytest

from tests.catalog.toy_content import patched, problems_of, toy_files

#: What is wrong: file, text, its replacement, and what an author gets to read.
BROKEN: dict[str, tuple[str, ...]] = {
    "a key that does not exist": (
        "questions/teams.yaml", "    core: true", "    kore: true",
        "questions/teams.yaml:9: unknown key 'kore' (did you mean 'core'?)",
    ),
    "a key that does not exist, deep inside": (
        "factors.yaml", "        sources: [book]", "        surces: [book]",
        "factors.yaml:20: unknown key 'surces' (did you mean 'sources'?)",
    ),
    "a key that is missing": (
        "gates.yaml", "    because: The state is part of the process.\n", "",
        "gates.yaml:2: missing key 'because'",
    ),
    "a key that comes twice": (
        "sources.yaml", "year: 2000", "title: Again",
        "sources.yaml:2: the key 'title' is here a second time (first in line 2)",
    ),
    "a word outside a fixed list": (
        "questions/teams.yaml", "level: system\n    origin: talk", "level: sytem\n    origin: talk",
        "questions/teams.yaml:7: must be one of system or store (did you mean 'system'?)",
    ),
    "a boundary that does not exist": (
        "factors.yaml", "{owner: 3, iac-unit: 1}", "{ownr: 3, iac-unit: 1}",
        "factors.yaml:6: must be one of schema-repository, infrastructure-repository, iac-unit, "
        "pipeline or owner (did you mean 'owner'?)",
    ),
    "points that are no number": (
        "factors.yaml", "owner: 3,", "owner: three,",
        "factors.yaml:6: must be a number",
    ),
    "a number where text is needed": (
        "edition.yaml", "title: Toy edition", "title: 2000",
        "edition.yaml:3: must be text (put it in quotes)",
    ),
    "an edition that YAML takes for a number": (
        "edition.yaml", 'id: "2000.1"', "id: 2000.1",
        "edition.yaml:1: must be text (put it in quotes)",
    ),
    "an edition of the wrong form": (
        "edition.yaml", 'id: "2000.1"', 'id: "first"',
        "edition.yaml:1: must look like \"2026.1\", in quotes",
    ),
    "a date of the wrong form": (
        "edition.yaml", '"2000-01-01"', "1/1/2000",
        "edition.yaml:2: must be a date like 2026-01-31",
    ),
    "an id with capital letters": (
        "kinds.yaml", "id: table", "id: Table",
        "kinds.yaml:2: an id has only lower-case letters, digits, hyphens and points",
    ),
    "an empty text": (
        "gates.yaml", "title: Nothing to cut", 'title: ""',
        "gates.yaml:3: must not be empty",
    ),
    "a text that is too long": (
        "gates.yaml", "title: Nothing to cut", f"title: {'x' * 2001}",
        "gates.yaml:3: must not be longer than 2000 characters",
    ),
    "yes for a boolean": (
        "questions/teams.yaml", "core: true", "core: yes",
        "questions/teams.yaml:9: must be true or false",
    ),
    "a web address that is none": (
        "sources.yaml", '"https://example.org/talk"', '"example"',
        "sources.yaml:2: must be a web address",
    ),
    "text where a list is needed": (
        "gates.yaml", "    prerequisites: [move-state]", "    prerequisites: move-state",
        "gates.yaml:9: must be a list",
    ),
    "a list where a mapping is needed": (
        "kinds.yaml", "{keeper: service, manager: application}", "[keeper]",
        "kinds.yaml:6: must be a mapping",
    ),
    "too few entries": (
        "questions/teams.yaml", "      - {id: several, title: Several}\n", "",
        "questions/teams.yaml:15: needs at least 2 entries",
    ),
    "a worse option that does not exist": (
        "questions/teams.yaml", "    core: true\n", "    core: true\n    worse: [few]\n",
        "questions/teams.yaml:10: unknown option 'few'",
    ),
    "only worse options": (
        "questions/teams.yaml", "    core: true\n", "    core: true\n    worse: [one, several]\n",
        "questions/teams.yaml:10: some option must be the best, do not name all of them",
    ),
    "an empty file": (
        "playbooks.yaml", toy_files()["playbooks.yaml"], "# Nothing yet\n",
        "playbooks.yaml:1: the file is empty",
    ),
    "broken YAML": (
        "edition.yaml", "title: Toy edition", "title: Toy: edition",
        "edition.yaml:3: a ':' is not expected here; text with ': ' needs quotes",
    ),
    "a tab": (
        "gates.yaml", "    title: Nothing to cut", "\ttitle: Nothing to cut",
        "gates.yaml:3: indent with spaces, not tabs",
    ),
    "an anchor": (
        "kinds.yaml", "answers: {keeper: service", "answers: &casf {keeper: service",
        "kinds.yaml:6: anchors (&name) are not allowed",
    ),
    "a tag": (
        "edition.yaml", "title: Toy edition", "title: !!str Toy edition",
        "edition.yaml:3: tags (!name) are not allowed",
    ),
    "a control character": (
        "edition.yaml", "title: Toy edition", 'title: "Toy \\a edition"',
        "edition.yaml:3: the character U+0007 is not allowed",
    ),
    "a question that does not exist": (
        "gates.yaml", "{team: several}", "{teem: several}",
        "gates.yaml:8: unknown question or fact 'teem' (did you mean 'team'?)",
    ),
    "an option that does not exist": (
        "gates.yaml", "{team: several}", "{team: severl}",
        "gates.yaml:8: 'severl' is no option of 'team': use one or several "
        "(did you mean 'several'?)",
    ),
    "an environment that does not exist": (
        "facts.yaml", "[development, test]", "[development, tst]",
        "facts.yaml:18: 'tst' is no option of 'environment': use development, test or production "
        "(did you mean 'test'?)",
    ),
    "a condition on not knowing": (
        "gates.yaml", "{team: several}", "{team: dont-know}",
        "gates.yaml:8: 'dont-know' is no option of 'team': use one or several "
        "(a missing answer makes a condition undecided by itself)",
    ),
    "a gate that reacts to the unknown": (
        "gates.yaml", "{team: several}", "{unknown: [team]}",
        "gates.yaml:8: 'unknown' can only be used in advice, not in rules",
    ),
    "a gate that reads the verdict": (
        "gates.yaml", "{team: several}", "{verdict: together}",
        "gates.yaml:8: 'verdict' cannot be used here",
    ),
    "a gate without a condition": (
        "gates.yaml", "when: {zone: hard}", "when: {}",
        "gates.yaml:4: a gate needs a condition, else it decides everything",
    ),
    "a condition that is no mapping": (
        "gates.yaml", "when: {zone: hard}", "when: {any: [zone]}",
        "gates.yaml:4: a condition must be a mapping of names to options",
    ),
    "alternatives that are no list": (
        "gates.yaml", "when: {zone: hard}", "when: {any: {zone: hard}}",
        "gates.yaml:4: 'any' must be a list of conditions",
    ),
    "a condition on a number": (
        "gates.yaml", "when: {zone: hard}", "when: {zone: 3}",
        "gates.yaml:4: a condition needs text or a list of options here",
    ),
    "an effect on nothing": (
        "gates.yaml", "        boundaries: [iac-unit]", "        boundaries: []",
        "gates.yaml:6: an effect needs at least one boundary and one environment",
    ),
    "a source that does not exist": (
        "gates.yaml", "sources: [talk]", "sources: [tlak]",
        "gates.yaml:12: unknown source 'tlak' (did you mean 'talk'?)",
    ),
    "a rule without a source": (
        "gates.yaml", "sources: [talk]", "sources: []",
        "gates.yaml:12: at least one source must be named",
    ),
    "a prerequisite that does not exist": (
        "gates.yaml", "[move-state]", "[move-stat]",
        "gates.yaml:9: unknown prerequisite 'move-stat' (did you mean 'move-state'?)",
    ),
    "a glossary term that does not exist": (
        "questions/stores.yaml", "terms: [state]", "terms: [sate]",
        "questions/stores.yaml:12: unknown glossary term 'sate' (did you mean 'state'?)",
    ),
    "a term that refers to itself": (
        "glossary.yaml", "see: [store]", "see: [state]",
        "glossary.yaml:2: 'state' refers to itself",
    ),
    "a kind that does not exist": (
        "guardrails/any.yaml", "kinds: [table]", "kinds: [tabel]",
        "guardrails/any.yaml:6: unknown kind 'tabel' (did you mean 'table'?)",
    ),
    "a provider that does not exist": (
        "guardrails/any.yaml", "provider: aws", "provider: awss",
        "guardrails/any.yaml:11: unknown provider 'awss' (did you mean 'aws'?)",
    ),
    "a provider that is there twice": (
        "guardrails/any.yaml", "[{id: aws, title: AWS}]",
        "[{id: aws, title: AWS}, {id: aws, title: A}]",
        "guardrails/any.yaml:12: the provider 'aws' is here a second time "
        "(first in guardrails/any.yaml:12)",
    ),
    "a factor of a question that does not exist": (
        "factors.yaml", "question: lasting", "question: lastng",
        "factors.yaml:13: unknown question or fact 'lastng' (did you mean 'lasting'?)",
    ),
    "an answer whose weight has no source": (
        "factors.yaml", "    sources: [talk]\n    options:\n      one:", "    options:\n      one:",
        "factors.yaml:4: at least one source must be named, here or for the whole question",
        "factors.yaml:7: at least one source must be named, here or for the whole question",
    ),
    "a factor of an option that does not exist": (
        "factors.yaml", "      yes:", "      ja:",
        "factors.yaml:17: 'ja' is no option of 'lasting': use yes or no",
    ),
    "points that are no whole hundredths": (
        "factors.yaml", "{iac-unit: -2}", "{iac-unit: -2.01}",
        "factors.yaml:18: points must be whole hundredths, also after risk is counted in",
    ),
    "points beyond all measure": (
        "factors.yaml", "owner: 3,", "owner: 1e300,",
        "factors.yaml:6: points must be between -20 and 20",
    ),
    "an id that comes twice, across files": (
        "questions/teams.yaml", "- id: agreement", "- id: lasting",
        "questions/stores.yaml:27: the question or fact 'lasting' is here a second time "
        "(first in questions/teams.yaml:18)",
    ),
    "an option that comes twice": (
        "questions/teams.yaml", "{id: spoken,", "{id: written,",
        "questions/teams.yaml:28: the option 'written' is here a second time "
        "(first in questions/teams.yaml:27)",
    ),
    "an option that every question has": (
        "questions/teams.yaml", "{id: spoken,", "{id: dont-know,",
        "questions/teams.yaml:28: 'dont-know' is an option of every question already",
    ),
    "a question named like a word of conditions": (
        "questions/teams.yaml", "id: agreement", "id: unknown",
        "questions/teams.yaml:18: 'unknown' is a word of conditions and cannot be an id",
    ),
    "a position that is taken": (
        "questions/stores.yaml", "position: 2", "position: 1",
        "questions/teams.yaml:4: the position '1' is here a second time "
        "(first in questions/stores.yaml:4)",
    ),
    "conditions in a circle": (
        "questions/teams.yaml", "    decides: [owner]\n",
        "    asked-when: {agreement: written}\n",
        "questions/teams.yaml:18: conditions run in a circle: 'agreement', 'team'",
    ),
    "a question that depends on the environment": (
        "questions/teams.yaml", "asked-when: {team: several}", "asked-when: {freedom: much}",
        "questions/teams.yaml:25: 'asked-when' cannot depend on the environment, "
        "a question is asked once",
    ),
    "a question about the system that depends on a store": (
        "questions/teams.yaml", "asked-when: {team: several}", "asked-when: {keeper: service}",
        "questions/teams.yaml:25: a question about the system cannot depend on 'keeper', "
        "which is asked for each store",
    ),
    "a muted question without a reason": (
        "questions/stores.yaml", "    muted-because: What is in memory never lasts.\n", "",
        "questions/stores.yaml:34: 'muted-when' needs 'muted-because'",
    ),
    "a reason for muting that mutes nothing": (
        "questions/stores.yaml", "    muted-when: {keeper: application}\n", "",
        "questions/stores.yaml:34: 'muted-because' needs 'muted-when'",
    ),
    "an assumption with an option that does not exist": (
        "questions/stores.yaml", "    muted-when: {keeper: application}",
        "    assumed: {option: yess, when: {keeper: service}}\n"
        "    muted-when: {keeper: application}",
        "questions/stores.yaml:34: unknown option 'yess' (did you mean 'yes'?)",
    ),
    "an assumption that always holds": (
        "questions/stores.yaml", "    muted-when: {keeper: application}",
        "    assumed: {option: yes, when: {}}\n    muted-when: {keeper: application}",
        "questions/stores.yaml:34: an answer that always holds makes the question pointless",
    ),
    "an assumption about the system": (
        "questions/teams.yaml", "    asked-when: {team: several}",
        "    asked-when: {team: several}\n    assumed: {option: spoken, when: {zone: easy}}",
        "questions/teams.yaml:26: only questions asked for each store can have 'assumed'",
    ),
    "an assumption that depends on the environment and on who decides": (
        "questions/stores.yaml", "    muted-when: {keeper: application}",
        "    assumed: {option: yes, when: {freedom: much}}\n"
        "    muted-when: {keeper: application}",
        "questions/stores.yaml:34: 'assumed' cannot depend on 'team', which decides a boundary",
        "questions/stores.yaml:34: 'assumed' cannot depend on the environment, "
        "a question is answered once",
    ),
    "a threshold between two hundredths": (
        "scoring.yaml", "{together: 2, ", "{together: 2.001, ",
        "scoring.yaml:1: must be a whole number of hundredths",
    ),
    "a fact's value that does not exist": (
        "facts.yaml", "value: little", "value: litle",
        "facts.yaml:15: no rule gives the value 'little'",
        "facts.yaml:19: unknown value 'litle' (did you mean 'little'?)",
    ),
    "a fact's value that no rule gives": (
        "facts.yaml", "little: Little}", "little: Little, none: None}",
        "facts.yaml:15: no rule gives the value 'none'",
    ),
    "a fact's rule that is never reached": (
        "facts.yaml", "{environment: [development, test]}", "{}",
        "facts.yaml:19: this rule is never reached, a rule above it always holds",
    ),
    "a fact that speaks for a question that does not exist": (
        "facts.yaml", "speaks-for: team", "speaks-for: teams",
        "facts.yaml:14: unknown question 'teams' (did you mean 'team'?)",
    ),
    "a boundary that is left out": (
        "outcomes.yaml", "  - {id: test, title: Test}\n", "",
        "outcomes.yaml:7: missing environment 'test'",
    ),
    "a separation level that is never chosen": (
        "outcomes.yaml", "facts: {lasting: no}", "facts: {}",
        "outcomes.yaml:24: the level L1 is never chosen, L0 above it fits always",
    ),
    "thresholds the wrong way round": (
        "scoring.yaml", "{together: 2, separate: -2}", "{together: -2, separate: 2}",
        "scoring.yaml:1: 'separate' must be less than 'together'",
    ),
    "risk without an environment": (
        "scoring.yaml", "test: 0.5, ", "",
        "scoring.yaml:2: missing environment 'test'",
    ),
    "more risk than all of it": (
        "scoring.yaml", "test: 0.5, ", "test: 1.5, ",
        "scoring.yaml:2: must be a share between 0 and 1",
    ),
    "a result that implies itself": (
        "scoring.yaml", "[iac-unit, pipeline]", "[owner, pipeline]",
        "scoring.yaml:8: a result cannot imply something for its own boundary",
    ),
    "a link to a node that does not exist": (
        "mind-map.yaml", "end: one-team", "end: one-tem",
        "mind-map.yaml:18: unknown node 'one-tem' (did you mean 'one-team'?)",
    ),
    "a node that comes twice": (
        "mind-map.yaml", "- id: teams", "- id: definitions",
        "mind-map.yaml:10: the node 'definitions' is here a second time (first in mind-map.yaml:5)",
    ),
    "a kind that answers for the system": (
        "kinds.yaml", "{keeper: service, manager: application}", "{team: one}",
        "kinds.yaml:6: 'team' is asked for the system, not for a store "
        "(move it to the answers of the system)",
    ),
    "a kind that contradicts itself": (
        "kinds.yaml", "{keeper: application, manager: application}",
        "{keeper: application, manager: service}",
        "kinds.yaml:12: these answers cannot be true together: 'keeper-and-manager'",
    ),
    "an example with an illegal answer": (
        "examples/shop.yaml", "answers: {lasting: yes}", "answers: {lasting: often}",
        "examples/shop.yaml:11: 'often' is no answer to 'lasting': use yes, no or dont-know",
    ),
    "an example that contradicts itself": (
        "examples/shop.yaml", "answers: {lasting: yes}", "answers: {zone: hard, keeper: service}",
        "examples/shop.yaml:11: 'zone' contradicts the other answers of this store "
        "(they lead to easy or medium)",
    ),
    "an example that expects something of nobody": (
        "examples/shop.yaml", "  orders:\n", "  order:\n",
        "examples/shop.yaml:9: 'expect' says nothing about the store 'orders'",
        "examples/shop.yaml:14: unknown store 'order' (did you mean 'orders'?)",
    ),
    "a showcase that does not exist": (
        "edition.yaml", "showcase: shop", "showcase: shp",
        "edition.yaml:5: unknown example 'shp' (did you mean 'shop'?)",
    ),
}  # fmt: skip


def test_the_toy_content_is_in_order() -> None:
    assert problems_of(toy_files()) == []


@pytest.mark.parametrize("case", BROKEN.values(), ids=list(BROKEN))
def test_broken_content_gets_a_message_with_file_and_line(case: tuple[str, ...]) -> None:
    file, old, new, *messages = case

    assert problems_of(patched(file, old, new)) == messages


def test_a_mistake_in_one_file_causes_no_messages_about_others() -> None:
    files = patched("sources.yaml", "id: talk", "id: The Talk")

    problems = problems_of(files)

    assert problems == [
        "sources.yaml:2: an id has only lower-case letters, digits, hyphens and points"
    ]


def test_all_problems_come_at_once() -> None:
    files = patched("gates.yaml", "sources: [talk]", "sources: [tlak]")
    files["edition.yaml"] = files["edition.yaml"].replace("title:", "titel:")
    files["kinds.yaml"] = files["kinds.yaml"].replace("manager: application}", "manager: other}", 1)

    problems = problems_of(files)

    assert problems == [
        "edition.yaml:1: missing key 'title'",
        "edition.yaml:3: unknown key 'titel' (did you mean 'title'?)",
        "gates.yaml:12: unknown source 'tlak' (did you mean 'talk'?)",
        "kinds.yaml:6: 'other' is no answer to 'manager': use service or application",
    ]


def test_a_kind_whose_answers_give_no_zone_is_named() -> None:
    files = patched("contradictions.yaml", "    impossible: true\n", "")
    files["kinds.yaml"] = files["kinds.yaml"].replace(
        "{keeper: application, manager: application}", "{keeper: application, manager: service}"
    )

    assert problems_of(files) == ["kinds.yaml:12: these answers give no value of 'zone'"]


def test_files_that_are_missing_or_unexpected_are_named() -> None:
    files = toy_files()
    files["gate.yaml"] = files.pop("gates.yaml")
    del files["outcomes.yaml"]
    for name in ("questions/stores.yaml", "questions/teams.yaml"):
        del files[name]

    assert problems_of(files) == [
        "gate.yaml: unexpected file (did you mean 'gates.yaml'?)",
        "outcomes.yaml: the file is missing",
        "questions: the folder has no file with questions",
    ]
