"""The verdict cell, prepared for trying thousands of changes.

These are the engine's own semantics (three-valued, "ask first" included) for the one cell
that gives the verdict. A changed answer works out again only what depends on it. Tests
hold this equal to :func:`decision.domain.recommendation.recommend_store`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from decision.domain.consequences import unpack
from decision.domain.limits import Ruling, limits
from decision.domain.masks import Clauses, Masks, holds
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import ENVIRONMENT, Question, Rulebook, reads
from decision.domain.scoring import BOUNDARIES, settle
from decision.domain.sensitivity.verdict_rules import Value, rules_of, value_of
from decision.domain.upstream import upstream
from decision.domain.vocabulary import (
    DONT_KNOW,
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Result,
)

#: Verdicts remembered for each rulebook.
MOST_VERDICTS = 50_000

#: Combinations of answers whose possibility is remembered for each rulebook.
MOST_RULINGS = 10_000


#: Ways to look on from one answer that are remembered, for each question and fact.
MOST_FOLLOWING = 2_000

#: Ways to answer open questions that are remembered for each rulebook.
MOST_WAYS = 20_000

#: Scores of several boundaries in one whole number: they stay apart below this.
APART = 1 << 32


#: Rules as tests: the bit, when it acts, and its packed points.
type Tests = tuple[tuple[int, Clauses, int], ...]


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
        self._limits = limits(rulebook)
        self._limit_names = frozenset(self._limits.names)
        self._tests = tuple((rule.bit, rule.when, packed(rule.points)) for rule in self._rules)
        self._values = {node.id: value_of(self._masks, node) for node in rulebook.order}
        self._limited = [(name, self._values[name]) for name in self._limits.names]
        self._limited_bits = sum(value.every for _, value in self._limited)
        self._rulings: dict[tuple[int, int], Ruling] = {}
        self._cones = {name: self._cone(name) for name in self._values}
        self._deciders = [
            node
            for node in rulebook.order
            if isinstance(node, Question) and VERDICT_BOUNDARY in node.decides
        ]
        self._decider_names = frozenset(question.id for question in self._deciders)
        self._decided_by = [self._masks.all_of(question.id) for question in self._deciders]
        self._masks_of = {
            node.id: (node, self._masks.all_of(node.id))
            for node in rulebook.order
            if isinstance(node, Question)
        }
        self._assumed = {
            name: self._values[name] for name, (node, _) in self._masks_of.items() if node.assumed
        }
        self._around: dict[frozenset[str], tuple[int, int]] = {}
        self._found_ways: dict[tuple[frozenset[str], int, int], tuple[_Way, ...]] = {}
        self._effects = sum(rule.bit for rule in self._rules if rule.effects)
        self._results: dict[tuple[int, int], Result] = {}
        self._by_side: dict[tuple[int, tuple[int, ...]], Result] = {}

    def of(self, answers: Mapping[str, str]) -> Situation:
        """The situation for all known answers that bear on one store."""
        given = self._masks.state(answers)
        state = 0
        for value in self._values.values():
            state |= value.of(given, state)
        acting = total = 0
        for bit, when, points in self._tests:
            if holds(when, state):
                acting |= bit
                total += points
        return Situation(given, state, acting, total)

    def forget(self) -> None:
        """Forget the verdicts that were worked out, for whoever measures."""
        self._results.clear()

    def changed(self, before: Situation, name: str, option: str | None) -> Situation:
        """The situation with one answer given or replaced, or taken away with none."""
        cone = self._cones[name]
        bit = self._masks.bit(name, option) if option else 0
        given = before.given & ~cone.values[0].every | bit
        follows = cone.follows(given, before.state)
        gone = before.acting & cone.rule_bits
        return Situation(
            given,
            before.state & ~cone.every | follows.state,
            before.acting ^ gone | follows.acting,
            before.points + follows.points - cone.points_of(gone),
        )

    def is_asked(self, situation: Situation, question: str) -> bool:
        """Whether the question is asked, muted or not."""
        return not holds(self._values[question].skipped, situation.state)

    def can_matter(self, name: str) -> bool:
        """Whether anything that can reach the verdict looks at what follows from an answer."""
        cone = self._cones[name]
        decides = not cone.names.isdisjoint(self._decider_names)
        return bool(cone.rules) or decides or self.can_contradict(name)

    def opens_deciders(self, situation: Situation, name: str) -> bool:
        """Whether an answer can open or close a question that decides the verdict."""
        if not self._decider_names.isdisjoint(self._cones[name].names - {name}):
            return True
        return name in self._decider_names and not situation.state & self._values[name].every

    def can_contradict(self, name: str) -> bool:
        """Whether what follows from an answer can be impossible beside other answers."""
        return name in self._limit_names

    def meet(self, one: str, other: str) -> Tests | None:
        """The rules that look at what follows from both answers; None if values do as well."""
        mine, yours = self._cones[one], self._cones[other]
        if not mine.names.isdisjoint(yours.names):
            return None
        common = mine.rule_bits & yours.rule_bits
        return tuple(test for test in mine.rules if test[0] & common) if common else ()

    def verdict(self, situation: Situation) -> Result:
        """The verdict, "ask first" where open questions decide it."""
        return self.verdict_of(situation, self.decided(situation))

    def verdict_of(self, situation: Situation, decided: Iterable[Situation]) -> Result:
        """The verdict of a situation with the ``decided`` ones that it can become."""
        reached = None
        for each in decided:
            result = self.result(each)
            if result is not reached and self.is_possible(each):
                if reached is not None:
                    return Result.ASK_FIRST
                reached = result
        return self.result(situation) if reached is None else reached

    def score(self, situation: Situation) -> int:
        """The score of the verdict's boundary."""
        return self._scores(situation)[self._scored.index(VERDICT_BOUNDARY)]

    def is_possible(self, situation: Situation) -> bool:
        """Whether the answers can be true together, muted or not."""
        return self._ruling(situation).possible

    def completed(self, situation: Situation) -> Situation:
        """The situation with the options that are the only ones left, as in ``limits``."""
        while only := self._ruling(situation).only:
            for name, option in only.items():
                situation = self.changed(situation, name, option)
        return situation

    def verdict_standing(self, situation: Situation) -> Result | None:
        """The verdict also of answers that contradict each other: those count as open.

        The same as ``limits`` and ``unknowns`` make of them, where they are answers to
        questions. None where a stated fact is among them: a kind of store may speak then.
        """
        aside: frozenset[str] = frozenset()
        now = situation
        while (ruling := self._ruling(now)).aside or ruling.only:
            if ruling.aside:
                aside |= ruling.aside
                now = situation
                for name in aside:
                    now = self.changed(now, name, DONT_KNOW if name in self._assumed else None)
                continue
            left = ruling.only.keys() - aside
            if not left:
                break
            for name in left:
                now = self.changed(now, name, ruling.only[name])
        if not aside:
            return self._reached(now, self._decider_names)
        if not aside <= self._masks_of.keys():
            return None
        return self._reached(self._with_what_is_assumed(now), aside | self._decider_names)

    def _reached(self, situation: Situation, names: frozenset[str]) -> Result:
        """The same as :meth:`verdict`, for a room of people: many answer much alike.

        ``names`` are the questions that decide, as far as they are open.
        """
        state = situation.state
        open_ = [each for each in names if not state & self._masks_of[each][1]]
        if not open_:
            return self.result(situation)
        reached = None
        for way in self._ways(situation, frozenset(open_)):
            result = self.result(way.from_(situation))
            if result is not reached:
                if reached is not None:
                    return Result.ASK_FIRST
                reached = result
        return self.result(situation) if reached is None else reached

    def _ways(self, situation: Situation, names: frozenset[str]) -> tuple["_Way", ...]:
        """What the possible ways to answer these open questions change, each once."""
        around = self._around.get(names)
        if around is None:
            cones = [self._cones[name] for name in names]
            looked_at = reduce(or_, (cone.looked_at for cone in cones), self._limited_bits)
            around = looked_at, reduce(or_, (cone.rule_bits for cone in cones))
            self._around[names] = around
        looked_at, rules = around
        key = names, situation.given & looked_at, situation.state & looked_at
        return remembered(
            self._found_ways, key, MOST_WAYS, lambda: self._find_ways(situation, names, rules)
        )

    def _find_ways(
        self, situation: Situation, names: frozenset[str], rules: int
    ) -> tuple["_Way", ...]:
        open_ = [each for name, each in self._masks_of.items() if name in names]
        ways = (
            _Way(rules, each.acting & rules, each.points - situation.points)
            for each in self._answered(situation, open_)
            if self.is_possible(each)
        )
        return tuple(dict.fromkeys(ways))

    def _with_what_is_assumed(self, situation: Situation) -> Situation:
        """The situation with its assumptions as answers: nothing else is assumed any more."""
        for name, value in self._assumed.items():
            if not situation.given & value.every:
                asked = not holds(value.skipped, situation.state)
                assumed = asked and holds(value.assumed_when, situation.state)
                option = self._masks.value(name, value.assumed) if assumed else DONT_KNOW
                situation = self.changed(situation, name, option)
        return situation

    def _ruling(self, situation: Situation) -> Ruling:
        given, state = situation.given & self._limited_bits, situation.state & self._limited_bits
        found = self._rulings.get((given, state))
        if found is None:
            if len(self._rulings) >= MOST_RULINGS:
                self._rulings.clear()
            found = self._rulings[given, state] = self._limits.ruling(self._answers(situation))
        return found

    def _answers(self, situation: Situation) -> dict[str, str]:
        """The answers that limits look at, assumed ones among them."""
        found = {}
        for name, value in self._limited:
            answer = value.answer(situation.given, situation.state)
            if answer:
                found[name] = self._masks.value(name, answer)
        return found

    def open_deciders(self, situation: Situation) -> list[Question]:
        """The questions that decide the verdict, are asked, and have no answer."""
        pairs = zip(self._deciders, self._decided_by, strict=True)
        return [each for each, mask in pairs if not situation.state & mask]

    def decided(self, situation: Situation) -> Iterable[Situation]:
        """Every way to answer the open questions that decide the verdict; none if none is open.

        The order is that of the questions and options. Impossible ways are among them.
        """
        for mask in self._decided_by:
            if not situation.state & mask:
                break
        else:
            return ()
        open_ = zip(self._deciders, self._decided_by, strict=True)
        return self._answered(situation, [each for each in open_ if not situation.state & each[1]])

    def _answered(
        self, situation: Situation, questions: Sequence[tuple[Question, int]]
    ) -> Iterator[Situation]:
        if not questions:
            yield situation
            return
        (first, mask), *rest = questions
        if situation.state & mask:  # another answer made it pointless
            yield from self._answered(situation, rest)
            return
        for option in first.options:
            yield from self._answered(self.changed(situation, first.id, option), rest)

    def result(self, situation: Situation) -> Result:
        """The result without looking at open questions."""
        key = situation.acting & self._effects, situation.points
        found = self._results.get(key)
        if found is None:
            if len(self._results) >= MOST_VERDICTS:
                self._results.clear()
                self._by_side.clear()
            found = self._results[key] = self._result_for(*key)
        return found

    def _result_for(self, acting: int, points: int) -> Result:
        """All scores on the same side of the thresholds give the same result."""
        scores = tuple(map(self._side, unpacked(points, len(self._scored))))
        found = self._by_side.get((acting, scores))
        if found is None:
            effects = 0
            for rule in self._rules:
                if acting & rule.bit:
                    effects |= rule.effects
            every = dict.fromkeys(BOUNDARIES, 0)
            every |= dict(zip(self._scored, scores, strict=True))
            found = settle(self._rulebook, every, unpack(effects))[VERDICT_BOUNDARY]
            self._by_side[acting, scores] = found
        return found

    def _side(self, score: int) -> int:
        """One score for all on the same side of the thresholds, or between them."""
        if score >= self._rulebook.together_from:
            return self._rulebook.together_from
        apart = self._rulebook.separate_from
        return apart if score <= apart else apart + 1

    def _scores(self, situation: Situation) -> tuple[int, ...]:
        return unpacked(situation.points, len(self._scored))

    def _cone(self, name: str) -> "_Cone":
        names = {name}
        for node in self._rulebook.order:
            if reads(node) & names:
                names.add(node.id)
        values = tuple(value for each, value in self._values.items() if each in names)
        rules = [rule for rule in self._rules if rule.names & names]
        tests = tuple((rule.bit, rule.when, packed(rule.points)) for rule in rules)
        looked_at = names.union(
            *(reads(node) for node in self._rulebook.order if node.id in names),
            *(rule.names for rule in rules),
        )
        around = sum(self._masks.all_of(each) for each in looked_at - names - {ENVIRONMENT})
        return _Cone(frozenset(names), values, tests, around)


