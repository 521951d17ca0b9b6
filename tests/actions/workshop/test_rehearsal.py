"""In a rehearsal eleven simulated participants vote on whatever opens."""

from collections import Counter

import pytest

from decision.domain.workshop.progress import Move
from decision.models import Naming, Pace, Participant, Vote
from tests.endings import ROLES, Room, new_room

pytestmark = pytest.mark.django_db


def votes(room: Room, name: str, round_: int) -> Counter[str]:
    found = Vote.objects.filter(item=room.item(name), round=round_)
    return Counter(found.values_list("option", flat=True))


def test_a_rehearsal_begins_with_eleven_simulated_people_spread_over_the_roles() -> None:
    room = new_room(0, is_rehearsal=True)

    people = Participant.objects.filter(workshop=room.workshop)
    assert {each.is_simulated for each in people} == {True}
    assert {each.alias for each in people} == {""}
    assert Counter(each.role for each in people) == {ROLES[0]: 5, ROLES[1]: 6}


def test_with_aliases_they_are_called_simulated() -> None:
    room = new_room(0, is_rehearsal=True, naming=Naming.ALIASES)

    aliases = Participant.objects.filter(workshop=room.workshop).values_list("alias", flat=True)
    assert set(aliases) == {f"Simulated {number}" for number in range(1, 12)}


def test_no_workshop_but_a_rehearsal_has_simulated_votes() -> None:
    room = new_room(2)

    room.move("recovery", Move.OPEN)

    assert Participant.objects.filter(is_simulated=True).count() == 0
    assert Vote.objects.count() == 0


def test_they_vote_when_an_item_opens_and_on_that_item_alone() -> None:
    room = new_room(0, is_rehearsal=True)

    room.move("recovery", Move.OPEN)

    counted = votes(room, "recovery", 1)
    assert counted.total() == Vote.objects.count() == 11
    assert counted["dont-know"] == 1
    assert max(counted.values()) == 7


def test_in_the_second_round_the_lead_grows_or_stays() -> None:
    room = new_room(0, is_rehearsal=True)
    room.move("recovery", Move.OPEN)
    room.move("recovery", Move.REVEAL)
    [(lead, first)] = votes(room, "recovery", 1).most_common(1)

    room.move("recovery", Move.VOTE_AGAIN)

    assert votes(room, "recovery", 2).total() == 11
    assert votes(room, "recovery", 2)[lead] >= first


def test_on_cards_the_definition_of_the_talk_leads() -> None:
    room = new_room(0, is_rehearsal=True)

    room.move("message-queue", Move.OPEN)

    assert votes(room, "message-queue", 1)["stateful"] == 7


def test_skipping_and_coming_back_gives_nobody_a_second_vote() -> None:
    room = new_room(0, is_rehearsal=True)
    room.move("recovery", Move.OPEN)
    before = votes(room, "recovery", 1)

    room.move("recovery", Move.SKIP)
    room.move("recovery", Move.REVISIT)

    assert votes(room, "recovery", 1) == before


def test_reasons_say_that_they_are_simulated() -> None:
    room = new_room(0, is_rehearsal=True)
    for name in ("iac-adoption", "recovery", "consumers"):
        room.move(name, Move.OPEN)

    reasons = set(Vote.objects.exclude(reason="").values_list("reason", flat=True))
    assert all(reason.startswith("(Simulated) ") for reason in reasons)


def test_at_their_own_pace_they_have_voted_on_everything_from_the_start() -> None:
    room = new_room(0, is_rehearsal=True, pace=Pace.OWN)

    assert [votes(room, item.name, 1).total() for item in room.workshop.items.all()] == [11] * 4


def test_people_join_a_rehearsal_beside_them() -> None:
    room = new_room(2, is_rehearsal=True)
    room.move("recovery", Move.OPEN)

    room.vote("recovery", ["restorable", "restorable"])

    assert votes(room, "recovery", 1).total() == 13
