"""The report as a file: template, style sheet, fonts and drawings go in, a PDF comes out."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.vocabulary import MIXED, Result, Zone
from decision.reports.pdf import Job, Limits, Paper, Press, ReportCache, report_key, shared_press
from decision.reports.pdf.slots import slot
from decision.web.presenters.flow import Flow
from decision.web.presenters.report import Extent, Report, report_context, report_context_for_system
from decision.web.presenters.report_workshop import workshop_chapter

FONTS: Final = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSans-Bold.ttf",
    "IBMPlexMono-Regular.ttf",
)

#: The words of zones, as in the style sheet: pictures from files do not inherit a colour.
ZONE_INK: Final = {Zone.EASY: "#14532d", Zone.MEDIUM: "#6a4100", Zone.HARD: "#8c1d18"}

SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def report_pdf(flow: Flow, paper: Paper, extent: Extent = "full") -> bytes:
    """The report of a stored assessment; raises ReportBusy or ReportFailed."""
    context = report_context(flow, paper=paper, extent=extent)
    context["workshop"] = workshop_chapter(flow.sheet.assessment)
    return _pdf(context, _render_in_a_slot)


def report_pdf_for_system(
    catalog: Catalog,
    system: System,
    changed: date,
    paper: Paper = "a4",
    extent: Extent = "full",
    *,
    render: Callable[[Job], bytes],
) -> bytes:
    """The report of an answer file; ``render`` is that of a press, whose errors pass through."""
    context = report_context_for_system(catalog, system, changed, paper=paper, extent=extent)
    return _pdf(context, render)


def report_job(context: dict[str, object]) -> Job:
    """Everything that the renderer needs, and nothing that it would have to look for."""
    report = context["report"]
    if not isinstance(report, Report):
        raise TypeError("The context must hold a report.")
    language = get_language() or settings.LANGUAGE_CODE
    html = render_to_string("report/report.html", {**context, "language": language})
    return Job(
        html=html,
        title=f"{report.system}: {report.result.label}",
        language=language,
        paper=report.paper,
        assets={**_standing_assets(), **report.maps.files},
    )


def _pdf(context: dict[str, object], render: Callable[[Job], bytes]) -> bytes:
    job = report_job(context)
    kept = ReportCache(settings.REPORT_CACHE_DIR)
    return kept.get_or_make(report_key(job), lambda: render(job))


def _render_in_a_slot(job: Job) -> bytes:
    """Render, unless so many reports are being made that pages would have to wait."""
    with slot(settings.REPORT_CACHE_DIR, settings.REPORTS_AT_ONCE):
        return _press().render(job)


@cache
def _press() -> Press:
    """This process's press; what is computed can never take longer than it may last."""
    seconds = settings.REPORT_SECONDS
    return shared_press(Limits(wall_seconds=seconds, cpu_seconds=seconds))


@cache
def _standing_assets() -> dict[str, bytes]:
    """Style sheet, fonts and the small pictures: the same for every report."""
    static = settings.ROOT / "static"
    assets = {name: (static / "fonts" / name).read_bytes() for name in FONTS}
    assets["report.css"] = (static / "css" / "report.css").read_bytes()
    for result in (*Result, MIXED):
        assets[f"motif-{result}.svg"] = _picture("components/motif.html", {"result": result})
    for zone in Zone:
        picture = _picture("components/zone_chip.html", {"zone": zone})
        assets[f"zone-{zone}.svg"] = picture.replace(b"currentColor", ZONE_INK[zone].encode())
    return assets


def _picture(template: str, context: dict[str, object]) -> bytes:
    """The picture of a page component as a file of its own."""
    found = SVG.search(render_to_string(template, context))
    if found is None:
        raise ValueError(f"{template} draws no picture.")
    return found.group().replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()
