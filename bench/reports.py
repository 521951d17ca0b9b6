"""The PDF report against WeasyPrint alone, and against Chromium printing the same HTML."""

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from bench.systems import with_gaps
from bench.table import Row, within_times
from bench.timing import PASSING, Work, side_by_side
from decision.catalog import Catalog
from decision.reports.pdf import Job, render_pdf, shared_press
from decision.reports.pdf.assets import AssetFetcher
from decision.web.presenters.report import report_context_for_system
from decision.web.report_files import report_job

STORES = 3
DAY = date(2023, 11, 29)
MEDIA = {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf"}


def rows(catalog: Catalog) -> Iterator[Row]:
    context = report_context_for_system(catalog, with_gaps(catalog, STORES), DAY, paper="a4")
    job = report_job(context)
    ours, theirs = side_by_side(_ours(job), _weasyprint(job), clock=PASSING)
    yield Row("PDF report, 3 stores", ours, "WeasyPrint alone", theirs, within_times(1.5))
    yield _against_chromium(job)
    shared_press().close()


def _ours(job: Job) -> Work:
    """Rendering in the warm worker: accessible, checked, with limits; nothing is kept."""
    return lambda: render_pdf(
        job.html, title=job.title, language=job.language, assets=job.assets, paper=job.paper
    )


def _weasyprint(job: Job) -> Work:
    """The same document in this process: no tags, no second pass, fonts loaded before."""
    fonts = FontConfiguration()
    fetcher = AssetFetcher(job.assets)
    return lambda: HTML(string=job.html, url_fetcher=fetcher).write_pdf(font_config=fonts)


def _against_chromium(job: Job) -> Row:
    name, beside = "PDF report, 3 stores", "Chromium, with its start"
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        if program is None:
            ours = side_by_side(_ours(job), clock=PASSING)[0]
            return Row(name, ours, "no Chromium on this machine")
        page = folder / "report.html"
        page.write_text(with_data_addresses(job))
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={folder / 'out.pdf'}", page.as_uri(),
        ]  # fmt: skip
        chromium: Work = lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: E731
        ours, theirs = side_by_side(_ours(job), chromium, clock=PASSING)
        if not (folder / "out.pdf").exists():
            return Row(name, ours, "Chromium made no PDF")
    return Row(name, ours, beside, theirs, within_times(1.5))


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
