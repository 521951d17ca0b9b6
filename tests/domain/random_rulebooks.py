"""Hypothesis strategies: small random rulebooks with everything that real content may have."""

from dataclasses import replace

from hypothesis import strategies as st

from decision.domain.answers import Store, System
from decision.domain.conditions import All, Always, AnyOf, Condition, Is, Not
from decision.domain.rulebook import (
    ENVIRONMENT,
    Assumption,
    Contradiction,
    Effect,
    Fact,
    Factor,
    FactRule,
    Gate,
    GateEffect,
    Implication,
    Question,
    Rulebook,
    reads,
)
from decision.domain.vocabulary import DONT_KNOW, Boundary, Environment, Level, Result
from tests.domain.toy import ONE_UNIT, OTHER_OWNER, OTHER_PIPELINE

OPTIONS = ("a", "b", "c")
ENVIRONMENTS = {ENVIRONMENT: tuple(environment.value for environment in Environment)}
type Known = dict[str, tuple[str, ...]]


def _draw_condition(draw: st.DrawFn, known: Known, depth: int = 2) -> Condition:
    shape = draw(st.sampled_from(("is", "is", "all", "any", "not"))) if depth else "is"
    if shape == "is":
        name = draw(st.sampled_from(sorted(known)))
        return Is(name, frozenset(draw(st.sets(st.sampled_from(known[name]), min_size=1))))
    if shape == "not":
        return Not(_draw_condition(draw, known, depth - 1))
    parts = tuple(_draw_condition(draw, known, depth - 1) for _ in range(2))
    return All(parts) if shape == "all" else AnyOf(parts)


def _draw_maybe(draw: st.DrawFn, known: Known, likely: int = 3) -> Condition:
    return _draw_condition(draw, known) if draw(st.integers(0, likely)) == 0 else Always()


def _draw_question(draw: st.DrawFn, name: str, known: Known, decides: bool) -> Question:
    conditional = known or ENVIRONMENTS
    muted = _draw_maybe(draw, conditional, 4)
    boundaries = draw(st.sets(st.sampled_from(Boundary), max_size=3)) if decides else ()
    options = OPTIONS[: draw(st.integers(2, 3))]
    return Question(
        name,
        draw(st.sampled_from(Level)),
        options,
        _draw_maybe(draw, conditional) if known else Always(),
        None if isinstance(muted, Always) or not known else muted,
        frozenset(boundaries),
        changeable=draw(st.booleans()),
        worse=tuple(draw(st.permutations(options))[: draw(st.integers(0, len(options) - 1))]),
    )


def _draw_assumption(draw: st.DrawFn, question: Question, steady: Known) -> Question:
    """A question of a store may be filled in by what follows from ``steady`` answers."""
    if not steady or question.level is Level.SYSTEM or draw(st.integers(0, 1)) == 0:
        return question
    option = draw(st.sampled_from(question.options))
    return replace(question, assumed=Assumption(option, _draw_condition(draw, steady)))


def _is_steady(node: Question | Fact, steady: Known) -> bool:
    """Whether a value is alike in every environment and in every way to decide a boundary."""
    decides = isinstance(node, Question) and node.decides
    return not decides and reads(node) <= steady.keys()


def _draw_fact(draw: st.DrawFn, name: str, known: Known) -> Fact:
    sees = known | ENVIRONMENTS
    rules = [FactRule(OPTIONS[i], _draw_condition(draw, sees)) for i in range(2)]
    return Fact(name, OPTIONS[:2], tuple(rules), draw(st.booleans()))


def _draw_points(draw: st.DrawFn) -> dict[Boundary, int]:
    points = st.sampled_from((-300, -200, -100, -50, 25, 50, 100, 200, 300))
    boundaries = st.sampled_from(
        (Boundary.IAC_UNIT, Boundary.IAC_UNIT, Boundary.OWNER, Boundary.PIPELINE)
    )
    return draw(st.dictionaries(boundaries, points, min_size=1, max_size=3))


def _draw_factor(draw: st.DrawFn, known: Known) -> Factor:
    name = draw(st.sampled_from(sorted(known)))
    everywhere = _draw_points(draw)
    points = dict.fromkeys(Environment, everywhere)
    if draw(st.booleans()):
        points = {
            where: _draw_points(draw) for where in draw(st.sets(st.sampled_from(Environment)))
        }
    option = draw(st.sampled_from(known[name]))
    return Factor(name, option, points, f"{name} {option}", ("s",), _draw_maybe(draw, known))


