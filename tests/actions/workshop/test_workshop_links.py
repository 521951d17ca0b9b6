"""Links of a workshop are few, and the last facilitator's stays."""

import pytest

from decision import queries
from decision.actions import workshop as actions
from decision.actions.workshop.links import MOST_LINKS
from decision.models import WorkshopLink, WorkshopRole
from tests.endings import new_room

pytestmark = pytest.mark.django_db


def test_a_second_facilitator_gets_a_link_of_their_own() -> None:
    room = new_room(0)

    secret = actions.make_workshop_link(workshop=room.workshop, role=WorkshopRole.FACILITATE)

    link = queries.workshop_link_by_secret(secret)
    assert link is not None
    assert (link.workshop_id, link.role) == (room.workshop.pk, "facilitate")
    assert secret not in repr(list(WorkshopLink.objects.values()))


def test_there_is_a_limit_to_live_links_and_revoking_makes_room() -> None:
    room = new_room(0)
    for _ in range(MOST_LINKS - 2):
        actions.make_workshop_link(workshop=room.workshop, role=WorkshopRole.PROJECT)

    with pytest.raises(actions.TooManyLinks):
        actions.make_workshop_link(workshop=room.workshop, role=WorkshopRole.PROJECT)

    actions.revoke_workshop_link(link=queries.workshop_links(room.workshop)[-1])
    actions.make_workshop_link(workshop=room.workshop, role=WorkshopRole.PROJECT)
    assert WorkshopLink.objects.filter(revoked_at=None).count() == MOST_LINKS


def test_the_last_facilitator_link_is_not_revoked() -> None:
    room = new_room(0)
    [first, _] = queries.workshop_links(room.workshop)

    with pytest.raises(actions.LastFacilitator):
        actions.revoke_workshop_link(link=first)

    assert queries.workshop_link_by_secret(room.secret) is not None
