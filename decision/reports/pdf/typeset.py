"""HTML to PDF with WeasyPrint, in the worker only: importing it takes a second."""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from decision.reports.pdf import svgtext
from decision.reports.pdf.assets import SCHEME, AssetFetcher
from decision.reports.pdf.glyphs import drawable
from decision.reports.pdf.protocol import Job, Paper
from decision.reports.pdf.structure import settled

#: Pages named ``wide`` lie on their side.
SIZES: Final[Mapping[Paper, str]] = {
    "a4": "@page { size: A4 } @page wide { size: A4 landscape }",
    "letter": "@page { size: letter } @page wide { size: letter landscape }",
}

svgtext.install()

#: Messages of WeasyPrint quote the document, and documents hold what teams wrote.
logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


def typeset(job: Job) -> bytes:
    """Render one document. Raises whatever WeasyPrint does; ``KeyError`` for unknown paper."""
    text, assets = drawable(job)
    fetcher = AssetFetcher(assets)
    fonts = _fonts(_fingerprint(job.assets))
    html = HTML(string=text, base_url=None, url_fetcher=fetcher)
    paper = CSS(string=SIZES[job.paper], url_fetcher=fetcher, font_config=fonts)
    document = html.render(
        font_config=fonts, stylesheets=[paper], pdf_variant="pdf/ua-1", pdf_tags=True
    )
    document.metadata.title = job.title
    document.metadata.lang = job.language
    document.metadata.attachments = []
    # Compressed once, by the last step: compressing here as well would take as long again.
    raw = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=b"report", uncompressed_pdf=True
    )
    return settled(raw, dict(_link_texts(html.etree_element)))


@lru_cache(maxsize=1)
def _fonts(_fingerprint: str) -> FontConfiguration:
    """The fonts stay loaded while documents bring the same ones."""
    return FontConfiguration()


def _fingerprint(assets: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(name for name in assets if name.endswith(".ttf")):
        digest.update(name.encode() + hashlib.sha256(assets[name]).digest())
    return digest.hexdigest()


def _link_texts(root: Any) -> Iterator[tuple[str, str]]:
    """The text of every link by its target: what a screen reader says at the link."""
    for link in root.iter("a"):
        text = " ".join("".join(link.itertext()).split())
        target = link.get("href", "").removeprefix("#")
        if text and target and not target.startswith(SCHEME):
            yield target, text
