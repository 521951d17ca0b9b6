"""The wall's words: what a room reads from the last row without anybody explaining it."""

import re
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
from django.test import Client

from decision import queries
from decision.content import current_catalog
from decision.domain.vocabulary import DONT_KNOW, Result
from decision.domain.workshop.split import Share, Split
from decision.domain.workshop.voices import Topic
from decision.models import Workshop
from decision.web.presenters.workshop import board, verdicts
from decision.web.presenters.workshop import console as console_presenter
from decision.web.presenters.workshop.board import board_view
from decision.web.presenters.workshop.counts import counts_of
from decision.web.presenters.workshop.room_found import RoomFound
from decision.web.presenters.workshop.subjects import Choice, Subject
from decision.web.presenters.workshop.verdicts import (
    SplitRow,
    StoreVerdict,
    VerdictBar,
    room_view,
)
from tests.web.workshops.rooms import Room, options_of

QUESTION, OF_STORE, CARD = "iac-adoption", "recovery", "message-queue"
WHERE = "Infrastructure unit, in production"


def words(client: Client, url: str) -> str:
    """The text of a page as it is read, in one line."""
    html = client.get(url).content.decode()
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def wall(room: Room) -> str:
    return words(room.wall, room.url("workshop-screen"))


def wall_html(room: Room) -> str:
    return room.wall.get(room.url("workshop-screen")).content.decode()


def phone_words(room: Room, phone: Client) -> str:
    return words(phone, room.url("workshop-participant"))


def console_html(room: Room) -> str:
    return room.facilitator.get(room.url("workshop-console")).content.decode()


def console(room: Room) -> str:
    return words(room.facilitator, room.url("workshop-console"))


def voted(room: Room, *choices: int, name: str = QUESTION) -> list[Client]:
    """An open vote in which each person chose the option with that number."""
    phones = [room.join() for _ in choices]
    assert room.move(name, "open") == 302
    vote_all(room, phones, *choices, name=name)
    return phones


def vote_all(room: Room, phones: list[Client], *choices: int, name: str = QUESTION) -> None:
    for phone, choice in zip(phones, choices, strict=True):
        option = options_of(name)[choice]
        assert room.vote(phone, name, option, f"Because of {option}") == 200


def revealed(room: Room, *choices: int, name: str = QUESTION) -> list[Client]:
    phones = voted(room, *choices, name=name)
    assert room.move(name, "reveal") == 302
    return phones


def settle(room: Room, name: str = QUESTION, dissent: str = "") -> None:
    url = room.url("workshop-settle", room.item(name).pk)
    assert room.step(url, agreed=options_of(name)[0], dissent=dissent) == 302


def show_verdict(room: Room) -> None:
    assert room.step(room.url("workshop-show", "verdict")) == 302


# A second vote


def test_a_second_vote_says_that_it_is_one(room: Room) -> None:
    phones = revealed(room, 0, 0, 1)
    assert "Second vote" not in wall(room)

    room.move(QUESTION, "vote-again")
    assert "Second vote" in wall(room)
    vote_all(room, phones, 0, 0, 0)
    room.move(QUESTION, "reveal")

    assert "Second vote" in wall(room)


def test_after_a_second_vote_wall_and_phones_show_what_the_first_was(room: Room) -> None:
    phones = revealed(room, 0, 0, 1, 1)
    room.move(QUESTION, "vote-again")
    vote_all(room, phones, 0, 0, 0, 1)
    assert "was 2" not in wall(room) + phone_words(room, phones[0])

    room.move(QUESTION, "reveal")

    for shown in (wall(room), phone_words(room, phones[0])):
        assert shown.count("was 2") == 2  # what nobody moved to or from is left alone
    assert 'class="vote-bar-was" x="50%"' in wall_html(room)


def test_rounds_that_may_not_be_compared_are_not_compared(room: Room) -> None:
    phones = revealed(room, 0, 0, 1)
    room.move(QUESTION, "vote-again")
    vote_all(room, [*phones, room.join()], 0, 0, 0, 1)  # the one who came would be told

    room.move(QUESTION, "reveal")

    assert "Second vote" in wall(room)
    assert "was " not in wall(room)


