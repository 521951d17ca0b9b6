"""What is kept between two requests: never older than the room, nobody's but one's own marks."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client

from decision import queries
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.models import KeptVerdict, Vote, Workshop
from decision.web import parts
from decision.web.presenters.workshop import console as console_presenter
from decision.web.presenters.workshop import room_found
from tests.web.workshops.rooms import (
    ROLES,
    SCRIPT,
    Room,
    browser,
    forget_in_this_process,
    options_of,
)

QUESTION = "recovery"
BEING_WORKED_OUT = "What they lead to is being worked out."
MARK = re.compile(r'vote-bar-title">([^<]*) <span class="vote-bar-mine">')


def part(room: Room, phone: Client) -> str:
    """What the script of a phone gets."""
    answer = phone.get(room.url("workshop-participant"), headers=SCRIPT)
    assert answer.status_code == 200
    return answer.content.decode()


def reveal(room: Room, *votes: int, reason: str = "", name: str = QUESTION) -> list[Client]:
    """Phones whose votes, by place among the options, are revealed; the first gives a reason."""
    phones = [room.join(role=ROLES[0]) for _ in votes]
    room.move(name, "open")
    for number, (phone, place) in enumerate(zip(phones, votes, strict=True)):
        given = reason if number == 0 else ""
        assert room.vote(phone, name, options_of(name)[place], given) == 200
    assert room.move(name, "reveal") == 302
    return phones


def title(place: int, name: str = QUESTION) -> str:
    return current_catalog().questions[name].options[place].title


# What phones have in common


def test_the_same_page_is_rendered_once_for_all_who_see_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = reveal(room, 0, 0, 0)
    first = part(room, phones[1])

    def never(*_: Any, **__: Any) -> HttpResponse:
        raise AssertionError("rendered again")

    monkeypatch.setattr("decision.web.views.workshops.participant.live_page", never)

    assert part(room, phones[2]) == first


def test_everybody_sees_their_own_mark_and_nobody_elses(room: Room) -> None:
    phones = reveal(room, 0, 1, 0, 1)
    late = room.join()

    marks = [MARK.findall(part(room, phone)) for phone in (*phones, late, *phones)]

    own = [[title(0)], [title(1)], [title(0)], [title(1)]]
    assert marks == [*own, [], *own]


def test_who_gave_a_reason_may_change_it_and_who_did_not_may_add_one(room: Room) -> None:
    phones = reveal(room, 0, 0, 0, reason="Since the outage")

    assert "Change my reason" in part(room, phones[0])
    assert "Add a reason" in part(room, phones[1])
    assert "Change my reason" in part(room, phones[0])


def test_a_reason_that_is_hidden_goes_from_phones_that_share_a_page(room: Room) -> None:
    phones = reveal(room, 0, 0, 0, reason="Because of Bob")
    assert "Because of Bob" in part(room, phones[1])
    vote = Vote.objects.get(reason="Because of Bob")

    room.step(room.url("workshop-reason", vote.pk, "hide"))
    assert "Because of Bob" not in part(room, phones[1])

    room.step(room.url("workshop-reason", vote.pk, "show"))
    assert "Because of Bob" in part(room, phones[1])


def test_a_changed_reason_of_the_same_length_is_on_every_phone(room: Room) -> None:
    phones = reveal(room, 0, 0, 0, reason="It is slow")
    assert "It is slow" in part(room, phones[1])
    url = room.url("workshop-own-reason", room.item(QUESTION).pk)

    assert phones[0].post(url, {"reason": "It is fast"}, headers=SCRIPT).status_code == 200

    assert "It is fast" in part(room, phones[1])
    assert "It is slow" not in part(room, phones[2])


def test_a_second_round_is_counted_anew_with_new_marks(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    assert [MARK.findall(part(room, phone)) for phone in phones] == [[title(0)]] * 3

    room.move(QUESTION, "vote-again")
    assert all('class="ballot' in part(room, phone) for phone in phones)
    for phone in phones:
        room.vote(phone, QUESTION, options_of(QUESTION)[1])
    room.move(QUESTION, "reveal")

    assert [MARK.findall(part(room, phone)) for phone in phones] == [[title(1)]] * 3


def test_a_step_of_another_facilitator_is_on_every_phone_at_once(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    assert all(title(0) in part(room, phone) for phone in phones)
    second = browser(room.created.facilitate_secret)

    second.post(room.url("workshop-show", "lobby"), {"seen": room.revision})

    assert all("You are in" in part(room, phone) for phone in phones)


def test_a_form_is_never_shared(room: Room) -> None:
    phones = [room.join() for _ in range(2)]
    room.move(QUESTION, "open")

    assert CSRF.findall(part(room, phones[0])) != CSRF.findall(part(room, phones[1]))


def test_who_writes_a_reason_has_a_form_of_their_own(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    url = f"{room.url('workshop-participant')}?reason=1"
    first, second = (phone.get(url, headers=SCRIPT).content.decode() for phone in phones[:2])

    assert CSRF.findall(first) != CSRF.findall(second) != []
    assert CSRF.findall(part(room, phones[2])) == []


def test_who_has_left_gets_no_page_of_others(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    assert part(room, phones[0])
    phones[1].post(room.url("workshop-leave"))

    assert phones[1].get(room.url("workshop-participant"), headers=SCRIPT).status_code == 404


def test_what_was_made_while_the_room_went_on_is_not_kept() -> None:
    def page(text: str) -> Callable[[], HttpResponse]:
        return lambda: HttpResponse(text)

    parts.in_common("before", lambda: "after", "v", page("newer"))
    later = parts.in_common("before", lambda: "before", "v", page("as it is"))
    again = parts.in_common("before", lambda: "before", "v", page("never asked for"))

    assert (later.content, again.content) == (b"as it is", b"as it is")
    parts.forget()


# The console's agenda

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


def console(room: Room, client: Client) -> str:
    return client.get(room.url("workshop-console"), headers=SCRIPT).content.decode()


def test_each_vote_changes_the_count_and_nothing_else_is_rendered_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [room.join() for _ in range(2)]
    room.move(QUESTION, "open")
    assert 'class="number">0</strong> of 2 votes' in console(room, room.facilitator)

    def never(*_: Any) -> str:
        raise AssertionError("rendered again")

    monkeypatch.setattr("decision.web.views.workshops.console.render_to_string", never)
    room.vote(phones[0], QUESTION, options_of(QUESTION)[0])

    assert 'class="number">1</strong> of 2 votes' in console(room, room.facilitator)


def test_a_step_of_another_facilitator_is_in_the_agenda(room: Room) -> None:
    second = browser(room.created.facilitate_secret)
    assert "Vote is open" not in console(room, room.facilitator)

    url = room.url("workshop-move", room.item(QUESTION).pk, "open")
    second.post(url, {"seen": room.revision})

    assert "Vote is open" in console(room, room.facilitator)
    assert f'name="seen" value="{room.revision}"' in console(room, room.facilitator)


def strict(room: Room) -> Client:
    """A second facilitator, whose browser's forms have to have its own token."""
    client = Client(enforce_csrf_checks=True)
    opening = f"/workshops/open/{room.created.facilitate_secret}/"
    token = CSRF.findall(client.get(opening).content.decode())[0]
    assert client.post(opening, {"csrfmiddlewaretoken": token}).status_code == 303
    return client


