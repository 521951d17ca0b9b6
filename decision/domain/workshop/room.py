"""The room's verdict: what the full engine says for every person's answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from decision.domain.answers import Store, System
from decision.domain.limits import stand
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import said_or_of_kind
from decision.domain.sensitivity.situations import Situation, situations
from decision.domain.unknowns import result_of
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Result
from decision.domain.workshop.groups import shown_groups
from decision.domain.workshop.voices import Voice, with_votes


@dataclass(frozen=True, slots=True)
class StoreVerdicts:
    """How many people's answers lead to which verdict for one store, most common first.

    ``by_role`` has only roles that may be shown (see :mod:`groups`).
    """

    name: str
    verdicts: Mapping[Result, int]
    by_role: Mapping[str, Mapping[Result, int]]

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


def room_verdicts(
    rulebook: Rulebook, system: System, voices: Sequence[Voice]
) -> tuple[StoreVerdicts, ...]:
    """The verdict of each person for each store; ``system`` has what nobody votes on."""
    systems = [with_votes(rulebook, system, voice.votes) for voice in voices]
    roles = [voice.role for voice in voices]
    return tuple(
        _counted(store.name, [_verdict(rulebook, own, own.stores[place]) for own in systems], roles)
        for place, store in enumerate(system.stores)
    )


def _verdict(rulebook: Rulebook, system: System, store: Store) -> Result:
    """The engine's verdict; answers that contradict each other take its longer way."""
    engine = situations(rulebook)
    situation = engine.of(said_or_of_kind(rulebook, system, store))
    if engine.is_possible(situation):
        return engine.verdict_completed(situation)
    standing = stand(rulebook, system, store)
    return result_of(rulebook, standing, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)


def standings(rulebook: Rulebook, system: System, voices: Sequence[Voice]) -> list[list[Situation]]:
    """For each store, the situation that each voice's answers put it in."""
    engine = situations(rulebook)
    systems = [with_votes(rulebook, system, voice.votes) for voice in voices]
    return [
        [engine.of(said_or_of_kind(rulebook, own, own.stores[place])) for own in systems]
        for place in range(len(system.stores))
    ]


def _counted(name: str, verdicts: Sequence[Result], roles: Sequence[str]) -> StoreVerdicts:
    sizes = Counter(role for role in roles)
    shown = [role for role in shown_groups(sizes) if role]
    return StoreVerdicts(
        name,
        _ranked(verdicts),
        {
            role: _ranked([v for v, own in zip(verdicts, roles, strict=True) if own == role])
            for role in shown
        },
    )


def _ranked(verdicts: Sequence[Result]) -> dict[Result, int]:
    """Counts, the most common first; of equals in the order of the results."""
    order = list(Result)
    counts = Counter(verdicts)
    return {
        each: counts[each] for each in sorted(counts, key=lambda v: (-counts[v], order.index(v)))
    }
