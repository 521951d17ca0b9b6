"""Aliases as people read them: two that look the same are the same."""

import re
import unicodedata

#: Characters that turn the direction of what follows, beyond the alias itself.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: Letters and marks that show nothing, though Unicode counts them among the visible.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f"
)


def tidied(alias: str) -> str:
    """The alias on one line, without what turns the direction; empty if nothing is to be seen."""
    kept = " ".join(_TURNING.sub("", alias).split())
    return kept if likeness(kept) else ""


def likeness(alias: str) -> str:
    """What two aliases share that differ in case, width, spaces or unseen characters alone."""
    seen = "".join(each for each in alias if not _is_unseen(each))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join("".join(each for each in folded if not _is_unseen(each)).split())


def _is_unseen(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) == "Cf"
