"""``manage.py report``: without a database, same file same bytes, plain refusals."""

import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from decision.management.commands import report as command
from decision.reports.pdf import Job, Press, ReportFailed

ANSWERS = """
system: Small shop
answers: {iac-adoption: full, infrastructure-ownership: full}
stores:
  - name: orders
    kind: relational-database
    answers: {consumers: exclusive, recovery: restorable}
"""


@pytest.fixture
def answers(tmp_path: Path, settings: LazySettings) -> Path:
    settings.REPORT_CACHE_DIR = tmp_path / "cache"
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS)
    os.utime(file, (1_763_596_800, 1_763_596_800))  # 20 November 2025, UTC
    return file


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that a press would have got; it answers with nothing but a head."""
    found: list[Job] = []

    def render(_press: object, job: Job) -> bytes:
        found.append(job)
        return b"%PDF-1.7"

    monkeypatch.setattr(Press, "render", render)
    return found


def test_it_writes_the_report(answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"

    call_command("report", str(answers), "-o", str(out), short=True)

    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_the_date_is_that_of_the_file_or_the_given_one(
    answers: Path, tmp_path: Path, jobs: list[Job]
) -> None:
    out = str(tmp_path / "out.pdf")

    call_command("report", str(answers), "-o", out)
    call_command("report", str(answers), "-o", out, "--date", "2026-01-02")

    assert "Answers of 20 November 2025" in jobs[0].html
    assert "Answers of 2 January 2026" in jobs[1].html


def test_paper_can_be_chosen(answers: Path, tmp_path: Path, jobs: list[Job]) -> None:
    call_command("report", str(answers), "-o", str(tmp_path / "out.pdf"), "--paper", "letter")

    assert jobs[0].paper == "letter"


def test_the_short_report_can_be_asked_for(answers: Path, tmp_path: Path, jobs: list[Job]) -> None:
    call_command("report", str(answers), "-o", str(tmp_path / "out.pdf"), "--short")
    call_command("report", str(answers), "-o", str(tmp_path / "out.pdf"))

    assert "Open answers and notes" in jobs[0].html
    assert len(jobs[0].html) < len(jobs[1].html) / 2


def test_a_bad_answer_file_is_refused_with_code_2(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("system: Shop\nanswers: {iac-adoptoin: full}\nstores: []\n")
    errors = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("report", str(file), "-o", str(tmp_path / "out.pdf"), stderr=errors)

    assert end.value.code == 2
    assert "iac-adoption" in errors.getvalue()
    assert not (tmp_path / "out.pdf").exists()


def test_a_place_that_cannot_be_written_is_refused_with_code_2(
    answers: Path, tmp_path: Path, jobs: list[Job]
) -> None:
    with pytest.raises(CommandError, match="could not be written") as error:
        call_command("report", str(answers), "-o", str(tmp_path / "none" / "out.pdf"))

    assert error.value.returncode == 2


def test_a_failed_renderer_is_reported_with_code_1(
    answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_press: object, _job: Job) -> bytes:
        raise ReportFailed("The report could not be rendered.")

    monkeypatch.setattr(Press, "render", fail)

    with pytest.raises(CommandError, match="could not be rendered") as error:
        call_command("report", str(answers), "-o", str(tmp_path / "out.pdf"))

    assert error.value.returncode == 1


def test_standard_input_changes_today(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(command._changed("-"), date)
