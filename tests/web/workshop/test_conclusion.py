"""A workshop becomes an assessment, or updates the one that it came from."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from decision import actions as assessment_actions
from decision import queries
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.domain.workshop.progress import Move
from decision.models import Answer, Assessment, Edition, Item
from tests.endings import Room, leading, new_room
from tests.systems import Shop, answer, new_shop, stored_answers
from tests.web.visits import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(db: None) -> Shop:
    return new_shop("orders", "images")


@pytest.fixture
def room(shop: Shop) -> Room:
    """A workshop about the shop, in which three answers were agreed on."""
    room = new_room(3, assessment=shop.assessment)
    room.agreed_on("iac-adoption", "full")
    room.agreed_on("recovery", "restorable")
    room.agreed_on("consumers", "dont-know")
    return room


@pytest.fixture
def client(room: Room, shop: Shop) -> Client:
    """A facilitator who may edit the shop's assessment too."""
    client = leading(room)
    client.post(reverse("link-open", args=[shop.edit_secret]))
    return client


def form(client: Client, room: Room) -> dict[str, object]:
    """The form of the difference, as a browser would send it."""
    shown = page(client.get(room.url("workshop-conclude-update")))
    changes = [
        attributes["value"]
        for tag, attributes in shown.elements
        if tag == "input" and attributes.get("name") == "change"
    ]
    return {"seen": shown.field("seen"), "change": changes}


def test_what_was_agreed_on_becomes_an_assessment_with_links_shown_once() -> None:
    room = new_room(3)
    room.agreed_on("recovery", "restorable")
    room.voted("consumers", ["exclusive"] * 3)
    client = leading(room)

    made = client.post(room.url("workshop-conclude-make"), {"seen": room.reload().revision})

    urls = [each for each in page(made).attributes("input", "value") if "/open/" in each]
    assert [re.findall(r"/open/([a-z]+)-", each) for each in urls] == [["edit"], ["read"]]
    [assessment] = Assessment.objects.all()
    system = queries.sheet(assessment).system()
    assert [(store.name, dict(store.answers)) for store in system.stores] == [
        ("orders", {"recovery": "restorable"}),
        ("images", {}),
    ]
    assert client.get(reverse("result", args=[assessment.pk])).status_code == 200
    again = client.get(room.url("workshop-conclude"))
    assert "It is concluded already" in page(again).text


def test_the_same_form_sent_twice_makes_one_assessment() -> None:
    room = new_room(0)
    client = leading(room)
    posted = {"seen": room.reload().revision}
    client.post(room.url("workshop-conclude-make"), posted)

    second = client.post(room.url("workshop-conclude-make"), posted)

    assert second.status_code == 409
    assert "Nothing was made." in page(second).text
    assert Assessment.objects.count() == 1


def test_updating_shows_the_difference_first(client: Client, room: Room, shop: Shop) -> None:
    answer(shop, "iac-adoption", "full")
    answer(shop, "recovery", "irreplaceable", shop.stores[0])

    shown = page(client.get(room.url("workshop-conclude-update")))

    options = {each.id: each.title for each in current_catalog().questions["recovery"].options}
    assert "2 answers would change. 1 agreed answer stands there already." in shown.text
    assert f"orders {options['irreplaceable']} {options['restorable']}" in shown.text
    assert "images Not answered We don't know" in shown.text


def test_confirming_writes_the_difference(client: Client, room: Room, shop: Shop) -> None:
    response = client.post(room.url("workshop-conclude-update"), form(client, room))

    assert response["Location"] == reverse("result", args=[shop.assessment.pk])
    assert [row[:3] for row in stored_answers(shop)] == [
        ("", "iac-adoption", "full"),
        ("orders", "recovery", "restorable"),
        ("images", "consumers", "dont-know"),
    ]
    assert room.reload().result == shop.assessment


def test_what_was_left_out_stays_as_it_is(client: Client, room: Room, shop: Shop) -> None:
    posted = form(client, room)
    posted["change"] = ["1:recovery:restorable"]

    client.post(room.url("workshop-conclude-update"), posted)

    assert [row[:3] for row in stored_answers(shop)] == [("orders", "recovery", "restorable")]


def test_with_nothing_marked_it_says_that_nothing_was_changed(
    client: Client, room: Room, shop: Shop
) -> None:
    posted = form(client, room) | {"change": []}

    shown = page(client.post(room.url("workshop-conclude-update"), posted, follow=True))

    assert "No answer was changed" in shown.text
    assert "has the answers that the room agreed on" not in shown.text
    assert stored_answers(shop) == []
    assert room.reload().result == shop.assessment  # its report has the chapter


def test_with_some_marked_it_does_not_claim_all(client: Client, room: Room) -> None:
    posted = form(client, room) | {"change": ["1:recovery:restorable"]}

    shown = page(client.post(room.url("workshop-conclude-update"), posted, follow=True))

    assert "the others stay as they were" in shown.text


def test_marks_stay_as_they_were_sent_if_the_answers_moved_on(
    client: Client, room: Room, shop: Shop
) -> None:
    posted = form(client, room) | {"change": ["1:recovery:restorable"]}
    answer(shop, "recovery", "recreatable", shop.stores[0])

    response = client.post(room.url("workshop-conclude-update"), posted)

    assert response.status_code == 409
    marked = {
        attributes["value"]: "checked" in attributes
        for tag, attributes in page(response).elements
        if tag == "input" and attributes.get("name") == "change"
    }
    assert len(marked) == 3
    assert [name for name, checked in marked.items() if checked] == posted["change"]