def test_what_the_first_vote_was_is_not_shown_of_other_people(room: Room) -> None:
    phones = revealed(room, 0, 0, 1)
    room.move(QUESTION, "vote-again")
    vote_all(room, [*phones, *(room.join() for _ in range(3))], 0, 1, 1, 0, 0, 0)

    room.move(QUESTION, "reveal")

    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert "1 of the 3 people who voted twice changed their mind." in shown
        assert "was " not in shown.split("changed their mind")[0]


def test_of_two_options_that_are_as_common_none_is_marked_as_leading(room: Room) -> None:
    revealed(room, 0, 0, -1, -1)
    assert options_of(QUESTION)[-1] == DONT_KNOW

    assert "vote-bar-leads" not in wall_html(room)


# The verdict


def test_the_verdict_says_what_it_is_about_and_what_its_words_mean(room: Room) -> None:
    phones = revealed(room, 0, 0, 3)
    catalog = current_catalog()
    show_verdict(room)
    found = board_view(Workshop.objects.get()).room
    assert found is not None
    results = {bar.result for store in found.stores for bar in store.bars}
    assert results

    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert WHERE in shown
        for name, result in catalog.results.items():
            assert (result.sentence in shown) is (name in results), name


def test_the_wall_leaves_out_what_names_a_place_where_lines_are_scarce(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    workshop = Workshop.objects.get()
    monkeypatch.setattr(board, "shown_results", lambda *_, **__: set(Result))

    pages = board_view(workshop).pages

    assert all(len(page.meanings) <= board.MEANINGS_BELOW for page in pages)
    assert not {each.result for page in pages for each in page.meanings} & board.PLACES


def test_agreed_answers_stand_beside_the_verdict_once_there_are_some(room: Room) -> None:
    phones = revealed(room, 0, 0, 3)
    show_verdict(room)
    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert "agreed answers:" not in shown.lower()

    settle(room)
    show_verdict(room)

    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert "agreed answers:" in shown.lower()


def row(**changes: object) -> SplitRow:
    fields = {"question": "Speed", "store": "", "percent": 40, "mixed": True, "decides": True}
    return SplitRow(**{**fields, "need_not": False, "agreed": False, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "on_wall", "on_console"),
    [
        ({}, "decides", "40 % Decides: talk about it"),
        ({"percent": 0}, "could turn a verdict", "– Could turn a verdict"),
        ({"percent": 0, "hides": True}, "could turn a verdict", "– Hides a difference"),
        ({"agreed": True}, "agreed", "40 % Agreed"),
        ({"agreed": True, "percent": 0}, "agreed", "– Agreed"),
        ({"decides": False, "need_not": True}, "need not be settled", "– Need not be settled"),
    ],
)
def test_a_row_says_what_is_to_be_done_about_it(
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, object],
    on_wall: str,
    on_console: str,
) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    rows_are(monkeypatch, row(**changes))

    assert f"Speed {on_wall}" in wall(room)
    assert f"Speed {on_console}" in console(room)
    leads = 'vote-bar vote-bar-leads"><svg' in wall_html(room)
    assert leads is (on_wall == "decides")


