"""The timer: it runs, waits, grows, and stops where a new topic begins."""

import pytest

from decision.actions import workshop as actions
from decision.domain.workshop.progress import Move
from decision.models import Showing
from tests.endings import Room, new_room

pytestmark = pytest.mark.django_db

MINUTE = 60


def started(minutes: int = 3) -> Room:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3)
    actions.start_timer(workshop=room.workshop, seconds=minutes * MINUTE, seen=seen(room))
    return room


def seen(room: Room) -> int:
    return room.reload().revision


def show(room: Room, showing: Showing, name: str = "") -> None:
    item = room.item(name) if name else None
    actions.show(workshop=room.workshop, showing=showing, item=item, seen=seen(room))


def test_a_paused_timer_keeps_what_is_left() -> None:
    room = started()

    actions.pause_timer(workshop=room.workshop, seen=seen(room))

    workshop = room.reload()
    assert workshop.timer_ends_at is None
    assert workshop.timer_left is not None
    assert 2 * MINUTE < workshop.timer_left <= 3 * MINUTE


def test_a_paused_timer_grows_and_stays_paused() -> None:
    room = started()
    actions.pause_timer(workshop=room.workshop, seen=seen(room))
    left = room.reload().timer_left
    assert left is not None

    actions.extend_timer(workshop=room.workshop, seconds=MINUTE, seen=seen(room))

    workshop = room.reload()
    assert (workshop.timer_ends_at, workshop.timer_left) == (None, left + MINUTE)


def test_a_paused_timer_that_is_resumed_runs_on_with_what_is_left() -> None:
    room = started()
    actions.pause_timer(workshop=room.workshop, seen=seen(room))
    left = room.reload().timer_left
    assert left is not None

    actions.resume_timer(workshop=room.workshop, seen=seen(room))

    workshop = room.reload()
    assert workshop.timer_left is None
    assert workshop.timer_ends_at is not None
    assert 0 < (workshop.seconds_left() or 0) <= left


def test_a_running_timer_grows_and_runs_on() -> None:
    room = started()
    before = room.reload().timer_ends_at
    assert before is not None

    actions.extend_timer(workshop=room.workshop, seconds=MINUTE, seen=seen(room))

    workshop = room.reload()
    assert workshop.timer_ends_at is not None
    assert workshop.timer_ends_at > before
    assert workshop.timer_left is None


def test_the_timer_has_an_end_however_often_it_is_extended() -> None:
    room = started(59)
    actions.pause_timer(workshop=room.workshop, seen=seen(room))

    for _ in range(3):
        actions.extend_timer(workshop=room.workshop, seconds=MINUTE, seen=seen(room))

    assert room.reload().timer_left == 60 * MINUTE


def test_a_look_at_the_join_code_and_back_leaves_the_timer_alone() -> None:
    room = started()
    before = room.reload().timer_ends_at

    show(room, Showing.LOBBY)
    assert room.reload().timer_ends_at == before
    show(room, Showing.ITEM, "recovery")

    assert room.reload().timer_ends_at == before


def test_the_verdict_and_another_topic_begin_without_the_timer() -> None:
    room = started()
    show(room, Showing.VERDICT)
    assert room.reload().seconds_left() is None

    room = started()
    show(room, Showing.ITEM, "consumers")
    assert room.reload().seconds_left() is None

    room = started()
    show(room, Showing.LOBBY)
    room.move("consumers", Move.OPEN)
    assert room.reload().seconds_left() is None
