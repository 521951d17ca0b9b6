"""Finished reports on disk: named by content, bounded, safe with several processes."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from decision.reports.pdf import ReportCache, ReportFailed, report_key
from tests.reports.pdf_documents import job_of


def test_the_same_job_has_the_same_key() -> None:
    assert report_key(job_of()) == report_key(job_of())


def test_a_key_does_not_depend_on_the_order_of_assets() -> None:
    job = job_of(assets={"a.css": b"1", "b.css": b"2"})

    assert report_key(job) == report_key(replace(job, assets={"b.css": b"2", "a.css": b"1"}))


@pytest.mark.parametrize(
    "changes",
    [
        {"html": "other"},
        {"title": "other"},
        {"language": "de"},
        {"paper": "letter"},
        {"assets": {}},
        {"assets": {"style.css": b"h1{}", "two.svg": b""}},
    ],
    ids=["html", "title", "language", "paper", "no assets", "other assets"],
)
def test_whatever_changes_the_pdf_changes_the_key(changes: dict[str, Any]) -> None:
    assert report_key(job_of(**changes)) != report_key(job_of())


def test_another_renderer_changes_the_key() -> None:
    assert report_key(job_of(), "70.0") != report_key(job_of(), "70.1")


def test_parts_cannot_be_shifted_between_fields() -> None:
    assert report_key(job_of(title="ab", language="c")) != report_key(
        job_of(title="a", language="bc")
    )


def test_text_with_lone_surrogates_has_a_key() -> None:
    assert len(report_key(job_of(title="\ud800"))) == 64


def test_a_report_is_made_once_and_then_read(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path / "reports")
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"%PDF"

    assert [cache.get_or_make("key", make) for _ in range(3)] == [b"%PDF"] * 3
    assert made == [1]


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)

    def fail() -> bytes:
        raise ReportFailed("The report could not be rendered.")

    with pytest.raises(ReportFailed):
        cache.get_or_make("key", fail)

    assert cache.get("key") is None


def test_the_oldest_reports_make_room(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path, most=250)
    for age, key in enumerate(["new", "middle", "old"]):
        cache.put(key, b"x" * 100)
        os.utime(tmp_path / f"{key}.pdf", (1_000_000 - age, 1_000_000 - age))

    cache.put("newest", b"x" * 100)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.pdf", "newest.pdf"]


def test_reading_makes_a_report_young_again(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path, most=250)
    for age, key in enumerate(["second", "first"]):
        cache.put(key, b"x" * 100)
        os.utime(tmp_path / f"{key}.pdf", (1_000_000 - age, 1_000_000 - age))

    cache.get("first")
    cache.put("third", b"x" * 100)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.pdf", "third.pdf"]


def test_a_folder_that_cannot_be_written_only_means_that_nothing_is_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")

    assert ReportCache(blocked).get_or_make("key", lambda: b"%PDF") == b"%PDF"


def _fill(folder: Path, number: int) -> bool:
    cache = ReportCache(folder, most=50_000)
    for each in range(number):
        content = b"%d" % (each % 7) * 10_000
        if cache.get_or_make(f"key{each % 7}", partial(bytes, content)) != content:
            return False
    return True


def test_several_processes_read_and_write_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        complete = list(pool.map(_fill, [tmp_path] * 3, [60] * 3))

    assert complete == [True, True, True]
    assert not list(tmp_path.glob("*.draft"))
