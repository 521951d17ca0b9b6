"""What somebody typed comes back in the answer that could not take it."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from decision.content import current_catalog
from decision.models import Item, Pace, Vote, Workshop
from decision.web.live import ASIDE
from tests.web.visits import Page, page
from tests.web.workshops.rooms import SCRIPT, Room, new_workshop, options_of

QUESTION, LATER = "recovery", "consumers"
TEXT = "Since the outage, <b>nightly</b>"


def voted(
    room: Room, name: str = QUESTION, people: int = 3, *, reveal: bool = True
) -> list[Client]:
    phones = [room.join() for _ in range(people)]
    room.move(name, "open")
    for phone in phones:
        assert room.vote(phone, name, options_of(name)[0]) == 200
    if reveal:
        assert room.move(name, "reveal") == 302
    return phones


def send_vote(room: Room, phone: Client, text: str, name: str = QUESTION, **more: str) -> Page:
    """A plain form with a vote, as a browser without JavaScript sends it."""
    sent = {"option": options_of(name)[0], "reason": text, "round": "1", **more}
    return page(phone.post(room.url("workshop-vote", room.item(name).pk), sent))


def send_reason(room: Room, phone: Client, text: str, name: str = QUESTION) -> Page:
    return page(phone.post(room.url("workshop-own-reason", room.item(name).pk), {"reason": text}))


def left(shown: Page) -> str:
    """The section with what was written and left behind; empty if there is none."""
    found = re.search(r"<section[^>]* data-left=.*?</section>", shown.html, re.DOTALL)
    return found.group() if found else ""


def title_of(name: str) -> str:
    return escape(current_catalog().questions[name].title)


# On a phone


def test_the_reason_of_a_late_vote_is_shown_under_what_it_was_for(room: Room) -> None:
    phone = room.join()
    room.move(QUESTION, "open")
    room.move(QUESTION, "reveal")

    shown = send_vote(room, phone, TEXT)

    assert "This came too late" in shown.text
    assert "You wrote:" in left(shown)
    assert escape(TEXT) in left(shown)
    assert title_of(QUESTION) in left(shown)
    assert "<form" not in left(shown)  # without a vote there is nothing that it could go with


def test_whoever_had_voted_can_still_send_the_reason_of_a_late_vote(room: Room) -> None:
    phone, *_ = voted(room)

    section = left(send_vote(room, phone, TEXT))

    url = room.url("workshop-own-reason", room.item(QUESTION).pk)
    assert f'<form method="post" action="{url}"' in section
    assert escape(TEXT) in section
    phone.post(url, {"reason": TEXT})
    assert Vote.objects.filter(reason=TEXT).count() == 1


def test_a_reason_that_arrives_in_the_second_round_is_shown(room: Room) -> None:
    phone, *_ = voted(room)
    room.move(QUESTION, "vote-again")

    shown = send_reason(room, phone, TEXT)

    assert escape(TEXT) in left(shown)
    assert "<form" not in left(shown)


def test_a_reason_for_what_is_on_no_agenda_is_shown(room: Room) -> None:
    phone = room.join()

    answer = phone.post(room.url("workshop-own-reason", 99999), {"reason": TEXT})

    assert answer.status_code == 409
    assert escape(TEXT) in left(page(answer))


def test_after_the_end_what_was_written_can_be_copied(room: Room) -> None:
    phone, *_ = voted(room)
    room.step(room.url("workshop-end"))

    section = left(send_vote(room, phone, TEXT))

    assert escape(TEXT) in section
    assert "<form" not in section


@pytest.mark.parametrize("text", ["", "  ", "Kept already"])
def test_nothing_is_given_back_that_is_not_lost(room: Room, text: str) -> None:
    phone, *_ = voted(room)
    send_reason(room, phone, "Kept already")

    assert left(send_vote(room, phone, text)) == ""


def test_a_refused_reason_never_lands_on_another_item(room: Room) -> None:
    phone, *others = voted(room)
    room.move(LATER, "open")
    for each in (phone, *others):
        room.vote(each, LATER, options_of(LATER)[0])
    room.move(LATER, "reveal")
    text = "About the backup: " + "x" * 600

    shown = send_reason(room, phone, text)

    assert text in left(shown)
    assert "at most 500" in left(shown)
    assert text not in shown.html.replace(left(shown), "")
    assert title_of(QUESTION) in left(shown)


def test_a_refused_vote_never_lands_on_another_item(room: Room) -> None:
    phone = room.join()
    room.move(QUESTION, "open")
    room.move(QUESTION, "reveal")
    room.move(LATER, "open")

    shown = send_vote(room, phone, TEXT, option="")

    assert escape(TEXT) in left(shown)
    assert "This came too late" in shown.text
    assert "Choose an answer." not in shown.text
    assert escape(TEXT) not in shown.html.replace(left(shown), "")


def test_who_did_not_vote_gets_no_form_for_a_reason_that_is_too_long(room: Room) -> None:
    voted(room)
    text = "y" * 501

    shown = send_reason(room, room.join(), text)

    assert text in left(shown)
    assert "<form" not in left(shown)
    assert "You voted:" not in shown.text


def test_a_refused_reason_is_found_again_where_it_is_asked_for(room: Room) -> None:
    """The script asks for the form too, or the part that comes next would be without it."""
    phone, *_ = voted(room)

    shown = send_reason(room, phone, "z" * 501)

    live = shown.attributes("main", "data-live")
    assert live == [room.url("workshop-participant") + "?reason=1"]
    assert re.search(r'<form[^>]*id="reason-\d+"[^>]* data-touched data-refused', shown.html)
    version = shown.attributes("main", "data-version")[0]
    again = phone.get(live[0], headers={**SCRIPT, "If-None-Match": version})
    assert again.status_code == 304


def test_a_page_with_what_was_written_does_not_load_itself_again(room: Room) -> None:
    phone = room.join()
    room.move(QUESTION, "open")
    room.move(QUESTION, "reveal")

    assert "refresh" not in send_vote(room, phone, TEXT).html
    address = room.url("workshop-participant")
    assert f";url={address}" in send_vote(room, phone, "").html  # the form's own takes no GET


@pytest.mark.parametrize("name", ["workshop-vote", "workshop-own-reason"])
def test_the_script_gets_back_what_came_too_late(room: Room, name: str) -> None:
    phone, *_ = voted(room)
    room.move(QUESTION, "vote-again")
    sent = {"option": options_of(QUESTION)[0], "reason": TEXT, "round": "1"}

    answer = phone.post(room.url(name, room.item(QUESTION).pk), sent, headers=SCRIPT)

    assert answer.status_code == 409
    assert escape(TEXT) in left(page(answer))


@pytest.mark.parametrize("name", ["workshop-vote", "workshop-own-reason"])
def test_what_is_only_set_aside_is_not_taken(room: Room, name: str) -> None:
    phone, *_ = voted(room, reveal=name == "workshop-own-reason")
    sent = {"option": options_of(QUESTION)[1], "reason": TEXT, "round": "1", ASIDE: "yes"}

    answer = phone.post(room.url(name, room.item(QUESTION).pk), sent, headers=SCRIPT)

    assert answer.status_code == 200
    assert escape(TEXT) in left(page(answer))
    votes = set(Vote.objects.values_list("option", "reason"))
    assert votes == {(options_of(QUESTION)[0], "")}


def test_what_was_written_at_ones_own_pace_is_shown_after_the_closing(db: None) -> None:
    room = Room(new_workshop(pace=Pace.OWN))
    phone = room.join()
    room.vote(phone, QUESTION, options_of(QUESTION)[0])
    room.step(room.url("workshop-close"))

    section = left(send_vote(room, phone, TEXT))

    assert escape(TEXT) in section
    assert "<form" in section


def test_only_the_writer_gets_it_back(room: Room) -> None:
    voted(room)

    answer = room.wall.post(
        room.url("workshop-own-reason", room.item(QUESTION).pk), {"reason": TEXT, ASIDE: "yes"}
    )

    assert answer.status_code == 404


# On the console


def settle(room: Room, seen: int | None = None, name: str = QUESTION, **more: str) -> Page:
    sent = {"agreed": options_of(name)[0], "dissent": TEXT, "seen": str(seen or room.revision)}
    return page(room.facilitator.post(settling(room, name), sent | more))


def settling(room: Room, name: str = QUESTION) -> str:
    return room.url("workshop-settle", room.item(name).pk)


def stored(name: str = QUESTION) -> tuple[str, str]:
    item = Item.objects.get(name=name)
    return item.agreed, item.dissent


def test_dissent_comes_back_under_its_item_when_another_facilitator_went_on(room: Room) -> None:
    voted(room)
    seen = room.revision
    room.move(LATER, "open")

    section = left(settle(room, seen))

    assert title_of(QUESTION) in section
    assert escape(TEXT) in section
    assert re.search(rf'name="agreed" value="{options_of(QUESTION)[0]}"[^>]*checked', section)


def test_dissent_that_came_back_can_be_kept_and_all_screens_stay(room: Room) -> None:
    voted(room)
    seen = room.revision
    room.move(LATER, "open")
    room.step(room.url("workshop-timer", "start"), minutes="3")
    form = settle(room, seen)
    fields = dict(re.findall(r'name="(seen|stay)" value="(\w+)"', left(form)))

    answer = room.facilitator.post(
        settling(room), {"agreed": options_of(QUESTION)[0], "dissent": TEXT, **fields}
    )

    assert answer.status_code == 302
    assert stored() == (options_of(QUESTION)[0], TEXT)
    workshop = Workshop.objects.get()
    assert workshop.current == room.item(LATER)
    assert workshop.seconds_left() is not None


def test_dissent_comes_back_for_copying_when_another_facilitator_settled_it(room: Room) -> None:
    voted(room)
    seen = room.revision
    room.step(settling(room), agreed=options_of(QUESTION)[1], dissent="")

    section = left(settle(room, seen))

    assert escape(TEXT) in section
    assert "Meanwhile the room agreed on" in section
    assert "<form" not in section


def test_two_facilitators_who_agree_need_nothing_back(room: Room) -> None:
    voted(room)
    seen = room.revision
    room.step(settling(room), agreed=options_of(QUESTION)[0], dissent="One more")

    assert left(settle(room, seen, dissent="")) == ""


def test_after_the_end_dissent_can_be_copied(room: Room) -> None:
    voted(room)
    seen = room.revision
    room.step(room.url("workshop-end"))

    section = left(settle(room, seen))

    assert escape(TEXT) in section
    assert "<form" not in section


@pytest.mark.parametrize("showing", ["item", "lobby"])
def test_a_settling_that_is_wrong_comes_back_with_its_message(room: Room, showing: str) -> None:
    voted(room)
    if showing == "item":
        room.move(LATER, "open")
    else:
        room.step(room.url("workshop-show", "lobby"))

    section = left(settle(room, agreed="none"))

    assert "Select a valid choice" in section
    assert escape(TEXT) in section


def test_the_script_may_set_dissent_aside_without_keeping_it(room: Room) -> None:
    voted(room)

    section = left(settle(room, aside="yes"))

    assert escape(TEXT) in section
    assert stored() == ("", "")


def test_a_settling_that_is_put_right_is_marked_so_that_no_news_takes_it_away(room: Room) -> None:
    voted(room)

    shown = settle(room, agreed="none")

    assert left(shown) == ""
    assert re.search(r'<form[^>]*id="settle-\d+-1"[^>]* data-touched data-refused', shown.html)
