"""Completions of missing answers, and the facts that have to be asked for first.

Unknowns are never averaged. Where a question that decides a boundary is open, every way to
answer it is tried; if they do not all end in the same result, the result is "ask first"
and the question is named. Answers that cannot be true together decide every boundary until
somebody has looked at them again.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision.domain.conditions import NOT_ASKED
from decision.domain.facts import told, value_of, values
from decision.domain.limits import Standing, is_impossible
from decision.domain.openrules import OpenRules
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import Fact, Question, Rulebook
from decision.domain.scoring import outcomes
from decision.domain.vocabulary import Boundary, Environment, Result

#: Environments of stores whose decisions are remembered for a rulebook.
KEPT = 2_000

Completion = dict[str, str]
#: One way to answer, and the results that it ends in.
type _End = tuple[Completion, Mapping[Boundary, Result]]
#: The answers of one way in the order of the questions, and the result that it ends in.
type _Way = tuple[tuple[str, ...], Result]


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
    as they do in the score. Named are those whose answer alone can make a difference, and with
    one of the answers to look at again those that it contradicts. Where all ways to answer
    agree, so does the decision, however the answers to look at again move the score. Where no
    deciding question can move anything, there is nothing to decide.
    """
    # What is recommended and what could change it look at the same cells one after another.
    key = where, standing.aside, frozenset(standing.answers.items())
    return remembered(
        kept_decisions(rulebook), key, KEPT, lambda: _decisions(rulebook, standing, found, where)
    )


@once_per_rulebook
def kept_decisions(_rulebook: Rulebook) -> dict[Hashable, dict[Boundary, Decision]]:
    """The decisions that are remembered for a rulebook."""
    return {}


def _decisions(
    rulebook: Rulebook, standing: Standing, found: Mapping[str, str], where: Environment
) -> dict[Boundary, Decision]:
    open_ = open_questions(rulebook, standing.answers, found)
    deciding = [each for each in open_ if each.decides or each.id in standing.aside]
    if not deciding:
        return {}
    moving = frozenset().union(*(rulebook.followers[each.id] for each in deciding))
    rules = OpenRules(rulebook, where, found, moving)
    ends: dict[tuple[Question, ...], list[_End]] = {}
    decided: dict[Boundary, Decision] = {}
    for boundary in Boundary:
        deciders = [q for q in deciding if boundary in q.decides or q.id in standing.aside]
        moved = _that_move(rulebook, deciders, rules.names(boundary)) if deciders else ()
        apart = [each for each in deciders if each not in moved]
        if not moved or not _can_be_answered(rulebook, standing.answers, apart, found):
            continue
        if moved not in ends:
            ways = _completions(rulebook, standing.answers, moved, found)
            ends[moved] = [(way, rules.results(values_then)) for way, values_then in ways]
        decision = _decision(boundary, moved, standing.aside, found, ends[moved])
        if decision:
            decided[boundary] = decision
    return decided


def _that_move(
    rulebook: Rulebook, deciders: Sequence[Question], names: frozenset[str]
) -> tuple[Question, ...]:
    """The deciders that can move one of the values that open rules look at.

    With them those that they can make impossible: their ways to answer belong together.
    """
    reach = {each.id: rulebook.followers[each.id] for each in deciders}
    moved = {name for name, followers in reach.items() if followers & names}
    bound = [{n for n in reach if reach[n] & each} for each in rulebook.limit_names]
    while more := [group for group in bound if group & moved and group - moved]:
        moved.update(*more)
    return tuple(each for each in deciders if each.id in moved)


def _can_be_answered(
    rulebook: Rulebook,
    answers: Mapping[str, str],
    questions: Sequence[Question],
    found: Mapping[str, str],
) -> bool:
    """Whether there is a consistent way to answer questions that move nothing."""
    limited = [q for q in questions if rulebook.followers[q.id] & _limited(rulebook)]
    return not limited or any(True for _ in _completions(rulebook, answers, limited, found))


@once_per_rulebook
def _limited(rulebook: Rulebook) -> frozenset[str]:
    """All that limits look at."""
    return frozenset().union(*rulebook.limit_names)


def _decision(
    boundary: Boundary,
    deciders: Sequence[Question],
    aside: frozenset[str],
    found: Mapping[str, str],
    ends: Sequence[_End],
) -> Decision | None:
    reached = [
        (tuple(way.get(each.id, NOT_ASKED) for each in deciders), results[boundary])
        for way, results in ends
    ]
    differing = {result for _, result in reached}
    if not differing:
        return None
    if len(differing) == 1:
        return Decision(differing.pop(), agree=tuple(each.id for each in deciders))
    named = {*_that_matter(deciders, found, reached)}
    if _turn({each.id for each in deciders if each.id in aside}, deciders, reached):
        named |= aside
    return Decision(Result.ASK_FIRST, tuple(each.id for each in deciders if each.id in named))


def _that_matter(
    deciders: Sequence[Question], found: Mapping[str, str], reached: Sequence[_Way]
) -> tuple[str, ...]:
    """Those deciding questions that change the result while the others stay the same.

    A question that another open one has yet to open is not named: that one is, and the
    answers that it opens count as its own.
    """
    to_be_asked = [each for each in deciders if each.asked_when.holds(found) is True]
    matter = []
    for question in to_be_asked:
        opened = {each.id for each in deciders if question.id in each.asked_when.names()}
        if _turn({question.id, *opened}, deciders, reached):
            matter.append(question.id)
    return tuple(matter or (question.id for question in to_be_asked or deciders))


def _turn(names: set[str], deciders: Sequence[Question], reached: Sequence[_Way]) -> bool:
    """Whether answers to these questions change the result while the others stay the same."""
    if not names:
        return False
    others = [place for place, each in enumerate(deciders) if each.id not in names]
    first: dict[tuple[str, ...], Result] = {}
    for way, result in reached:
        rest = tuple([way[place] for place in others])
        if first.setdefault(rest, result) is not result:
            return True
    return False
