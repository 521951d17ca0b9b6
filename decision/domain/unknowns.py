"""Completions of missing answers, and the facts that have to be asked for first.

Unknowns are never averaged. Where a question that decides a boundary is open, every way to
answer it is tried; if they do not all end in the same result, the result is "ask first"
and the question is named. Answers that cannot be true together decide every boundary until
somebody has looked at them again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision.domain.conditions import NOT_ASKED
from decision.domain.facts import told, value_of, values
from decision.domain.limits import Standing, is_impossible
from decision.domain.rulebook import Fact, Question, Rulebook
from decision.domain.scoring import ends, outcomes
from decision.domain.vocabulary import Boundary, Environment, Result

Completion = dict[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the open deciding questions make of a boundary.

    ``ask`` names those whose answers differ in what they lead to; ``agree`` names them all
    where every way to answer them leads to the same result.
    """

    result: Result
    ask: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()


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
    found = values(rulebook, answers, where)
    for completion, _ in _completions(rulebook, answers, questions, found):
        yield completion


def _completions(
    rulebook: Rulebook,
    answers: Mapping[str, str],
    questions: Iterable[Question],
    found: Mapping[str, str],
) -> Iterator[tuple[Completion, dict[str, str]]]:
    """Completions with the values that follow from them.

    ``found`` are the values that follow from the ``answers`` alone: whatever cannot follow
    from the questions stays as it is.
    """
    wanted = {question.id for question in questions}
    moving = frozenset().union(*(rulebook.followers[name] for name in wanted))
    nodes = [node for node in rulebook.order if node.id in moving]
    start = {name: value for name, value in found.items() if name not in moving}
    for completion, then in _complete(nodes, 0, start, dict(answers), wanted):
        # A muted answer weighs nothing, yet it still rules out the completion that mutes it.
        if not is_impossible(rulebook, told(rulebook, then, completion)):
            yield completion, then


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


def result_of(
    rulebook: Rulebook, standing: Standing, boundary: Boundary, where: Environment
) -> Result:
    """The result of one cell, without all else that a recommendation carries."""
    found = values(rulebook, standing.answers, where)
    decided = decisions(rulebook, standing, found, where).get(boundary)
    return decided.result if decided else outcomes(rulebook, found, where)[boundary]


def decisions(
    rulebook: Rulebook, standing: Standing, found: Mapping[str, str], where: Environment
) -> dict[Boundary, Decision]:
    """What open questions decide here, for the boundaries that they decide.

    ``found`` are the values that follow from the answers. Other open questions weigh nothing,
    as they do in the score. Named are those whose answer alone can make a difference, and the
    answers to look at again where they have a say at all: nobody should rely on a result that
    rests on answers which cannot be true. Where all ways to answer agree, so does the decision.
    """
    open_ = open_questions(rulebook, standing.answers, found)
    by_deciders: dict[tuple[Question, ...], list[Boundary]] = {}
    for boundary in Boundary:
        deciders = tuple(q for q in open_ if boundary in q.decides or q.id in standing.aside)
        if deciders:
            by_deciders.setdefault(deciders, []).append(boundary)
    decided: dict[Boundary, Decision] = {}
    for deciders, boundaries in by_deciders.items():
        tried = [
            (completion, ends(rulebook, values_then, where))
            for completion, values_then in _completions(rulebook, standing.answers, deciders, found)
        ]
        for boundary in boundaries:
            ended = [(completion, found_then[boundary]) for completion, found_then in tried]
            again = _to_look_at_again(deciders, standing.aside, ended)
            reached = [(completion, result) for completion, (result, _) in ended]
            differing = {result for _, result in reached}
            if again or len(differing) > 1:
                matter = _that_matter(deciders, found, reached) if len(differing) > 1 else ()
                named = tuple(each.id for each in deciders if each.id in {*matter, *again})
                decided[boundary] = Decision(Result.ASK_FIRST, named)
            elif differing:
                agree = tuple(each.id for each in deciders)
                decided[boundary] = Decision(differing.pop(), agree=agree)
    return decided


def _to_look_at_again(
    deciders: Sequence[Question],
    aside: frozenset[str],
    ended: Sequence[tuple[Completion, tuple[Result, int]]],
) -> frozenset[str]:
    """The answers put aside, if they move the result or the score while the others stay."""
    others = [each.id for each in deciders if each.id not in aside]
    by_rest: dict[tuple[str, ...], set[tuple[Result, int]]] = {}
    for completion, end in ended if aside else ():
        rest = tuple(completion.get(name, NOT_ASKED) for name in others)
        by_rest.setdefault(rest, set()).add(end)
    return aside if any(len(found) > 1 for found in by_rest.values()) else frozenset()


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
