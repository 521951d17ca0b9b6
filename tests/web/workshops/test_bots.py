"""Bots: a room that joins, votes, drops out and comes back, held against a plain model.

They also send whatever must be refused. The counts that screens show and files hold are those of
the model, and nothing that anybody sends makes the site fail.
"""

import re
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from decision.domain.workshop.groups import SMALLEST_GROUP
from decision.domain.workshop.progress import IllegalMove, Move, Progress, after, moves
from decision.models import Item
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import AGENDA, ROLES, SCRIPT, Room, new_workshop, options_of

NAMES = tuple(each.name for each in AGENDA)
AT_FIRST = {each.name: Progress(is_card=each.subject == Item.Subject.CARD) for each in AGENDA}
OPTIONS = {name: options_of(name) for name in NAMES}
MOST_PEOPLE = 30
SEATS = st.integers(0, MOST_PEOPLE - 1)
REASONS = st.sampled_from(("", "We restored it in spring.", "Zwölf Leute — 😀", "<b>&amp;"))

#: What a phone may send instead of a vote, with the status that it gets.
NONSENSE: tuple[tuple[dict[str, str], int], ...] = (
    ({}, 422),
    ({"option": "no such option"}, 422),
    ({"option": ""}, 422),
    ({"reason": "x" * 5_000}, 422),
    ({"reason": "a\0b"}, 422),
    ({"option": "full\0"}, 422),
    ({"round": "0"}, 422),
    ({"round": "3"}, 422),
    ({"round": "-1"}, 422),
    ({"round": "99999999999999999999999"}, 422),
    ({"round": "1e400"}, 422),
    ({"round": "NaN"}, 422),
    ({"round": "١٢"}, 422),
    ({"round": "one"}, 422),
)
#: Bytes that are no text: a lone surrogate, half a letter, a NUL.
ODD_BYTES = (b"%ED%A0%80", b"%FF%FE", b"%00", b"\xed\xa0\x80")


@dataclass
class Person:
    """Somebody in the room, with all the browsers they use."""

    secret: str
    phones: list[Client]
    has_left: bool = False


@dataclass
class Model:
    """What must be true: each item's progress, and votes by item, round and person."""

    progress: dict[str, Progress] = field(default_factory=lambda: dict(AT_FIRST))
    votes: dict[tuple[str, int], dict[int, str]] = field(default_factory=dict)

    def is_open(self, name: str, round_: int) -> bool:
        now = self.progress[name]
        return now.is_voting and now.round == round_

    def forget_hidden(self, seat: int) -> None:
        for (name, round_), votes in self.votes.items():
            if round_ > self.progress[name].revealed:
                votes.pop(seat, None)

    def counts(self, name: str, round_: int) -> Counter[str]:
        return Counter(self.votes.get((name, round_), {}).values())