def test_every_form_of_the_agenda_has_a_token_of_ones_own_browser(room: Room) -> None:
    clients = strict(room), strict(room)
    shown = [console(room, client).split('class="agenda ', 1)[1] for client in clients]

    for client, agenda in zip(clients, shown, strict=True):
        tokens = set(CSRF.findall(agenda))
        assert tokens
        for token in tokens:
            stale = {"seen": 0, "csrfmiddlewaretoken": token}
            assert client.post(room.url("workshop-show", "lobby"), stale).status_code == 409


# The room's verdict


def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time that the verdict of a room is worked out."""
    found: list[str] = []
    before = room_found._work_out

    def counted(*asked: Any) -> room_found.RoomFound:
        found.append("worked out")
        return before(*asked)

    monkeypatch.setattr(room_found, "_work_out", counted)
    return found


def test_the_verdict_is_worked_out_once_for_all_screens_and_processes(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = worked_out(monkeypatch)
    phones = reveal(room, 0, 1, 0)
    console(room, room.facilitator)
    room.step(room.url("workshop-show", "verdict"))
    first = part(room, phones[0])

    for phone in phones:
        forget_in_this_process()
        assert part(room, phone) == first
        assert "3 of 3" in room.wall.get(room.url("workshop-screen")).content.decode()

    assert len(times) == 1


def test_it_is_worked_out_again_when_more_votes_are_revealed(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = worked_out(monkeypatch)
    phones = reveal(room, 0, 0, 0)
    console(room, room.facilitator)
    room.move(QUESTION, "vote-again")
    for phone in phones:
        room.vote(phone, QUESTION, options_of(QUESTION)[1])
    console(room, room.facilitator)
    assert len(times) == 1

    room.move(QUESTION, "reveal")
    forget_in_this_process()
    console(room, room.facilitator)

    assert len(times) == 2
    assert KeptVerdict.objects.count() == 1


def test_what_is_read_is_what_was_worked_out(room: Room) -> None:
    catalog = current_catalog()
    phones = [room.join(role=ROLES[number % 2]) for number in range(8)]
    for name in (QUESTION, "consumers", "iac-adoption"):
        room.move(name, "open")
        for number, phone in enumerate(phones):
            options = options_of(name)
            room.vote(phone, name, options[number % len(options)])
        room.move(name, "reveal")
    hall = queries.hall(room.workshop)

    made = room_found.room_found(catalog, hall, 2)
    read = room_found.room_found(catalog, hall, 2)

    assert made.stores[0].by_role
    assert made.split.differing
    assert read == made
    assert [list(each.verdicts) for each in read.stores] == [
        list(each.verdicts) for each in made.stores
    ]


def test_what_the_room_agrees_on_is_on_phones_that_look_at_the_verdict(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    console(room, room.facilitator)
    room.step(room.url("workshop-show", "verdict"))
    assert "With the agreed answers:" not in part(room, phones[0])

    url = room.url("workshop-settle", room.item(QUESTION).pk)
    assert room.step(url, agreed=options_of(QUESTION)[0], stay="1") == 302

    assert "With the agreed answers:" in part(room, phones[0])


def test_of_a_vote_that_is_not_revealed_nothing_is_kept(room: Room) -> None:
    phones = reveal(room, 0, 0, 0)
    room.move("consumers", "open")
    console(room, room.facilitator)
    before = json.dumps(list(KeptVerdict.objects.values("basis", "found")))

    for phone in phones:
        room.vote(phone, "consumers", options_of("consumers")[0])
    forget_in_this_process()
    console(room, room.facilitator)

    assert json.dumps(list(KeptVerdict.objects.values("basis", "found"))) == before


@pytest.mark.parametrize("size", [1, 2])
def test_of_one_or_two_votes_nothing_is_kept_but_their_number(room: Room, size: int) -> None:
    reveal(room, *range(size))
    console(room, room.facilitator)

    (kept,) = KeptVerdict.objects.values_list("found", flat=True)
    assert kept == {
        "form": room_found.REVISION,
        "voices": 0,
        "stores": [],
        "differing": 0,
        "shares": [],
    }


def test_it_goes_with_the_workshop(room: Room) -> None:
    reveal(room, 0, 0, 0)
    console(room, room.facilitator)
    assert KeptVerdict.objects.exists()

    actions.delete_workshop(workshop=room.workshop)

    assert not KeptVerdict.objects.exists()


@pytest.mark.parametrize("error", [DatabaseError, Workshop.DoesNotExist])
def test_where_it_cannot_be_kept_it_is_shown_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails(**_: object) -> None:
        raise error

    monkeypatch.setattr(actions, "keep_verdict", fails)
    phones = reveal(room, 0, 0, 0)
    room.step(room.url("workshop-show", "verdict"))

    assert "3 of 3" in part(room, phones[0])
    assert not KeptVerdict.objects.exists()


def test_the_voices_are_the_same_however_the_votes_were_read(room: Room) -> None:
    phones = reveal(room, 0, 0, 0, 1, 1, 1)
    room.move(QUESTION, "vote-again")
    for phone in phones[:3]:
        room.vote(phone, QUESTION, options_of(QUESTION)[1])
    room.move(QUESTION, "reveal")
    quickly, with_all_of_them = queries.hall(room.workshop), queries.hall(room.workshop)

    assert with_all_of_them.revealed
    assert len(quickly.voices(1)) == 6
    for number in (1, 2):
        assert quickly.voices(number) == with_all_of_them.voices(number)
    assert quickly.voices(1) != quickly.voices(2)


# What takes long


def test_a_step_of_a_large_room_is_shown_before_what_it_leads_to_is_worked_out(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_presenter, "MOST_AT_ONCE", 0)
    url = room.url("workshop-console")
    reveal(room, 0, 0, 0)
    room.facilitator.get(url)  # the verdict of these votes is kept
    reveal(room, 1, 1, 1, name="consumers")

    first = room.facilitator.get(url, headers=SCRIPT)
    later = room.facilitator.get(url, headers={**SCRIPT, "If-None-Match": first["ETag"]})

    assert BEING_WORKED_OUT in first.content.decode()
    assert later.status_code == 200
    assert BEING_WORKED_OUT not in later.content.decode()
    again = room.facilitator.get(url, headers={**SCRIPT, "If-None-Match": later["ETag"]})
    assert again.status_code == 304


def test_a_page_without_script_waits_for_what_the_votes_lead_to(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_presenter, "MOST_AT_ONCE", 0)
    url = room.url("workshop-console")
    reveal(room, 0, 0, 0)
    room.facilitator.get(url)
    reveal(room, 1, 1, 1, name="consumers")

    assert BEING_WORKED_OUT not in room.facilitator.get(url).content.decode()


def test_a_small_room_is_shown_as_it_is(room: Room) -> None:
    url = room.url("workshop-console")
    reveal(room, 0, 0, 0)
    room.facilitator.get(url)
    reveal(room, 1, 1, 1, name="consumers")

    assert BEING_WORKED_OUT not in room.facilitator.get(url, headers=SCRIPT).content.decode()
