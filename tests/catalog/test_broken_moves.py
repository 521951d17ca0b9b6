"""One mistake for each message about moves: the exact text, with file and line."""

import pytest

from decision.catalog import catalog_from_files
from tests.catalog.toy_content import problems_of, toy_files

MOVES = """\
belongings:
  - id: parts
    from: {ending: [bucket policy], kinds: [table]}
    to: {role: store}
    because: It is a part.
    sources: [talk]
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
        f"{FILE}:27: missing key 'preconditions'",
        f"{FILE}:29: unknown key 'precondition' (did you mean 'preconditions'?)",
    ),
    "a tool that does not exist": (
        "  - tool: terraform", "  - tool: teraform",
        f"{FILE}:27: must be one of cloudformation, cdk, terraform, pulumi, kubernetes, azure or "
        "compose (did you mean 'terraform'?)",
    ),
    "a move that comes twice": (
        "identifiers:",
        "  - tool: terraform\n    title: Again\n    preconditions: [None]\n"
        "    steps: [{text: Plan}]\n    back: [Swap]\n    sources: [book]\nidentifiers:",
        f"{FILE}:36: the move 'terraform' is here a second time (first in {FILE}:27)",
    ),
    "an entry that comes twice": (
        "  - id: output", "  - id: secret",
        f"{FILE}:14: the entry 'secret' is here a second time (first in {FILE}:8)",
    ),
    "a kind that does not exist": (
        "kinds: [table]\n    as", "kinds: [tabel]\n    as",
        f"{FILE}:10: unknown kind 'tabel' (did you mean 'table'?)",
    ),
    "a kind of what belongs that does not exist": (
        "[bucket policy], kinds: [table]", "[bucket policy], kinds: [tabel]",
        f"{FILE}:3: unknown kind 'tabel' (did you mean 'table'?)",
    ),
    "an ending without words": (
        "[bucket policy]", "[bucket policy, '--']",
        f"{FILE}:3: no words (write some)",
    ),
    "a role that does not exist": (
        "role: store", "role: stores",
        f"{FILE}:4: must be one of store or application (did you mean 'store'?)",
    ),
    "a placeholder that does not exist": (
        "in {from} for", "in {form} for",
        f"{FILE}:12: unknown placeholder '{{form}}' (did you mean 'from'?)",
    ),
    "a foundation where there may be none": (
        "- text: Plan", '- text: "Plan {foundation}"',
        f"{FILE}:31: unknown placeholder '{{foundation}}'",
    ),
    "a bracket alone": (
        "text: Publish an output.", 'text: "Publish an output}."',
        f"{FILE}:16: a bracket {{ or }} that belongs to no placeholder",
    ),
    "a tool without anything that fits always": (
        "  - id: output\n", "  - id: output\n    kinds: [table]\n",
        f"{FILE}:28: nothing in 'publish' fits every reference of 'terraform' "
        "(add an entry without kinds and references)",
    ),
    "a warning that is missing": (
        "  uncertain: {text: Too large., sources: [talk]}\n", "",
        f"{FILE}:18: the warning 'uncertain' is missing",
    ),
    "a warning without a source": (
        '"{from} needs {to}.", sources: [talk]', '"{from} needs {to}.", sources: []',
        f"{FILE}:22: at least one source must be named",
    ),
    "a type that comes twice": (
        "[aws_s3_bucket]", "[aws_db_instance]",
        f"{FILE}:39: the type 'aws_db_instance' is here a second time (first in {FILE}:37)",
    ),
    "a source that does not exist": (
        "[Swap the files]\n    sources: [book]", "[Swap the files]\n    sources: [boook]",
        f"{FILE}:35: unknown source 'boook' (did you mean 'book'?)",
    ),
    "a move without steps": (
        "    steps:\n      - text: Plan\n      - when: foundation\n"
        "        text: First {foundation}, then {data}\n", "    steps: []\n",
        f"{FILE}:30: needs at least 1 entries",
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
