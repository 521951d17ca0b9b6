"""Every question, fact and rule as a decision diagram over the raw answers.

Here all questions count as answered, so conditions are just true or false; what is not
asked or muted is worked out on the way and has the value ``NOT_ASKED``, as in ``facts``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import not_

from decision.domain.conditions import NOT_ASKED, All, Always, AnyOf, Condition, Is, Not
from decision.domain.diagrams import Diagram, Diagrams, change, choose, combine
from decision.domain.prepared import once_per_rulebook
from decision.domain.reading_order import reading_order
from decision.domain.rulebook import ENVIRONMENT, Effect, Fact, Question, Rulebook
from decision.domain.vocabulary import Boundary, Environment

#: Bits that one boundary's effects take in :attr:`Gain.effects`.
EFFECT_BITS = max(Effect).bit_length()

#: The diagram of a question or fact in an environment.
type _Read = Callable[[str, Environment], Diagram[str]]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a rule adds: points in the order of ``boundaries``, and effects, packed by boundary.

    ``possible`` is false where the answers contradict each other.
    """

    points: tuple[int, ...]
    effects: int = 0
    possible: bool = True

    def __add__(self, other: "Gain") -> "Gain":
        points = tuple(map(int.__add__, self.points, other.points))
        return Gain(points, self.effects | other.effects, self.possible and other.possible)