def test_where_not_everybody_voted_the_console_says_so_beside_the_share(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    rows_are(
        monkeypatch,
        row(mixed=False, decides=False),
        row(question="Size", mixed=False, decides=False, percent=0, hides=True),
        row(question="Pace", mixed=False, decides=False, percent=0),
    )

    shown = console(room)

    assert "Speed 40 % All who voted agree, but not everybody voted" in shown
    assert "Size – All who voted agree, but not everybody voted" in shown
    assert "Pace – The room agrees" in shown
    assert "Speed" not in wall(room)


def shares_are(monkeypatch: pytest.MonkeyPatch, *shares: Share) -> None:
    """Let the room be split by these, each about the same question."""
    found = RoomFound(3, (), Split(shares, 3))
    monkeypatch.setattr(verdicts, "room_found", lambda *_: found)
    monkeypatch.setattr(verdicts, "_KEPT", {})


def test_percents_add_up_and_what_hides_differences_is_no_part_of_them(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    third, topic = Fraction(1, 3), Topic(QUESTION)
    shares_are(
        monkeypatch,
        *(Share(topic, third, mixed=True, decides=True) for _ in range(3)),
        Share(topic, Fraction(0), mixed=True, decides=False),
        Share(topic, -third, mixed=True, decides=True),
        Share(topic, Fraction(0), mixed=False, decides=False),
    )
    monkeypatch.setattr(verdicts, "_stores", lambda *_: ())

    rows = room_view(current_catalog(), queries.hall(Workshop.objects.get())).rows

    assert [each.percent for each in rows] == [34, 33, 33, 0, 0, 0]
    assert [each.need_not for each in rows] == [False, False, False, True, False, False]
    assert [each.hides for each in rows] == [False, False, False, False, True, False]
    assert [each.only_could for each in rows] == [False, False, False, False, True, False]


# Which verdict leads


def store(leading: Result | None, *counts: tuple[Result, int], **more: object) -> StoreVerdict:
    total = sum(people for _, people in counts)
    bars = tuple(VerdictBar(result, result.value, people, 10) for result, people in counts)
    fields = {"roles": (), "agreed": Result.EITHER, "agreed_label": "either", **more}
    return StoreVerdict("orders", total, bars, leading=leading, **fields)  # type: ignore[arg-type]


def stores_are(monkeypatch: pytest.MonkeyPatch, *stores: StoreVerdict) -> None:
    for place in (board, console_presenter):
        monkeypatch.setattr(
            place, "room_view", lambda *given: replace(room_view(*given), stores=stores)
        )


def test_of_two_verdicts_that_are_as_common_none_is_shown_as_leading(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    as_common = ((Result.SEPARATE, 5), (Result.EITHER, 5), (Result.TOGETHER, 1))
    stores_are(monkeypatch, store(None, *as_common))

    on_wall, on_console = wall(room), console(room)

    assert "orders 5 : 5 No verdict leads 5 separate 5 either 1 together" in on_wall
    assert "No verdict leads: 5 : 5." in on_console
    assert 'vote-bar vote-bar-leads"><svg' not in console_html(room)


def test_the_verdict_that_leads_is_marked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    stores_are(monkeypatch, store(Result.SEPARATE, (Result.SEPARATE, 6), (Result.EITHER, 5)))

    assert "orders 6 of 11 separate 5 either" in wall(room)
    assert "No verdict leads" not in wall(room) + console(room)
    assert console_html(room).count('vote-bar vote-bar-leads"><svg') == 1


def test_a_store_that_nobody_voted_on_has_no_verdict(room: Room) -> None:
    revealed(room, 0, 0, 1, name=OF_STORE)
    show_verdict(room)

    found = board_view(Workshop.objects.get()).room

    assert found is not None
    assert [(each.voices, bool(each.bars)) for each in found.stores] == [(3, True), (0, False)]
    assert "Nobody has voted on it yet" in wall(room)
    assert "Nobody has voted on a question that bears on this store yet." in console(room)


def test_beside_the_verdicts_stands_how_many_people_they_are_of(room: Room) -> None:
    phones = [room.join() for _ in range(6)]
    for name, people in ((QUESTION, 6), (OF_STORE, 4)):
        room.move(name, "open")
        for phone in phones[6 - people :]:
            assert room.vote(phone, name, options_of(name)[0]) == 200
        room.move(name, "reveal")
    room.move("consumers", "open")
    for phone in phones[:4]:
        assert room.vote(phone, "consumers", options_of("consumers")[0]) == 200
    room.move("consumers", "reveal")

    shown = console(room)

    assert shown.count("4 people voted on questions about this store.") == 2
    assert "answered only some" not in shown


def test_who_answered_only_some_of_the_questions_is_counted_out(room: Room) -> None:
    phones = revealed(room, 0, 0, 0, 0, 0)
    room.move(OF_STORE, "open")
    for phone in [*phones[:3], room.join()]:
        assert room.vote(phone, OF_STORE, options_of(OF_STORE)[0]) == 200
    room.move(OF_STORE, "reveal")

    shown = console(room)

    assert "4 people voted on questions about this store. 1 of them answered only some" in shown
    assert "5 people, by questions about the system alone" in shown


# The votes that are in


@pytest.mark.parametrize(
    ("votes", "present", "percent"), [(0, 0, 0), (0, 4, 0), (1, 3, 33), (2, 3, 67), (3, 2, 100)]
)
def test_the_votes_that_are_in_are_counted_in_percent_of_those_present(
    room: Room, votes: int, present: int, percent: int
) -> None:
    view = board_view(room.workshop)

    assert replace(view, votes=votes, present=present).percent == percent


def test_rows_that_do_not_fit_are_counted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    revealed(room, 0, 0, 3)
    show_verdict(room)
    rows_are(monkeypatch, *(row(question=f"Question {n}") for n in range(10)))

    shown = wall(room)

    assert "Question 5" in shown
    assert "Question 6" not in shown
    assert "and 4 more" in shown


def test_what_was_agreed_is_marked_in_what_splits_the_room(room: Room) -> None:
    revealed(room, 0, 0, 3)
    settle(room)
    show_verdict(room)

    found = board_view(Workshop.objects.get()).room

    assert found is not None
    assert [each.agreed for each in found.rows] == [True]


def rows_are(monkeypatch: pytest.MonkeyPatch, *rows: SplitRow) -> None:
    """Let the room be split by these."""
    for place in (board, console_presenter):
        monkeypatch.setattr(
            place, "room_view", lambda *given: replace(room_view(*given), rows=rows)
        )


# The timer


def test_a_timer_says_when_it_rests(room: Room) -> None:
    voted(room, 0)
    room.step(room.url("workshop-timer", "start"), minutes="3")
    assert "Paused" not in wall(room)

    room.step(room.url("workshop-timer", "pause"))

    assert "Paused" in wall(room)


def test_a_timer_that_is_over_says_that_the_vote_goes_on(room: Room) -> None:
    phones = voted(room, 0, 0, 1)
    room.step(room.url("workshop-timer", "start"), minutes="1")
    for shown in (wall(room), phone_words(room, phones[0])):
        assert "Time is up, you can still vote" in shown  # seen once the timer is marked

    room.move(QUESTION, "reveal")
    room.step(room.url("workshop-timer", "start"), minutes="1")

    assert "you can still vote" not in wall(room)
    assert "Time is up" in wall(room)


# What was agreed, and about what


def test_the_dissent_that_was_recorded_is_on_the_wall(room: Room) -> None:
    revealed(room, 0, 0, 1)
    settle(room, dissent="<b>Reporting</b> reads it at night")

    assert "Dissent: <b>Reporting</b> reads it at night" in wall(room)


def test_without_dissent_the_wall_names_none(room: Room) -> None:
    revealed(room, 0, 0, 1)
    settle(room)

    assert "Dissent" not in wall(room)


def test_every_screen_says_clearly_which_store_a_question_is_about(room: Room) -> None:
    phones = voted(room, 0, name=OF_STORE)
    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert "Store orders" in shown

    room.move(QUESTION, "open")

    for shown in (wall(room), phone_words(room, phones[0]), console(room)):
        assert "Store Use" not in shown


# Reasons


def test_the_reasons_of_the_smallest_group_come_first(room: Room) -> None:
    revealed(room, 0, 0, 0, 1, 2, 2)
    options = options_of(QUESTION)

    shown = wall(room)

    places = [shown.index(f"Because of {options[number]}") for number in (1, 2, 0)]
    assert places == sorted(places)


def test_pages_of_the_wall_say_what_they_are(room: Room) -> None:
    phones = [room.join() for _ in range(4)]
    room.move(QUESTION, "open")
    for phone in phones:
        assert room.vote(phone, QUESTION, options_of(QUESTION)[0], "Because " * 40) == 200
    room.move(QUESTION, "reveal")

    labels = [page.label for page in board_view(Workshop.objects.get()).pages]

    total = len(labels)
    assert total > 1
    assert labels == [f"Reasons {number} of {total}" for number in range(1, total + 1)]
    assert f"Reasons 1 of {total}" in wall(room)
    second = words(room.wall, room.url("workshop-screen") + "?page=1")
    assert f"Reasons 2 of {total}" in second


@pytest.mark.parametrize(("name", "number"), [(CARD, "3"), (QUESTION, "4")])
def test_few_options_share_the_height_of_the_wall(room: Room, name: str, number: str) -> None:
    voted(room, 0, name=name)
    many = len(options_of(name)) > 4

    assert f"wall-options-{'many' if many else number}" in wall_html(room)
    assert ("wall-options-short" in wall_html(room)) is not many


def test_reasons_without_counts_keep_their_order() -> None:
    subject = Subject(1, False, "?", "?", "", "", (Choice("a", "A"),))

    assert board.fewest_first(counts_of([], subject)) == []
