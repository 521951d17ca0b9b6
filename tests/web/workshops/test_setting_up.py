"""The form that sets a workshop up: sent twice it makes one, and never one without an agenda."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from decision.models import Item, Workshop, WorkshopLink
from tests.systems import Shop, answer
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
    posted = {**CHOSEN, "stores": ["1"], "once": token_of(editor, url)}

    editor.post(url, posted)
    editor.post(url, posted)

    assert Workshop.objects.count() == 1


def test_all_stores_of_an_assessment_are_marked_at_first(shop: Shop, editor: Client) -> None:
    found = page(editor.get(address(shop, "workshop-from"))).html

    box = r'<input type="checkbox" name="stores" value="(\d+)"[^>]*?( checked)?>'
    boxes = re.findall(box, found)
    assert [number for number, _ in boxes] == [str(each.number) for each in shop.stores]
    assert all(checked for _, checked in boxes)


def test_only_the_chosen_stores_of_an_assessment_are_asked_about(
    shop: Shop, editor: Client
) -> None:
    numbers = [store.number for store in shop.stores]
    posted = {**CHOSEN, "stores": [str(numbers[-1])]}

    assert editor.post(address(shop, "workshop-from"), posted).status_code == 200

    workshop = Workshop.objects.get()
    assert [store["number"] for store in workshop.base["stores"]] == numbers[-1:]
    asked = Item.objects.filter(workshop=workshop).exclude(store=None)
    assert set(asked.values_list("store", flat=True)) == {numbers[-1]}


@pytest.mark.parametrize("chosen", [["consumers"], ["consumers", "iac-adoption"]])
def test_questions_about_stores_need_a_store(shop: Shop, editor: Client, chosen: list[str]) -> None:
    posted = {**CHOSEN, "questions": "chosen", "chosen": chosen}

    response = editor.post(address(shop, "workshop-from"), posted)

    assert response.status_code == 422
    assert "Choose at least one store" in page(response).text
    assert not Workshop.objects.exists()


def test_questions_about_the_system_need_no_store(shop: Shop, editor: Client) -> None:
    posted = {**CHOSEN, "questions": "chosen", "chosen": ["iac-adoption"]}

    assert editor.post(address(shop, "workshop-from"), posted).status_code == 200
    assert Workshop.objects.get().base["stores"] == []


@pytest.mark.parametrize("store", ["99", "x"])
def test_a_store_that_the_assessment_does_not_have_is_refused(
    shop: Shop, editor: Client, store: str
) -> None:
    posted = {**CHOSEN, "stores": [store]}

    assert editor.post(address(shop, "workshop-from"), posted).status_code == 422
    assert not Workshop.objects.exists()


def test_a_workshop_begins_with_the_answers_of_the_assessment(shop: Shop, editor: Client) -> None:
    numbers = [store.number for store in shop.stores]
    answer(shop, "iac-adoption", "full")
    answer(shop, "recovery", "restorable", shop.stores[0])

    posted = {**CHOSEN, "stores": [str(number) for number in numbers]}
    assert editor.post(address(shop, "workshop-from"), posted).status_code == 200

    base = Workshop.objects.get().base
    assert base["answers"]["iac-adoption"] == "full"
    assert base["stores"][0]["answers"]["recovery"] == "restorable"
    assert base["name"] == shop.assessment.name


def test_the_form_says_how_many_items_there_will_be_before_anything_is_made(
    client: Client,
) -> None:
    url = reverse("workshop-create")
    stores = {f"store-{number}-name": f"store {number}" for number in range(10)}
    posted = {**CHOSEN, **stores, "rows": "10", "questions": "all"}

    asked = page(client.post(url, {**posted, "count": "1"}))

    assert not Workshop.objects.exists()
    made = page(client.post(url, posted))
    workshop = Workshop.objects.get()
    manage = page(client.get(reverse("workshop-manage", args=[workshop.pk])))
    for each in (asked, made, manage):
        assert f"{workshop.items.count()} items" in each.text
        assert "more than one meeting takes" in each.text


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
