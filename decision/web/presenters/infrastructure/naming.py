"""Names that people can read, made of addresses."""

import re
from collections.abc import Collection
from itertools import pairwise

from decision.inspection import Found

#: Names that say nothing about what they name.
GENERIC = frozenset({"this", "main", "default", "resource", "self", "instance", "unnamed"})
LONGEST = 120
#: The format of what CDK writes.
CLOUDFORMATION = "cloudformation"

_INDEX = re.compile(r"\[[^\]]*\]")
#: What CDK adds to every name; at least one digit tells it from a word.
_CDK_HASH = re.compile(r"(?=[A-F]*[0-9])[0-9A-F]{8}$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def store_name(found: Found, format: str, kind_title: str) -> str:
    """What a store may be called: the last part of its address, in words."""
    parts = [part for part in re.split(r"[./:]", _INDEX.sub("", found.resource.address)) if part]
    last = parts[-1] if parts else ""
    if format == CLOUDFORMATION:
        last = _CDK_HASH.sub("", last) or last
    if last.lower() in GENERIC or not re.search(r"[^\W\d_]", last):
        last = _of_module(parts) or kind_title or found.about.type
    return words(last)[:LONGEST].strip() or found.about.type[:LONGEST]


def words(name: str) -> str:
    """A name of code as words: ``OrdersTable`` and ``orders_table`` are both "orders table"."""
    spaced = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", name))
    return " ".join(each if _is_acronym(each) else each.lower() for each in spaced.split())


def free(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind if it is taken."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def _of_module(parts: list[str]) -> str:
    """The module around a resource, whose own name says nothing."""
    modules = [part for before, part in pairwise(parts) if before == "module"]
    return modules[-1] if modules else ""


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
