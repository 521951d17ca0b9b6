"""The README tells the truth: its commands, its settings and its files exist."""

import re
from pathlib import Path

from decision.content import current_catalog
from decision.records.answer_file import read_answer_file

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def test_every_make_command_in_the_readme_is_a_target() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert named - targets == set()


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language; commands to copy have none."""
    fences = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return [block for found, block in fences if found == language]


def test_every_command_to_copy_starts_with_a_known_program() -> None:
    joined = (block.replace("\\\n", "") for block in blocks(""))
    lines = [line for block in joined for line in block.splitlines()]

    assert {line.split()[0] for line in lines} == {"make", "docker", "./manage.py"}


def test_every_command_of_manage_in_the_readme_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    own = {path.stem for path in (ROOT / "decision" / "management" / "commands").glob("*.py")}

    assert named - own == {"collectstatic", "migrate"}


def test_the_answer_file_in_the_readme_can_be_read() -> None:
    (example,) = blocks("yaml")

    system = read_answer_file(example.encode(), "README.md", current_catalog())

    assert [store.name for store in system.stores] == ["orders database"]


def test_the_settings_table_names_exactly_what_the_settings_read() -> None:
    table = README.split("## Settings")[1].split("\n## ")[0]
    documented = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)
    source = (ROOT / "decision" / "settings.py").read_text()
    read = set(re.findall(r'\b(?:text|words|flag|number|one_of|database)\(\s*"([A-Z_]+)"', source))

    assert sorted(documented) == sorted(read)


def test_every_file_named_in_the_readme_exists() -> None:
    made_by_commands = {"staticfiles", "var"}
    named = set(
        re.findall(r"`((?:scripts|decision|content|tests)/[\w./-]+|Dockerfile|LICENSE)`", README)
    )

    missing = {name for name in named if not (ROOT / name).exists()}
    assert missing - made_by_commands == set()


def test_the_test_command_for_continuous_integration_is_in_the_readme() -> None:
    section = README.split("\n## Test\n")[1].split("\n## ")[0]

    assert re.findall(r"^```\n(.*?)\n```", section, re.DOTALL | re.MULTILINE) == ["make test"]
