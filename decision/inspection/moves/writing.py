"""Names that came from files, written so that they mean nothing else in generated code.

What cannot be written in a language gives None; the caller leaves it out and says so.
"""

import json
import re
import shlex
from collections.abc import Iterable, Mapping

from decision.readers.names import UNNAMED, readable

#: What people have to fill in, since values are never kept.
FILL_IN = "REPLACE-ME"

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_LOGICAL_ID = re.compile(r"[A-Za-z0-9]{1,255}")
_HCL_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; what a value holds is not looked through again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def comment(text: str) -> str:
    """One line behind a ``#``: no character of the text can end it."""
    return f"# {readable(text)}"


def slug(text: str, between: str = "-", most: int = 100) -> str:
    """Letters and digits, joined; begins with a letter. Of a long one the end is kept too, since
    names of proposed units differ there."""
    found = between.join(re.findall(r"[A-Za-z0-9]+", text))
    if len(found) > most:
        found = f"{found[: most - 21].strip(between)}{between}{found[-20:].strip(between)}"
    if not found:
        return "unit"
    return found if found[0].isalpha() else f"u{between}{found}"


def unique(name: str, taken: Iterable[str], between: str = "-") -> str:
    """The name, with a number behind it if it is taken."""
    taken, number, found = set(taken), 1, name
    while found in taken:
        number += 1
        found = f"{name}{between}{number}"
    return found


def is_named(address: str) -> bool:
    """Whether a reader found the name: it stands in for one that is missing or cannot be shown."""
    last = re.split(r"/|::|\.", address)[-1]
    return bool(address) and re.fullmatch(rf"{UNNAMED}(#\d+)?", last) is None


def logical_id(address: str) -> str | None:
    """A logical id of CloudFormation: letters and digits."""
    return address if is_named(address) and _LOGICAL_ID.fullmatch(address) else None


def as_json(value: object) -> str:
    """JSON in plain ASCII."""
    return json.dumps(value, indent=2) + "\n"


def as_yaml(text: str) -> str:
    """A text in double quotes: in YAML the same as in JSON."""
    return json.dumps(text)


def as_shell(text: str) -> str | None:
    """One word for a POSIX shell."""
    return shlex.quote(text) if text and text.isprintable() else None


def as_hcl(text: str) -> str:
    """A quoted template of HCL in which nothing is interpolated."""
    escaped = "".join(
        _HCL_ESCAPES.get(each) or (each if each.isprintable() else _code_point(each))
        for each in text
    )
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'


def _code_point(each: str) -> str:
    number = ord(each)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
