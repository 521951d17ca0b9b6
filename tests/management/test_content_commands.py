"""The commands and the system check about content."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command

from decision import checks
from decision.catalog import load_catalog
from decision.catalog.files import FILES, read_folder
from decision.catalog.json_schemas import schema_files
from decision.catalog.yamltree import read_tree
from tests.catalog.toy_content import FOLDER, patched

CONTENT = settings.CONTENT_FOLDER


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A content folder with two problems."""
    files = patched("gates.yaml", "sources: [talk]", "sources: [tlak]")
    files["kinds.yaml"] = files["kinds.yaml"].replace("id: table", "id: Table")
    return written(files, tmp_path)


def written(files: Mapping[str, str], folder: Path) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def complaints(folder: Path) -> list[str]:
    """What check_content prints about a folder; it must end with exit code 2."""
    errors = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_content", str(folder), stderr=errors)
    assert ended.value.code == 2
    return errors.getvalue().splitlines()


MESSAGES = [
    "gates.yaml:12: unknown source 'tlak' (did you mean 'talk'?)",
    "kinds.yaml:2: an id has only lower-case letters, digits, hyphens and points",
]


def test_check_content_prints_every_problem_and_ends_with_2(broken: Path) -> None:
    assert complaints(broken) == [*MESSAGES, "2 problems."]


def test_check_content_says_which_promise_of_an_example_is_broken(tmp_path: Path) -> None:
    files = patched(
        "examples/shop.yaml",
        "    verdict: either\n    cells: {owner: together, iac-unit: {production: either}}",
        "    verdict: together\n"
        "    cells:\n"
        "      owner: {development: together, production: separate}\n"
        "      iac-unit: separate",
    )

    assert complaints(written(files, tmp_path)) == [
        "examples/shop.yaml:15: 'orders', verdict: expected together, found either",
        "examples/shop.yaml:17: 'orders', owner in production: expected separate, found together",
        "examples/shop.yaml:18: 'orders', iac-unit in development: expected separate, found either",
        "examples/shop.yaml:18: 'orders', iac-unit in test: expected separate, found either",
        "examples/shop.yaml:18: 'orders', iac-unit in production: expected separate, found either",
        "5 problems.",
    ]


def test_check_content_counts_what_it_finds_in_order() -> None:
    out = io.StringIO()

    call_command("check_content", str(FOLDER), stdout=out)

    first, *counts = out.getvalue().splitlines()
    content_hash = load_catalog(FOLDER).content_hash
    assert first == f"Edition 2000.1, content hash {content_hash}. No problem found."
    assert counts[:4] == ["    2 sections", "    5 questions", "    2 facts", "    3 factors"]


def test_the_system_check_reports_the_same(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "current_catalog", lambda: load_catalog(broken))

    found = checks.check_content(None)

    assert [(each.id, each.msg) for each in found] == [("decision.E001", m) for m in MESSAGES]


def test_the_shipped_content_is_in_order() -> None:
    assert checks.check_content(None) == []


def test_the_schemas_of_the_content_are_up_to_date() -> None:
    written = {path.name: path.read_text() for path in (CONTENT / "schemas").iterdir()}

    assert written == schema_files(), "run `manage.py content_schemas`"


def test_content_schemas_writes_the_schemas_and_removes_old_ones(tmp_path: Path) -> None:
    (tmp_path / "old.schema.json").write_text("{}")

    call_command("content_schemas", str(tmp_path), stdout=io.StringIO())

    assert {path.name for path in tmp_path.iterdir()} == set(schema_files())


def schema_line(name: str) -> str:
    """The comment by which a content file names its schema, relative to itself."""
    folder, _, rest = name.partition("/")
    own = name.removesuffix(".yaml").replace("/", "-") if name in FILES else folder
    where = f"../schemas/{own}" if rest else f"schemas/{own}"
    return f"# yaml-language-server: $schema={where}.schema.json"


@pytest.mark.parametrize("name", sorted(read_folder(CONTENT)))
def test_every_content_file_names_its_schema_and_fits_it(name: str) -> None:
    text = (CONTENT / name).read_text()
    line = text.splitlines()[0]

    assert line == schema_line(name)
    schema = json.loads((CONTENT / name).parent.joinpath(line.split("=")[1]).read_text())
    jsonschema.validate(read_tree(text, name).value, schema)
