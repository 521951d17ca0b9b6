"""What is remembered is bounded, and forgetting it changes no result."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain import ranges
from decision.domain.findings import find
from decision.domain.ranges import score_ranges
from decision.domain.recommendation import recommend
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity import Sensitivity, analyse, situations
from decision.domain.vocabulary import DONT_KNOW, Environment, Result
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import UNIT, factor, question, system

RULEBOOK = Rulebook(
    questions=tuple(question(name) for name in "pqr"),
    factors=tuple(factor(name, "a", 100) for name in "pqr"),
)


def test_ranges_are_the_same_after_forgetting_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "MOST_PARTS", 1)

    found = score_ranges(RULEBOOK, {})

    assert {found[UNIT, where] for where in Environment} == {(0, 300)}


def test_flips_are_the_same_after_forgetting_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = system({}, {"p": "b", "q": "b", "r": "b"})
    before = analyse(Rulebook(RULEBOOK.questions, factors=RULEBOOK.factors), whole)
    monkeypatch.setattr(situations, "MOST_VERDICTS", 1)

    found = analyse(RULEBOOK, whole)

    assert found == before
    assert {flip.verdict for flip in found.stores[0].flips} == {Result.TOGETHER}


@given(st.data())
def test_what_is_remembered_of_other_stores_changes_nothing(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    whole = data.draw(systems(rulebook))
    (before,) = whole.stores
    question = data.draw(st.sampled_from(rulebook.questions))
    others = {name: each for name, each in before.answers.items() if name != question.id}
    now = replace(
        whole,
        stores=(
            replace(before, answers=others),
            *(
                replace(before, answers={**before.answers, question.id: option})
                for option in (*question.options, DONT_KNOW)
            ),
        ),
    )

    analyse(rulebook, whole)

    assert analyse(rulebook, now) == Sensitivity(
        tuple(
            analyse(replace(rulebook), replace(now, stores=(each,))).stores[0]
            for each in now.stores
        ),
        analyse(replace(rulebook), now).next_questions,
    )


@given(st.data())
def test_what_is_remembered_of_stores_is_told_apart_by_every_answer(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    one, other = data.draw(systems(rulebook)), data.draw(systems(rulebook))
    recommend(rulebook, one)

    found = recommend(rulebook, other)

    assert found == recommend(replace(rulebook), other)
    assert [each.store for each in found.stores] == list(other.stores)


def test_findings_are_a_recommendation_with_what_could_change_it() -> None:
    whole = system({}, {"p": "a"})

    found = find(RULEBOOK, whole)

    assert found.recommendation == recommend(RULEBOOK, whole)
    assert found.sensitivity == analyse(RULEBOOK, whole)
