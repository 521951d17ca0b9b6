"""The three screens, as pages: what each shows at each step, and what it leaves out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from decision import queries
from decision.content import current_catalog
from decision.domain.workshop.progress import Stage
from decision.models import Item, Naming, Pace, Vote, Workshop
from decision.web.presenters.workshop.board import dealt_out
from decision.web.presenters.workshop.console import console_view
from decision.web.presenters.workshop.counts import Reason
from tests.web.workshops.rooms import SCRIPT, Room, new_workshop, options_of

CARD = "message-queue"
QUESTION = "iac-adoption"
ITSELF = 'http-equiv="refresh"'


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def phone_page(room: Room, phone: Client, query: str = "") -> str:
    return page(phone, room.url("workshop-participant") + query)


def wall(room: Room) -> str:
    return page(room.wall, room.url("workshop-screen"))


def console(room: Room) -> str:
    return page(room.facilitator, room.url("workshop-console"))


def full(room: Room, people: int = 4) -> list[Client]:
    return [room.join(role="Development") for _ in range(people)]


def revealed(room: Room, name: str = QUESTION, *reasons: str) -> list[Client]:
    """An item after the reveal; the first people gave reasons, the last one another answer."""
    phones = full(room)
    assert room.move(name, "open") == 302
    first, second, *_ = options_of(name)
    for number, phone in enumerate(phones):
        option = second if number == len(phones) - 1 else first
        reason = reasons[number] if number < len(reasons) else ""
        assert room.vote(phone, name, option, reason) == 200
    assert room.move(name, "reveal") == 302
    return phones


def define(room: Room, name: str = CARD) -> None:
    """The facilitator shows the definition of a card whose votes are revealed."""
    assert room.step(room.url("workshop-settle", room.item(name).pk)) == 302


def add_reason(room: Room, phone: Client, text: str, name: str = QUESTION) -> int:
    url = room.url("workshop-own-reason", room.item(name).pk)
    return phone.post(url, {"reason": text}).status_code


# After the reveal


def test_reasons_stand_on_wall_and_phones_once_votes_are_revealed(room: Room) -> None:
    phones = full(room)
    room.move(QUESTION, "open")
    for phone in phones:
        room.vote(phone, QUESTION, "full", "Since the outage")
    assert "Since the outage" not in wall(room) + console(room) + phone_page(room, room.join())

    room.move(QUESTION, "reveal")

    for shown in (wall(room), console(room), phone_page(room, room.join())):
        assert "Since the outage" in shown


def test_a_hidden_reason_is_only_on_the_console(room: Room) -> None:
    phones = revealed(room, QUESTION, "Because of Bob")
    vote = Vote.objects.get(reason="Because of Bob")

    room.step(room.url("workshop-reason", vote.pk, "hide"))

    assert "Because of Bob" in console(room)
    assert "Because of Bob" not in wall(room) + phone_page(room, phones[1])


@pytest.mark.parametrize(("again", "shown"), [("Because of Bob", False), ("Too slow", True)])
def test_a_hidden_reason_stays_hidden_in_the_next_round(
    room: Room, again: str, shown: bool
) -> None:
    phones = revealed(room, QUESTION, "Because of Bob")
    writer = Vote.objects.get(reason="Because of Bob").participant
    room.step(room.url("workshop-reason", Vote.objects.get(participant=writer).pk, "hide"))
    room.move(QUESTION, "vote-again")
    for phone in phones:
        room.vote(phone, QUESTION, "full", again)
    room.move(QUESTION, "reveal")

    hidden = Vote.objects.get(participant=writer, round=2).is_hidden

    assert hidden is not shown


def test_a_reason_may_be_added_after_the_reveal_and_every_screen_notices(room: Room) -> None:
    phones = revealed(room)
    screens = [
        (room.wall, room.url("workshop-screen")),
        (room.facilitator, room.url("workshop-console")),
        (phones[1], room.url("workshop-participant")),
    ]
    before = [client.get(url)["ETag"] for client, url in screens]

    assert add_reason(room, phones[0], "It was cheaper") == 302

    for (client, url), tag in zip(screens, before, strict=True):
        response = client.get(url)
        assert response["ETag"] != tag
        assert "It was cheaper" in response.content.decode()


def test_an_added_reason_makes_no_step_of_the_facilitator_stale(room: Room) -> None:
    phones = revealed(room)
    seen = room.revision

    add_reason(room, phones[0], "It was cheaper")

    assert room.move(QUESTION, "vote-again", seen=seen) == 302


@pytest.mark.parametrize("stage", ["voting", "voting again", "ended"])
def test_a_reason_can_be_added_only_between_votes(room: Room, stage: str) -> None:
    phones = revealed(room)
    if stage == "ended":
        room.step(room.url("workshop-end"))
    else:
        room.move(QUESTION, "vote-again")

    assert add_reason(room, phones[0], "Too late") == 409
    assert not Vote.objects.filter(reason="Too late").exists()


def test_who_did_not_vote_has_no_reason_to_give(room: Room) -> None:
    revealed(room)
    late = room.join()

    assert "You did not vote on this one" in phone_page(room, late)
    assert add_reason(room, late, "Me too") == 409


def test_a_reason_that_is_too_long_comes_back_with_a_message(room: Room) -> None:
    phones = revealed(room)

    assert add_reason(room, phones[0], "x" * 501) == 422


def test_a_phone_shows_counts_and_its_own_vote_after_the_reveal(room: Room) -> None:
    phones = revealed(room)

    shown = phone_page(room, phones[0])

    assert "your vote" in shown
    assert "You voted:" in shown
    assert "of 4 votes" in shown


def test_the_verdict_is_on_the_phones_too(room: Room) -> None:
    phones = revealed(room)
    assert "Infrastructure unit, in production" not in phone_page(room, phones[0])

    room.step(room.url("workshop-show", "verdict"))

    assert "Infrastructure unit, in production" in phone_page(room, phones[0])


# Without JavaScript


def test_a_page_loads_itself_again_only_while_there_is_nothing_to_do(room: Room) -> None:
    phone = full(room)[0]
    assert ITSELF in phone_page(room, phone)

    room.move(QUESTION, "open")
    assert ITSELF not in phone_page(room, phone)
    room.vote(phone, QUESTION, "full")
    assert ITSELF not in phone_page(room, phone)  # a changed vote may be half chosen

    room.move(QUESTION, "reveal")
    assert ITSELF in phone_page(room, phone)
    assert ITSELF not in phone_page(room, phone, "?reason=1")


@pytest.mark.parametrize("read", ["glance", "participant_by_secret", "ballot", "items_in_all"])
def test_a_step_taken_while_a_phone_asks_is_not_missed(
    room: Room, monkeypatch: pytest.MonkeyPatch, read: str
) -> None:
    phone, url = room.join(), room.url("workshop-participant")
    before = getattr(queries, read)

    def and_then_a_step(*asked: Any) -> Any:
        found = before(*asked)
        if room.item(QUESTION).stage == Stage.WAITING:
            room.move(QUESTION, "open")
        return found

    monkeypatch.setattr(queries, read, and_then_a_step)
    part = phone.get(url, headers=SCRIPT)
    later = phone.get(url, headers={**SCRIPT, "If-None-Match": part["ETag"]})

    shown = part if later.status_code == 304 else later
    assert 'class="ballot' in shown.content.decode()


def test_a_console_never_loads_itself_again(room: Room) -> None:
    assert ITSELF not in console(room)


def test_a_wall_turns_its_pages_by_itself(room: Room) -> None:
    revealed(room, CARD, "A reason " * 30, "Another one " * 30)
    define(room)

    first = wall(room)
    second = page(room.wall, room.url("workshop-screen") + "?page=1")

    assert "url=?page=1" in first
    assert "url=?page=2" in second
    shown = re.compile(r"data-page( hidden)?>")
    assert [bool(each) for each in shown.findall(first)] == [False, True, True]
    assert [bool(each) for each in shown.findall(second)] == [True, False, True]


def test_a_plain_form_that_came_too_late_is_told_so(room: Room) -> None:
    phone = full(room)[0]
    room.move(QUESTION, "open")
    room.move(QUESTION, "reveal")

    answer = phone.post(
        room.url("workshop-vote", room.item(QUESTION).pk), {"option": "full", "round": 1}
    )

    assert answer.status_code == 409
    assert "too late" in answer.content.decode()


# The console


def primary(room: Room) -> str:
    """The words on the one large button of the next step."""
    found = re.findall(r"button-primary[^>]*>(?:<svg.*?</svg>)?<span>(.*?)</span>", console(room))
    assert len(found) == 1, found
    return str(found[0])


def test_the_console_offers_one_next_step_at_each_stage(room: Room) -> None:
    phones = full(room)
    assert primary(room).startswith("Begin:")
    room.move(CARD, "open")
    assert primary(room) == "Reveal the votes"
    room.move(CARD, "reveal")
    assert primary(room) == "Show the definition"
    define(room)
    assert primary(room) == "Vote again"
    room.move(CARD, "vote-again")
    assert primary(room) == "Reveal the votes"
    room.move(CARD, "reveal")
    assert primary(room).startswith("Next:")
    room.move(QUESTION, "open")
    for phone in phones:
        room.vote(phone, QUESTION, "full")
    room.move(QUESTION, "reveal")
    assert primary(room) == "Keep as agreed"
    settle = room.url("workshop-settle", room.item(QUESTION).pk)
    assert room.step(settle, agreed="full") == 302
    for name in ("recovery", "consumers"):
        room.move(name, "skip")
    assert primary(room) == "Show the room’s verdict"
    room.step(room.url("workshop-show", "verdict"))
    assert "End it now" in console(room)


@pytest.mark.parametrize("name", [CARD, QUESTION])
def test_stages_and_steps_are_words_not_ids(room: Room, name: str) -> None:
    revealed(room, name)

    marks = re.findall(r'class="status status-[\w-]+">(.*?)</span>', console(room))

    stages = {"To come", "Vote is open", "To be agreed", "Agreed", "Done", "Skipped"}
    assert set(marks) <= {*stages, "Definition to come"}
    assert len(marks) == 4


def test_the_definition_of_a_card_comes_after_the_talk_and_before_the_second_vote(
    room: Room,
) -> None:
    phones = revealed(room, CARD)
    definition = current_catalog().cards[CARD].because

    def shown() -> list[bool]:
        screens = (wall(room), console(room), phone_page(room, phones[0]))
        return [escape(definition) in each for each in screens]

    assert shown() == [False] * 3
    assert room.move(CARD, "vote-again") == 409
    define(room)
    assert shown() == [True] * 3
    assert room.move(CARD, "vote-again") == 302
    assert shown() == [False] * 3
    for phone in phones:
        room.vote(phone, CARD, "stateful")
    assert room.move(CARD, "reveal") == 302
    assert shown() == [True] * 3
    assert room.move(CARD, "vote-again") == 409


def test_a_card_without_its_definition_is_offered_once_the_questions_are_through(
    room: Room,
) -> None:
    revealed(room, CARD)
    for name in (QUESTION, "recovery", "consumers"):
        room.move(name, "skip")

    following = console_view(queries.workshop_by_id(room.workshop.pk) or room.workshop).following

    assert following is None  # it is on all screens
    room.step(room.url("workshop-show", "verdict"))
    following = console_view(queries.workshop_by_id(room.workshop.pk) or room.workshop).following
    assert following is not None
    assert following.item.name == CARD


@pytest.mark.parametrize(
    ("moves", "move", "why"),
    [
        ((), "reveal", "Nobody has voted on"),
        (("open",), "open", "People are voting on"),
        (("open", "reveal"), "reveal", "are revealed already"),
        (("open", "reveal", "vote-again", "reveal"), "vote-again", "there is no third vote"),
        (("skip",), "open", "is left out"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_with_its_own_reason(
    room: Room, moves: tuple[str, ...], move: str, why: str
) -> None:
    for each in moves:
        assert room.move(QUESTION, each) == 302
    url = room.url("workshop-move", room.item(QUESTION).pk, move)

    answer = room.facilitator.post(url, {"seen": str(room.revision)})

    assert answer.status_code == 409
    assert "This step is not possible now" in answer.text
    assert why in answer.text
    assert "Somebody has stepped meanwhile" not in answer.text


def test_to_settle_while_people_vote_is_refused_with_its_own_reason(room: Room) -> None:
    room.move(QUESTION, "open")
    url = room.url("workshop-settle", room.item(QUESTION).pk)

    answer = room.facilitator.post(url, {"seen": str(room.revision), "agreed": "full"})

    assert answer.status_code == 409
    assert "Reveal the votes first" in answer.text
    assert "Somebody has stepped meanwhile" not in answer.text


def test_a_definition_that_is_shown_already_is_refused_with_its_own_reason(room: Room) -> None:
    revealed(room, CARD)
    define(room)
    url = room.url("workshop-settle", room.item(CARD).pk)

    answer = room.facilitator.post(url, {"seen": str(room.revision)})

    assert answer.status_code == 409
    assert "is shown already" in answer.text


def test_the_console_has_the_answers_to_read_out_before_the_reveal(room: Room) -> None:
    titles = [each.title for each in current_catalog().questions[QUESTION].options]

    def to_read_out() -> bool:
        found = re.search(r'<details[^>]*id="read-out">(.*?)</details>', console(room), re.DOTALL)
        return found is not None and all(escape(title) in found[1] for title in titles)

    assert not to_read_out()
    room.step(room.url("workshop-move", room.item(QUESTION).pk, "show"))
    assert to_read_out()
    room.move(QUESTION, "open")
    assert to_read_out()
    room.move(QUESTION, "reveal")
    assert not to_read_out()


@pytest.mark.parametrize("word", ["unhide", "Hide", "anything"])
def test_a_reason_is_shown_or_hidden_and_nothing_else(room: Room, word: str) -> None:
    revealed(room, QUESTION, "Because of Bob")
    vote = Vote.objects.get(reason="Because of Bob")
    assert room.step(room.url("workshop-reason", vote.pk, "hide")) == 302

    assert room.step(room.url("workshop-reason", vote.pk, word)) == 404

    vote.refresh_from_db()
    assert vote.is_hidden
    assert room.step(room.url("workshop-reason", vote.pk, "show")) == 302


def test_the_agreed_answer_is_filled_in_with_what_leads(room: Room) -> None:
    revealed(room)

    leading = options_of(QUESTION)[0]
    assert re.search(rf'name="agreed" value="{leading}"[^>]*checked', console(room))


@pytest.mark.parametrize("option", options_of(QUESTION))
def test_a_vote_that_stands_alone_is_not_filled_in(room: Room, option: str) -> None:
    phone = full(room)[0]
    room.move(QUESTION, "open")
    room.vote(phone, QUESTION, option)
    room.move(QUESTION, "reveal")

    shown = console(room)

    assert "1 vote: too few to show" in shown
    assert re.findall(r'name="agreed" value="([^"]*)"[^>]*checked', shown) == ["dont-know"]


@pytest.mark.parametrize(("late", "told"), [(0, True), (1, False), (2, False), (3, True)])
def test_how_many_changed_their_mind_is_not_told_beside_one_or_two_more_votes(
    room: Room, late: int, *, told: bool
) -> None:
    phones = revealed(room)
    room.move(QUESTION, "vote-again")
    for phone in phones + full(room, late):
        room.vote(phone, QUESTION, "full")
    room.move(QUESTION, "reveal")

    for shown in (wall(room), console(room), phone_page(room, phones[0])):
        assert ("changed their mind" in shown) is told
        assert f"of {4 + late} votes" in shown


def test_dissent_survives_the_step_of_another_facilitator(room: Room) -> None:
    revealed(room)
    seen = room.revision
    room.step(room.url("workshop-timer", "start"), minutes="3")

    answer = room.facilitator.post(
        room.url("workshop-settle", room.item(QUESTION).pk),
        {"seen": seen, "agreed": "full", "dissent": "The vault is still by hand."},
    )

    assert answer.status_code == 409
    assert "The vault is still by hand." in answer.content.decode()


@pytest.mark.parametrize(
    ("minutes", "seconds"), [("5", 300), ("10", 600), ("", 180), ("999", 180), ("x", 180)]
)
def test_the_timer_takes_the_minutes_that_are_offered(
    room: Room, minutes: str, seconds: int
) -> None:
    room.step(room.url("workshop-timer", "start"), minutes=minutes)

    left = Workshop.objects.get().seconds_left()
    assert left is not None
    assert seconds - 5 <= left <= seconds


def test_any_item_can_be_shown_as_it_stands(room: Room) -> None:
    revealed(room)
    room.move(CARD, "open")

    assert room.move(QUESTION, "show") == 302

    workshop = Workshop.objects.get()
    assert workshop.current == room.item(QUESTION)
    assert {item.name: item.stage for item in room.items}[CARD] == "voting"


@pytest.mark.parametrize("naming", list(Naming))
def test_who_has_voted_is_known_by_alias_only(db: None, naming: Naming) -> None:
    room = Room(new_workshop(naming=naming))
    phone = room.join(alias="Ada", role="Operations")
    room.move(QUESTION, "open")
    room.vote(phone, QUESTION, "full")

    shown = console(room)

    assert ("Ada" in shown) is (naming == Naming.ALIASES)
    assert ("Who has voted: 1 of 1" in shown) is (naming == Naming.ALIASES)


def test_what_agreed_answers_make_needless_is_marked_and_passed_over(room: Room) -> None:
    question = {"workshop": room.workshop, "subject": "question"}
    Item.objects.create(**question, position=0, name="owned-environments")
    assert not console_view(Workshop.objects.get()).agenda[0].pointless

    Item.objects.create(
        **question, position=9, name="infrastructure-ownership", stage="settled", agreed="full"
    )
    Workshop.objects.update(revision=2)  # as every step does

    view = console_view(Workshop.objects.get())
    entry = view.agenda[0]
    assert entry.pointless
    assert str(entry.status[0]) == "Not asked"
    assert view.following is not None
    assert view.following.item.name == CARD


# At one's own pace


@pytest.fixture
def own(db: None) -> Room:
    return Room(new_workshop(pace=Pace.OWN))


def test_at_ones_own_pace_one_question_follows_the_other(own: Room) -> None:
    phone = own.join()
    assert "0 of 4 answered" in phone_page(own, phone)

    own.vote(phone, CARD, "stateful")

    shown = phone_page(own, phone)
    assert "1 of 4 answered" in shown
    assert f'action="{own.url("workshop-vote", own.item(QUESTION).pk)}"' in shown
    assert f'href="{own.url("workshop-own-pace", 1)}"' in shown  # back
    assert f'href="{own.url("workshop-own-pace", 3)}"' in shown  # on


@pytest.mark.parametrize("rehearsal", [True, False])
def test_every_screen_of_a_rehearsal_says_so(room: Room, rehearsal: bool) -> None:
    Workshop.objects.update(is_rehearsal=rehearsal)
    room.move(QUESTION, "open")

    for shown in (wall(room), console(room), phone_page(room, room.join())):
        assert ("Rehearsal" in shown) is rehearsal


def test_the_dissent_that_was_recorded_is_on_the_phones(room: Room) -> None:
    phone = revealed(room)[0]
    url = room.url("workshop-settle", room.item(QUESTION).pk)

    room.step(url, agreed="full", dissent="<b>Reporting</b> reads it at night")

    assert "Dissent: &lt;b&gt;Reporting&lt;/b&gt; reads it at night" in phone_page(room, phone)


def test_whoever_has_answered_all_is_told_so_and_may_change_them(own: Room) -> None:
    phone = own.join()
    for item in own.items:
        own.vote(phone, item.name, options_of(item.name)[0])

    assert "All answered" in phone_page(own, phone)
    changed = page(phone, own.url("workshop-own-pace", 2))
    assert 'data-saved="yes"' in changed  # by which the button says "Change my vote"


def test_at_their_own_pace_the_console_says_who_has_answered_how_much(db: None) -> None:
    room = Room(new_workshop(pace=Pace.OWN, naming=Naming.ALIASES))
    done, begun = room.join(alias="Ana"), room.join(alias="Bo")
    for item in room.items:
        assert room.vote(done, item.name, options_of(item.name)[0]) == 200
    assert room.vote(begun, QUESTION, "full") == 200

    shown = console(room)

    assert "Who has answered all: 1 of 2" in shown
    assert "1 answer<" in shown


def test_the_end_is_asked_for_and_can_be_taken_back_on_the_console(room: Room) -> None:
    room.join()
    assert "End it for the one person in the room?" in console(room)

    room.step(room.url("workshop-end"))

    shown = console(room)
    assert "Open the workshop again" in shown
    assert "Open the vote" not in shown
    assert "latecomers" not in shown


def test_a_second_vote_says_so_on_the_phone(room: Room) -> None:
    phones = revealed(room)
    assert "Second vote." not in phone_page(room, phones[0])

    room.move(QUESTION, "vote-again")

    shown = phone_page(room, phones[0])
    assert "Your first answer is marked" in shown
    assert "Confirm my vote" in shown
    assert 'data-saved="no"' in shown


def test_the_join_code_in_mid_vote_leads_back_to_the_vote(room: Room) -> None:
    full(room)
    room.move("recovery", "open")

    room.step(room.url("workshop-show", "lobby"))

    shown = console(room)
    assert room.url("workshop-move", room.item("recovery").pk, "show") in shown
    assert primary(room).endswith("Getting the content back")


@pytest.mark.parametrize("name", ["workshop-summary", "workshop-votes-json"])
def test_the_whole_workshop_is_read_at_once(room: Room, name: str) -> None:
    for question in (QUESTION, "recovery", "consumers"):
        room.move(question, "open")
        for phone in full(room, 3):
            room.vote(phone, question, options_of(question)[0])
        room.move(question, "reveal")

    with CaptureQueriesContext(connection) as asked:
        assert room.facilitator.get(room.url(name)).status_code == 200

    reads = [
        each["sql"] for each in asked.captured_queries if 'FROM "decision_vote"' in each["sql"]
    ]
    assert len([sql for sql in reads if "COUNT" not in sql]) == 1


def test_skipping_another_item_interrupts_no_vote(room: Room) -> None:
    phone = full(room)[0]
    room.move("recovery", "open")

    room.move("consumers", "skip")

    assert room.item("consumers").stage == Stage.SKIPPED
    assert 'class="ballot' in phone_page(room, phone)


def test_the_verdict_is_worked_out_once_for_all_phones(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    phones = revealed(room)
    room.step(room.url("workshop-show", "verdict"))
    first = phone_page(room, phones[0])

    with django_assert_max_num_queries(6) as asked:
        second = phone_page(room, phones[1])

    assert "of 4" in first
    assert "of 4" in second
    of_all = [each["sql"] for each in asked.captured_queries if '"revealed")' in each["sql"]]
    assert [sql.startswith("SELECT COUNT(*)") for sql in of_all] == [True]


def test_what_was_passed_over_is_offered_but_is_not_the_next_step(room: Room) -> None:
    phones = full(room)
    for name in (QUESTION, "recovery", "consumers"):
        room.move(name, "open")
        for phone in phones:
            room.vote(phone, name, options_of(name)[0])
        room.move(name, "reveal")
        room.step(room.url("workshop-settle", room.item(name).pk), agreed=options_of(name)[0])

    assert primary(room) == "Show the room’s verdict"
    assert "Next: " in console(room)


def test_after_closing_the_facilitator_sees_it_first_and_shows_it_then(own: Room) -> None:
    phones = [own.join() for _ in range(4)]
    for phone in phones:
        for item in own.items:
            own.vote(phone, item.name, options_of(item.name)[0])

    own.step(own.url("workshop-close"))

    assert primary(own) == "Show the room’s verdict"
    assert "Only you see this until you show the verdict." in console(own)
    for shown in (wall(own), phone_page(own, phones[0])):
        assert "The room’s verdict" not in shown
        assert "vote-bar" not in shown
    assert "The voting is closed" in phone_page(own, phones[0])
    own.step(own.url("workshop-show", "verdict"))
    for shown in (wall(own), phone_page(own, phones[0])):
        assert "The room’s verdict" in shown


def test_after_closing_the_facilitator_is_led_to_what_is_unsettled(own: Room) -> None:
    for number in range(4):
        phone = own.join()
        for item in own.items:
            own.vote(phone, item.name, options_of(item.name)[number % 2])
    assert primary(own) == "Close the voting"

    own.step(own.url("workshop-close"))

    following = console_view(Workshop.objects.get()).following
    assert following is not None
    assert following.item.subject == "question"
    assert not following.waits


# The wall's pages


def reasons(*lengths: int) -> list[Reason]:
    return [Reason(Vote().pk, "x" * length, "Yes", False) for length in lengths]


@pytest.mark.parametrize(
    ("lengths", "pages"),
    [
        ((), []),
        ((10,), [1]),
        ((10, 10, 10, 10, 10), [5]),
        ((500, 10), [1, 1]),
        ((90, 90, 90), [2, 1]),
    ],
)
def test_reasons_are_dealt_out_to_pages_that_fit(
    lengths: tuple[int, ...], pages: list[int]
) -> None:
    assert [len(each) for each in dealt_out(reasons(*lengths), 36, 10)] == pages


def test_the_wall_names_the_way_in_on_every_scene(room: Room) -> None:
    steps: list[Callable[[], int]] = [
        lambda: 302,
        lambda: room.move(CARD, "open"),
        lambda: room.move(CARD, "reveal"),
        lambda: room.move(CARD, "skip"),
        lambda: room.step(room.url("workshop-show", "verdict")),
    ]
    for step in steps:
        assert step() == 302
        assert room.workshop.code in wall(room)
        assert reverse("workshop-enter") in wall(room)
