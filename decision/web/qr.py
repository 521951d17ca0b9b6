"""QR codes, drawn by segno."""

import io

import segno


def qr_svg(text: str) -> bytes:
    """An SVG of ``text`` on white, with the quiet zone that scanners need."""
    picture = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(picture, kind="svg", border=4, dark="#000", light="#fff", omitsize=True)
    return picture.getvalue()
