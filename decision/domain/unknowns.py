"""Completions of missing answers, and the facts that have to be asked for first.

Unknowns are never averaged. Where a question that decides a boundary is open, every way to
answer it is tried; if they do not all end in the same result, the result is "ask first"
and the question is named.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from decision.domain.conditions import NOT_ASKED
from decision.domain.facts import told, value_of
from decision.domain.rulebook import ENVIRONMENT, Fact, Question, Rulebook
from decision.domain.scoring import outcomes
from decision.domain.vocabulary import Boundary, Environment, Result

Completion = dict[str, str]


def open_questions(
    rulebook: Rulebook, answers: Mapping[str, str], found: Mapping[str, str]
) -> list[Question]:
    """Questions that may have to be asked and have no known answer, in content order."""
    return [
        question
        for question in rulebook.questions
        if question.id not in answers and found.get(question.id) != NOT_ASKED
    ]


def completions(
    rulebook: Rulebook,
    answers: Mapping[str, str],
    questions: Sequence[Question],
    where: Environment = Environment.PRODUCTION,
) -> Iterator[Completion]:
    """Every consistent way to answer ``questions``, given the known ``answers``.

    Branching is respected: a question that an answer makes pointless is left out of that
    completion. Completions that the content calls impossible are left out altogether. Both
    are judged in the environment ``where``.
    """
    for completion, _ in _completions(rulebook, answers, questions, where):
        yield completion


def _completions(
    rulebook: Rulebook,
    answers: Mapping[str, str],
    questions: Iterable[Question],
    where: Environment,
) -> Iterator[tuple[Completion, dict[str, str]]]:
    """Completions with the values that follow from them."""
    wanted = {question.id for question in questions}
    start = {ENVIRONMENT: where.value}
    for completion, found in _complete(rulebook.order, 0, start, dict(answers), wanted):
        # A muted answer weighs nothing, yet it still rules out the completion that mutes it.
        if not is_impossible(rulebook, told(rulebook, found, completion)):
            yield completion, found


def _complete(
    nodes: Sequence[Question | Fact],
    position: int,
    found: dict[str, str],
    answers: Completion,
    wanted: Collection[str],
) -> Iterator[tuple[Completion, dict[str, str]]]:
    """Go on from ``position``, once for each option wherever a wanted question is open.

    What comes before a question is worked out once for all of its options.
    """
    for here in range(position, len(nodes)):
        node = nodes[here]
        value = value_of(node, found, answers)
        if value is not None:
            found[node.id] = value
        elif isinstance(node, Question) and node.id in wanted:
            for option in node.options:
                chosen = {node.id: option}
                yield from _complete(
                    nodes, here + 1, {**found, **chosen}, {**answers, **chosen}, wanted
                )
            return
    yield answers, found


def is_impossible(rulebook: Rulebook, found: Mapping[str, str]) -> bool:
    """Whether these values contradict each other in a way that cannot be true."""
    return any(
        contradiction.impossible and contradiction.when.holds(found) is True
        for contradiction in rulebook.contradictions
    )


def to_ask_first(
    rulebook: Rulebook, answers: Mapping[str, str], found: Mapping[str, str], where: Environment
) -> dict[Boundary, tuple[str, ...]]:
    """The open questions that decide a boundary here, for the boundaries they really decide.

    Other open questions weigh nothing, as they do in the score. Only deciding questions
    whose answer alone can make a difference are named.
    """
    asked = [each for each in open_questions(rulebook, answers, found) if each.decides]
    named: dict[Boundary, tuple[str, ...]] = {}
    by_deciders: dict[tuple[Question, ...], list[Boundary]] = {}
    for boundary in Boundary:
        deciders = tuple(question for question in asked if boundary in question.decides)
        if deciders:
            by_deciders.setdefault(deciders, []).append(boundary)
    for deciders, boundaries in by_deciders.items():
        tried = [
            (completion, outcomes(rulebook, values_then, where))
            for completion, values_then in _completions(rulebook, answers, deciders, where)
        ]
        for boundary in boundaries:
            reached = [(completion, results[boundary]) for completion, results in tried]
            if len({result for _, result in reached}) > 1:
                named[boundary] = _that_matter(deciders, found, reached)
    return named


def _that_matter(
    deciders: Sequence[Question],
    found: Mapping[str, str],
    reached: Sequence[tuple[Completion, Result]],
) -> tuple[str, ...]:
    """Those deciding questions that change the result while the others stay the same.

    A question that another open one has yet to open is not named: that one is, and the
    answers that it opens count as its own.
    """
    to_be_asked = [each for each in deciders if each.asked_when.holds(found) is True]
    matter = []
    for question in to_be_asked:
        opened = {each.id for each in deciders if question.id in each.asked_when.names()}
        by_rest: dict[tuple[tuple[str, str], ...], set[Result]] = {}
        for completion, result in reached:
            rest = tuple(
                (other.id, completion.get(other.id, NOT_ASKED))
                for other in deciders
                if other is not question and other.id not in opened
            )
            by_rest.setdefault(rest, set()).add(result)
        if any(len(results) > 1 for results in by_rest.values()):
            matter.append(question.id)
    return tuple(matter or (question.id for question in to_be_asked or deciders))
