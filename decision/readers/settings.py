"""The short list of settings that are kept: whether a resource is protected, and how.

Everything else of a resource is dropped as soon as its file is parsed. A kept value is true or
false, a small whole number, or one of the words below; anything else is kept as "set", so that
no text that somebody wrote goes on.
"""

from collections.abc import Mapping

from decision.readers.shapes import Setting

#: Words that may be kept as they are.
WORDS = frozenset(
    {
        "Delete", "Retain", "Snapshot", "RetainExceptOnCreate",  # CloudFormation
        "DELETE", "ABANDON", "PREVENT", "DEFAULT", "FORCE", "DISABLE",  # Google's deletion policy
        "Recycle",  # Kubernetes' reclaim policy
        "Enabled", "Disabled", "Suspended", "ENABLED", "DISABLED", "ACTIVE", "INACTIVE",
        "GOVERNANCE", "COMPLIANCE",
        "CanNotDelete", "ReadOnly",  # Azure's locks
    }
)  # fmt: skip
#: Stands for a value that is there and is not kept.
SET = "set"
MOST = 100_000


def kept(values: Mapping[str, object], names: frozenset[str]) -> dict[str, Setting]:
    """The settings among ``values`` that are on the list, each made harmless."""
    return {name: harmless(values[name]) for name in names if values.get(name) is not None}


def present(values: Mapping[str, object], names: frozenset[str]) -> dict[str, Setting]:
    """Those of the names that are there. What they are set to is never kept."""
    return {name: SET for name in names if values.get(name) not in (None, "", [], {})}


def harmless(value: object) -> Setting:
    """A value that can be kept: a flag, a small number, a known word, or that it is set."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and 0 <= value <= MOST:
        return value
    if isinstance(value, str):
        if value in ("true", "false"):
            return value == "true"
        if value in WORDS:
            return value
        if value.isascii() and value.isdigit() and len(value) < 6:
            return int(value)
    return SET
