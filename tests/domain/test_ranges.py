from hypothesis import given, settings
from hypothesis import strategies as st

from decision.domain.answers import known
from decision.domain.ranges import score_ranges
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Environment
from tests.domain import brute_force
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import UNIT, all_, factor, fact, gate, impossible, is_, question, within


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_ranges_equal_the_scores_of_every_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)

    found = score_ranges(rulebook, answers)

    assert found == brute_force.ranges(rulebook, answers)
