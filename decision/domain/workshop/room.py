"""The room's verdict: what the full engine says for every person's answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from decision.domain.vocabulary import Result
from decision.domain.workshop.ballots import Room, StoreRoom
from decision.domain.workshop.groups import shown_groups


@dataclass(frozen=True, slots=True)
class StoreVerdicts:
    """How many people's answers lead to which verdict for one store, most common first.

    Only people count who voted on a question about the store, or, while nobody did
    (``on_system``), on one about the system that bears on it. ``partly`` of them left some of
    these questions out. ``by_role`` has only roles that may be shown (see :mod:`groups`).
    """

    name: str
    verdicts: Mapping[Result, int]
    by_role: Mapping[str, Mapping[Result, int]]
    partly: int = 0
    on_system: bool = False

    @property
    def voices(self) -> int:
        return sum(self.verdicts.values())

    @property
    def leading(self) -> Result | None:
        """The most common verdict, unless another one is as common."""
        ranked = list(self.verdicts.items())
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def room_verdicts(room: Room) -> tuple[StoreVerdicts, ...]:
    """The verdicts of all people who count, for each store."""
    return tuple(map(verdicts_for, room.stores))


def verdicts_for(store: StoreRoom) -> StoreVerdicts:
    """The same for one store."""
    return StoreVerdicts(
        store.ballots.name,
        _ranked(store.verdicts),
        _by_role(store.verdicts, store.roles),
        store.partly,
        store.on_system,
    )


def _by_role(verdicts: Sequence[Result], roles: Sequence[str]) -> dict[str, Mapping[Result, int]]:
    shown = [role for role in sorted(shown_groups(Counter(roles))) if role]
    return {
        role: _ranked([v for v, own in zip(verdicts, roles, strict=True) if own == role])
        for role in shown
    }


def _ranked(verdicts: Sequence[Result]) -> dict[Result, int]:
    """Counts, the most common first; of equals in the order of the results."""
    order = list(Result)
    counts = Counter(verdicts)
    return {
        each: counts[each] for each in sorted(counts, key=lambda v: (-counts[v], order.index(v)))
    }
