"""From bytes to text that is safe to parse, store and show."""

import codecs
import re
import unicodedata

from decision.catalog.problems import Problem

#: Everything below space except tab and line ends, DEL and the C1 controls, and surrogates.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableError(Exception):
    """A file that cannot be read at all, with the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = problems
        super().__init__("\n".join(map(str, problems)))


def decoded(data: bytes | str, file: str, most_bytes: int) -> str:
    """The text of a file in UTF-8, a byte order mark removed, line ends as ``\\n``.

    Raises ``UnreadableError`` for anything else, for control characters and for too much.
    """
    if len(data) > most_bytes:
        raise UnreadableError(Problem(file, 0, f"the file is larger than {most_bytes:,} bytes"))
    text = data if isinstance(data, str) else _from_utf8(data, file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refused = refused_character(text)
    if refused is not None:
        line = text.count("\n", 0, refused) + 1
        raise UnreadableError(Problem(file, line, named_character(text[refused])))
    return text


def _from_utf8(data: bytes, file: str) -> str:
    if data.startswith(_WIDE_MARKS) or b"\x00" in data[:2]:
        raise UnreadableError(Problem(file, 0, "the file is not in UTF-8 (it looks like UTF-16)"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(Problem(file, line, "the file is not in UTF-8")) from None


def refused_character(text: str) -> int | None:
    """Where the first character stands that no text may hold, if there is one."""
    found = _REFUSED.search(text)
    return found.start() if found else None


def is_invisible(text: str) -> bool:
    """Whether there is nothing to see or to click on: spaces and zero-width characters alone."""
    return all(each.isspace() or unicodedata.category(each) == "Cf" for each in text)


def named_character(char: str) -> str:
    """The message for a refused character; it is named by its number, never shown."""
    return f"the character U+{ord(char):04X} is not allowed"
