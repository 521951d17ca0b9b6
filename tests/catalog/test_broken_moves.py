"""One mistake for each message about moves: the exact text, with file and line."""

import pytest

from decision.catalog import catalog_from_files
from tests.catalog.toy_content import problems_of, toy_files

MOVES = """\
publish:
  - id: secret
    tools: [terraform]
    kinds: [table]
    as: secret-id
    text: "{reader} reads {read}: publish its id in {from} for {to}."
    sources: [talk]
  - id: output
    as: output
    text: Publish an output.
    sources: [book]
warnings:
  backward:
    text: "{reader} needs {read}."
    sources: [talk]
  circle: {text: "{from} needs {to}.", sources: [talk]}
  inbound: {text: "Follow {data}.", sources: [talk]}
  uncertain: {text: Too large., sources: [talk]}
  unwritable: {text: Add these by hand., sources: [talk]}
moves:
  - tool: terraform
    title: Forget and adopt
    preconditions: [The plan of {unit} is empty]
    steps:
      - text: Plan
      - when: foundation
        text: First {foundation}, then {data}
    back: [Swap the files]
    sources: [book]
identifiers:
  - types: [aws_db_instance]
    what: its identifier
  - types: [aws_s3_bucket]
    what: its name
sources: [book]
"""
FILE = "moves.yaml"
TREE = {**toy_files(), FILE: MOVES.replace("[The plan of {unit} is empty]", '["Of {unit}"]')}

BROKEN: dict[str, tuple[str, ...]] = {
    "a key that does not exist": (
        "    preconditions:", "    precondition:",
        f"{FILE}:21: missing key 'preconditions'",
        f"{FILE}:23: unknown key 'precondition' (did you mean 'preconditions'?)",
    ),
    "a tool that does not exist": (
        "  - tool: terraform", "  - tool: teraform",
        f"{FILE}:21: must be one of cloudformation, cdk, terraform, pulumi, kubernetes, azure or "
        "compose (did you mean 'terraform'?)",
    ),
    "a move that comes twice": (
        "identifiers:",
        "  - tool: terraform\n    title: Again\n    preconditions: [None]\n"
        "    steps: [{text: Plan}]\n    back: [Swap]\n    sources: [book]\nidentifiers:",
        f"{FILE}:30: the move 'terraform' is here a second time (first in {FILE}:21)",
    ),
    "an entry that comes twice": (
        "  - id: output", "  - id: secret",
        f"{FILE}:8: the entry 'secret' is here a second time (first in {FILE}:2)",
    ),
    "a kind that does not exist": (
        "kinds: [table]", "kinds: [tabel]",
        f"{FILE}:4: unknown kind 'tabel' (did you mean 'table'?)",
    ),
    "a placeholder that does not exist": (
        "in {from} for", "in {form} for",
        f"{FILE}:6: unknown placeholder '{{form}}' (did you mean 'from'?)",
    ),
    "a foundation where there may be none": (
        "- text: Plan", '- text: "Plan {foundation}"',
        f"{FILE}:25: unknown placeholder '{{foundation}}'",
    ),
    "a bracket alone": (
        "text: Publish an output.", 'text: "Publish an output}."',
        f"{FILE}:10: a bracket {{ or }} that belongs to no placeholder",
    ),
    "a tool without anything that fits always": (
        "  - id: output\n", "  - id: output\n    kinds: [table]\n",
        f"{FILE}:22: nothing in 'publish' fits every reference of 'terraform' "
        "(add an entry without kinds and references)",
    ),
    "a warning that is missing": (
        "  uncertain: {text: Too large., sources: [talk]}\n", "",
        f"{FILE}:12: the warning 'uncertain' is missing",
    ),
    "a warning without a source": (
        '"{from} needs {to}.", sources: [talk]', '"{from} needs {to}.", sources: []',
        f"{FILE}:16: at least one source must be named",
    ),
    "a type that comes twice": (
        "[aws_s3_bucket]", "[aws_db_instance]",
        f"{FILE}:33: the type 'aws_db_instance' is here a second time (first in {FILE}:31)",
    ),
    "a source that does not exist": (
        "[Swap the files]\n    sources: [book]", "[Swap the files]\n    sources: [boook]",
        f"{FILE}:29: unknown source 'boook' (did you mean 'book'?)",
    ),
    "a move without steps": (
        "    steps:\n      - text: Plan\n      - when: foundation\n"
        "        text: First {foundation}, then {data}\n", "    steps: []\n",
        f"{FILE}:24: needs at least 1 entries",
    ),
}  # fmt: skip


def test_the_tree_is_in_order() -> None:
    assert problems_of(TREE) == []


@pytest.mark.parametrize("case", BROKEN.values(), ids=list(BROKEN))
def test_a_mistake_gets_a_message_with_file_and_line(case: tuple[str, ...]) -> None:
    old, new, *messages = case
    assert TREE[FILE].count(old) == 1

    assert problems_of({**TREE, FILE: TREE[FILE].replace(old, new)}) == messages


def test_content_without_moves_has_none() -> None:
    assert catalog_from_files(toy_files()).moves is None
