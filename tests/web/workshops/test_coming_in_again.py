"""The same form sent again, and the same code scanned again: the same person."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from decision.actions.workshop import guesses, joining
from decision.models import FailedTry, Naming, Participant, Workshop
from decision.web.workshop_access import cookie_name
from tests.actions.test_at_the_same_time import AT_ONCE, together
from tests.web.visits import page
from tests.web.workshops.rooms import Room, browser, new_workshop

WRONG = "AAAAAAAA"


@pytest.fixture
def named(db: None) -> Room:
    return Room(new_workshop(naming=Naming.ALIASES))


def code_of(room: Room) -> str:
    return reverse("workshop-join", args=[room.workshop.code])


def token_of(phone: Client, room: Room) -> str:
    return page(phone.get(code_of(room))).field("once")


def sent(phone: Client, room: Room, **chosen: str) -> int:
    return phone.post(code_of(room), chosen).status_code


def forget(phone: Client, room: Room) -> str:
    """As if the answer had been lost: the browser does not know that it is in."""
    return phone.cookies.pop(cookie_name(room.workshop.pk)).value


def test_an_answer_that_was_lost_does_not_take_the_alias_away(named: Room) -> None:
    phone = browser()
    once = token_of(phone, named)
    assert sent(phone, named, alias="Ada", once=once) == 303
    first = forget(phone, named)

    assert sent(phone, named, alias="Ada", once=once) == 303

    assert forget(phone, named) == first
    assert Participant.objects.count() == 1


def test_the_form_sent_again_with_another_alias_is_the_same_person(named: Room) -> None:
    phone = browser()
    once = token_of(phone, named)
    sent(phone, named, alias="Ada", role="Operations", once=once)
    forget(phone, named)

    assert sent(phone, named, alias="Ada L.", role="Development", once=once) == 303
    person = Participant.objects.get()
    assert (person.alias, person.role) == ("Ada L.", "Development")


def test_whoever_has_voted_keeps_the_role_that_they_voted_in(named: Room) -> None:
    phone = browser()
    once = token_of(phone, named)
    sent(phone, named, alias="Ada", role="Operations", once=once)
    named.move("recovery", "open")
    assert named.vote(phone, "recovery", "restorable") == 200
    forget(phone, named)

    assert sent(phone, named, alias="Ada", role="Development", once=once) == 303
    assert Participant.objects.get().role == "Operations"


def test_nobody_takes_another_ones_alias_by_sending_the_form_again(named: Room) -> None:
    named.join(alias="Grace")
    phone = browser()
    once = token_of(phone, named)
    sent(phone, named, alias="Ada", once=once)
    forget(phone, named)

    assert sent(phone, named, alias="Grace", once=once) == 409
    assert sorted(Participant.objects.values_list("alias", flat=True)) == ["Ada", "Grace"]


def test_a_form_of_another_browser_is_another_person(room: Room) -> None:
    phone, other = browser(), browser()
    once = token_of(phone, room)
    token_of(other, room)

    assert [sent(each, room, once=once) for each in (phone, other)] == [303, 303]
    assert Participant.objects.count() == 2


def test_the_same_form_in_another_workshop_is_another_person(room: Room) -> None:
    other, phone = Room(new_workshop()), browser()
    once = token_of(phone, room)

    assert [sent(phone, each, once=once) for each in (room, other)] == [303, 303]
    assert Participant.objects.count() == 2


def test_who_was_forgotten_comes_in_again_as_somebody_new(room: Room) -> None:
    phone = browser()
    once = token_of(phone, room)
    sent(phone, room, once=once)
    phone.post(room.url("workshop-leave"))
    phone.post(room.url("workshop-forget"))

    assert sent(phone, room, once=once) == 303
    assert sorted(Participant.objects.values_list("has_left", flat=True)) == [False, True]


def test_the_last_one_to_fit_in_may_send_the_form_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MOST_PARTICIPANTS", 1)
    phone = browser()
    once = token_of(phone, room)
    sent(phone, room, once=once)
    forget(phone, room)

    assert sent(phone, room, once=once) == 303
    assert sent(browser(), room) == 409


def test_the_form_that_comes_back_with_a_mistake_is_still_the_same(named: Room) -> None:
    phone = browser()
    once = token_of(phone, named)

    refused = phone.post(code_of(named), {"alias": "", "once": once})

    assert (refused.status_code, page(refused).field("once")) == (422, once)


# Whoever is in, and a prankster in the same network


@pytest.fixture
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST_GUESSES", 2)


def test_who_is_in_gets_through_while_their_network_may_not_try(
    room: Room, few_tries: None
) -> None:
    phone, typed = room.join(), reverse("workshop-enter")
    for _ in range(guesses.MOST_GUESSES):
        browser().post(typed, {"code": WRONG})
    assert browser().get(code_of(room)).status_code == 429

    place = room.url("workshop-participant")
    assert phone.get(code_of(room)).headers["Location"] == place
    assert phone.post(typed, {"code": room.workshop.code}).headers["Location"] == place
    assert FailedTry.objects.get().count == guesses.MOST_GUESSES


def test_a_place_in_one_room_opens_no_other_to_a_guesser(room: Room, few_tries: None) -> None:
    other, phone = Room(new_workshop()), room.join()
    for _ in range(guesses.MOST_GUESSES):
        phone.get(reverse("workshop-join", args=[WRONG]))

    assert phone.get(code_of(other)).status_code == 429


# At the same moment


@pytest.fixture
def busy(transactional_db: None) -> Iterator[Room]:
    yield Room(new_workshop(naming=Naming.ALIASES))
    Workshop.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_several_times_at_once_lets_one_person_in(busy: Room) -> None:
    phone = browser()
    once = token_of(phone, busy)
    csrf = phone.cookies[settings.CSRF_COOKIE_NAME].value

    def press(_: int) -> object:
        again = browser()
        again.cookies[settings.CSRF_COOKIE_NAME] = csrf
        status = sent(again, busy, alias="Ada", once=once)
        return status, again.cookies[cookie_name(busy.workshop.pk)].value

    results = together(press)

    assert len(set(results)) == 1
    assert [each[0] for each in results] == [303] * AT_ONCE  # type: ignore[index]
    assert Participant.objects.count() == 1
