"""Facilitators and people at the same moment, with threads and connections of their own."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from decision.actions import workshop as actions
from decision.actions.workshop import guesses
from decision.domain.workshop.progress import Move
from decision.models import FailedTry, Participant, Vote, Workshop
from tests.actions.test_at_the_same_time import AT_ONCE, kinds, together
from tests.elsewhere import Elsewhere
from tests.web.workshops.rooms import SCRIPT, Room, browser, new_workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(transactional_db: None) -> Iterator[Room]:
    yield Room(new_workshop())
    Workshop.objects.all().delete()


def meanwhile(step: Callable[[], object], act: Callable[[], object]) -> object:
    """Act on a connection of its own while a step is taken and not yet committed.

    What came of it: a result or an exception.
    """
    other = Elsewhere(act)
    with transaction.atomic():
        step()
        other.begin()
    return other.result()


def test_of_several_facilitators_who_step_at_once_one_wins(room: Room) -> None:
    seen, item = room.revision, room.item("recovery")

    results = together(
        lambda _: actions.move_item(workshop=room.workshop, item=item, move=Move.OPEN, seen=seen)
    )

    assert kinds(results) == ["NoneType"] + ["StaleStep"] * (AT_ONCE - 1)
    assert all(
        each.workshop.revision == seen + 1
        for each in results
        if isinstance(each, actions.StaleStep)
    )


def test_who_comes_second_sees_where_the_room_is_now(room: Room) -> None:
    seen, item = room.revision, room.item("recovery")
    second = browser(room.created.facilitate_secret)
    url = room.url("workshop-move", item.pk, "skip")

    answer = meanwhile(
        lambda: actions.move_item(workshop=room.workshop, item=item, move=Move.OPEN, seen=seen),
        lambda: second.post(url, {"seen": str(seen)}),
    )

    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 409
    assert f'name="seen" value="{seen + 1}"' in answer.text
    assert room.item("recovery").stage == "voting"


def test_a_vote_at_the_moment_of_the_end_is_refused(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")
    seen = room.revision

    status = meanwhile(
        lambda: actions.end_workshop(workshop=room.workshop, seen=seen),
        lambda: room.vote(phone, "recovery", "restorable", round=1),
    )

    assert status == 409
    assert not Vote.objects.exists()


def test_a_reason_at_the_moment_of_the_end_is_refused(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")
    room.vote(phone, "recovery", "restorable")
    room.move("recovery", "reveal")
    seen, url = room.revision, room.url("workshop-own-reason", room.item("recovery").pk)

    meanwhile(
        lambda: actions.end_workshop(workshop=room.workshop, seen=seen),
        lambda: phone.post(url, {"reason": "because"}),
    )

    assert Vote.objects.get().reason == ""


def test_a_vote_of_somebody_who_leaves_at_that_moment_is_refused(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")

    meanwhile(
        lambda: actions.leave(participant=Participant.objects.get()),
        lambda: room.vote(phone, "recovery", "restorable", round=1),
    )

    assert not Vote.objects.exists()


def test_a_vote_at_the_moment_of_the_reveal_is_counted_or_refused(room: Room) -> None:
    phones = [room.join() for _ in range(AT_ONCE - 1)]
    room.move("recovery", "open")
    item, seen = room.item("recovery"), str(room.revision)
    reveal = room.url("workshop-move", item.pk, "reveal")
    sent = {"option": "restorable", "round": "1"}

    def act(number: int) -> int:
        if number == AT_ONCE - 1:
            return room.facilitator.post(reveal, {"seen": seen}).status_code
        url = room.url("workshop-vote", item.pk)
        return phones[number].post(url, sent, headers=SCRIPT).status_code

    *votes, revealed = together(act)

    assert revealed == 302
    assert set(votes) <= {200, 409}
    assert Vote.objects.count() == votes.count(200)


def test_a_double_click_on_an_answer_is_one_vote(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")

    results = together(lambda _: room.vote(phone, "recovery", "restorable"))

    assert results == [200] * AT_ONCE
    assert Vote.objects.count() == 1


def test_people_who_join_at_once_are_all_in(room: Room) -> None:
    results = together(lambda _: type(room.join()))

    assert kinds(results) == ["type"] * AT_ONCE
    assert Participant.objects.count() == AT_ONCE


def test_of_several_who_want_one_alias_at_once_one_gets_it(room: Room) -> None:
    Workshop.objects.update(naming="aliases")
    code = reverse("workshop-join", args=[room.workshop.code])

    results = together(lambda _: browser().post(code, {"alias": "Ada"}).status_code)

    assert sorted(map(str, results)) == ["303", "409", "409", "409"]


def test_wrong_codes_at_once_are_all_counted(room: Room) -> None:
    def guess(_: int) -> None:
        for _ in range(5):
            guesses.count_guess(address="192.0.2.1")

    assert together(guess) == [None] * AT_ONCE
    assert FailedTry.objects.get().count == 5 * AT_ONCE
