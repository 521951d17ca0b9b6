"""Leaving and coming back: one person, one voice, as long as their browser knows them."""

from django.test import Client
from django.urls import reverse

from decision import queries
from decision.actions import workshop as actions
from decision.models import Naming, Participant
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import ROLES, Room, new_workshop


def come_back(room: Room, phone: Client, **chosen: str) -> int:
    return phone.post(reverse("workshop-join", args=[room.workshop.code]), chosen).status_code


def test_whoever_leaves_and_comes_back_is_one_voice(room: Room) -> None:
    phones = [room.join(role=ROLES[0]) for _ in range(3)]
    room.move("recovery", "open")
    for phone in phones:
        room.vote(phone, "recovery", "restorable")
    room.move("recovery", "reveal")

    phones[0].post(room.url("workshop-leave"))
    assert phones[0].get(room.url("workshop-participant")).status_code == 404
    assert come_back(room, phones[0]) == 303
    room.move("recovery", "vote-again")
    for phone in phones:
        assert room.vote(phone, "recovery", "irreplaceable") == 200
    room.move("recovery", "reveal")

    found = queries.hall(room.workshop)
    assert found.present == found.voters == len(found.voices()) == 3


def test_whoever_comes_back_has_a_new_alias_and_the_role_they_had(db: None) -> None:
    room = Room(new_workshop(naming=Naming.ALIASES))
    phone = room.join(alias="Ada", role=ROLES[0])
    room.join(alias="Bea")
    phone.post(room.url("workshop-leave"))
    page = phone.get(reverse("workshop-join", args=[room.workshop.code])).content.decode()
    assert "in the same role (Development)" in page
    assert 'name="role"' not in page

    assert come_back(room, phone, alias="Bea") == 409
    assert come_back(room, phone, alias="Cleo", role=ROLES[1]) == 303

    people = Participant.objects.order_by("alias").values_list("alias", "role", "has_left")
    assert list(people) == [("Bea", "", False), ("Cleo", ROLES[0], False)]


def test_coming_back_by_a_double_click_is_coming_back_once(room: Room) -> None:
    phone = room.join()
    phone.post(room.url("workshop-leave"))
    secret = phone.cookies[cookie_name(room.workshop.pk)].value

    for _ in range(2):  # both were under way before either was answered
        assert actions.join(workshop=room.workshop, kept=secret) == secret

    assert Participant.objects.filter(has_left=False).count() == 1
    assert Participant.objects.count() == 1


def test_nobody_comes_back_as_somebody_of_another_workshop(room: Room) -> None:
    phone, other = room.join(), Room(new_workshop())
    phone.post(room.url("workshop-leave"))
    secret = phone.cookies[cookie_name(room.workshop.pk)].value

    assert actions.join(workshop=other.workshop, kept=secret) != secret
    assert Participant.objects.get(workshop=room.workshop).has_left


def test_a_browser_that_has_forgotten_lets_another_person_in(room: Room) -> None:
    phone = room.join()
    name = cookie_name(room.workshop.pk)
    secret = phone.cookies[name].value
    assert phone.post(room.url("workshop-forget")).status_code == 404  # they are in the room

    phone.post(room.url("workshop-leave"))
    assert phone.post(room.url("workshop-forget")).status_code == 200

    assert phone.cookies[name].value == ""
    phone.cookies[name] = secret
    assert come_back(room, phone) == 303
    assert sorted(Participant.objects.values_list("has_left", flat=True)) == [False, True]
