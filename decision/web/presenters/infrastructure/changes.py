"""What is new and what is gone, between two readings of a team's files."""

from collections.abc import Collection
from dataclasses import dataclass

from decision.readers.shapes import Place
from decision.web.presenters.infrastructure.look import Look

MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Changes:
    """Addresses of stores, at most so many of each; the counts are of all."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    new_count: int
    gone_count: int


def changes(look: Look, before: Collection[Place] | None) -> Changes | None:
    """Against the stores that were there before; none for the first reading."""
    if before is None:
        return None
    now = [each.place for each in look.inspection.stores]
    earlier, current = set(before), set(now)
    new = [each.address for each in now if each not in earlier]
    gone = [each.address for each in before if each not in current]
    return Changes(tuple(new[:MOST_NAMED]), tuple(gone[:MOST_NAMED]), len(new), len(gone))
