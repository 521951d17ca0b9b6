"""A workshop whose stored edition this version cannot read: a page that says so, and a way on."""

import pytest
from django.test import Client
from django.urls import reverse

from decision.actions.assessments import import_system
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.models import Assessment, Edition, Pace, Vote, Workshop
from decision.web.presenters.report_workshop import workshop_chapter
from tests.systems import Shop
from tests.web.visits import page
from tests.web.workshops.rooms import SCRIPT, Room, browser, new_workshop

LEADING = (
    "workshop-console",
    "workshop-summary",
    "workshop-screen",
    "workshop-votes-csv",
    "workshop-votes-json",
)


def gone() -> Edition:
    files = {"edition.yaml": "once: upon a time\n"}
    return Edition.objects.create(content_hash="unreadable", name="1999.1", files=files)


@pytest.fixture
def old(db: None) -> tuple[Room, Client]:
    """A room with somebody in it, set up with content of a format that is gone."""
    room = Room(new_workshop(pace=Pace.OWN))
    phone = room.join()
    Workshop.objects.update(edition=gone())
    return room, phone


@pytest.mark.parametrize("name", LEADING)
def test_the_facilitator_is_told_and_offered_a_way_on(name: str, old: tuple[Room, Client]) -> None:
    room, _ = old

    response = room.facilitator.get(room.url(name))

    found = page(response)
    assert response.status_code == 409
    assert "“Nautilus session” was set up with edition 1999.1" in found.text
    assert reverse("workshop-create") in found.attributes("a", "href")
    assert room.url("workshop-manage") in found.attributes("a", "href")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["workshop-manage", "workshop-delete", "workshop-conclude"])
def test_what_needs_no_rules_still_works(name: str, old: tuple[Room, Client]) -> None:
    room, _ = old

    assert room.facilitator.get(room.url(name)).status_code == 200


def test_phone_and_wall_are_told_to_ask_the_facilitator(old: tuple[Room, Client]) -> None:
    room, phone = old

    screens = (
        phone.get(room.url("workshop-participant")),
        room.wall.get(room.url("workshop-screen")),
    )

    for each in screens:
        assert each.status_code == 409
        assert "Ask the facilitator how to go on." in page(each).text
        assert room.url("workshop-manage") not in page(each).attributes("a", "href")


def test_a_vote_is_refused_without_breaking(old: tuple[Room, Client]) -> None:
    room, phone = old

    assert room.vote(phone, "recovery", "restorable") == 409
    assert phone.get(room.url("workshop-participant"), headers=SCRIPT).status_code == 409
    assert not Vote.objects.exists()


def test_the_report_of_what_came_of_it_says_so_and_is_made_all_the_same(
    old: tuple[Room, Client],
) -> None:
    room, _ = old
    shop = System("Shop", stores=(Store("orders"),))
    created = import_system(system=shop, catalog=current_catalog())
    Workshop.objects.update(result=created.assessment)
    editor = browser()
    editor.post(reverse("link-open", args=[created.edit_secret]))

    response = editor.get(reverse("report", args=[created.assessment.pk]))

    chapter = workshop_chapter(created.assessment)
    assert response.status_code == 200
    assert chapter is not None
    assert (chapter.title, chapter.edition, chapter.summary) == (
        room.workshop.title,
        "1999.1",
        None,
    )


def test_an_assessment_of_such_an_edition_is_not_taken_for_the_workshop(
    shop: Shop, editor: Client
) -> None:
    created = new_workshop()
    Workshop.objects.update(assessment=shop.assessment)
    editor.post(reverse("workshop-open", args=[created.facilitate_secret]))
    Assessment.objects.update(edition=gone())

    response = editor.get(reverse("workshop-conclude-update", args=[created.workshop.pk]))

    found = page(response)
    assert response.status_code == 409
    assert "was set up with edition" not in found.text
    assert reverse("assessment-tasks", args=[shop.assessment.pk]) in found.attributes("a", "href")
