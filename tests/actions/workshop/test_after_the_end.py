"""What may still change once a workshop has ended: what follows from it, not what was said."""

from collections.abc import Callable

import pytest

from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.domain.answers import System
from decision.domain.workshop.progress import Move
from decision.models import Assessment, Item, Showing
from tests.endings import Room, new_room

pytestmark = pytest.mark.django_db

Step = Callable[[Room, int], object]

STEPS: dict[str, Step] = {
    "reveal": lambda room, seen: actions.move_item(
        workshop=room.workshop, item=room.item("consumers"), move=Move.REVEAL, seen=seen
    ),
    "open": lambda room, seen: actions.move_item(
        workshop=room.workshop, item=room.item("iac-adoption"), move=Move.OPEN, seen=seen
    ),
    "settle": lambda room, seen: actions.settle_item(
        workshop=room.workshop,
        item=room.item("recovery"),
        agreed="recreatable",
        dissent="",
        seen=seen,
    ),
    "show": lambda room, seen: actions.show(
        workshop=room.workshop, showing=Showing.VERDICT, seen=seen
    ),
    "close": lambda room, seen: actions.close_all(workshop=room.workshop, seen=seen),
    "timer": lambda room, seen: actions.start_timer(workshop=room.workshop, seconds=60, seen=seen),
    "end": lambda room, seen: actions.end_workshop(workshop=room.workshop, seen=seen),
}


@pytest.fixture
def over() -> Room:
    """One question agreed on, one revealed, one with votes that nobody has seen."""
    room = new_room(3)
    room.agreed_on("message-queue", "stateful")
    room.voted("recovery", ["restorable"] * 3)
    room.move("consumers", Move.OPEN)
    room.vote("consumers", ["exclusive"] * 3)
    room.ended()
    return room


def as_it_stands(room: Room) -> list[object]:
    workshop = room.reload()
    rows = Item.objects.filter(workshop=workshop).values_list("name", "stage", "revealed", "agreed")
    return [workshop.revision, workshop.showing, workshop.ended_at, *rows]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_step_is_taken_any_more(step: Step, over: Room) -> None:
    before = as_it_stands(over)

    with pytest.raises(actions.StaleStep):
        step(over, over.reload().revision)

    assert as_it_stands(over) == before


def test_it_can_be_taken_back_and_then_the_room_goes_on(over: Room) -> None:
    actions.reopen_workshop(workshop=over.workshop, seen=over.reload().revision)

    over.move("consumers", Move.REVEAL)

    assert over.item("consumers").revealed == 1


def test_what_follows_is_still_written_down(over: Room) -> None:
    actions.add_action_point(workshop=over.workshop, text="Test", owner="Ada", due=None)
    actions.set_next_review(workshop=over.workshop, day=None)
    made = actions.make_assessment(
        workshop=over.workshop,
        system=System(name="Web shop"),
        catalog=current_catalog(),
        seen=over.reload().revision,
    )

    assert list(Assessment.objects.all()) == [made.assessment]
    assert over.reload().action_points.count() == 1
