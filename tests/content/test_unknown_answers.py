"""What the shipped content does with answers that are missing."""

from decision.catalog import load_catalog
from decision.domain.answers import Store, System
from decision.domain.recommendation import recommend
from decision.domain.sensitivity import analyse, glance
from tests.content.shipped import CONTENT

RULEBOOK = load_catalog(CONTENT).rulebook


def test_a_question_is_asked_first_before_those_that_it_opens() -> None:
    (found,) = recommend(RULEBOOK, System("any", {}, (Store("orders"),))).stores

    assert found.deciding_cell.ask == ("infrastructure-ownership", "consumers", "recovery")


def test_a_question_that_an_answer_has_opened_is_asked_first_itself() -> None:
    answers = {"infrastructure-ownership": "shared"}
    store = Store("orders", {"consumers": "exclusive", "recovery": "restorable"})

    (found,) = recommend(RULEBOOK, System("any", answers, (store,))).stores

    assert found.deciding_cell.ask == ("ownership-sharing",)


def test_a_zone_that_is_not_known_is_like_one_that_nobody_stated() -> None:
    unknown = System("any", {}, (Store("orders", {"zone": "dont-know"}),))
    unstated = System("any", {}, (Store("orders"),))

    assert (
        recommend(RULEBOOK, unknown).stores[0].cells
        == recommend(RULEBOOK, unstated).stores[0].cells
    )
    assert analyse(RULEBOOK, unknown) == analyse(RULEBOOK, unstated)
    assert glance(RULEBOOK, unknown) == glance(RULEBOOK, unstated)
