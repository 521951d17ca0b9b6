"""The PDF report against WeasyPrint alone, and against Chromium printing the same HTML.

Ours is rendered in the warm worker: accessible, checked, within limits on memory and computing.
"""

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from bench.systems import with_gaps
from bench.table import Row, within_times
from bench.timing import PASSING, Work, side_by_side
from decision.catalog import Catalog
from decision.reports.pdf import Job, Limits, Press
from decision.reports.pdf.assets import AssetFetcher
from decision.web.presenters.report import Extent, report_context_for_system
from decision.web.report_files import report_job

STORES = 3
DAY = date(2023, 11, 29)
MEDIA = {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf"}


def rows(catalog: Catalog) -> Iterator[Row]:
    for extent in get_args(Extent):
        yield from _rows(catalog, extent)


def _rows(catalog: Catalog, extent: Extent) -> Iterator[Row]:
    system = with_gaps(catalog, STORES)
    job = report_job(report_context_for_system(catalog, system, DAY, paper="a4", extent=extent))
    # The product stops a report that takes long; here it shall be measured.
    press = Press(replace(Limits(), wall_seconds=300))
    name, program = f"PDF report, {extent}, {STORES} stores", shutil.which("chromium")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        chromium = [_chromium(program, job, Path(scratch))] if program else []
        works = [lambda: press.render(job), _weasyprint(job), *chromium]
        ours, alone, *printed = side_by_side(*works, clock=PASSING)
    press.close()
    yield Row(name, ours, "WeasyPrint alone", alone, within_times(1.5))
    if printed:
        yield Row(name, ours, "Chromium, with its start", printed[0])
    else:
        yield Row(name, ours, "no Chromium on this machine")


def _weasyprint(job: Job) -> Work:
    """The same document in this process: no tags, no second pass, fonts loaded before."""
    fonts = FontConfiguration()
    fetcher = AssetFetcher(job.assets)
    return lambda: HTML(string=job.html, url_fetcher=fetcher).write_pdf(font_config=fonts)


def _chromium(program: str, job: Job, folder: Path) -> Work:
    """Chromium printing the same HTML; its start is part of it, since it keeps nothing warm."""
    page, pdf = folder / "report.html", folder / "report.pdf"
    page.write_text(with_data_addresses(job))
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={pdf}", page.as_uri(),
    ]  # fmt: skip

    def printed() -> None:
        pdf.unlink(missing_ok=True)
        subprocess.run(command, check=True, capture_output=True)
        if not pdf.exists():
            raise RuntimeError("Chromium made no PDF.")

    return printed


def with_data_addresses(job: Job) -> str:
    """The document with every file that it names inside it, for programs that know no assets."""
    inside = {name: job.assets[name] for name in job.assets}
    sheets = {n: _replaced(b.decode(), inside).encode() for n, b in inside.items() if _is_css(n)}
    return _replaced(job.html, {**inside, **sheets})


def _replaced(text: str, assets: dict[str, bytes]) -> str:
    return re.sub(r"asset:([\w.-]+)", lambda found: _data(found[1], assets[found[1]]), text)


def _data(name: str, content: bytes) -> str:
    media = MEDIA[name.rpartition(".")[2]]
    return f"data:{media};base64,{base64.b64encode(content).decode()}"


def _is_css(name: str) -> bool:
    return name.endswith(".css")
