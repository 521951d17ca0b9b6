"""The files of votes: counts without names, revealed rounds alone, groups under three left out."""

import csv
import io
import json
import re
from typing import Any

import pytest

from decision.actions import workshop as actions
from decision.domain.workshop.progress import Move
from decision.models import Naming, Participant, Vote
from tests.endings import Room, leading, new_room

pytestmark = pytest.mark.django_db


def as_json(room: Room) -> dict[str, Any]:
    response = leading(room).get(room.url("workshop-votes-json"))
    assert response["Content-Type"] == "application/json"
    found = json.loads(response.content)
    assert isinstance(found, dict)
    return found


def as_csv(room: Room) -> list[dict[str, str]]:
    response = leading(room).get(room.url("workshop-votes-csv"))
    assert response["Content-Disposition"] == (
        'attachment; filename="where-do-the-orders-live-votes.csv"'
    )
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_both_files_hold_the_counts_of_every_revealed_round() -> None:
    room = new_room(4)
    second = ["restorable"] * 4
    room.voted("recovery", ["restorable", "restorable", "dont-know", "irreplaceable"], second)
    room.settled("recovery", "restorable", "Not the logs.")

    [item] = as_json(room)["items"]
    counted = [
        (row["round"], row["option"], row["votes"])
        for row in as_csv(room)
        if row["record"] == "count"
    ]

    assert [each["counts"] for each in item["rounds"]] == [
        {"recreatable": 0, "restorable": 2, "irreplaceable": 1, "dont-know": 1},
        {"recreatable": 0, "restorable": 4, "irreplaceable": 0, "dont-know": 0},
    ]
    assert (item["agreed"], item["dissent"], item["store"]) == (
        "restorable", "Not the logs.", "orders",
    )  # fmt: skip
    assert counted == [
        (str(number), option, str(votes))
        for number, each in enumerate(item["rounds"], start=1)
        for option, votes in each["counts"].items()
    ]


def test_a_round_that_is_not_revealed_is_not_in_them() -> None:
    room = new_room(4)
    room.voted("recovery", ["restorable"] * 4)
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["irreplaceable"] * 4, ["Hidden so far."] * 4)
    room.move("consumers", Move.OPEN)
    room.vote("consumers", ["exclusive"] * 4)

    found = as_json(room)

    assert [(each["name"], len(each["rounds"])) for each in found["items"]] == [("recovery", 1)]
    assert "Hidden so far." not in json.dumps(found)


def test_rounds_with_fewer_than_three_votes_have_no_counts_and_no_reasons() -> None:
    room = new_room(2)
    room.voted("recovery", ["restorable", "irreplaceable"], reasons=["Mine alone."])

    [item] = as_json(room)["items"]

    assert item["rounds"] == [{"round": 1, "votes": 2, "counts": None, "roles": {}}]
    assert item["reasons"] == as_csv(room) == []


def test_roles_are_in_them_only_where_nobody_could_be_worked_out() -> None:
    room = new_room(5)
    room.voted("recovery", ["restorable"] * 5)
    wide = new_room(6)
    wide.voted("recovery", ["restorable"] * 6)

    assert as_json(room)["items"][0]["rounds"][0]["roles"] == {}
    assert set(as_json(wide)["items"][0]["rounds"][0]["roles"]) == {"Development", "Operations"}


@pytest.mark.parametrize(
    ("gone", "roles"), [((), 2), ((11,), 0), ((9, 10, 11), 2), ((0, 10, 11), 0)]
)
def test_roles_are_in_the_second_round_only_if_of_none_one_or_two_people_went(
    gone: tuple[int, ...], roles: int
) -> None:
    room = new_room(12)  # the first six are of one role
    room.voted("recovery", ["restorable"] * 12)
    room.people = [each for place, each in enumerate(room.people) if place not in gone]
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["restorable"] * len(room.people))
    room.move("recovery", Move.REVEAL)

    first, second = as_json(room)["items"][0]["rounds"]

    assert len(first["roles"]) == 2
    assert len(second["roles"]) == roles


def test_hidden_reasons_are_not_in_them_though_carried_into_the_second_round() -> None:
    room = new_room(3)
    reasons = ["We did it.", "Rude words.", "A backup is there."]
    room.voted("recovery", ["restorable"] * 3, reasons=reasons)
    rude = Vote.objects.get(reason="Rude words.")
    actions.hide_reason(workshop=room.workshop, vote=rude.pk, hidden=True)
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["restorable"] * 3, reasons)
    room.move("recovery", Move.REVEAL)

    [item] = as_json(room)["items"]
    rows = [row["reason"] for row in as_csv(room) if row["record"] == "reason"]

    assert item["reasons"] == rows == ["A backup is there.", "We did it."]


def test_reasons_of_the_first_vote_that_no_screen_shows_any_more_are_not_in_them() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3, reasons=["Said at first.", "Said twice."])
    room.move("recovery", Move.VOTE_AGAIN)
    room.vote("recovery", ["restorable"] * 3, ["", "Said twice.", "Said last."])
    room.move("recovery", Move.REVEAL)

    [item] = as_json(room)["items"]
    rows = [row["reason"] for row in as_csv(room) if row["record"] == "reason"]

    assert item["reasons"] == rows == ["Said last.", "Said twice."]


def test_neither_names_nor_ids_nor_times_are_in_them() -> None:
    room = new_room(4, naming=Naming.ALIASES)
    room.agreed_on("recovery", "restorable")
    client = leading(room)

    for name in ("workshop-votes-csv", "workshop-votes-json"):
        text = client.get(room.url(name)).content.decode()
        people = Participant.objects.filter(workshop=room.workshop)
        secrets = [part for each in people for part in (each.alias, str(each.pk), each.pk.hex)]
        votes = [str(each.pk) for each in Vote.objects.all()]
        assert [each for each in (*secrets, *votes, str(room.workshop.pk)) if each in text] == []
        assert re.search(r"[0-9]{2}:[0-9]{2}", text) is None


def test_the_order_in_which_people_voted_makes_no_difference() -> None:
    options, reasons = ["restorable", "irreplaceable", "dont-know"], ["b", "a", "c"]
    first, second = new_room(3), new_room(3)
    first.voted("recovery", options, reasons=reasons)
    second.voted("recovery", options[::-1], reasons=reasons[::-1])

    for name in ("workshop-votes-csv", "workshop-votes-json"):
        files = [leading(room).get(room.url(name)).content for room in (first, second)]
        assert files[0] == files[1]


def test_a_reason_is_no_formula_in_the_csv_file() -> None:
    room = new_room(3)
    room.voted("recovery", ["restorable"] * 3, reasons=['=HYPERLINK("https://example.org")'])

    [row] = [row for row in as_csv(room) if row["record"] == "reason"]

    assert row["reason"] == '\'=HYPERLINK("https://example.org")'


def test_a_rehearsal_says_so_in_the_file() -> None:
    assert as_json(new_room(0, is_rehearsal=True))["workshop"]["rehearsal"] is True
