"""The summary: what was agreed, what moved, dissent, what words mean, actions."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from decision import queries
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.domain.workshop.calibration import Definitions, Match
from decision.domain.workshop.progress import Move
from decision.domain.workshop.tally import tally
from decision.models import ActionPoint, Item, Vote
from decision.web.presenters.workshop.subjects import Choice, Subject
from decision.web.presenters.workshop.summary import Summary, lead, summary_of
from tests.endings import Room, leading, new_room
from tests.web.visits import page

pytestmark = pytest.mark.django_db


def summary(room: Room) -> Summary:
    return summary_of(current_catalog(), queries.hall(room.reload()))


def text(room: Room, client: Client | None = None) -> str:
    response = (client or leading(room)).get(room.url("workshop-summary"))
    assert response.status_code == 200
    return page(response).text


def test_before_anything_was_voted_it_says_so() -> None:
    found = text(new_room(0))

    assert "Nothing is agreed on yet." in found
    assert "Fewer than three people have votes" in found
    assert "No card was voted on." in found


def test_agreed_answers_and_questions_left_open_are_told_apart() -> None:
    room = new_room(3)
    room.agreed_on("recovery", "restorable")

    found = summary(room)

    [agreed] = found.agreed
    restorable = current_catalog().questions["recovery"].options[1].title
    assert (agreed.answer, agreed.subject.about, agreed.against) == (restorable, "orders", 0)
    assert len(found.open) == 2
    assert found.people == 3


def test_dissent_is_kept_with_its_words_counts_and_reasons_that_are_not_hidden() -> None:
    room = new_room(4)
    options = ["restorable", "restorable", "restorable", "irreplaceable"]
    room.voted("recovery", options, reasons=["We did it.", "", "Rude words.", "Logs are gone."])
    rude = Vote.objects.get(reason="Rude words.")
    actions.hide_reason(workshop=room.workshop, vote=rude.pk, hidden=True)
    room.settled("recovery", "restorable", dissent="Audit logs cannot come back.")

    [agreed] = summary(room).dissenting

    assert (agreed.against, agreed.votes) == (1, 4)
    assert agreed.dissent == "Audit logs cannot come back."
    assert set(agreed.reasons) == {"We did it.", "Logs are gone."}
    assert "1 of 4 last voted for something else" in text(room)
    assert "Rude words." not in text(room)


def test_a_hidden_reason_stays_hidden_though_the_second_vote_repeats_it() -> None:
    room = new_room(3)
    reasons = ["We did it.", "Rude words."]
    room.voted("recovery", ["restorable"] * 3, reasons=reasons)
    rude = Vote.objects.get(reason="Rude words.")
    actions.hide_reason(workshop=room.workshop, vote=rude.pk, hidden=True)
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["restorable"] * 3, reasons)
    room.move("recovery", Move.REVEAL)
    room.settled("recovery", "irreplaceable")

    [agreed] = summary(room).dissenting

    assert agreed.reasons == ("We did it.",)


def test_with_fewer_than_three_votes_neither_counts_nor_reasons_are_shown() -> None:
    room = new_room(2)
    room.voted("recovery", ["restorable", "irreplaceable"], reasons=["Mine alone."])
    room.settled("recovery", "restorable", dissent="Somebody doubts it.")

    [agreed] = summary(room).agreed
    shown = text(room)

    assert (agreed.against, agreed.reasons) == (None, ())
    assert "last voted for something else" not in shown
    assert "Mine alone." not in shown
    assert "Somebody doubts it." in shown


def test_what_moved_is_the_change_of_minds_and_of_verdicts() -> None:
    room = new_room(4)
    room.agreed_on("iac-adoption", "full")
    first = ["irreplaceable", "irreplaceable", "irreplaceable", "recreatable"]
    room.voted("recovery", first, ["recreatable"] * 4)
    room.settled("recovery", "recreatable")

    found = summary(room)

    [moved] = found.moved
    assert (moved.subject.about, moved.people) == ("orders", 3)
    assert moved.before != moved.after
    orders, images = found.stores
    assert orders.before is not None
    assert sum(bar.people for bar in orders.before.bars) == 4
    assert orders.after.bars[0].people == 4
    assert not images.moved


def test_a_round_that_was_not_revealed_leaves_no_trace() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3)
    before = summary(room)
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["irreplaceable"] * 3, ["Secret."] * 3)

    after = summary(room)

    assert after == before
    assert "Secret." not in text(room)


def test_calibration_compares_the_first_and_the_second_vote_with_the_definition() -> None:
    room = new_room(4)
    room.voted("message-queue", ["stateless"] * 3 + ["stateful"], ["stateful"] * 3 + ["stateless"])

    [card] = summary(room).cards

    assert (card.before, card.after) == (Match(1, 4), Match(3, 4))
    assert "1 of 4 (25 %)" in text(room)
    assert "3 of 4 (75 %)" in text(room)


def test_answers_of_people_with_another_definition_are_marked() -> None:
    room = new_room(6)
    room.voted("message-queue", ["stateless"] * 3 + ["stateful"] * 3)
    room.agreed_on("recovery", "restorable")
    room.agreed_on("iac-adoption", "full")

    [resting] = summary(room).resting

    assert (resting.subject.about, resting.found) == ("orders", Definitions(3, 3))
    assert "3 hold another definition, 3 the talk’s." in text(room)


def test_those_who_differ_are_not_taken_for_the_others_and_the_card_is_named() -> None:
    room = new_room(7)
    room.voted("message-queue", ["stateless"] * 4 + ["stateful"] * 3)
    room.agreed_on("recovery", "restorable")

    [resting] = summary(room).resting

    assert resting.found == Definitions(4, 3)
    assert resting.cards == (current_catalog().cards["message-queue"].title,)
    assert f"4 hold another definition, 3 the talk’s. {resting.cards[0]}" in text(room)


def test_the_last_vote_on_a_card_says_what_somebody_holds() -> None:
    room = new_room(6)
    room.voted("message-queue", ["stateless"] * 6, ["stateful"] * 6)
    room.agreed_on("recovery", "restorable")

    assert summary(room).resting == ()


def test_fewer_than_three_of_another_definition_are_not_counted_out() -> None:
    room = new_room(6)
    room.voted("message-queue", ["stateless"] * 2 + ["stateful"] * 4)
    room.agreed_on("recovery", "restorable")

    shown = text(room)

    assert summary(room).resting == ()
    assert "hold another definition" not in shown


def test_one_of_another_definition_leaves_no_trace() -> None:
    texts = []
    for only in ("stateless", "stateful"):
        room = new_room(1)
        room.voted("message-queue", [only])
        room.agreed_on("recovery", "restorable")
        texts.append(text(room))

    assert texts[0] == texts[1]


def test_a_definition_that_nobody_shares_with_the_talk_is_marked() -> None:
    room = new_room(4)
    room.voted("message-queue", ["stateless"] * 4)
    room.agreed_on("recovery", "restorable")

    [resting] = summary(room).resting

    assert resting.found == Definitions(4, 0)


@pytest.mark.parametrize(("missing", "marked"), [(0, True), (1, False), (2, False), (3, True)])
def test_the_card_less_the_question_tells_of_no_one_or_two_people(
    missing: int, *, marked: bool
) -> None:
    room = new_room(6 + missing)
    room.voted("message-queue", (["stateless", "stateful"] * 6)[: 6 + missing])
    room.voted("recovery", ["restorable"] * 6)
    room.settled("recovery", "restorable")

    assert bool(summary(room).resting) is marked


@pytest.mark.parametrize(
    ("first", "last", "compared"),
    [(5, 5, True), (5, 4, False), (4, 5, False), (3, 5, False), (6, 3, True), (3, 6, True)],
)
def test_what_moved_tells_nothing_of_one_or_two_who_came_or_went(
    first: int, last: int, *, compared: bool
) -> None:
    room = new_room(6)
    room.agreed_on("iac-adoption", "full")
    room.voted("recovery", ["irreplaceable"] * first, ["recreatable"] * last)
    room.settled("recovery", "recreatable")

    found = summary(room)

    assert bool(found.moved) is compared
    assert all((store.before is not None) is compared for store in found.stores)
    assert found.not_compared is not compared
    assert ("the rounds are not compared" in text(room)) is not compared
    assert "Nothing: nobody voted a second time" not in text(room)


def test_first_verdicts_are_not_told_beside_those_of_one_more_person() -> None:
    room = new_room(5)
    room.voted("iac-adoption", ["full"] * 3)
    room.voted("recovery", ["irreplaceable"] * 2, ["recreatable"] * 4)

    orders, images = summary(room).stores

    assert (orders.after.voices, orders.before) == (4, None)
    assert images.before is not None  # the same three people in both
    assert (images.before.voices, images.after.voices) == (3, 3)


def in_turn(room: Room, name: str, *turns: tuple[slice, list[str]]) -> None:
    """Two votes, each of some of the people."""
    everybody = room.people
    for number, (people, options) in enumerate(turns):
        if number and room.item(name).subject == Item.Subject.CARD:
            room.settled(name, "")  # its definition comes between the votes
        room.move(name, Move.VOTE_AGAIN if number else Move.OPEN)
        room.people = everybody[people]
        room.vote(name, options)
        room.move(name, Move.REVEAL)
    room.people = everybody


def test_verdicts_before_and_after_are_of_the_same_people() -> None:
    room = new_room(9)
    in_turn(room, "iac-adoption", (slice(0, 6), ["none"] * 6), (slice(3, 9), ["full"] * 6))

    orders = summary(room).stores[0]

    assert orders.before is not None
    assert orders.again is not None
    assert (orders.before.voices, orders.again.voices, orders.after.voices) == (6, 6, 9)
    assert orders.moved
    assert "Of the 6 people who are in both:" in text(room)


def test_what_led_before_and_after_is_of_those_who_voted_twice() -> None:
    room = new_room(9)
    first = ["recreatable"] * 3 + ["irreplaceable", "irreplaceable", "restorable"]
    last = ["restorable"] * 3 + ["recreatable"] * 3
    in_turn(room, "recovery", (slice(0, 6), first), (slice(3, 9), last))
    titles = {each.id: each.title for each in current_catalog().questions["recovery"].options}

    [moved] = summary(room).moved

    assert (moved.people, moved.both) == (2, 3)
    assert (moved.before, moved.after) == (titles["irreplaceable"], titles["restorable"])
    assert "2 of 3" in text(room)


def test_where_nobody_voted_twice_it_says_so() -> None:
    room = new_room(6)
    votes = (slice(0, 3), ["irreplaceable"] * 3), (slice(3, 6), ["recreatable"] * 3)
    in_turn(room, "recovery", *votes)
    votes = (slice(0, 3), ["stateless"] * 3), (slice(3, 6), ["stateful"] * 3)
    in_turn(room, "message-queue", *votes)

    found, shown = summary(room), text(room)

    assert (found.moved, found.not_compared) == ((), False)
    assert {each.number for each in found.nobody_twice} == {
        room.item(name).position for name in ("recovery", "message-queue")
    }
    assert "nobody voted twice, so there is nothing to compare" in shown
    [card] = found.cards
    assert (card.before, card.after) == (Match(0, 3), None)
    assert "0 of 3 (0 %) Nobody voted twice" in shown


def test_without_a_second_vote_nothing_moved() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3)

    assert "Nothing: nobody voted a second time." in text(room)
    assert "nobody voted twice" not in text(room)


def test_where_all_vote_the_same_again_nothing_moved() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3, ["restorable"] * 3)

    assert "Nothing: nobody who voted twice changed their mind." in text(room)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["a", "a", "b"], "A"),
        (["a", "a", "b", "b"], "Tie between A and B"),
        (["a", "b", "c"], "Tie between A, B and C"),
        (["a", "dont-know", "dont-know"], "None: most votes were for “Not known”"),
        (["a", "a", "dont-know", "dont-know"], "Tie between A and Not known"),
        ([], ""),
    ],
)
def test_what_leads_is_an_option_or_a_tie_and_never_what_nobody_knows(
    options: list[str], says: str
) -> None:
    choices = (*(Choice(each, each.upper()) for each in "abc"), Choice("dont-know", "Not known"))
    subject = Subject(1, False, "?", "?", "", "", choices)

    assert lead(tally(subject.options, options), subject) == says


def test_calibration_compares_the_same_people() -> None:
    room = new_room(9)
    first = ["stateful"] * 3 + ["stateless"] * 3
    last = ["stateful"] * 2 + ["stateless"] * 4
    in_turn(room, "message-queue", (slice(0, 6), first), (slice(3, 9), last))

    [card] = summary(room).cards

    assert (card.before, card.after) == (Match(0, 3), Match(2, 3))


def test_calibration_is_not_compared_where_one_person_came() -> None:
    room = new_room(5)
    room.voted("message-queue", ["stateful"] * 4, ["stateful"] * 5)

    [card] = summary(room).cards

    assert (card.before, card.after) == (Match(4, 4), None)
    assert "4 of 4 (100 %) Not compared" in text(room)


def test_of_a_second_vote_of_too_few_it_says_that_they_are_too_few() -> None:
    room = new_room(5)
    room.voted("message-queue", ["stateful"] * 5, ["stateful"] * 2)

    assert "5 of 5 (100 %) Too few to show" in text(room)


def test_reasons_are_those_that_the_facilitator_sees() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3, reasons=["Said at first.", "Said twice."])
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["restorable"] * 3, ["", "Said twice.", "Said last."])
    room.move("recovery", Move.REVEAL)
    room.settled("recovery", "irreplaceable")

    [agreed] = summary(room).dissenting
    seen = leading(room).get(room.url("workshop-console"))

    assert agreed.reasons == ("Said last.", "Said twice.")
    assert all(reason in page(seen).text for reason in agreed.reasons)
    assert "Said at first." not in page(seen).text


def test_beside_last_verdicts_stands_who_answered_only_some_of_the_questions() -> None:
    room = new_room(5)
    room.voted("iac-adoption", ["full"] * 4)
    room.voted("recovery", ["restorable"] * 5)

    assert summary(room).stores[0].after.partly == 1
    assert "1 of them answered only some of the questions" in text(room)


@pytest.mark.parametrize(("last", "voices"), [(6, 6), (5, 5), (4, 4), (3, 6), (2, 6)])
def test_a_first_vote_stays_unless_it_is_of_one_or_two_who_did_not_vote_again(
    last: int, voices: int
) -> None:
    room = new_room(6)
    room.voted("recovery", ["irreplaceable"] * 6, ["recreatable"] * last)

    assert len(queries.hall(room.reload()).voices()) == voices


def test_people_count_also_where_too_few_voted_to_show_what() -> None:
    room = new_room(2)
    room.voted("recovery", ["restorable"] * 2)

    assert "2 people voted." in text(room)


def test_actions_and_the_next_review_are_kept_and_removed() -> None:
    room = new_room(0)
    client = leading(room)
    posted = {"text": "Test the restore", "owner": "Ada", "due": "2027-01-31"}

    client.post(room.url("workshop-action-add"), posted)
    client.post(room.url("workshop-review"), {"day": "2027-06-01"})

    shown = client.get(room.url("workshop-summary"))
    assert "Test the restore Ada 2027-01-31" in page(shown).text
    assert page(shown).field("day") == "2027-06-01"
    client.post(room.url("workshop-action-remove", ActionPoint.objects.get().pk))
    assert "Test the restore" not in text(room, client)


@pytest.mark.parametrize(
    ("name", "posted"),
    [
        ("workshop-action-add", {"text": ""}),
        ("workshop-action-add", {"text": "x" * 201}),
        ("workshop-action-add", {"text": "Test", "due": "tomorrow"}),
        ("workshop-action-add", {"text": "Test", "owner": "a\x00b"}),
        ("workshop-review", {"day": "31.02.2027"}),
    ],
)
def test_bad_input_is_refused_and_kept_in_the_form(name: str, posted: dict[str, str]) -> None:
    room = new_room(0)

    response = leading(room).post(room.url(name), posted)

    assert response.status_code == 422
    assert "There is a problem" in page(response).text
    assert ActionPoint.objects.count() == 0


def day_in(years: float) -> str:
    """The day so many years from today."""
    return (timezone.localdate() + timedelta(days=round(years * 365.25))).isoformat()


@pytest.mark.parametrize("years", [-1900, -1.1, 10.1, 7000])
def test_a_day_that_nobody_can_mean_is_refused_with_the_range(years: float) -> None:
    room, day = new_room(0), day_in(years)
    client = leading(room)

    action = client.post(room.url("workshop-action-add"), {"text": "Test", "due": day})
    review = client.post(room.url("workshop-review"), {"day": day})

    for response in (action, review):
        assert response.status_code == 422
        assert "Choose a date from" in page(response).text
    assert page(action).field("due") == page(review).field("day") == day
    assert ActionPoint.objects.count() == 0


@pytest.mark.parametrize("day", ["01/02/03", "2003/02/01", "01.02.2027", "Jan 2 2027"])
def test_a_day_that_can_be_read_in_two_ways_is_refused(day: str) -> None:
    room = new_room(0)

    response = leading(room).post(room.url("workshop-review"), {"day": day})

    assert response.status_code == 422
    assert "Enter the date as year, month and day" in page(response).text
    assert room.reload().next_review is None


@pytest.mark.parametrize("years", [-0.9, 0, 9.9])
def test_days_around_this_one_are_kept(years: float) -> None:
    room, day = new_room(0), day_in(years)

    leading(room).post(room.url("workshop-review"), {"day": day})

    assert str(room.reload().next_review) == day


def test_the_end_can_be_taken_back() -> None:
    room = new_room(3)
    room.ended()
    client = leading(room)
    assert "The workshop ended on" in text(room, client)

    response = client.post(room.url("workshop-reopen"), {"seen": room.reload().revision})

    assert response["Location"] == room.url("workshop-console")
    assert room.reload().ended_at is None


def test_a_stale_page_does_not_take_the_end_back() -> None:
    room = new_room(3)
    room.ended()

    leading(room).post(room.url("workshop-reopen"), {"seen": room.workshop.revision - 1})

    assert room.reload().ended_at is not None


def test_a_rehearsal_says_so() -> None:
    assert "This is a rehearsal" in text(new_room(0, is_rehearsal=True))
    assert "This is a rehearsal" not in text(new_room(0))
