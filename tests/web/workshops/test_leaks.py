"""Nothing about votes leaves the server before they are revealed, and no small group after."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from decision import queries
from decision.models import Naming, Pace, Participant, Showing, Vote
from tests.web.workshops.rooms import ROLES, SCRIPT, Room, browser, forget_all, new_workshop

VOTES = ("restorable", "dont-know", "restorable", "dont-know", "restorable")
OTHERS = ("dont-know", "restorable", "dont-know", "dont-know", "dont-know")

#: Whom each page belongs to. The pages of the end are asked for as well, though it is early.
PAGES = {
    "facilitator": (
        "workshop-console",
        "workshop-summary",
        "workshop-manage",
        "workshop-conclude",
        "workshop-votes-csv",
        "workshop-votes-json",
        "workshop-screen",
    ),
    "wall": ("workshop-screen", "workshop-console", "workshop-summary", "workshop-votes-csv"),
    "another": ("workshop-participant", "workshop-device", "workshop-console", "workshop-screen"),
}


@dataclass
class Ballots:
    """A room in which some have voted on one open question, and somebody who only looks on."""

    room: Room
    people: list[Client]
    another: Client

    def vote(self, options: Sequence[str], reason: str) -> None:
        for number, (phone, option) in enumerate(zip(self.people, options, strict=True)):
            assert self.room.vote(phone, "recovery", option, f"{reason}-{number}") == 200


def ballots(*, naming: Naming = Naming.ANONYMOUS, pace: Pace = Pace.LIVE, size: int = 5) -> Ballots:
    room = Room(new_workshop(naming=naming, pace=pace))
    aliased = naming == Naming.ALIASES
    *people, another = [
        room.join(role=ROLES[n % 2], **({"alias": f"Person {n}"} if aliased else {}))
        for n in range(size + 1)
    ]
    if pace == Pace.LIVE:
        room.move("recovery", "open")
    found = Ballots(room, people, another)
    found.vote(VOTES[:size], "zebra-crossing")
    return found


def voted(size: int = 5, naming: Naming = Naming.ANONYMOUS) -> tuple[Room, Client]:
    found = ballots(size=size, naming=naming)
    return found.room, found.another


def same_whatever_was_voted(found: Ballots) -> None:
    """Everybody votes otherwise: nobody else gets a byte that differs, versions included."""
    before = seen(found.room, found.another)
    found.vote(OTHERS, "okapi")
    after = seen(found.room, found.another)

    for key, text in before.items():
        assert text == after[key], key
        assert "zebra-crossing" not in text, key


def seen(room: Room, another: Client) -> dict[tuple[str, ...], str]:
    """Everything that comes back to everybody else, headers and all, by who asks for what."""
    clients = {"facilitator": room.facilitator, "wall": room.wall, "another": another}
    found = {}
    for who, pages in PAGES.items():
        for page in pages:
            for headers in ({}, SCRIPT):
                response = clients[who].get(room.url(page), headers=headers)
                assert response.status_code in {200, 404}
                head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
                key = (who, page, *headers)
                text = f"{response.status_code}\n{head}\n\n{response.content.decode()}"
                found[key] = CHANCE.sub("", text)
    return found


#: Drawn by lot for each form; and the time of the answer.
CHANCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|Expires: [^\n]*\n')


@pytest.mark.parametrize("naming", [Naming.ANONYMOUS, Naming.ALIASES])
@pytest.mark.parametrize("pace", [Pace.LIVE, Pace.OWN])
def test_before_the_reveal_all_screens_are_the_same_whatever_was_voted(
    db: None, naming: Naming, pace: Pace
) -> None:
    same_whatever_was_voted(ballots(naming=naming, pace=pace))


@pytest.mark.parametrize("showing", [Showing.LOBBY, Showing.VERDICT])
def test_so_they_are_while_the_room_looks_at_something_else(db: None, showing: Showing) -> None:
    found = ballots()
    assert found.room.step(found.room.url("workshop-show", showing)) == 302

    same_whatever_was_voted(found)


def test_so_they_are_in_the_second_round(db: None) -> None:
    found = ballots()
    found.vote(VOTES, "first")
    found.room.move("recovery", "reveal")
    found.room.move("recovery", "vote-again")
    found.vote(VOTES, "zebra-crossing")

    same_whatever_was_voted(found)


def test_of_a_vote_that_is_put_aside_nothing_is_shown(db: None) -> None:
    room, another = voted()
    room.move("recovery", "skip")
    room.step(room.url("workshop-show", "verdict"))

    for key, text in seen(room, another).items():
        assert "zebra-crossing" not in text, key


def test_after_the_reveal_everybody_sees_the_reasons(db: None) -> None:
    """The tests above look in the right places: here it is found."""
    room, another = voted()
    room.move("recovery", "reveal")

    texts = seen(room, another)
    assert all(
        "zebra-crossing" in texts[key]
        for key in (
            ("facilitator", "workshop-console"),
            ("wall", "workshop-screen"),
            ("another", "workshop-participant"),
            ("facilitator", "workshop-votes-json"),
        )
    )


def test_after_the_end_hidden_votes_stay_hidden(db: None) -> None:
    room, another = voted()
    assert room.step(room.url("workshop-end")) == 302

    for key, text in seen(room, another).items():
        assert "zebra-crossing" not in text, key


# Names


def every_row() -> str:
    """All tables of the database as text."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_an_anonymous_workshop_stores_no_name_however_it_is_sent(db: None) -> None:
    room = Room(new_workshop())
    room.move("recovery", "open")
    phone = room.join(alias="Wilhelmina", role=ROLES[0])
    room.vote(phone, "recovery", "restorable", alias="Wilhelmina")

    assert "Wilhelmina" not in every_row()
    assert not Participant.objects.exclude(alias="").exists()


