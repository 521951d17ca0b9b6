"""Answers that contradict each other, answered again one by one."""

from dataclasses import replace

from decision.domain.answers import Store, System
from decision.domain.limits import limits, stand
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.shapes import Change
from decision.domain.unknowns import result_of
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Level, Result


def verdict_after(
    rulebook: Rulebook, system: System, store: Store, change: Change
) -> Result | None:
    """The verdict once one of the contradicting answers was changed.

    None where the new answer still contradicts another one. Contradictions between other
    answers may go on: somebody will be asked about those as well.
    """
    answer = {change.question: change.after}
    if change.level is Level.SYSTEM:
        system = replace(system, answers={**system.answers, **answer})
    else:
        store = replace(store, answers={**store.answers, **answer})
    standing = stand(rulebook, system, store)
    if change.question in standing.aside:
        return None
    if not limits(rulebook).ruling(standing.answers).possible:
        return None
    return result_of(rulebook, standing, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)
