"""One mistake for each message about types of resources: the exact text, with file and line."""

import pytest

from decision.catalog import catalog_from_files
from decision.domain.resources import Basis, Label, classify
from tests.catalog.toy_content import problems_of, toy_files

RULES = """\
classes:
  - {id: network, title: Connects things}
aliases: {aws: {db: rds}}
always: {terraform: [prevent_destroy]}
rules:
  - id: tables
    label: stateful
    kind: table
    zone: medium
    holds-data: true
    ending: [table]
    unless: [route table]
    sources: [talk]
  - id: routes
    label: stateless
    kind: network
    ending: [route table, route]
    sources: [book]
"""
TYPES = """\
title: One cloud
groups:
  - kind: table
    label: stateful
    zone: medium
    holds-data: true
    ripple: true
    protect: [deletion_protection]
    sources: [talk]
    types:
      - aws_db_instance
  - kind: network
    label: stateless
    sources: [talk]
    types:
      - aws_vpc
      - aws_subnet
"""
PROTECTION = """\
settings:
  - names: [deletion_protection]
    guards: [deletion, replacement]
    good: [true]
    absent: "off"
    because: The service then refuses.
    sources: [talk]
  - names: [prevent_destroy]
    tools: [terraform]
    guards: [deletion]
    good: [true]
    absent: "off"
    because: The plan then fails.
    sources: [book]
"""
IN_RULES, IN_TYPES = "resource-types/rules.yaml", "resource-types/cloud.yaml"
IN_PROTECTION = "resource-types/protection.yaml"
TREE = {**toy_files(), IN_RULES: RULES, IN_TYPES: TYPES, IN_PROTECTION: PROTECTION}

