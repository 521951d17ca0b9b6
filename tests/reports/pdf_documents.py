"""Small documents for the tests of the PDF renderer, and ways to look into a PDF."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from decision.reports.pdf import Job, Limits

#: For tests that are not about limits: the machine may be busy with other tests.
PATIENT = Limits(wall_seconds=300, cpu_seconds=250, wait_seconds=300)

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    b'<title>Two shapes</title><rect width="40" height="20" fill="#161b28"/>'
    b'<text x="2" y="12" font-size="8">joined</text></svg>'
)
STYLE = b"h2 { bookmark-level: 2 } .wide { page: wide }"

BODY = """
<h1 id="start">Orders</h1>
<p>Read <a href="#more">what follows</a> first.</p>
<table><caption>Results</caption>
<thead><tr><th scope="col">Boundary</th><th scope="col">Production</th></tr></thead>
<tbody><tr><th scope="row">Unit</th><td>Separate</td></tr></tbody></table>
<h2 id="more">Why</h2><p><img src="asset:two.svg" alt="Two shapes, joined"></p>
"""


def page_of(body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>-</title>'
        f'<link rel="stylesheet" href="asset:style.css"></head><body>{body}</body></html>'
    )


def job_of(body: str = BODY, **changes: Any) -> Job:
    given: dict[str, Any] = {
        "html": page_of(body),
        "title": "Orders: Separate",
        "language": "en",
        "paper": "a4",
        "assets": {"style.css": STYLE, "two.svg": PICTURE},
    }
    return Job(**{**given, **changes})


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """All structure elements of one kind, in reading order."""
    return [each for each in _walk(pdf.Root.StructTreeRoot) if each.get("/S") == f"/{kind}"]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", None)
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def all_bytes(pdf: bytes) -> bytes:
    """Everything that a PDF holds, uncompressed."""
    with opened(pdf) as document:
        out = io.BytesIO()
        document.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def sizes(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Width and height of every page in points."""
    return [(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages]
