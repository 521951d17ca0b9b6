"""Once votes are revealed, the tables do not tell who came or voted first."""

from uuid import UUID

import pytest
from django.db import connection

from decision.models import Participant, Vote
from tests.web.workshops.rooms import Room, new_workshop, options_of

QUESTION = "recovery"
#: So many that they hardly ever keep their order by chance: once in 20 billion times.
PEOPLE = 14


def stored(model: type[Participant | Vote]) -> list[UUID]:
    """The ids in the order in which the database holds them."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{model._meta.db_table}" ORDER BY {place}')
        return [UUID(str(row[0])) for row in cursor.fetchall()]


def rows(model: type[Participant | Vote]) -> list[object]:
    found: list[object] = [*model.objects.order_by("pk").values()]
    assert len(found) == PEOPLE
    return found


@pytest.fixture
def room(db: None) -> Room:
    """People who came in and voted, one after another."""
    found = Room(new_workshop())
    phones = [found.join() for _ in range(PEOPLE)]
    found.move(QUESTION, "open")
    for phone in phones:
        assert found.vote(phone, QUESTION, options_of(QUESTION)[0], "As ever") == 200
    return found


@pytest.mark.parametrize("model", [Participant, Vote])
def test_a_reveal_takes_the_order_away_and_nothing_else(
    room: Room, model: type[Participant | Vote]
) -> None:
    came, held = stored(model), rows(model)

    room.move(QUESTION, "reveal")

    assert stored(model) != came
    assert rows(model) == held


def test_who_comes_later_has_a_place_and_a_vote(room: Room) -> None:
    room.move(QUESTION, "reveal")
    late = room.join()
    room.move("consumers", "open")

    assert room.vote(late, "consumers", options_of("consumers")[0]) == 200
    assert Participant.objects.count() == PEOPLE + 1


def test_other_workshops_stay_as_they_are(room: Room) -> None:
    other = Room(new_workshop())
    for _ in range(PEOPLE):
        other.join()
    theirs = {each.pk for each in Participant.objects.filter(workshop=other.workshop)}
    before = [each for each in stored(Participant) if each in theirs]
    assert len(before) == PEOPLE

    room.move(QUESTION, "reveal")

    assert [each for each in stored(Participant) if each in theirs] == before
