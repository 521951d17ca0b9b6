"""Votes and people in no telling order: who came or voted first is not to be seen in the tables.

A database appends what comes in, so whoever holds its file could count in which order people came
in and voted, and compare that with what they saw in the room. Ids are drawn by lot and no time is
stored; this takes the order away too.
"""

from typing import Final
from uuid import UUID

from django.db import connection

from decision.models import Item, Participant, Vote, Workshop

#: Rows are stored in the order of a number that can be drawn anew.
SQLITE: Final = 'UPDATE "{table}" SET rowid = random() & 9223372036854775807 WHERE "{column}" = %s'

#: Rows are taken out and stored again, in one statement.
POSTGRESQL: Final = (
    'WITH taken AS (DELETE FROM "{table}" WHERE "{column}" = %s RETURNING *) '
    'INSERT INTO "{table}" SELECT * FROM taken ORDER BY random()'
)


def mix_votes(item: Item) -> None:
    """Store the votes on an item in a random order."""
    _mix(Vote._meta.db_table, "item_id", item.pk)


def mix_people(workshop: Workshop) -> None:
    """Store the people of a workshop in a random order.

    They are all there again when the transaction ends, which is when their votes are looked at.
    """
    native = connection.features.has_native_uuid_field
    _mix(Participant._meta.db_table, "workshop_id", workshop.pk if native else workshop.pk.hex)


def _mix(table: str, column: str, key: int | str | UUID) -> None:
    statement = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=table, column=column), [key])
