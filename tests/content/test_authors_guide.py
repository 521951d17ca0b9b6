"""The author's guide works: its pieces, put where it says, make content that is in order."""

import re
import textwrap
from pathlib import Path

import pytest

from decision.catalog import Catalog, catalog_from_files
from decision.catalog.examples import broken_promises
from decision.catalog.files import read_folder
from tests.content.shipped import CONTENT

GUIDE = (CONTENT / "README.md").read_text()
ROOT = Path(__file__).parents[2]


def pieces() -> list[tuple[str, str]]:
    """File and text of each piece, in the order of the guide."""
    blocks = re.findall(r"^ *```yaml\n(.*?)^ *```", GUIDE, re.DOTALL | re.MULTILINE)
    texts = [textwrap.dedent(block) for block in blocks]
    found = [re.fullmatch(r"# (\S+\.yaml)\n(.*)", text, re.DOTALL) for text in texts]
    return [(each[1], each[2]) for each in found if each]


@pytest.fixture(scope="module")
def extended() -> Catalog:
    """The shipped content with every piece of the guide at the end of its file."""
    files = read_folder(CONTENT)
    for name, text in pieces():
        files[name] = files.get(name, "") + text
    return catalog_from_files(files)


def test_each_step_has_its_piece() -> None:
    assert [name for name, _ in pieces()] == [
        "questions/stores.yaml",
        "factors.yaml",
        "questions/stores.yaml",
        "kinds.yaml",
        "guardrails/terraform.yaml",
        "examples/render-farm.yaml",
    ]


def test_what_the_guide_adds_is_there(extended: Catalog) -> None:
    options = [option.id for option in extended.questions["night-duty"].options]

    assert options == ["same-team", "other-team", "nobody"]
    assert {"render-farm-scratch"} <= extended.kinds.keys()
    assert {"terraform-scratch-expiry"} <= extended.guardrails.keys()
    assert {"night-duty"} <= {factor.question for factor in extended.factors}


def test_the_new_example_and_all_others_give_what_they_promise(extended: Catalog) -> None:
    assert "render-farm" in extended.examples
    assert broken_promises(extended) == []


def test_the_commands_of_the_guide_exist() -> None:
    commands = {path.stem for path in (ROOT / "decision" / "management" / "commands").glob("*.py")}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"manage\.py ([a-z_]+)", GUIDE)) - commands == set()
    assert set(re.findall(r"`make ([a-z-]+)", GUIDE)) - targets == set()
