"""A workshop is deleted while people come in, vote and leave: whoever comes later finds nothing."""

from collections.abc import Callable, Iterator

import pytest
from django.db.models.signals import pre_delete
from django.urls import reverse

from decision.actions import workshop as actions
from decision.domain.workshop.progress import Move
from decision.models import Participant, Vote, Workshop
from tests.elsewhere import Elsewhere
from tests.endings import Room, new_room
from tests.web.workshops.rooms import browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(transactional_db: None) -> Iterator[Room]:
    yield new_room(3)
    Workshop.objects.all().delete()


def in_between(act: Callable[[], object], delete: Callable[[], object]) -> object:
    """Act on a connection of its own when ``delete`` has read what there is to be deleted.

    What came of it: a result or an exception.
    """
    other = Elsewhere(act)

    def begin(**_: object) -> None:
        other.begin()

    pre_delete.connect(begin, sender=Workshop)
    try:
        delete()
    finally:
        pre_delete.disconnect(begin, sender=Workshop)
    return other.result()


def deletion(room: Room) -> Callable[[], object]:
    return lambda: actions.delete_workshop(workshop=room.workshop)


def test_who_joins_meanwhile_finds_nothing(room: Room) -> None:
    found = in_between(lambda: actions.join(workshop=room.workshop), deletion(room))

    assert isinstance(found, Workshop.DoesNotExist)
    assert not Participant.objects.exists()


def test_who_votes_meanwhile_is_refused(room: Room) -> None:
    room.move("recovery", Move.OPEN)
    item, person = room.item("recovery").pk, room.people[0]

    found = in_between(
        lambda: actions.cast_vote(participant=person, item=item, round=1, option="restorable"),
        deletion(room),
    )

    assert isinstance(found, actions.VoteRefused)
    assert not Vote.objects.exists()


def test_who_gives_a_reason_meanwhile_is_refused(room: Room) -> None:
    room.voted("recovery", ["restorable"] * 3)
    item, person = room.item("recovery").pk, room.people[0]

    found = in_between(
        lambda: actions.give_reason(participant=person, item=item, reason="because"),
        deletion(room),
    )

    assert isinstance(found, actions.VoteRefused)
    assert not Vote.objects.exists()


def test_who_leaves_meanwhile_has_left(room: Room) -> None:
    room.move("recovery", Move.OPEN)
    room.vote("recovery", ["restorable"] * 3)

    found = in_between(lambda: actions.leave(participant=room.people[0]), deletion(room))

    assert found is None
    assert not Participant.objects.exists()


def test_what_is_purged_is_not_voted_on_meanwhile(room: Room) -> None:
    room.move("recovery", Move.OPEN)
    item, person = room.item("recovery").pk, room.people[0]
    Workshop.objects.update(expires_at=room.workshop.created_at)

    found = in_between(
        lambda: actions.cast_vote(participant=person, item=item, round=1, option="restorable"),
        actions.purge_workshops,
    )

    assert isinstance(found, actions.VoteRefused)
    assert not Workshop.objects.exists()


def test_the_join_page_says_that_no_workshop_has_the_code(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = actions.join

    def late(**chosen: object) -> object:
        Workshop.objects.all().delete()
        return join(**chosen)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "join", late)

    response = browser().post(reverse("workshop-join", args=[room.workshop.code]))

    assert response.status_code == 404
    assert "No workshop has this code" in response.text
