"""The commands about answer files: output, exit codes, and no need for a database."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from decision.catalog import Catalog, ContentError, Problem
from decision.management import input as command_input
from tests.catalog.toy_content import toy_catalog

SHOP = "system: Shop\nanswers: {team: one}\nstores: [{name: orders, kind: table}]\n"


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy content instead of the shipped one."""
    monkeypatch.setattr(command_input, "current_catalog", toy_catalog)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    return path


def run(*arguments: object) -> str:
    """What a command prints."""
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: object) -> str:
    """What a command complains about; it must end with exit code 2."""
    errors = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*map(str, arguments), stderr=errors)
    assert ended.value.code == 2
    return errors.getvalue()


def test_recommend_writes_text_by_default(shop: Path) -> None:
    assert run("recommend", shop).startswith("Shop\n====\n")


def test_recommend_writes_json(shop: Path) -> None:
    assert json.loads(run("recommend", shop, "--format", "json"))["system"] == "Shop"


def test_recommend_writes_markdown(shop: Path) -> None:
    assert run("recommend", shop, "--format=markdown").startswith("# Shop: together or not?\n")


def test_recommend_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(SHOP.encode())

    monkeypatch.setattr("sys.stdin", Standard())

    assert run("recommend", "-").startswith("Shop\n")


def test_recommend_refuses_a_bad_file_with_its_name_and_line(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text("system: Shop\nanswers: {taem: one}\n")

    assert refused("recommend", path) == (
        f"{path}:2: unknown question 'taem' (did you mean 'team'?)\n"
    )


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    assert refused("recommend", tmp_path / name).startswith(
        f"{tmp_path / name}: the file cannot be read: "
    )


def test_a_name_that_is_none_is_refused() -> None:
    assert refused("recommend", "a\0b") == "a\0b: the file cannot be read: not a file name\n"


def test_a_huge_file_is_refused_without_reading_it_all() -> None:
    assert refused("recommend", "/dev/zero") == (
        "/dev/zero: the file is larger than 1,000,000 bytes\n"
    )


def test_explain_writes_the_trace(shop: Path) -> None:
    text = run("explain", shop, "orders", "iac-unit", "production")

    assert text.startswith("orders: Unit, Production\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("order", "iac-unit", "test"), "unknown store 'order' (did you mean 'orders'?)\n"),
        (("orders", "unit", "test"), "unknown boundary 'unit' (did you mean 'iac-unit'?)\n"),
        (
            ("orders", "iac-unit", "x"),
            "unknown environment 'x' (there is development, test or production)\n",
        ),
    ],
)
def test_explain_says_what_it_does_not_know(
    shop: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert refused("explain", shop, *arguments) == message


def test_broken_content_is_reported_and_no_traceback(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Catalog:
        raise ContentError([Problem("gates.yaml", 3, "is broken")])

    monkeypatch.setattr(command_input, "current_catalog", broken)

    assert refused("recommend", shop) == "gates.yaml:3: is broken\n"