BROKEN: dict[str, tuple[str, ...]] = {
    "a key that does not exist": (
        IN_TYPES, "    ripple: true", "    riple: true",
        f"{IN_TYPES}:7: unknown key 'riple' (did you mean 'ripple'?)",
    ),
    "a setting that is not described": (
        IN_TYPES, "protect: [deletion_protection]", "protect: [deletion_protektion]",
        f"{IN_TYPES}:8: 'deletion_protektion' is not described in {IN_PROTECTION}",
    ),
    "a setting of a tool that is not described": (
        IN_RULES, "[prevent_destroy]", "[prevent_destruction]",
        f"{IN_RULES}:4: 'prevent_destruction' is not described in {IN_PROTECTION}",
    ),
    "a setting that comes twice": (
        IN_PROTECTION, "  - names: [prevent_destroy]\n    tools: [terraform]\n",
        "  - names: [prevent_destroy, DeletionProtection]\n",
        f"{IN_PROTECTION}:8: the setting 'deletionprotection' is here a second time "
        f"(first in {IN_PROTECTION}:2)",
    ),
    "a guard that never holds": (
        IN_PROTECTION, "    good: [true]\n    absent: \"off\"\n    because: The service",
        "    absent: \"off\"\n    because: The service",
        f"{IN_PROTECTION}:2: a setting that guards needs 'good', 'at-least' or 'set: on'",
    ),
    "a guard that does not exist": (
        IN_PROTECTION, "guards: [deletion]", "guards: [deleting]",
        f"{IN_PROTECTION}:10: must be one of deletion, replacement, contents or recovery "
        "(did you mean 'deletion'?)",
    ),
    "a setting without a source": (
        IN_PROTECTION, "    sources: [book]", "    sources: []",
        f"{IN_PROTECTION}:14: at least one source must be named",
    ),
    "a label that does not exist": (
        IN_TYPES, "label: stateful", "label: statefull",
        f"{IN_TYPES}:4: must be one of stateful or stateless (did you mean 'stateful'?)",
    ),
    "a group without types": (
        IN_TYPES, "    types:\n      - aws_db_instance\n", "    types: []\n",
        f"{IN_TYPES}:10: needs at least 1 entries",
    ),
    "a kind that does not exist": (
        IN_TYPES, "kind: network", "kind: netwrok",
        f"{IN_TYPES}:12: unknown kind 'netwrok' (did you mean 'network'?)",
    ),
    "a type that comes twice": (
        IN_TYPES, "- aws_subnet", "- aws_db_instance",
        f"{IN_TYPES}:17: the type 'aws_db_instance' is here a second time "
        f"(first in {IN_TYPES}:11)",
    ),
    "a source that does not exist": (
        IN_TYPES, "sources: [talk]\n    types:\n      - aws_vpc",
        "sources: [tlak]\n    types:\n      - aws_vpc",
        f"{IN_TYPES}:14: unknown source 'tlak' (did you mean 'talk'?)",
    ),
    "no source": (
        IN_TYPES, "sources: [talk]\n    types:\n      - aws_vpc",
        "sources: []\n    types:\n      - aws_vpc",
        f"{IN_TYPES}:14: at least one source must be named",
    ),
    "stateful without a zone": (
        IN_TYPES, "    zone: medium\n", "",
        f"{IN_TYPES}:3: what is stateful needs a 'zone': easy, medium or hard",
    ),
    "stateless with a zone": (
        IN_TYPES, "    label: stateless\n", "    label: stateless\n    zone: easy\n",
        f"{IN_TYPES}:14: only what is stateful has 'zone'",
    ),
    "stateless with data": (
        IN_TYPES, "    label: stateless\n", "    label: stateless\n    holds-data: true\n",
        f"{IN_TYPES}:14: only what is stateful has 'holds-data'",
    ),
    "a class that is a kind": (
        IN_RULES, "  - {id: network,", "  - {id: table, title: A table}\n  - {id: network,",
        f"{IN_RULES}:2: 'table' is a kind of store already",
    ),
    "a class that comes twice": (
        IN_RULES, "  - {id: network,", "  - {id: network, title: Again}\n  - {id: network,",
        f"{IN_RULES}:3: the class 'network' is here a second time (first in {IN_RULES}:2)",
    ),
    "a rule that comes twice": (
        IN_RULES, "- id: routes", "- id: tables",
        f"{IN_RULES}:14: the rule 'tables' is here a second time (first in {IN_RULES}:6)",
    ),
    "a rule's kind that does not exist": (
        IN_RULES, "kind: table", "kind: tabel",
        f"{IN_RULES}:8: unknown kind 'tabel' (did you mean 'table'?)",
    ),
    "a rule without a kind": (
        IN_RULES, "    kind: network\n", "",
        f"{IN_RULES}:14: a rule needs a 'kind', unless it says 'unknown'",
    ),
    "a rule without a condition": (
        IN_RULES, "    ending: [route table, route]\n", "",
        f"{IN_RULES}:14: a rule needs a condition, else it decides everything",
    ),
    "a phrase without words": (
        IN_RULES, "[route table, route]", '[route table, "-"]',
        f"{IN_RULES}:17: a phrase needs letters or digits",
    ),
    "a tool that does not exist": (
        IN_RULES, "always: {terraform:", "always: {teraform:",
        f"{IN_RULES}:4: must be one of cloudformation, terraform, pulumi, kubernetes, azure or "
        "other (did you mean 'terraform'?)",
    ),
}  # fmt: skip


def test_the_tree_is_in_order() -> None:
    assert problems_of(TREE) == []


@pytest.mark.parametrize("case", BROKEN.values(), ids=list(BROKEN))
def test_a_mistake_gets_a_message_with_file_and_line(case: tuple[str, ...]) -> None:
    file, old, new, *messages = case
    assert TREE[file].count(old) == 1

    assert problems_of({**TREE, file: TREE[file].replace(old, new)}) == messages


def test_a_broken_file_of_rules_causes_no_messages_about_types() -> None:
    broken = RULES.replace("title: Connects", "titel: Connects")

    assert [each.split(":")[0] for each in problems_of({**TREE, IN_RULES: broken})] == [
        IN_RULES,
        IN_RULES,
    ]


def test_content_without_types_knows_none() -> None:
    assert classify(catalog_from_files(toy_files()).resource_types, "aws_vpc").label == "unknown"


def test_the_catalog_has_the_types_and_the_rules() -> None:
    types = catalog_from_files(TREE).resource_types

    listed = classify(types, "aws:rds/instance:Instance")
    guessed = classify(types, "google_bigtable_table")

    assert (listed.label, listed.kind, listed.zone, listed.basis, listed.by) == (
        Label.STATEFUL, "table", "medium", Basis.LISTED, "cloud: table",
    )  # fmt: skip
    assert (guessed.label, guessed.basis, guessed.by) == (Label.STATEFUL, Basis.GUESSED, "tables")
    assert classify(types, "aws_route_table").label is Label.STATELESS