def _draw_gate(draw: st.DrawFn, name: str, known: Known) -> Gate:
    sees = known | ENVIRONMENTS
    effects = [
        GateEffect(
            draw(st.sampled_from([*Effect, Effect.EITHER])),
            frozenset(draw(st.sets(st.sampled_from(Boundary), min_size=1))),
            frozenset(draw(st.sets(st.sampled_from(Environment), min_size=2))),
            _draw_maybe(draw, sees, 4),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    return Gate(name, _draw_condition(draw, sees), tuple(effects))


def _draw_implication(draw: st.DrawFn, name: str) -> Implication:
    return Implication(
        name,
        draw(st.sampled_from(Boundary)),
        draw(st.sampled_from([r for r in Result if r is not Result.ASK_FIRST])),
        draw(st.booleans()),
        draw(st.sampled_from((Effect.SEPARATE, Effect.TOGETHER, Effect.LIFT))),
        frozenset(draw(st.sets(st.sampled_from(Boundary), min_size=1))),
    )


@st.composite
def rulebooks(draw: st.DrawFn, most_questions: int = 5, decides: bool = True) -> Rulebook:
    """Up to ``most_questions`` questions with facts, factors, gates and contradictions."""
    known: Known = {}
    steady: Known = {}
    questions: list[Question] = []
    facts: list[Fact] = []
    for number in range(draw(st.integers(1, most_questions))):
        name = f"q{number}"
        made = _draw_question(draw, name, known, decides and draw(st.integers(0, 2)) == 0)
        questions.append(_draw_assumption(draw, made, steady))
        known[name] = made.options
        if _is_steady(questions[-1], steady):
            steady[name] = made.options
        if len(facts) < 2 and draw(st.integers(0, 2)) == 0:
            name = f"f{number}"
            facts.append(_draw_fact(draw, name, known))
            known[name] = OPTIONS[:2]
            if _is_steady(facts[-1], steady):
                steady[name] = OPTIONS[:2]
    told = st.sampled_from((OTHER_OWNER, OTHER_PIPELINE, ONE_UNIT))
    implications = [*draw(st.lists(told, unique=True)), *(
        _draw_implication(draw, f"i{n}") for n in range(draw(st.integers(0, 2)))
    )]  # fmt: skip
    kinds = {"box": {n: draw(st.sampled_from(o)) for n, o in known.items() if draw(st.booleans())}}
    return Rulebook(
        questions=tuple(questions),
        facts=tuple(facts),
        factors=tuple(_draw_factor(draw, known) for _ in range(draw(st.integers(0, 8)))),
        gates=tuple(_draw_gate(draw, f"g{n}", known) for n in range(draw(st.integers(0, 4)))),
        implications=tuple(implications),
        contradictions=tuple(
            Contradiction(f"c{n}", _draw_condition(draw, known | ENVIRONMENTS), draw(st.booleans()))
            for n in range(draw(st.integers(0, 2)))
        ),
        kinds=kinds,
    )


def _draw_answers(draw: st.DrawFn, rulebook: Rulebook, level: Level) -> dict[str, str]:
    answers = {}
    for asked in rulebook.questions:
        if asked.level is level and draw(st.booleans()):
            answers[asked.id] = draw(st.sampled_from((*asked.options, DONT_KNOW)))
    for fact in rulebook.facts:
        if level is Level.STORE and fact.answerable and draw(st.integers(0, 3)) == 0:
            answers[fact.id] = draw(st.sampled_from(fact.options))
    return answers


@st.composite
def systems(draw: st.DrawFn, rulebook: Rulebook, stores: int = 1) -> System:
    """A system with partly answered questions, "don't know" among the answers."""
    return System(
        "toy",
        _draw_answers(draw, rulebook, Level.SYSTEM),
        tuple(
            Store(
                f"store {place}",
                _draw_answers(draw, rulebook, Level.STORE),
                draw(st.sampled_from((None, None, "box"))),
            )
            for place in range(1, stores + 1)
        ),
    )
