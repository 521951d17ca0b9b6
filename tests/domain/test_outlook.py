from hypothesis import given
from hypothesis import strategies as st

from decision.domain.answers import known
from decision.domain.sensitivity.outlook import CellRules
from decision.domain.vocabulary import Boundary, Environment
from tests.domain import brute_force
from tests.domain.random_rulebooks import rulebooks, systems


@given(st.data())
def test_the_possible_results_are_those_of_every_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)
    boundary = data.draw(st.sampled_from(Boundary))
    where = data.draw(st.sampled_from(Environment))

    found = CellRules(rulebook, boundary, where).outlook(answers)

    assert found.results == brute_force.possible(rulebook, answers, boundary, where)


@given(st.data())
def test_a_result_depends_on_a_question_if_two_completions_that_differ_only_there_differ(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)
    boundary = data.draw(st.sampled_from(Boundary))
    where = data.draw(st.sampled_from(Environment))
    open_ = [each.id for each in rulebook.questions if each.id not in answers]

    outlook = CellRules(rulebook, boundary, where).outlook(answers)
    found = {name for name in open_ if outlook.depends_on(name)}

    assert found == brute_force.that_matter(rulebook, answers, boundary, where)
