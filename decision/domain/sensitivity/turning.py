"""Open questions that can still turn the verdict of a store."""

from collections.abc import Sequence

from decision.domain.rulebook import Question, Rulebook
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.outlook import Outlook
from decision.domain.sensitivity.situations import Situation, Situations, situations

#: Ways to answer everything that are tried.
MOST_WAYS = 64

#: An odd number near 2**32 divided by the golden ratio: its multiples spread evenly.
_SPREAD = 2654435769


def turning(rulebook: Rulebook, changes: StoreChanges, outlook: Outlook) -> frozenset[str]:
    """Open questions whose answer turns the verdict: now, or once others are answered too.

    Trying some ways to answer everything proves for most questions that they do, and quickly;
    only for the rest the exact :meth:`Outlook.depends_on` is asked. So which ways are tried
    decides about speed, never about the answer.
    """
    alone = changes.turning_alone()
    left = [name for name in changes.first_answers if name not in alone]
    if len(outlook.results) < 2:
        return alone
    unproven = left
    if not outlook.contradicting:
        open_ = [each for each in rulebook.questions if each.id not in changes.answers]
        prepared = situations(rulebook)
        # Answers that contradict each other count as open, stated facts among them.
        now = prepared.of(changes.answers) if changes.standing.aside else changes.now
        unproven = _without_witness(prepared, now, open_, left)
    never = {name for name in unproven if not outlook.depends_on(name)}
    return alone | (frozenset(left) - never)


def _without_witness(
    prepared: Situations, now: Situation, open_: Sequence[Question], names: Sequence[str]
) -> list[str]:
    """Those of ``names`` for which no two ways were found that end differently."""
    left = [question for question in open_ if question.id in names]
    for number in range(MOST_WAYS):
        if not left:
            break
        way = _way(prepared, now, open_, number)
        left = [question for question in left if not _turns(prepared, way, question)]
    return [question.id for question in left]


def _way(
    prepared: Situations, now: Situation, questions: Sequence[Question], number: int
) -> Situation:
    """One way to answer all questions, another for each number."""
    for place, question in enumerate(questions):
        spread = (number + 1) * (2 * place + 1) * _SPREAD % (1 << 32)
        option = question.options[spread * len(question.options) >> 32]
        now = prepared.changed(now, question.id, option)
    return now


def _turns(prepared: Situations, way: Situation, question: Question) -> bool:
    """Whether possible ways that differ from ``way`` only in the question end differently."""
    results = set()
    for option in question.options:
        changed = prepared.changed(way, question.id, option)
        if prepared.is_possible(changed):
            results.add(prepared.result(changed))
    return len(results) > 1
