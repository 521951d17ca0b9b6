"""The verdict cell, prepared for trying thousands of changes.

These are the engine's own semantics (three-valued, "ask first" included) for the one cell
that gives the verdict. A changed answer works out again only what depends on it. Tests
hold this equal to :func:`decision.domain.recommendation.recommend_store`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from decision.domain.consequences import unpack
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Question, Rulebook, reads
from decision.domain.scoring import BOUNDARIES, settle
from decision.domain.sensitivity.masks import Clauses, Masks, holds
from decision.domain.sensitivity.upstream import upstream
from decision.domain.sensitivity.verdict_rules import Value, rules_of, value_of
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Result

#: Verdicts remembered for each rulebook.
MOST_VERDICTS = 50_000


#: Scores of several boundaries in one whole number: they stay apart below this.
APART = 1 << 32


class Situation(NamedTuple):
    """Answers given, values that follow and rules that act, as bits; their packed points."""

    given: int
    state: int
    acting: int
    points: int


class Situations:
    """Situations of one rulebook, the changes between them, and their verdicts."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._masks = Masks(rulebook, VERDICT_ENVIRONMENT)
        lines = upstream(rulebook, VERDICT_BOUNDARY)
        self._scored = lines.scored
        self._rules = rules_of(rulebook, self._masks, lines.gated, lines.scored)
        self._impossible = sum(rule.bit for rule in self._rules if rule.impossible)
        self._values = {node.id: value_of(self._masks, node) for node in rulebook.order}
        self._cones = {name: self._cone(name) for name in self._values}
        self._deciders = [
            node
            for node in rulebook.order
            if isinstance(node, Question) and VERDICT_BOUNDARY in node.decides
        ]
        self._decided_by = [self._masks.all_of(question.id) for question in self._deciders]
        self._effects = sum(rule.bit for rule in self._rules if rule.effects)
        self._results: dict[tuple[int, int], Result] = {}

    def of(self, answers: Mapping[str, str]) -> Situation:
        """The situation for all known answers that bear on one store."""
        given = self._masks.state(answers)
        state = 0
        for value in self._values.values():
            state |= value.of(given, state)
        acting = [rule for rule in self._rules if holds(rule.when, state)]
        points = sum(packed(rule.points) for rule in acting)
        return Situation(given, state, sum(rule.bit for rule in acting), points)

    def changed(self, before: Situation, name: str, option: str) -> Situation:
        """The situation with one answer given or replaced."""
        values, rules = self._cones[name]
        given = before.given & ~values[0].every | self._masks.bit(name, option)
        state = before.state
        for value in values:
            state = state & ~value.every | value.of(given, state & ~value.every)
        acting, total = before.acting, before.points
        if state == before.state:
            return Situation(given, state, acting, total)
        for bit, when, points in rules:
            for mask in when:
                if not state & mask:
                    if acting & bit:
                        acting ^= bit
                        total -= points
                    break
            else:
                if not acting & bit:
                    acting |= bit
                    total += points
        return Situation(given, state, acting, total)

    def is_asked(self, situation: Situation, question: str) -> bool:
        """Whether the question is asked, muted or not."""
        return not holds(self._values[question].skipped, situation.state)

    def can_matter(self, name: str) -> bool:
        """Whether any rule that can reach the verdict looks at what follows from an answer."""
        values, rules = self._cones[name]
        return bool(rules) or any(value.every in self._decided_by for value in values)

    def verdict(self, situation: Situation) -> Result:
        """The verdict, "ask first" where open questions decide it."""
        result = self._result(situation)
        for mask in self._decided_by:
            if not situation.state & mask:
                break
        else:
            return result
        reached = {self._result(each) for each in self._decided(situation)}
        return Result.ASK_FIRST if len(reached) > 1 else result

    def score(self, situation: Situation) -> int:
        """The score of the verdict's boundary."""
        return self._scores(situation)[self._scored.index(VERDICT_BOUNDARY)]

    def _decided(self, situation: Situation) -> Iterator[Situation]:
        """Every consistent way to answer the open questions that decide the verdict."""
        open_ = [
            question
            for question, mask in zip(self._deciders, self._decided_by, strict=True)
            if not situation.state & mask
        ]
        for each in self._answered(situation, open_):
            if not each.acting & self._impossible:
                yield each

    def _answered(
        self, situation: Situation, questions: Sequence[Question]
    ) -> Iterator[Situation]:
        if not questions:
            yield situation
            return
        first, *rest = questions
        if situation.state & self._values[first.id].every:  # no longer asked
            yield from self._answered(situation, rest)
            return
        for option in first.options:
            yield from self._answered(self.changed(situation, first.id, option), rest)

    def _result(self, situation: Situation) -> Result:
        """The result without looking at open questions."""
        key = situation.acting & self._effects, situation.points
        found = self._results.get(key)
        if found is None:
            if len(self._results) >= MOST_VERDICTS:
                self._results.clear()
            effects = 0
            for rule in self._rules:
                if situation.acting & rule.bit:
                    effects |= rule.effects
            scores = dict.fromkeys(BOUNDARIES, 0)
            scores |= dict(zip(self._scored, self._scores(situation), strict=True))
            found = settle(self._rulebook, scores, unpack(effects))[VERDICT_BOUNDARY]
            self._results[key] = found
        return found

    def _scores(self, situation: Situation) -> tuple[int, ...]:
        points = [rule.points for rule in self._rules if situation.acting & rule.bit]
        return tuple(map(sum, zip(*points, strict=True))) or (0,) * len(self._scored)

    def _cone(self, name: str) -> tuple[list[Value], list[tuple[int, Clauses, int]]]:
        """The values that can follow a change of ``name``, and the rules that look at them."""
        names = {name}
        for node in self._rulebook.order:
            if reads(node) & names:
                names.add(node.id)
        values = [value for each, value in self._values.items() if each in names]
        rules = [rule for rule in self._rules if rule.names & names]
        return values, [(rule.bit, rule.when, packed(rule.points)) for rule in rules]


def packed(points: Sequence[int]) -> int:
    """Points of several boundaries as one whole number."""
    return sum(each * APART**place for place, each in enumerate(points))


situations = once_per_rulebook(Situations)
