from hypothesis import given, settings
from hypothesis import strategies as st

from decision.domain.answers import of_store
from decision.domain.recommendation import recommend_store, with_kind
from decision.domain.sensitivity import analyse, possible_results
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT
from tests.domain import brute_force, brute_force_flips
from tests.domain.random_rulebooks import rulebooks, systems


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_flips_equal_trying_every_change_and_every_pair_of_changes(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    system = data.draw(systems(rulebook))

    (found,) = analyse(rulebook, system).stores

    assert found.verdict is recommend_store(rulebook, system, system.stores[0]).verdict
    assert found.flips == brute_force_flips.flips(rulebook, system, system.stores[0])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_cannot_matter_is_in_no_flip_and_turns_no_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    store = system.stores[0]
    answers = with_kind(rulebook, store, of_store(system, store))

    (found,) = analyse(rulebook, system).stores

    cell = (VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)
    flips = brute_force_flips.flips(rulebook, system, store)
    matter = brute_force.that_matter(rulebook, answers, *cell)
    matter |= {change.question for flip in flips for change in flip.changes}
    asked = [each.question for each in brute_force_flips.single_changes(rulebook, system, store)]
    open_ = [name for name in dict.fromkeys(asked) if name not in answers]
    assert found.possible == brute_force.possible(rulebook, answers, *cell)
    assert found.settled == (found.possible == {found.verdict})
    assert found.cannot_matter == tuple(name for name in open_ if name not in matter)
