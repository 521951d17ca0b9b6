"""The form that sets a workshop up: sent twice it makes one, and never one without an agenda."""

import pytest
from django.test import Client
from django.urls import reverse

from decision.models import Item, Workshop, WorkshopLink
from tests.systems import Shop
from tests.web.visits import address, page

CHOSEN = {
    "title": "Where do the orders live?",
    "questions": "talk",
    "cards": "on",
    "pace": "live",
    "naming": "anonymous",
    "roles": "",
    "rows": "1",
    "store-0-name": "orders",
    "store-0-kind": "",
}
#: What a store of this kind answers by itself.
KIND, ANSWERED = "bucket", "stored-by"


@pytest.fixture
def client(db: None) -> Client:
    return Client()


def token_of(client: Client, url: str) -> str:
    return page(client.get(url)).field("once")


def test_the_form_sent_twice_makes_one_workshop_and_shows_the_same_links(client: Client) -> None:
    url = reverse("workshop-create")
    posted = {**CHOSEN, "once": token_of(client, url)}

    first, second = client.post(url, posted), client.post(url, posted)

    assert Workshop.objects.count() == 1
    assert WorkshopLink.objects.count() == 2
    links = [page(each).attributes("input", "value")[-3:] for each in (first, second)]
    assert links[0] == links[1]
    assert "/workshops/open/facilitate-" in links[0][0]


def test_the_participants_address_is_there_to_copy_then_and_later(client: Client) -> None:
    made = page(client.post(reverse("workshop-create"), CHOSEN))
    workshop = Workshop.objects.get()
    manage = page(client.get(reverse("workshop-manage", args=[workshop.pk])))

    join = f"http://testserver{reverse('workshop-join', args=[workshop.code])}"
    assert join in made.attributes("input", "value")
    assert join in manage.attributes("input", "value")


def test_marked_questions_are_never_ignored(client: Client) -> None:
    response = client.post(reverse("workshop-create"), {**CHOSEN, "chosen": ["consumers"]})

    assert response.status_code == 422
    assert "You have marked questions below" in response.content.decode()
    assert not Workshop.objects.exists()


def test_another_choice_makes_another_workshop(client: Client) -> None:
    url = reverse("workshop-create")
    posted = {**CHOSEN, "once": token_of(client, url)}

    client.post(url, posted)
    client.post(url, {**posted, "pace": "own"})

    assert Workshop.objects.count() == 2


def test_links_that_were_revoked_are_not_given_out_again(client: Client) -> None:
    url = reverse("workshop-create")
    posted = {**CHOSEN, "once": token_of(client, url)}
    client.post(url, posted)
    WorkshopLink.objects.filter(role="project").update(revoked_at=Workshop.objects.get().created_at)

    response = client.post(url, posted)

    assert response.status_code == 200
    assert Workshop.objects.count() == 2


def test_from_an_assessment_the_form_sent_twice_makes_one_workshop(
    shop: Shop, editor: Client
) -> None:
    url = address(shop, "workshop-from")
    posted = {**CHOSEN, "once": token_of(editor, url)}

    editor.post(url, posted)
    editor.post(url, posted)

    assert Workshop.objects.count() == 1


def test_without_anything_to_vote_on_the_form_says_so(client: Client) -> None:
    url = reverse("workshop-create")
    posted = {**CHOSEN, "questions": "chosen", "chosen": ANSWERED, "store-0-kind": KIND}
    del posted["cards"]

    response = client.post(url, posted)

    assert response.status_code == 422
    assert "there is nothing to vote on" in page(response).text
    assert not Workshop.objects.exists()


@pytest.mark.parametrize("more", [{"cards": "on"}, {"store-0-kind": ""}])
def test_with_cards_or_without_the_kind_there_is_an_agenda(
    client: Client, more: dict[str, str]
) -> None:
    posted = {**CHOSEN, "questions": "chosen", "chosen": ANSWERED, "store-0-kind": KIND}
    del posted["cards"]

    assert client.post(reverse("workshop-create"), {**posted, **more}).status_code == 200
    assert Item.objects.exists()