def test_answers_that_moved_on_meanwhile_are_not_written_over(
    client: Client, room: Room, shop: Shop
) -> None:
    posted = form(client, room)
    answer(shop, "recovery", "recreatable", shop.stores[0])
    before = stored_answers(shop)

    response = client.post(room.url("workshop-conclude-update"), posted)

    option = current_catalog().questions["recovery"].options[0]
    assert response.status_code == 409
    assert option.title in page(response).text
    assert stored_answers(shop) == before
    again = client.post(room.url("workshop-conclude-update"), form(client, room))
    assert again.status_code == 302


def test_what_was_agreed_otherwise_meanwhile_is_not_written(
    client: Client, room: Room, shop: Shop
) -> None:
    posted = form(client, room)
    room.move("recovery", Move.REVISIT)
    room.settled("recovery", "irreplaceable")

    response = client.post(room.url("workshop-conclude-update"), posted)

    assert response.status_code == 409
    assert stored_answers(shop) == []


@pytest.mark.parametrize("name", ["", "x", "9:recovery:restorable", "1:recovery:none", "\x00"])
def test_changes_that_nobody_was_shown_are_not_written(
    client: Client, room: Room, shop: Shop, name: str
) -> None:
    response = client.post(
        room.url("workshop-conclude-update"), {"seen": shop.fingerprint, "change": [name]}
    )

    assert response.status_code == 409
    assert stored_answers(shop) == []


def test_a_store_that_was_removed_meanwhile_is_named(
    client: Client, room: Room, shop: Shop
) -> None:
    assessment_actions.remove_store(store=shop.stores[0])

    shown = client.get(room.url("workshop-conclude-update"))
    done = client.post(room.url("workshop-conclude-update"), form(client, room))

    assert "The store orders was removed" in page(shown).text
    assert done.status_code == 302
    assert [row[:3] for row in stored_answers(shop)] == [
        ("", "iac-adoption", "full"),
        ("images", "consumers", "dont-know"),
    ]


def test_a_renamed_store_is_still_the_same(client: Client, room: Room, shop: Shop) -> None:
    assessment_actions.change_store(store=shop.stores[0], name="ledger", kind="")

    client.post(room.url("workshop-conclude-update"), form(client, room))

    assert ("ledger", "recovery", "restorable") in [row[:3] for row in stored_answers(shop)]


def test_an_answer_that_the_assessments_edition_does_not_know_is_named(
    client: Client, room: Room, shop: Shop
) -> None:
    """The assessment may have moved to an edition that asks otherwise."""
    item = room.item("recovery")
    item.agreed = "an-option-of-old"
    item.save()

    shown = client.get(room.url("workshop-conclude-update"))

    assert "This edition does not ask it so" in page(shown).text
    assert "an-option-of-old" in page(shown).text


def test_nothing_to_change_can_still_be_confirmed(client: Client, room: Room, shop: Shop) -> None:
    client.post(room.url("workshop-conclude-update"), form(client, room))
    before = stored_answers(shop)

    shown = client.get(room.url("workshop-conclude-update"))
    client.post(room.url("workshop-conclude-update"), form(client, room))

    assert "Nothing would change." in page(shown).text
    assert stored_answers(shop) == before


def test_without_an_edit_link_in_this_browser_there_is_no_update(room: Room, shop: Shop) -> None:
    client = leading(room)
    client.post(reverse("link-open", args=[shop.read_secret]))

    conclude = client.get(room.url("workshop-conclude"))
    update = client.post(room.url("workshop-conclude-update"), {"seen": shop.fingerprint})

    assert "Show the difference" not in page(conclude).text
    assert update["Location"] == room.url("workshop-conclude")
    assert stored_answers(shop) == []


def test_a_deleted_assessment_is_not_updated(client: Client, room: Room, shop: Shop) -> None:
    assessment_actions.delete_assessment(assessment=shop.assessment)

    conclude = client.get(room.url("workshop-conclude"))
    update = client.get(room.url("workshop-conclude-update"), follow=True)

    assert "Show the difference" not in page(conclude).text
    assert "or it is deleted" in page(update).text


def test_an_erased_assessment_leaves_the_workshop_standing(
    client: Client, room: Room, shop: Shop
) -> None:
    client.post(room.url("workshop-conclude-update"), form(client, room))
    Assessment.objects.all().delete()

    for name in ("workshop-conclude", "workshop-summary", "workshop-console"):
        assert client.get(room.url(name)).status_code == 200


def test_stated_facts_give_way_to_what_the_room_agreed_on(client: Client, shop: Shop) -> None:
    """An imported file may state a zone; the answers it would follow from replace it."""
    Answer.objects.create(
        assessment=shop.assessment, store=shop.stores[0], question="zone", option="hard"
    )
    room = new_room(
        3,
        assessment=shop.assessment,
        agenda=(actions.PlannedItem(Item.Subject.QUESTION, "stored-by", 1),),
    )
    room.agreed_on("stored-by", "service")
    facilitator = leading(room)
    facilitator.post(reverse("link-open", args=[shop.edit_secret]))

    facilitator.post(room.url("workshop-conclude-update"), form(facilitator, room))

    answered = [row[:3] for row in stored_answers(shop) if row[2]]
    assert answered == [("orders", "stored-by", "service")]


def test_the_edition_of_the_workshop_is_that_of_its_new_assessment() -> None:
    room = new_room(0)
    client = leading(room)

    client.post(room.url("workshop-conclude-make"), {"seen": room.reload().revision})

    assert Assessment.objects.get().edition == room.workshop.edition
    assert Edition.objects.count() == 1
