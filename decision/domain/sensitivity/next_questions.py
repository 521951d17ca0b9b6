"""Which open question to answer next, and what each of its options leads to.

Questions come first whose answer alone changes the verdict of most stores; then those with
more options that do, counted over the stores; then those that move the scores most; then the
order of the content. A question that can no longer matter for any store is not listed.
"""

from collections.abc import Mapping, Sequence

from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.pairs import Tried
from decision.domain.sensitivity.shapes import NextQuestion, StoreTurns, Turn
from decision.domain.vocabulary import Level

type Concerned = tuple[StoreChanges, Sequence[Tried]]


def next_questions(
    rulebook: Rulebook, stores: Sequence[tuple[StoreChanges, frozenset[str]]]
) -> tuple[NextQuestion, ...]:
    """Rank the open questions; each store comes with the questions that cannot matter."""
    concerned: dict[str, list[Concerned]] = {}
    for changes, cannot_matter in stores:
        for question, tried in changes.first_answers().items():
            if question not in cannot_matter:
                concerned.setdefault(question, []).append((changes, tried))
    order = {question.id: place for place, question in enumerate(rulebook.questions)}
    ranked = sorted(concerned, key=lambda name: (*_rank(name, concerned[name]), order[name]))
    levels = {question.id: question.level for question in rulebook.questions}
    return tuple(_next_question(name, levels, concerned[name]) for name in ranked)


def _rank(question: str, concerned: Sequence[Concerned]) -> tuple[int, int, int]:
    """The smaller, the sooner."""
    changing = [
        sum(each.verdict is not changes.verdict for each in tried) for changes, tried in concerned
    ]
    spread = sum(changes.spread(question) for changes, _ in concerned)
    return -sum(count > 0 for count in changing), -sum(changing), -spread


def _next_question(
    name: str, levels: Mapping[str, Level], concerned: Sequence[Concerned]
) -> NextQuestion:
    outcomes = tuple(
        StoreTurns(
            changes.store.name, tuple(Turn(each.change.after, each.verdict) for each in tried)
        )
        for changes, tried in concerned
    )
    return NextQuestion(name, levels[name], tuple(each.store for each in outcomes), outcomes)
