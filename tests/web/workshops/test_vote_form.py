"""A ballot that says no round, or none that there is: words, and the ballot once more."""

import pytest

from decision.models import Vote
from tests.web.visits import page
from tests.web.workshops.rooms import SCRIPT, Room

WRONG = [{}, {"round": ""}, {"round": "x"}, {"round": "3"}, {"round": "0"}, {"round": "9" * 400}]


@pytest.mark.parametrize("more", WRONG)
def test_a_vote_without_its_round_is_refused_in_words(room: Room, more: dict[str, str]) -> None:
    phone = room.join()
    room.move("recovery", "open")
    url = room.url("workshop-vote", room.item("recovery").pk)

    response = phone.post(url, {"option": "restorable", "reason": "Tried it", **more})

    found = page(response)
    assert response.status_code == 422
    assert "This vote could not be taken. Choose your answer again, then vote." in found.text
    assert "Tried it" in found.text
    assert found.field("round") == "1"
    assert not Vote.objects.exists()


def test_the_script_is_told_in_the_same_words(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")
    url = room.url("workshop-vote", room.item("recovery").pk)

    found = phone.post(url, {"option": "restorable"}, headers=SCRIPT).json()

    words = ["This vote could not be taken. Choose your answer again, then vote."]
    assert found == {"saved": False, "errors": {"round": words, "option": words}}


def test_a_missing_answer_is_named_as_such(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")

    response = phone.post(room.url("workshop-vote", room.item("recovery").pk), {})

    assert "Choose an answer." in page(response).text
