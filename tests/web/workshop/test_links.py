"""The page Links: further links, revoking, and erasing the workshop."""

import pytest
from django.test import Client
from django.urls import reverse

from decision import queries
from decision.actions.workshop.links import MOST_LINKS
from decision.models import Workshop, WorkshopLink, WorkshopRole
from tests.endings import Room, leading, new_room
from tests.web.visits import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None) -> Room:
    return new_room(0)


def made(room: Room, client: Client, role: str) -> str:
    """Make a link on the page; the secret that is shown."""
    response = client.post(room.url("workshop-link-make"), {"role": role})
    assert response.status_code == 200
    [url] = [each for each in page(response).attributes("input", "value") if "/open/" in each]
    return url.rstrip("/").rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("role", "leads_to"), [("facilitate", "workshop-console"), ("project", "workshop-screen")]
)
def test_a_new_link_is_shown_once_and_opens_the_workshop(
    room: Room, role: str, leads_to: str
) -> None:
    client = leading(room)
    secret = made(room, client, role)

    response = Client().post(reverse("workshop-open", args=[secret]))

    assert response["Location"] == room.url(leads_to)
    assert secret not in client.get(room.url("workshop-manage")).content.decode()


def test_a_second_facilitator_leads_and_a_projector_does_not(room: Room) -> None:
    client = leading(room)
    second, wall = Client(), Client()
    second.post(reverse("workshop-open", args=[made(room, client, "facilitate")]))
    wall.post(reverse("workshop-open", args=[made(room, client, "project")]))

    for name in ("workshop-manage", "workshop-summary", "workshop-conclude", "workshop-votes-csv"):
        assert second.get(room.url(name)).status_code == 200
        assert wall.get(room.url(name)).status_code == 404
        assert Client().get(room.url(name)).status_code == 404


def test_whoever_came_in_by_a_revoked_link_is_out_at_once(room: Room) -> None:
    client = leading(room)
    secret = made(room, client, "facilitate")
    second = Client()
    second.post(reverse("workshop-open", args=[secret]))
    link = queries.workshop_link_by_secret(secret)
    assert link is not None

    response = client.post(room.url("workshop-link-revoke", link.pk), follow=True)

    assert "The link is revoked." in page(response).text
    assert second.get(room.url("workshop-console")).status_code == 404


def test_the_last_facilitator_link_stays(room: Room) -> None:
    client = leading(room)
    link = WorkshopLink.objects.get(role=WorkshopRole.FACILITATE)

    response = client.post(room.url("workshop-link-revoke", link.pk), follow=True)

    assert "This is the last facilitator link." in page(response).text
    assert client.get(room.url("workshop-console")).status_code == 200


def test_a_link_of_another_workshop_cannot_be_revoked(room: Room) -> None:
    other = WorkshopLink.objects.filter(workshop=new_room(0).workshop)[0]

    assert leading(room).post(room.url("workshop-link-revoke", other.pk)).status_code == 404
    assert WorkshopLink.objects.get(pk=other.pk).revoked_at is None


def test_too_many_links_are_refused_with_a_way_out(room: Room) -> None:
    client = leading(room)
    for _ in range(MOST_LINKS - 2):
        made(room, client, "project")

    response = client.post(room.url("workshop-link-make"), {"role": "project"})

    assert response.status_code == 409
    assert f"{MOST_LINKS} live links. Revoke one" in page(response).text


@pytest.mark.parametrize("posted", [{}, {"role": "own"}, {"role": "\x00"}])
def test_a_link_needs_a_role_that_there_is(room: Room, posted: dict[str, str]) -> None:
    response = leading(room).post(room.url("workshop-link-make"), posted)

    assert response.status_code == 422
    assert WorkshopLink.objects.count() == 2


def test_erasing_asks_first_and_then_nothing_is_left(room: Room) -> None:
    client = leading(room)

    asked = client.get(room.url("workshop-delete"))
    assert Workshop.objects.count() == 1
    erased = client.post(room.url("workshop-delete"), follow=True)

    assert "for good" in page(asked).text
    assert "The workshop is erased" in page(erased).text
    assert Workshop.objects.count() == 0
    assert client.get(room.url("workshop-console")).status_code == 404
