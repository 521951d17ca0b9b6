"""Slots keep reports from taking all server processes."""

from pathlib import Path

import pytest

from decision.reports.pdf import ReportBusy
from decision.reports.pdf.slots import slot


def test_as_many_reports_as_slots_are_made_at_once(tmp_path: Path) -> None:
    with slot(tmp_path, 2), slot(tmp_path, 2):
        held = sorted(path.name for path in tmp_path.iterdir())

    assert held == ["slot-0", "slot-1"]


def test_one_more_is_told_that_it_is_busy(tmp_path: Path) -> None:
    with (
        slot(tmp_path, 1),
        pytest.raises(ReportBusy, match="Other reports are being made"),
        slot(tmp_path, 1),
    ):
        pytest.fail("a second report got in")


def test_a_slot_is_free_again_after_a_report_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), slot(tmp_path, 1):
        raise ValueError("broken")

    with slot(tmp_path, 1):
        held = [path.name for path in tmp_path.iterdir()]

    assert held == ["slot-0"]


def test_a_report_needs_no_slot_where_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = []

    with slot(tmp_path / "file" / "cache", 1), slot(tmp_path / "file" / "cache", 1):
        made.append("both")

    assert made == ["both"]


def test_what_goes_wrong_while_a_slot_is_held_passes_through(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="disk"), slot(tmp_path, 1):
        raise OSError("disk")
