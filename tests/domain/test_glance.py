"""A glance says the same as the whole analysis, as far as it goes."""

from hypothesis import given
from hypothesis import strategies as st

from decision.domain.sensitivity import Purpose, analyse, glance
from tests.domain.random_rulebooks import rulebooks, systems


@given(st.data())
def test_a_glance_has_the_verdicts_and_possible_results_of_the_analysis(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook, stores=2))

    seen, known = glance(rulebook, system), analyse(rulebook, system)

    assert [(each.name, each.verdict, each.possible, each.settled) for each in seen.stores] == [
        (each.name, each.verdict, each.possible, each.settled) for each in known.stores
    ]


@given(st.data())
def test_a_glance_names_the_question_that_the_analysis_ranks_first_if_it_decides(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook, stores=2))
    known = analyse(rulebook, system)
    verdicts = {store.name: store.verdict for store in known.stores}

    named = glance(rulebook, system).next_question

    first = known.next_questions[0] if known.next_questions else None
    deciding = first is not None and (
        first.purpose is Purpose.AGAIN
        or any(
            turn.verdict is not verdicts[outcome.store]
            for outcome in first.outcomes
            for turn in outcome.turns
        )
    )
    assert (named.question if named else None) == (first.question if first and deciding else None)