class Bots(RuleBasedStateMachine):
    """One workshop in a transaction of its own, and another one beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.resources.enter_context(transaction.atomic())
        self.room, self.other = Room(new_workshop()), Room(new_workshop(title="Another"))
        self.model = Model()
        self.people: list[Person] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.resources.close()

    # People

    @initialize(number=st.integers(1, MOST_PEOPLE))
    def come_in(self, number: int) -> None:
        for _ in range(number):
            self.one_more()

    @precondition(lambda self: len(self.people) < MOST_PEOPLE)
    @rule()
    def one_more(self) -> None:
        phone = self.room.join(role=ROLES[len(self.people) % len(ROLES)])
        secret = phone.cookies[cookie_name(self.room.workshop.pk)].value
        self.people.append(Person(secret, [phone]))

    @rule(seat=SEATS)
    def scan_the_code_again(self, seat: int) -> None:
        """Whoever has left comes back as the same person."""
        person = self.person(seat)
        code = reverse("workshop-join", args=[self.room.workshop.code])
        status = person.phones[-1].post(code, {}).status_code
        assert status == (303 if person.has_left else 302)
        person.has_left = False

    @rule(seat=SEATS)
    def drop_and_reconnect(self, seat: int) -> None:
        """The browser was closed; the cookie is still there."""
        person, phone = self.person(seat), Client(raise_request_exception=False)
        phone.cookies[cookie_name(self.room.workshop.pk)] = person.secret
        person.phones[-1] = phone
        assert self.looks(phone) == (404 if person.has_left else 200)

    @rule(seat=SEATS)
    def take_a_second_device(self, seat: int) -> None:
        person = self.person(seat)
        if person.has_left:
            return
        page = person.phones[0].get(self.room.url("workshop-device")).content.decode()
        (link,) = set(re.findall(r"/w/[0-9a-f-]+/return/[\w-]+/", page))
        device = Client(raise_request_exception=False)
        assert device.get(link).status_code == 200
        assert device.post(link).status_code == 303
        assert self.looks(device) == 200
        person.phones.append(device)

    @rule(seat=SEATS)
    def leave(self, seat: int) -> None:
        person = self.person(seat)
        status = person.phones[0].post(self.room.url("workshop-leave")).status_code
        assert status == (404 if person.has_left else 200)
        person.has_left = True
        self.model.forget_hidden(seat % len(self.people))

    # Votes

    @rule(name=st.sampled_from(NAMES), offset=st.integers(0, 3), reason=REASONS)
    def everybody_votes(self, name: str, offset: int, reason: str) -> None:
        round_ = self.model.progress[name].round
        for seat in range(len(self.people)):
            option = OPTIONS[name][(seat + offset) % len(OPTIONS[name])]
            self.cast(seat, name, max(round_, 1), option, reason, by_script=seat % 5 > 0)

    @rule(
        seat=SEATS,
        name=st.sampled_from(NAMES),
        round_=st.sampled_from((1, 2)),
        pick=st.integers(0, 3),
        reason=REASONS,
        by_script=st.booleans(),
    )
    def one_votes(
        self, seat: int, name: str, round_: int, pick: int, reason: str, *, by_script: bool
    ) -> None:
        option = OPTIONS[name][pick % len(OPTIONS[name])]
        for _ in range(2):  # a double click
            self.cast(seat, name, round_, option, reason, by_script=by_script)

    def cast(
        self, seat: int, name: str, round_: int, option: str, reason: str, *, by_script: bool
    ) -> None:
        seat %= len(self.people)
        person = self.people[seat]
        counts = not person.has_left and self.model.is_open(name, round_)
        response = person.phones[seat % len(person.phones)].post(
            self.room.url("workshop-vote", self.room.item(name).pk),
            {"option": option, "reason": reason, "round": round_},
            headers=SCRIPT if by_script else {},
        )
        refused = 404 if person.has_left else 409
        assert response.status_code == ((200 if by_script else 302) if counts else refused)
        if counts:
            self.model.votes.setdefault((name, round_), {})[seat] = option

    # What must fail

    @rule(seat=SEATS, name=st.sampled_from(NAMES), nonsense=st.sampled_from(NONSENSE))
    def send_nonsense(self, seat: int, name: str, nonsense: tuple[dict[str, str], int]) -> None:
        person, (changes, status) = self.person(seat), nonsense
        good = {"option": OPTIONS[name][0], "round": "1", "reason": ""}
        sent = {**good, **changes} if changes else {}
        url = self.room.url("workshop-vote", self.room.item(name).pk)
        for headers in (SCRIPT, {}):
            response = person.phones[-1].post(url, sent, headers=headers)
            assert response.status_code == (404 if person.has_left else status)

    @rule(seat=SEATS, odd=st.sampled_from(ODD_BYTES))
    def send_odd_bytes(self, seat: int, odd: bytes) -> None:
        url = self.room.url("workshop-vote", self.room.item("recovery").pk)
        body = b"round=2&option=" + odd + b"&reason=" + odd
        form = "application/x-www-form-urlencoded"
        answer = self.person(seat).phones[-1].post(url, body, content_type=form, headers=SCRIPT)
        assert answer.status_code in {404, 422}

    @rule(seat=SEATS)
    def vote_on_what_is_not_on_the_agenda(self, seat: int) -> None:
        person = self.person(seat)
        foreign = self.other.item("recovery").pk
        sent = {"option": "restorable", "round": "1"}
        for item in (foreign, 0, 2**31 - 1):
            url = self.room.url("workshop-vote", item)
            status = person.phones[-1].post(url, sent).status_code
            assert status in ({404} if person.has_left else {404, 409})
        prefix = self.room.url("workshop-vote", 1)[: -len("1/")]
        assert person.phones[-1].post(f"{prefix}{10**30}/", sent).status_code in {404, 409}
        elsewhere = self.other.url("workshop-vote", foreign)
        assert person.phones[-1].post(elsewhere, sent).status_code == 404

    @rule(seat=SEATS)
    def send_without_a_token(self, seat: int) -> None:
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies[cookie_name(self.room.workshop.pk)] = self.person(seat).secret
        url = self.room.url("workshop-vote", self.room.item("recovery").pk)
        assert strict.post(url, {"option": "restorable", "round": "1"}).status_code == 403

    @rule(seat=SEATS, name=st.sampled_from(NAMES), move=st.sampled_from(list(Move)))
    def try_to_lead_from_a_phone(self, seat: int, name: str, move: Move) -> None:
        url = self.room.url("workshop-move", self.room.item(name).pk, move)
        sent = {"seen": str(self.room.revision)}
        assert self.person(seat).phones[-1].post(url, sent).status_code == 404

    # The facilitator

    @rule(name=st.sampled_from(NAMES), move=st.sampled_from(list(Move)))
    def step(self, name: str, move: Move) -> None:
        """One step; a second click on the same button changes nothing more."""
        try:
            then = after(self.model.progress[name], move)
        except IllegalMove:
            then = None
        seen = self.room.revision
        first, second = (self.press(name, move, seen) for _ in range(2))
        assert (first, second) == ((302, 409) if then else (409, 409))
        if then:
            self.model.progress[name] = then

    def press(self, name: str, move: Move, seen: int) -> int:
        item = self.room.item(name)
        if move is not Move.SETTLE:
            return self.room.move(name, move, seen)
        url = self.room.url("workshop-settle", item.pk)
        return self.room.step(url, seen=seen, agreed=OPTIONS[name][0], dissent="")

    @rule(name=st.sampled_from(NAMES), pick=st.integers(0, 5))
    def go_on(self, name: str, pick: int) -> None:
        """A step that is possible, if there is one."""
        possible = moves(self.model.progress[name])
        if possible:
            self.step(name, possible[pick % len(possible)])

    @rule(name=st.sampled_from(NAMES), seat=SEATS, goes=st.booleans())
    def go_through_a_round(self, name: str, seat: int, *, goes: bool) -> None:
        """What a room does most: open or vote again, everybody votes, reveal.

        Meanwhile somebody sends a vote for the other round, and may leave.
        """
        for begin in (Move.OPEN, Move.VOTE_AGAIN, Move.SETTLE):
            now = self.model.progress[name]
            if begin in moves(now) and (now.is_card or begin is not Move.SETTLE):
                self.step(name, begin)
        if self.model.progress[name].is_voting:
            round_ = self.model.progress[name].round
            self.everybody_votes(name, seat, "")
            self.cast(seat, name, 3 - round_, OPTIONS[name][0], "", by_script=True)
            if goes:
                self.leave(seat)
            self.step(name, Move.REVEAL)
            self.cast(seat, name, round_, OPTIONS[name][0], "", by_script=True)

    @rule(name=st.sampled_from(NAMES), seen=st.sampled_from(("", "x", "-1", "9" * 40, "²", "1\0")))
    def step_from_a_broken_page(self, name: str, seen: str) -> None:
        url = self.room.url("workshop-move", self.room.item(name).pk, Move.SKIP)
        assert self.room.facilitator.post(url, {"seen": seen}).status_code == 409

    @rule(showing=st.sampled_from(("lobby", "verdict")))
    def show(self, showing: str) -> None:
        assert self.room.step(self.room.url("workshop-show", showing)) == 302

    # What is seen

    @invariant()
    def files_hold_the_models_counts(self) -> None:
        found = self.room.facilitator.get(self.room.url("workshop-votes-json")).json()
        held = {
            (item["name"], each["round"]): (each["votes"], each["counts"])
            for item in found["items"]
            for each in item["rounds"]
        }
        assert held == {
            (name, round_): self.shown(name, round_)
            for name, progress in self.model.progress.items()
            for round_ in range(1, progress.revealed + 1)
        }

    def shown(self, name: str, round_: int) -> tuple[int, dict[str, int] | None]:
        counts = self.model.counts(name, round_)
        if counts.total() < SMALLEST_GROUP:
            return counts.total(), None
        return counts.total(), {option: counts[option] for option in OPTIONS[name]}

    @rule(seat=SEATS)
    def everybody_looks(self, seat: int) -> None:
        """All three screens come, and show the counts of the item in view once revealed.

        The definition of a card is there when the model has it, and not a step before.
        """
        current = next((n for n in NAMES if self.room.item(n).pk == self.current), None)
        for client, page in (
            (self.room.facilitator, "workshop-console"),
            (self.room.wall, "workshop-screen"),
            (self.person(seat).phones[-1], "workshop-participant"),
        ):
            if page == "workshop-participant" and self.person(seat).has_left:
                continue
            response = client.get(self.room.url(page))
            assert response.status_code == 200
            defined = current is not None and self.model.progress[current].shows_definition
            assert (b"card-answer" in response.content) is defined
            counts = response.context["view"].counts
            if counts is None or current is None:
                continue
            assert not self.model.progress[current].is_voting
            for each in counts.rounds:
                model = self.model.counts(current, each.number)
                assert each.total == model.total()
                if each.bars:
                    assert {bar.option: bar.votes for bar in each.bars if bar.votes} == dict(model)

    @property
    def current(self) -> int | None:
        self.room.workshop.refresh_from_db()
        return self.room.workshop.current_id

    def person(self, seat: int) -> Person:
        return self.people[seat % len(self.people)]

    def looks(self, phone: Client) -> int:
        return phone.get(self.room.url("workshop-participant")).status_code


def test_a_room_of_bots_is_counted_as_the_model_counts(db: None) -> None:
    run_state_machine_as_test(
        Bots,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # To shrink a failure takes minutes, and its few steps can be read as they are.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