def test_an_alias_is_stored_where_people_give_one_and_erased_when_they_leave(db: None) -> None:
    room = Room(new_workshop(naming=Naming.ALIASES))
    phone = room.join(alias="Wilhelmina")
    assert "Wilhelmina" in every_row()

    phone.post(room.url("workshop-leave"))

    assert "Wilhelmina" not in every_row()


def test_the_key_in_a_phone_is_stored_nowhere(room: Room) -> None:
    phone = room.join()
    secrets = [cookie.value for name, cookie in phone.cookies.items() if "participant" in name]

    assert secrets
    assert not any(secret in every_row() for secret in secrets)


def test_with_aliases_it_is_seen_who_has_voted_and_never_what(db: None) -> None:
    room, another = voted(naming=Naming.ALIASES)
    room.move("recovery", "reveal")

    console = room.facilitator.get(room.url("workshop-console")).context["view"]
    assert [person.has_voted for person in console.people] == [True] * len(VOTES) + [False]
    for key, text in seen(room, another).items():
        if key[:2] != ("facilitator", "workshop-console"):
            assert "Person " not in text, key


# Small groups


def revealed(roles: Sequence[str]) -> dict[str, object]:
    """The one round of a file, after people of these roles have voted."""
    room = Room(new_workshop())
    phones = [room.join(role=role) for role in roles]
    room.move("recovery", "open")
    for number, phone in enumerate(phones):
        room.vote(phone, "recovery", VOTES[number % 2])
    room.move("recovery", "reveal")
    (item,) = room.facilitator.get(room.url("workshop-votes-json")).json()["items"]
    (found,) = item["rounds"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ([], []),
        ([ROLES[0]] * 2, []),
        ([ROLES[0]] * 3, [ROLES[0]]),
        ([ROLES[0]] * 3 + [ROLES[1]] * 2, []),
        ([ROLES[0]] * 3 + [""], []),
        ([ROLES[0]] * 3 + [ROLES[1]] * 3, list(ROLES)),
        ([ROLES[0]] * 3 + [ROLES[1]] * 4 + [""], [ROLES[1]]),
        ([ROLES[0]] * 3 + [ROLES[1]] * 3 + [""] * 3, list(ROLES)),
    ],
)
def test_no_group_under_three_can_be_seen_or_worked_out(
    db: None, roles: Sequence[str], shown: Sequence[str]
) -> None:
    found = revealed(roles)
    by_role, counts = found["roles"], found["counts"]
    assert isinstance(by_role, Mapping)

    assert sorted(by_role) == sorted(shown)
    if len(roles) < 3:
        assert counts is None
    else:
        assert isinstance(counts, Mapping)
        left = sum(counts.values()) - sum(sum(own.values()) for own in by_role.values())
        assert left == 0 or left >= 3


def test_no_screen_shows_two_votes(db: None) -> None:
    room, _ = voted(2)
    room.move("recovery", "reveal")

    for key, text in seen(room, browser()).items():
        assert "zebra-crossing" not in text, key
        if key[1] == "workshop-votes-json" and key[0] == "facilitator":
            body = json.loads(text.split("\n\n", 1)[1])
            assert body["items"][0]["rounds"][0]["counts"] is None


def same_whatever_they_had_voted(room: Room, small: QuerySet[Vote]) -> None:
    """The screens and the voices are the same with other votes in a round that was revealed."""
    looks = {}
    for option in ("restorable", "irreplaceable"):
        small.update(option=option)
        forget_all()  # the votes of a revealed round never change otherwise
        looks[option] = (queries.hall(room.workshop).voices(), seen(room, room.wall))
    assert looks["restorable"] == looks["irreplaceable"]


@pytest.mark.parametrize("size", [1, 2])
def test_what_one_or_two_voted_changes_no_screen_after_the_reveal(db: None, size: int) -> None:
    room = Room(new_workshop(pace=Pace.OWN))
    phones = [room.join(role=ROLES[0]) for _ in range(4)]
    for number, phone in enumerate(phones):
        room.vote(phone, "iac-adoption", "full")
        if number < size:
            room.vote(phone, "recovery", "restorable")
    room.step(room.url("workshop-close"))
    small = Vote.objects.filter(item=room.item("recovery"))
    assert small.count() == size

    steps: tuple[tuple[str, dict[str, str]], ...] = (
        (room.url("workshop-move", small[0].item_id, "show"), {}),
        (room.url("workshop-settle", small[0].item_id), {"agreed": "irreplaceable"}),
        (room.url("workshop-show", "verdict"), {}),
        (room.url("workshop-end"), {}),
    )
    for url, sent in steps:
        sent["seen"] = str(room.revision)
        assert room.facilitator.post(url, sent).status_code == 302
        room.workshop.refresh_from_db()
        same_whatever_they_had_voted(room, small)


def test_nor_does_what_one_person_voted_the_second_time(db: None) -> None:
    room, _ = voted()
    room.move("recovery", "reveal")
    room.move("recovery", "vote-again")
    room.vote(room.join(), "recovery", "restorable")
    room.move("recovery", "reveal")
    room.workshop.refresh_from_db()

    same_whatever_they_had_voted(room, Vote.objects.filter(round=2))
