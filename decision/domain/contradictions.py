"""Answers that do not go together, or that deserve a second look."""

from collections.abc import Mapping

from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import ENVIRONMENT, Contradiction, Rulebook
from decision.domain.vocabulary import VERDICT_ENVIRONMENT, Environment


def contradictions(
    rulebook: Rulebook,
    answers: Mapping[str, str],
    values: Mapping[Environment, Mapping[str, str]],
) -> tuple[str, ...]:
    """Ids of the contradictions between the known answers, in any environment.

    Looked for in what was answered, muted or not: an answer that another one makes
    pointless may well be the one that is right.
    """
    seen = {where: {**values[where], **answers} for where in Environment}
    return tuple(
        [
            contradiction.id
            for contradiction, environments in _contradictions(rulebook)
            if _holds(contradiction, environments, seen)
        ]
    )


def _holds(
    contradiction: Contradiction,
    environments: tuple[Environment, ...],
    seen: Mapping[Environment, Mapping[str, str]],
) -> bool:
    for where in environments:  # noqa: SIM110 (a generator costs twice as much here)
        if contradiction.when.holds(seen[where]) is True:
            return True
    return False


@once_per_rulebook
def _contradictions(
    rulebook: Rulebook,
) -> tuple[tuple[Contradiction, tuple[Environment, ...]], ...]:
    """Contradictions, with the environments to look at: one is enough where they are alike."""
    varying = rulebook.by_environment | {ENVIRONMENT}
    everywhere = tuple(Environment)
    return tuple(
        (each, everywhere if each.when.names() & varying else (VERDICT_ENVIRONMENT,))
        for each in rulebook.contradictions
    )
