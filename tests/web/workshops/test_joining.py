"""Coming in: wrong, expired and guessed codes, and who is counted for them."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from decision.actions.workshop import delete_workshop, guesses, purge_workshops
from decision.models import FailedTry, GoneCode, Naming, Participant, Workshop
from decision.web.caller import caller_of
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import Room, browser, new_workshop

WRONG = "AAAAAAAA"


@pytest.fixture(autouse=True)
def _few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST_GUESSES", 5)


def typed(phone: Client, code: str, **headers: str) -> int:
    return phone.post(reverse("workshop-enter"), {"code": code}, headers=headers).status_code


def opened(phone: Client, code: str) -> int:
    return phone.get(reverse("workshop-join", args=[code])).status_code


def spend_all_tries(phone: Client) -> None:
    for _ in range(guesses.MOST_GUESSES):
        assert typed(phone, WRONG) == 404


def test_a_wrong_code_opens_nothing(room: Room) -> None:
    assert typed(browser(), WRONG) == opened(browser(), WRONG) == 404


@pytest.mark.parametrize("odd", ["", " ", "\0", "A" * 21, "%", "é" * 8, "A\0AAAAAA"])
def test_what_can_be_no_code_opens_nothing(room: Room, odd: str) -> None:
    assert typed(browser(), odd) in {404, 422}


def test_a_code_may_be_typed_in_small_letters_and_with_spaces(room: Room) -> None:
    code = room.workshop.code.lower()

    assert typed(browser(), f" {code[:4]}-{code[4:]} ") == 302


def test_an_expired_workshop_cannot_be_entered(room: Room) -> None:
    Workshop.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert typed(browser(), room.workshop.code) == opened(browser(), room.workshop.code) == 410


def test_whoever_scans_the_code_after_the_end_is_told_so(room: Room) -> None:
    room.step(room.url("workshop-end"))

    scanned = browser().get(reverse("workshop-join", args=[room.workshop.code]))

    assert "The workshop has ended" in scanned.text
    assert "<form" not in scanned.text.partition("<main")[2]
    assert not FailedTry.objects.exists()


def test_nobody_comes_into_a_workshop_that_has_ended(room: Room) -> None:
    room.step(room.url("workshop-end"))

    assert browser().post(reverse("workshop-join", args=[room.workshop.code])).status_code == 409
    assert not Participant.objects.exists()


def test_guessing_ends_after_some_tries_even_with_the_right_code(room: Room) -> None:
    spend_all_tries(browser())

    assert typed(browser(), WRONG) == typed(browser(), room.workshop.code) == 429
    assert opened(browser(), room.workshop.code) == 429


def test_a_whole_room_behind_one_address_is_let_in(room: Room) -> None:
    for _ in range(3 * guesses.MOST_GUESSES):
        room.join()

    assert Participant.objects.count() == 3 * guesses.MOST_GUESSES
    assert not FailedTry.objects.exists()


def test_who_is_in_goes_on_while_their_address_may_not_try(room: Room) -> None:
    phone = room.join()
    room.move("recovery", "open")
    spend_all_tries(browser())

    assert room.vote(phone, "recovery", "restorable") == 200


def test_tries_are_free_again_in_the_next_stretch(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend_all_tries(browser())

    monkeypatch.setattr(guesses, "STRETCH", guesses.STRETCH * 7)
    assert typed(browser(), WRONG) == 404


def test_another_address_is_not_counted_with_them(room: Room) -> None:
    spend_all_tries(browser())

    assert typed(Client(REMOTE_ADDR="198.51.100.7"), room.workshop.code) == 302


def test_no_address_is_stored(room: Room) -> None:
    typed(Client(REMOTE_ADDR="198.51.100.7"), WRONG)

    (found,) = FailedTry.objects.values()
    assert "198.51.100.7" not in str(found)


def test_somebody_who_scans_the_code_twice_is_counted_once(room: Room) -> None:
    phone = room.join()

    assert phone.post(reverse("workshop-join", args=[room.workshop.code])).status_code == 302
    assert Participant.objects.count() == 1


def test_an_alias_is_taken_once_and_can_be_chosen_again_after_leaving(db: None) -> None:
    room = Room(new_workshop(naming=Naming.ALIASES))
    first, code = room.join(alias="Ada"), reverse("workshop-join", args=[room.workshop.code])

    assert browser().post(code, {"alias": "Ada"}).status_code == 409
    first.post(room.url("workshop-leave"))
    assert browser().post(code, {"alias": "Ada"}).status_code == 303


@pytest.mark.parametrize(
    "other", ["ada", " ADA", "A\u200bda", "Ada\u3164", "\uff21da", "A\u202eda"]
)
def test_an_alias_that_looks_like_another_one_is_taken(db: None, other: str) -> None:
    room = Room(new_workshop(naming=Naming.ALIASES))
    room.join(alias="Ada")
    code = reverse("workshop-join", args=[room.workshop.code])

    answer = browser().post(code, {"alias": other})

    assert answer.status_code == 409
    assert "This alias is taken" in answer.content.decode()


def test_what_turns_the_direction_is_not_kept_in_an_alias(db: None) -> None:
    Room(new_workshop(naming=Naming.ALIASES)).join(alias="A\u202eda\u2069")

    assert Participant.objects.get().alias == "Ada"


@pytest.mark.parametrize(
    "alias", ["a\0b", "\ud800", "x" * 41, "", " ", "\u200b", "\u3164", "\u2800", "\u202e\u2066"]
)
def test_an_alias_that_cannot_be_kept_is_refused(db: None, alias: str) -> None:
    room = Room(new_workshop(naming=Naming.ALIASES))
    code = reverse("workshop-join", args=[room.workshop.code])
    body = b"alias=" + alias.encode("utf-8", "surrogatepass")

    answer = browser().post(code, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422


def test_a_role_that_is_not_offered_is_refused(room: Room) -> None:
    code = reverse("workshop-join", args=[room.workshop.code])

    assert browser().post(code, {"role": "King"}).status_code == 422


def test_the_cookie_is_no_key_to_another_workshop(room: Room) -> None:
    other, phone = Room(new_workshop()), room.join()
    secret = phone.cookies[cookie_name(room.workshop.pk)].value
    phone.cookies[cookie_name(other.workshop.pk)] = secret

    assert phone.get(other.url("workshop-participant")).status_code == 404
    assert phone.get(other.url("workshop-return", secret)).status_code == 404


@pytest.mark.parametrize("secret", ["x", "\x00", '"\\000"', "a" * 5_000, "é"])
def test_a_made_up_cookie_opens_nothing(room: Room, secret: str) -> None:
    # As it comes over the wire: Python's own cookies refuse some of these.
    cookie = f"{cookie_name(room.workshop.pk)}={secret}"

    found = browser().get(room.url("workshop-participant"), HTTP_COOKIE=cookie)

    assert found.status_code == 404


# Whom a wrong code is counted for


def caller(forwarded: str | None = None, remote: str = "192.0.2.1") -> str:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return caller_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


def test_without_a_proxy_nobody_chooses_their_address(settings: Settings) -> None:
    settings.BEHIND_PROXY = False

    assert caller("198.51.100.7") == "192.0.2.1"


@pytest.mark.parametrize(
    ("forwarded", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("10.0.0.1, 203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("198.51.100.7, nonsense", "192.0.2.1"),
        ("198.51.100.7,", "192.0.2.1"),
        ("", "192.0.2.1"),
        (None, "192.0.2.1"),
    ],
)
def test_behind_a_proxy_what_the_proxy_added_counts(
    settings: Settings, forwarded: str | None, counted: str
) -> None:
    settings.BEHIND_PROXY = True

    assert caller(forwarded) == counted


def test_a_guesser_behind_a_proxy_stops_nobody_else(room: Room, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    for number in range(guesses.MOST_GUESSES):
        sent = f"203.0.113.{number}, 198.51.100.7"  # the first part is made up
        assert typed(browser(), WRONG, **{"x-forwarded-for": sent}) == 404

    code = room.workshop.code
    assert typed(browser(), code, **{"x-forwarded-for": "198.51.100.7"}) == 429
    assert typed(browser(), code, **{"x-forwarded-for": "198.51.100.8"}) == 302


def test_addresses_of_one_ipv6_network_are_one_caller() -> None:
    assert caller(remote="2001:db8:1:2::3") == caller(remote="2001:db8:1:2:ffff::9")
    assert caller(remote="2001:db8:1:2::3") != caller(remote="2001:db8:1:3::3")
    assert caller(remote="::ffff:192.0.2.1") == "192.0.2.1"


def test_a_socket_without_addresses_is_one_caller() -> None:
    assert caller(remote="") == ""


def test_old_counts_are_purged(room: Room) -> None:
    typed(browser(), WRONG)
    FailedTry.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    purge_workshops()

    assert not FailedTry.objects.exists()


# A code that was right once


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_code_that_was_right_once_is_no_guess(room: Room, is_deleted: bool) -> None:
    code = room.workshop.code
    if is_deleted:
        delete_workshop(workshop=room.workshop)
    else:
        Workshop.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    scanned = browser().get(reverse("workshop-join", args=[code]))

    assert scanned.status_code == typed(browser(), code) == 410
    assert "This workshop is over" in scanned.text
    assert not FailedTry.objects.exists()


def test_of_a_deleted_workshop_only_a_digest_of_its_code_stays_and_not_for_ever(
    room: Room,
) -> None:
    code = room.workshop.code
    delete_workshop(workshop=room.workshop)

    (kept,) = GoneCode.objects.values()
    assert code not in repr(kept)
    GoneCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert typed(browser(), code) == 404
    purge_workshops()
    assert not GoneCode.objects.exists()
