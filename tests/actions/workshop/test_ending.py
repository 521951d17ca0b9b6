"""The end: actions, the assessment that a workshop becomes, erasing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from decision import queries
from decision.actions import StaleForm
from decision.actions import workshop as actions
from decision.actions.workshop.ending import MOST_ACTION_POINTS
from decision.content import current_catalog
from decision.domain.answers import System
from decision.models import ActionPoint, Assessment, Item, Participant, Vote, Workshop, WorkshopLink
from tests.endings import new_room
from tests.systems import answer, new_shop, stored_answers

pytestmark = pytest.mark.django_db


def test_actions_have_an_owner_and_a_date_and_there_is_a_limit() -> None:
    room = new_room(0)
    due = date(2027, 1, 31)

    for number in range(MOST_ACTION_POINTS):
        actions.add_action_point(
            workshop=room.workshop, text=f"Test {number}", owner="Ada", due=due
        )

    first = ActionPoint.objects.all()[0]
    assert (first.text, first.owner, first.due) == ("Test 0", "Ada", due)
    with pytest.raises(actions.TooManyActionPoints):
        actions.add_action_point(workshop=room.workshop, text="More", owner="", due=None)


def test_an_action_of_another_workshop_is_not_removed() -> None:
    room, other = new_room(0), new_room(0)
    actions.add_action_point(workshop=room.workshop, text="Test", owner="", due=None)
    point = ActionPoint.objects.get()

    actions.remove_action_point(workshop=other.workshop, action_point=point.pk)

    assert ActionPoint.objects.count() == 1


def test_a_double_click_makes_one_assessment() -> None:
    room = new_room(0)
    seen = room.reload().revision
    system, catalog = System(name="Web shop"), current_catalog()

    made = actions.make_assessment(
        workshop=room.workshop, system=system, catalog=catalog, seen=seen
    )

    with pytest.raises(actions.StaleStep):
        actions.make_assessment(workshop=room.workshop, system=system, catalog=catalog, seen=seen)
    assert Assessment.objects.count() == 1
    assert room.reload().result == made.assessment


def test_updating_writes_nothing_when_the_answers_moved_on() -> None:
    shop = new_shop("orders", "images")
    room = new_room(0, assessment=shop.assessment)
    seen = shop.fingerprint
    answer(shop, "iac-adoption", "partial")
    before = stored_answers(shop)

    with pytest.raises(StaleForm):
        actions.update_assessment(
            workshop=room.workshop,
            assessment=shop.assessment,
            changes={(None, "iac-adoption"): "full"},
            seen=seen,
            replaced_by=lambda question: (),
        )

    assert stored_answers(shop) == before
    assert room.reload().result is None


def test_deleting_erases_everything_but_the_assessment() -> None:
    shop = new_shop("orders", "images")
    room = new_room(3, assessment=shop.assessment)
    room.agreed_on("recovery", "restorable")
    actions.add_action_point(workshop=room.workshop, text="Test", owner="", due=None)

    actions.delete_workshop(workshop=room.workshop)

    tables = (Workshop, Item, Participant, Vote, WorkshopLink, ActionPoint)
    assert [table.objects.count() for table in tables] == [0] * 6
    assert queries.assessment_by_id(shop.assessment.pk) is not None


def test_purging_erases_expired_workshops_alone() -> None:
    kept, expired = new_room(1), new_room(1)
    past = timezone.now() - timedelta(days=1)
    Workshop.objects.filter(pk=expired.workshop.pk).update(expires_at=past)

    assert actions.purge_workshops() == 1
    assert list(Workshop.objects.all()) == [kept.workshop]