class _Way(NamedTuple):
    """What answers to open questions change: the rules that they move, those of them that act
    then, and the points that come on top."""

    rules: int
    acting: int
    points: int

    def from_(self, now: Situation) -> Situation:
        """The situation once they are given, as far as results look at it."""
        acting = now.acting & ~self.rules | self.acting
        return Situation(now.given, now.state, acting, now.points + self.points)


class _Follows(NamedTuple):
    """What follows from an answer: values and acting rules of its cone, and their points."""

    state: int
    acting: int
    points: int


class _Cone:
    """What can follow from one answer: values, in order, and the rules that look at them.

    ``around`` has the bits of all other values that these look at.
    """

    def __init__(
        self, names: frozenset[str], values: tuple[Value, ...], rules: Tests, around: int
    ) -> None:
        self.names = names
        self.values = values
        self.rules = rules
        self.every = sum(value.every for value in values)
        self.rule_bits = sum(bit for bit, _, _ in rules)
        self._around = around
        self.looked_at = self.every | around
        self._found: dict[tuple[int, int], _Follows] = {}
        self._points: dict[int, int] = {}

    def follows(self, given: int, state: int) -> _Follows:
        """What follows once the answer is among those ``given``."""
        # The cone's own values are worked out anew, so only what is around it makes a difference.
        key = given & self.every, state & self._around
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= MOST_FOLLOWING:
                self._found.clear()
            found = self._found[key] = self._follow(*key)
        return found

    def points_of(self, acting: int) -> int:
        """The packed points of these rules of the cone."""
        found = self._points.get(acting)
        if found is None:
            if len(self._points) >= MOST_FOLLOWING:
                self._points.clear()
            found = sum([points for bit, _, points in self.rules if acting & bit])
            self._points[acting] = found
        return found

    def _follow(self, given: int, state: int) -> _Follows:
        for value in self.values:
            state |= value.of(given, state)
        acting = sum([bit for bit, when, _ in self.rules if holds(when, state)])
        return _Follows(state & self.every, acting, self.points_of(acting))


def joined(now: Situation, one: Situation, other: Situation, meet: Tests) -> Situation:
    """Two changes of a situation at once; ``meet`` has the rules that look at both.

    What only one of them touches is as that one leaves it; so differences add up.
    """
    state = now.state ^ one.state ^ other.state
    acting = now.acting ^ one.acting ^ other.acting
    points = one.points + other.points - now.points
    for bit, when, own in meet:
        counted = bool(one.acting & bit) + bool(other.acting & bit) - bool(now.acting & bit)
        acts = holds(when, state)
        acting = acting | bit if acts else acting & ~bit
        points += own * (acts - counted)
    return Situation(now.given ^ one.given ^ other.given, state, acting, points)


def packed(points: Sequence[int]) -> int:
    """Points of several boundaries as one whole number."""
    return sum(each * APART**place for place, each in enumerate(points))


def unpacked(points: int, count: int) -> tuple[int, ...]:
    """The points of ``count`` boundaries that :func:`packed` made one whole number of."""
    found = []
    for _ in range(count):
        own = (points + APART // 2) % APART - APART // 2
        found.append(own)
        points = (points - own) // APART
    return tuple(found)


situations = once_per_rulebook(Situations)
