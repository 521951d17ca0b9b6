from dataclasses import replace

from decision.domain.findings import KEPT, find, kept_findings
from decision.domain.recommendation import recommend
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity import analyse
from tests.domain.toy import question, system


def test_findings_are_the_recommendation_and_what_could_change_it() -> None:
    rulebook = Rulebook(questions=(question("q"),))
    shop = system({}, {"q": "a"})

    found = find(rulebook, shop)

    assert found.recommendation == recommend(rulebook, shop)
    assert found.sensitivity == analyse(rulebook, shop)


def test_the_same_answers_are_worked_out_once_and_other_answers_again() -> None:
    rulebook = Rulebook(questions=(question("q"),))
    shop = system({}, {"q": "a"})

    found = find(rulebook, shop)

    assert find(rulebook, replace(shop)) is found
    assert find(rulebook, system({}, {"q": "b"})) is not found


def test_only_so_many_findings_are_remembered() -> None:
    rulebook = Rulebook(questions=(question("q"),))
    names = [f"shop {number}" for number in range(KEPT + 1)]

    for name in names:
        find(rulebook, replace(system({}, {"q": "a"}), name=name))

    assert len(kept_findings(rulebook)) == KEPT
