"""The rules that can reach the verdict, translated into tests of bits."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision.domain.conditions import NOT_ASKED, All, Condition, Is
from decision.domain.consequences import pack
from decision.domain.masks import NEVER, Clauses, Masks, holds
from decision.domain.rulebook import Fact, Question, Rulebook
from decision.domain.vocabulary import DONT_KNOW, VERDICT_ENVIRONMENT, Boundary


class Rule(NamedTuple):
    """A factor or an effect of a gate, with its bit among the rules."""

    bit: int
    names: frozenset[str]
    when: Clauses
    points: tuple[int, ...]
    effects: int


class Value(NamedTuple):
    """How the value of a question or fact follows from answers and other values.

    ``rules`` has, for each rule of a fact, where it holds, where it does not, and its value.
    ``assumed`` is the value of a question without an answer where ``assumed_when`` holds.
    """

    every: int
    not_asked: int
    skipped: Clauses
    muted: Clauses
    stated: bool
    rules: tuple[tuple[Clauses, Clauses, int], ...] | None
    unknown: int = 0
    assumed: int = 0
    assumed_when: Clauses = NEVER

    def of(self, given: int, state: int) -> int:
        """The bit of the value, or 0 while it is not known."""
        if self.rules is None:
            if holds(self.skipped, state) or holds(self.muted, state):
                return self.not_asked
            return self.answer(given, state) if self.assumed else given & self.every
        if self.stated and given & self.every:
            return given & self.every
        for true, false, value in self.rules:
            if holds(true, state):
                return value
            if not holds(false, state):
                return 0
        return self.not_asked

    def answer(self, given: int, state: int) -> int:
        """The bit of the answer given, else of the one assumed, else 0."""
        own = given & self.every
        if own:
            return own & ~self.unknown
        return self.assumed if holds(self.assumed_when, state) else 0


def value_of(masks: Masks, node: Question | Fact) -> Value:
    every, not_asked = masks.all_of(node.id), masks.bit(node.id, NOT_ASKED)
    if isinstance(node, Question):
        skipped = masks.false(node.asked_when)
        muted = NEVER if node.muted_when is None else masks.true(node.muted_when)
        plain = Value(every, not_asked, skipped, muted, True, None)
        return (
            plain
            if node.assumed is None
            else plain._replace(
                unknown=masks.bit(node.id, DONT_KNOW),
                assumed=masks.bit(node.id, node.assumed.option),
                assumed_when=masks.true(node.assumed.when),
            )
        )
    rules = tuple(
        (masks.true(rule.when), masks.false(rule.when), masks.bit(node.id, rule.value))
        for rule in node.rules
    )
    return Value(every, not_asked, NEVER, NEVER, node.answerable, rules)


def rules_of(
    rulebook: Rulebook, masks: Masks, gated: Sequence[Boundary], scored: Sequence[Boundary]
) -> list[Rule]:
    """Factors that weigh on ``scored``, and gates that act on ``gated``."""
    found: list[Rule] = []
    nothing = (0,) * len(scored)

    def add(when: Condition, points: tuple[int, ...], effects: int) -> None:
        found.append(Rule(1 << len(found), when.names(), masks.true(when), points, effects))

    for condition, points in _factors(rulebook, scored):
        add(condition, points, 0)
    for condition, effects in _gates(rulebook, gated):
        add(condition, nothing, effects)
    return found


def _factors(
    rulebook: Rulebook, scored: Sequence[Boundary]
) -> Iterator[tuple[Condition, tuple[int, ...]]]:
    for factor in rulebook.factors:
        by_boundary = factor.points.get(VERDICT_ENVIRONMENT, {})
        points = tuple(by_boundary.get(boundary, 0) for boundary in scored)
        if any(points):
            yield All((Is(factor.question, frozenset((factor.option,))), factor.when)), points


def _gates(rulebook: Rulebook, gated: Sequence[Boundary]) -> Iterator[tuple[Condition, int]]:
    for gate in rulebook.gates:
        for effect in gate.effects:
            packed = pack({b: effect.effect for b in gated if b in effect.boundaries})
            if packed and VERDICT_ENVIRONMENT in effect.environments:
                yield All((gate.when, effect.when)), packed
