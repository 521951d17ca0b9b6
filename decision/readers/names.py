"""Names that may go on: printable, short, and each once within its unit."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

#: Stands for a name that is missing, or that no tool would allow.
UNNAMED = "unnamed"

_PLAIN = re.compile(r"[A-Za-z0-9{_.][A-Za-z0-9 ._:/@$*{}()\[\]+=,~#-]{0,249}")
_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@$-]{0,249}")


def plain(value: object) -> str:
    """A name as it is written, or that there is none that can be shown."""
    text = str(value) if isinstance(value, (str, int)) else ""
    return text if _PLAIN.fullmatch(text) else UNNAMED


def is_type(value: object) -> bool:
    """Whether this can be the name of a type of resource."""
    return isinstance(value, str) and _TYPE.fullmatch(value) is not None


def is_readable(text: str, most: int = 250) -> bool:
    """Whether the text can be printed as it is, and has no more than ``most`` characters."""
    return len(text) <= most and text.isprintable()


def readable(text: str, most: int = 250) -> str:
    """The text without what cannot be printed, cut to ``most`` characters."""
    if not text.isprintable():
        text = "".join(each if each.isprintable() else "�" for each in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def numbered(names: Iterable[str], mark: str = "#") -> Iterator[str]:
    """The names, the second and later of the same with a number behind."""
    names = list(names)
    taken = set(names)
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        if seen[name] == 1:
            yield name
            continue
        while (other := f"{name}{mark}{seen[name]}") in taken:
            seen[name] += 1
        taken.add(other)
        yield other
