"""Characters that no font on the machine can draw.

Text in scripts that our fonts lack is drawn with what is installed. What nothing can draw
would become an empty box that readers and screen readers cannot tell apart; PDF/UA forbids
it. It is replaced by U+FFFD, which says that a character is missing.
"""

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, fontconfig

from decision.reports.pdf.protocol import Job

MISSING: Final = "\N{REPLACEMENT CHARACTER}"

#: Whatever draws nothing by itself needs no font: controls, formats, separators, marks.
SILENT: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})

#: Controls that are no white space; what HTML does with them differs from case to case.
CONTROLS: Final = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"
}

#: They choose between pictures of the same character, and are no characters themselves.
VARIANTS: Final = dict.fromkeys(range(65024, 65040))


def drawable(job: Job) -> tuple[str, dict[str, bytes]]:
    """Return the HTML and the drawings with only such characters as some font has."""
    own = own_characters(*(job.assets[name] for name in sorted(job.assets) if _is_text(name)))
    assets = {
        name: _replaced(content.decode("utf-8", "replace"), own).encode()
        if name.endswith(".svg")
        else content
        for name, content in job.assets.items()
    }
    return _replaced(job.html, own), assets


def _is_text(name: str) -> bool:
    """Whether an asset is the upright text font: the others have the same characters."""
    return name.endswith("Sans-Regular.ttf")


def _replaced(text: str, own: frozenset[int]) -> str:
    text = text.translate(CONTROLS)
    if text.isascii():
        return text
    strange = {
        character
        for character in set(text)
        if ord(character) > 127
        and ord(character) not in own
        and unicodedata.category(character) not in SILENT
    }
    if not strange:
        return text
    known = installed_characters()
    missing = {ord(each): MISSING for each in strange if ord(each) not in known}
    return text.translate({**missing, **VARIANTS})


@lru_cache(maxsize=4)
def own_characters(*fonts: bytes) -> frozenset[int]:
    """The characters of fonts that came with the document."""
    return frozenset().union(*(_characters(TTFont(io.BytesIO(font))) for font in fonts))


@lru_cache(maxsize=1)
def installed_characters() -> frozenset[int]:
    """The characters of all installed fonts; asked only when our own do not suffice."""
    found: set[int] = set()
    for path in _installed_fonts():
        try:
            with TTFont(path, fontNumber=0, lazy=True) as font:
                found |= _characters(font)
        except (OSError, TTLibError):
            continue  # no font that we can read, such as a bitmap font
    return frozenset(found)


def _characters(font: Any) -> frozenset[int]:
    return frozenset(font.getBestCmap() or {})


def _installed_fonts() -> Iterable[str]:
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    paths: set[str] = set()
    name = ffi.new("FcChar8 **")
    for index in range(fonts.nfont):
        fontconfig.FcPatternGetString(fonts.fonts[index], b"file", 0, name)
        paths.add(ffi.string(name[0]).decode("utf-8", "replace"))
    return sorted(paths)
