"""Commands end in words, not tracebacks, where the world around them is not as it should be."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError

from decision.management.commands import purge

ROOT = Path(__file__).resolve().parents[2]
SHOP = "system: Sh\u00f6p\nstores: [{name: orders}]\n"


def shell(line: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of a line of shell; $RUN stands for manage.py."""
    (folder / "shop.yaml").write_text(SHOP, encoding="utf-8")
    names = {
        "RUN": f"{sys.executable} {ROOT / 'manage.py'}",
        "DEVELOPMENT": "1",
        "DATA_FOLDER": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "decision.settings",
        "DATABASE_URL": "",
    }
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, **names, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path) -> None:
    line = "set -o pipefail; $RUN recommend shop.yaml --format json | true"

    assert shell(line, tmp_path) == (0, "", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("$RUN check_content >&-", "standard output: cannot be used: it is closed.\n"),
        ("$RUN recommend - <&-", "standard input: it is closed\n"),
        ("$RUN recommend nowhere.yaml <&- >&- 2>&-", ""),
    ],
)
def test_a_closed_stream_is_named(line: str, said: str, tmp_path: Path) -> None:
    assert shell(line, tmp_path) == (2, "", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_device_is_named(tmp_path: Path) -> None:
    code, _, said = shell("$RUN check_content > /dev/full", tmp_path)

    assert (code, said) == (
        2, "standard output: cannot be used: No space left on device.\n"
    )  # fmt: skip


def test_an_output_without_the_letters_says_what_to_set(tmp_path: Path) -> None:
    code, out, said = shell("$RUN recommend shop.yaml", tmp_path, PYTHONIOENCODING="ascii")

    assert (code, out) == (2, "")
    assert said == (
        "The output cannot be written in ascii, which has no U+00F6. Set PYTHONIOENCODING=utf-8.\n"
    )


def test_a_data_folder_that_cannot_be_made_stops_only_what_needs_it(tmp_path: Path) -> None:
    folder = {"DATA_FOLDER": str(tmp_path / "shop.yaml" / "var")}

    assert shell("$RUN recommend shop.yaml", tmp_path, **folder)[::2] == (0, "")
    code, _, said = shell("$RUN migrate", tmp_path, **folder)
    assert (code, said) == (
        1,
        "The database cannot be used: unable to open database file. "
        "See DATABASE_URL and DATA_FOLDER.\n",
    )


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    errors = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("content_schemas", str(tmp_path / "file" / "schemas"), stderr=errors)

    assert ended.value.code == 2
    assert errors.getvalue().startswith(f"{tmp_path / 'file' / 'schemas'}: cannot be used: ")


def test_purging_before_migrating_says_what_to_do(tmp_path: Path) -> None:
    code, out, said = shell("$RUN purge", tmp_path)

    assert (code, out, len(said.splitlines())) == (2, "", 1)
    assert said.startswith("CommandError: The database cannot be used (no such table: ")


@pytest.mark.parametrize("error", [OperationalError, ProgrammingError])
def test_purging_without_a_database_says_so(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(**_: object) -> int:
        raise error("connection refused\nIs the server running?")

    monkeypatch.setattr(purge, "purge_workshops", down)

    with pytest.raises(CommandError, match=r"connection refused Is the server running\?") as ended:
        call_command("purge", stdout=StringIO())

    assert ended.value.returncode == 2
