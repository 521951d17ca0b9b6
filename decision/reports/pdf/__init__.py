"""The report as a PDF: the only package that touches WeasyPrint.

``render_pdf`` takes HTML that is already rendered, and the files it names, and returns an
accessible PDF (PDF/UA-1). It works in a child process with limits: nothing in a document
can reach the network or a file, stop the server, or keep it from answering others. The
same input gives the same bytes: ``report_key`` names them for ``ReportCache``.
"""

from collections.abc import Mapping
from functools import lru_cache

from decision.reports.pdf.cache import ReportCache, report_key
from decision.reports.pdf.press import Limits, Press, ReportBusy, ReportFailed
from decision.reports.pdf.protocol import Job, Paper

__all__ = [
    "Job",
    "Limits",
    "Paper",
    "Press",
    "ReportBusy",
    "ReportCache",
    "ReportFailed",
    "render_pdf",
    "report_key",
    "shared_press",
]


@lru_cache(maxsize=1)
def shared_press(limits: Limits | None = None) -> Press:
    """The press of this process: a few documents at once, one worker kept warm."""
    return Press(limits or Limits())


def render_pdf(
    html: str, *, title: str, language: str, assets: Mapping[str, bytes], paper: Paper
) -> bytes:
    """Return ``html`` as a PDF.

    ``assets`` are the files that the document may name, as ``asset:<name>``; their names end
    in .css, .svg or .ttf. Raises ``ReportBusy`` when no worker gets free soon, ``ReportFailed``
    when the document cannot be rendered within the limits.
    """
    return shared_press().render(Job(html, title, language, paper, assets))
