"""One vote each: what is taken, what is refused, and what a waiting screen costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decision.models import Pace, Vote
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import SCRIPT, Room, new_workshop

MOST_QUERIES = 2


def test_a_changed_vote_replaces_the_first(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")

    room.vote(phone, "recovery", "restorable", "because")
    room.vote(phone, "recovery", "dont-know")

    assert list(Vote.objects.values_list("option", "reason")) == [("dont-know", "")]


def test_the_second_round_is_a_vote_of_its_own(room: Room) -> None:
    phone = room.join()
    for move in ("open", "reveal", "vote-again"):
        if move == "reveal":
            room.vote(phone, "recovery", "restorable")
        room.move("recovery", move)

    assert room.vote(phone, "recovery", "dont-know", round=1) == 409
    assert room.vote(phone, "recovery", "dont-know") == 200
    votes = Vote.objects.order_by("round").values_list("round", "option")
    assert list(votes) == [(1, "restorable"), (2, "dont-know")]


@pytest.mark.parametrize("moves", [(), ("open", "reveal"), ("open", "skip")])
def test_a_vote_on_what_is_not_open_is_refused(room: Room, moves: tuple[str, ...]) -> None:
    phone = room.join()
    for move in moves:
        room.move("recovery", move)

    assert room.vote(phone, "recovery", "restorable", round=1) == 409
    assert not Vote.objects.exists()


@pytest.mark.parametrize("pace", list(Pace))
def test_nobody_votes_once_the_workshop_has_ended(db: None, pace: Pace) -> None:
    room = Room(new_workshop(pace=pace))
    phone = room.join()
    if pace == Pace.LIVE:
        room.move("recovery", "open")
    assert room.step(room.url("workshop-end")) == 302

    assert room.vote(phone, "recovery", "restorable") == 409
    assert not Vote.objects.exists()


def test_who_has_left_votes_no_more(room: Room) -> None:
    phone = room.join()
    name = cookie_name(room.workshop.pk)
    secret = phone.cookies[name].value
    room.move("recovery", "open")
    phone.post(room.url("workshop-leave"))
    phone.cookies[name] = secret

    assert room.vote(phone, "recovery", "restorable") == 404


def test_a_second_device_sees_what_the_first_voted(room: Room) -> None:
    phone, url = room.join(), room.url("workshop-participant")
    room.move("recovery", "open")
    before = phone.get(url)["ETag"]

    room.vote(phone, "recovery", "restorable")

    headers = {**SCRIPT, "If-None-Match": before}
    assert phone.get(url, headers=headers).status_code == 200


# What it costs that a whole room asks every second


def asked(room: Room, *, moves: tuple[str, ...] = (), showing: str = "") -> int:
    """How many queries it takes to tell a phone that nothing is new."""
    phone, url = room.join(), room.url("workshop-participant")
    for move in moves:
        if move == "reveal":
            room.vote(phone, "recovery", "restorable", "because")
        assert room.move("recovery", move) == 302
    if showing:
        room.step(room.url("workshop-show", showing))
    headers = {**SCRIPT, "If-None-Match": phone.get(url)["ETag"]}
    with CaptureQueriesContext(connection) as captured:
        response = phone.get(url, headers=headers)
    assert response.status_code == 304
    assert not response.content
    return len(captured)


@pytest.mark.parametrize(
    ("moves", "showing"),
    [
        ((), ""),
        (("open",), ""),
        (("open", "reveal"), ""),
        (("open", "reveal", "vote-again"), ""),
        (("open", "reveal"), "verdict"),
        (("open", "skip"), ""),
    ],
)
def test_a_screen_that_has_nothing_new_costs_two_queries(
    room: Room, moves: tuple[str, ...], showing: str
) -> None:
    assert asked(room, moves=moves, showing=showing) <= MOST_QUERIES


def test_so_it_does_at_ones_own_pace(db: None) -> None:
    assert asked(Room(new_workshop(pace=Pace.OWN))) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "We restored it."),
        ("We restored it.", "It was deleted."),  # as many letters
        ("We restored it.", ""),
    ],
)
def test_a_reason_that_somebody_else_changes_makes_the_screen_new(
    room: Room, before: str, after: str
) -> None:
    phone, other, url = room.join(), room.join(), room.url("workshop-participant")
    room.move("recovery", "open")
    room.vote(other, "recovery", "restorable", before)
    room.move("recovery", "reveal")
    headers = {**SCRIPT, "If-None-Match": phone.get(url)["ETag"]}
    assert phone.get(url, headers=headers).status_code == 304

    own_reason = room.url("workshop-own-reason", room.item("recovery").pk)
    assert other.post(own_reason, {"reason": after}).status_code == 302

    assert phone.get(url, headers=headers).status_code == 200


def test_a_reason_that_is_hidden_and_shown_again_makes_the_screen_new(room: Room) -> None:
    phone, url = room.join(), room.url("workshop-participant")
    room.move("recovery", "open")
    room.vote(phone, "recovery", "restorable", "We restored it.")
    room.move("recovery", "reveal")
    headers = {**SCRIPT, "If-None-Match": phone.get(url)["ETag"]}

    for visibility in ("hide", "show"):
        room.step(room.url("workshop-reason", Vote.objects.get().pk, visibility))

    assert phone.get(url, headers=headers).status_code == 200
