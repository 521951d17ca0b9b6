"""The PDF of a drawing: with a title and a language, and the same bytes every time."""

import io

import pikepdf

from decision.reports.drawing.labels import clean


def settled_pdf(raw: bytes, title: str, language: str) -> bytes:
    """Name the document and drop what differs from run to run (dates, random ids)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        pdf.docinfo["/Title"] = clean(title)
        pdf.Root["/Lang"] = pikepdf.String(language)
        pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
