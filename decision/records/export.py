"""Writing answer files: the same answers always give the same text.

Ids are written plainly. Everything that people typed is put in double quotes, where YAML 1.2
and JSON agree, so that no name or note is ever taken for a number, a boolean or markup.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping

from decision.catalog.scalars import plain_scalar
from decision.domain.answers import System
from decision.records.answer_file import FORMAT

HEADING = "# Answer file of “Together or not?”: import it there, or give it to the command line."


#: Text to us, but booleans to readers of YAML 1.1, which still are the most.
YAML_1_1_BOOLEANS = frozenset(("y", "yes", "on", "n", "no", "off"))


def to_yaml(system: System, edition: str = "") -> str:
    """The answer file of a system; ``edition`` says by which content it was answered."""
    return "\n".join(_lines(system, edition)) + "\n"


def _lines(system: System, edition: str) -> Iterator[str]:
    yield HEADING
    yield f"format: {FORMAT}"
    if edition:
        yield f"edition: {_quoted(edition)}"
    yield f"system: {_quoted(system.name)}"
    yield from _mapping("answers", {name: _id(option) for name, option in system.answers.items()})
    yield from _mapping("notes", {name: _quoted(note) for name, note in system.notes.items()})
    yield "stores:" if system.stores else "stores: []"
    for store in system.stores:
        yield f"  - name: {_quoted(store.name)}"
        if store.kind:
            yield f"    kind: {_id(store.kind)}"
        answers = {name: _id(option) for name, option in store.answers.items()}
        yield from _mapping("answers", answers, "    ")
        notes = {name: _quoted(note) for name, note in store.notes.items()}
        yield from _mapping("notes", notes, "    ")


def _mapping(key: str, entries: Mapping[str, str], indent: str = "") -> Iterator[str]:
    """A block of entries; notes are left out when there are none."""
    if entries:
        yield f"{indent}{key}:"
        for name, text in entries.items():
            yield f"{indent}  {_id(name)}: {text}"
    elif key == "answers":
        yield f"{indent}{key}: {{}}"


def _id(name: str) -> str:
    """Ids need no quotes, unless one looks like a number or a boolean."""
    simple = name.replace("-", "").replace(".", "").isalnum() and name.isascii()
    plain = simple and name not in YAML_1_1_BOOLEANS and plain_scalar(name) == name
    return name if plain else _quoted(name)


def _quoted(text: str) -> str:
    """Text in double quotes, with everything escaped that cannot be seen."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if _is_visible(char) else _escaped(char) for char in quoted)


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