class Consequences:
    """The diagrams of one rulebook, made when they are first needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.gains: Diagrams[Gain] = Diagrams()
        self.order = reading_order(rulebook)
        self._level = {name: level for level, name in enumerate(self.order)}
        options = {name: self._options_of(name) for name in self.order}
        self._branch = {n: {o: place for place, o in enumerate(own)} for n, own in options.items()}
        self._unstated = {
            self._level[n]: len(own) for n, own in options.items() if n in rulebook.fact_by_id
        }
        self._truths: Diagrams[bool] = Diagrams()
        self._texts: Diagrams[str] = Diagrams()
        self._values: dict[tuple[str, Environment], Diagram[str]] = {}

    def known(self, answers: Mapping[str, str]) -> dict[int, int]:
        """The chosen branch by level; a fact that is not stated follows from its rules."""
        chosen = dict(self._unstated)
        for name, option in answers.items():
            if name in self._level:
                chosen[self._level[name]] = self._branch[name][option]
        return chosen

    def level(self, question: str) -> int:
        """Where diagrams read a question."""
        return self._level[question]

    def points(self, boundaries: tuple[Boundary, ...], where: Environment) -> list[Diagram[Gain]]:
        """What the factors add, one diagram for each question or fact that weighs."""
        nothing = self.gains.leaf(Gain((0,) * len(boundaries)))
        found = []
        for name in self.rulebook.names_that_weigh:
            total: Diagram[Gain] = nothing
            for factor in (each for each in self.rulebook.factors if each.question == name):
                by_boundary = factor.points.get(where, {})
                gain = Gain(tuple(by_boundary.get(boundary, 0) for boundary in boundaries))
                weighs = All((Is(name, frozenset((factor.option,))), factor.when))
                given = choose(
                    self.gains, self.holds(weighs, where), self.gains.leaf(gain), nothing
                )
                total = combine(self.gains, Gain.__add__, total, given)
            found.append(total)
        return found

    def effects(
        self, boundaries: tuple[Boundary, ...], where: Environment, nothing: Gain
    ) -> list[Diagram[Gain]]:
        """What the gates do to the ``boundaries``; ``nothing`` is the gain where none acts."""
        found = []
        for gate in self.rulebook.gates:
            for effect in gate.effects:
                if where not in effect.environments:
                    continue
                packed = pack({b: effect.effect for b in boundaries if b in effect.boundaries})
                acts = self.holds(All((gate.when, effect.when)), where)
                done = replace(nothing, effects=packed)
                found.append(change(self.gains, _either(done, nothing), acts))
        return found

    def impossible(self, where: Environment, nothing: Gain) -> list[Diagram[Gain]]:
        """Where the content says that the answers cannot be true together, muted or not."""
        never = replace(nothing, possible=False)
        return [
            change(self.gains, _either(never, nothing), self.holds(each.when, where, self._told))
            for each in self.rulebook.contradictions
            if each.impossible
        ]

    def holds(
        self, condition: Condition, where: Environment, read: _Read | None = None
    ) -> Diagram[bool]:
        """Where a condition is true, all questions being answered.

        ``read`` gives the diagram of a question or fact, if it is not the usual one.
        Raises ``ValueError`` for a condition about missing answers: only advice may have one.
        """
        match condition:
            case Always():
                return self._truths.leaf(True)
            case Is(name, options) if name == ENVIRONMENT:
                return self._truths.leaf(where in options)
            case Is(name, options):
                return change(
                    self._truths, options.__contains__, (read or self._value)(name, where)
                )
            case Not(part):
                return change(self._truths, not_, self.holds(part, where, read))
            case All(parts):
                return self._fold(bool.__and__, True, parts, where, read)
            case AnyOf(parts):
                return self._fold(bool.__or__, False, parts, where, read)
            case _:
                raise ValueError("only advice may depend on missing answers")

    def _fold(
        self,
        merge: Callable[[bool, bool], bool],
        start: bool,
        parts: tuple[Condition, ...],
        where: Environment,
        read: _Read | None,
    ) -> Diagram[bool]:
        total: Diagram[bool] = self._truths.leaf(start)
        for part in parts:
            total = combine(self._truths, merge, total, self.holds(part, where, read))
        return total

    def _told(self, name: str, where: Environment) -> Diagram[str]:
        """The value, or a muted question's answer: it weighs nothing, but it was given."""
        question = self.rulebook.question_by_id.get(name)
        if question is None:
            return self._value(name, where)
        return self._question_value(replace(question, muted_when=None), where)

    def _value(self, name: str, where: Environment) -> Diagram[str]:
        found = self._values.get((name, where))
        if found is None:
            fact = self.rulebook.fact_by_id.get(name)
            found = self._values[name, where] = (
                self._question_value(self.rulebook.question_by_id[name], where)
                if fact is None
                else self._fact_value(fact, where)
            )
        return found

    def _question_value(self, question: Question, where: Environment) -> Diagram[str]:
        given = self._texts.node(
            self._level[question.id], [self._texts.leaf(option) for option in question.options]
        )
        not_asked = self._texts.leaf(NOT_ASKED)
        if question.muted_when is not None:
            muted = self.holds(question.muted_when, where)
            given = choose(self._texts, muted, not_asked, given)
        return choose(self._texts, self.holds(question.asked_when, where), given, not_asked)

    def _fact_value(self, fact: Fact, where: Environment) -> Diagram[str]:
        derived: Diagram[str] = self._texts.leaf(NOT_ASKED)
        for rule in reversed(fact.rules):
            value = self._texts.leaf(rule.value)
            derived = choose(self._texts, self.holds(rule.when, where), value, derived)
        if not fact.answerable:
            return derived
        return self._stated_or(fact, derived)

    def _stated_or(self, fact: Fact, derived: Diagram[str]) -> Diagram[str]:
        """The fact as stated; its last branch, not stated, is what its rules give."""
        level = self._level[fact.id]
        options = len(fact.options)
        stated = [self._truths.leaf(True)] * options
        is_stated = self._truths.node(level, [*stated, self._truths.leaf(False)])
        values = [*(self._texts.leaf(option) for option in fact.options), self._texts.leaf("")]
        return choose(self._texts, is_stated, self._texts.node(level, values), derived)

    def _options_of(self, name: str) -> tuple[str, ...]:
        fact = self.rulebook.fact_by_id.get(name)
        return self.rulebook.question_by_id[name].options if fact is None else fact.options


consequences = once_per_rulebook(Consequences)


def pack(effects: Mapping[Boundary, Effect]) -> int:
    """Effects by boundary as one whole number, so that many can be joined at once."""
    return sum(
        int(effect) << (EFFECT_BITS * position)
        for position, boundary in enumerate(Boundary)
        if (effect := effects.get(boundary))
    )


def unpack(packed: int) -> dict[Boundary, Effect]:
    """The reverse of :func:`pack`."""
    mask = (1 << EFFECT_BITS) - 1
    return {
        boundary: Effect((packed >> (EFFECT_BITS * position)) & mask)
        for position, boundary in enumerate(Boundary)
    }


def _either(then: Gain, otherwise: Gain) -> Callable[[bool], Gain]:
    return lambda holds: then if holds else otherwise
