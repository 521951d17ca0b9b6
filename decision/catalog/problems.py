"""What is wrong with a file, for people: where, what, and what was probably meant."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Longer pieces of somebody's input are never repeated in a message.
EXCERPT = 40

#: Words that are merely near: so many of them in one hint at most.
MOST_NEAR = 6


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message} ({self.hint})" if self.hint else f"{where}: {self.message}"


class ContentError(Exception):
    """The content does not make a catalog; ``problems`` says everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def excerpt(text: str) -> str:
    """A short piece of input in quotes, without characters that could upset a terminal."""
    short = text[:EXCERPT]
    clean = "".join(char if _is_plain(char) else "\N{REPLACEMENT CHARACTER}" for char in short)
    dots = "…" if len(text) > EXCERPT else ""
    return f"'{clean}{dots}'"


def _is_plain(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is nearest, or nothing when none is near."""
    if len(word) > EXCERPT * 2:
        return ""
    near = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def did_you_mean_one_of(word: str, known: Iterable[str]) -> str:
    """A hint with every known word that has all of the word's parts or is near, or nothing."""
    if len(word) > EXCERPT * 2:
        return ""
    names, parts = tuple(known), set(_parts(word))
    within = [name for name in names if parts and parts.issubset(_parts(name))]
    near = difflib.get_close_matches(word.lower(), sorted(names), n=MOST_NEAR, cutoff=0.6)
    found = list(dict.fromkeys((*within, *near)))
    return f"did you mean {listed([f"'{name}'" for name in found])}?" if found else ""


def _parts(word: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", word.lower())


def listed(words: Sequence[str]) -> str:
    """``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
