"""What all the votes of a room lead to, worked out once for all screens and all processes.

For a large room and a long agenda it takes a second, and a step brings every screen at the same
moment: so the first one works it out, the others wait, and it is kept in the database.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError

from decision import queries
from decision.actions import workshop as actions
from decision.catalog import Catalog
from decision.domain.vocabulary import Result
from decision.domain.workshop.ballots import Room
from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.room import StoreVerdicts, room_verdicts
from decision.domain.workshop.split import Share, Split, split
from decision.domain.workshop.voices import Topic
from decision.models import Workshop
from decision.queries import Hall
from decision.web.turns import turn

LOGGER: Final = logging.getLogger(__name__)

#: To be raised when the same votes lead to something else, or are kept in another form.
REVISION: Final = 2


@dataclass(frozen=True, slots=True)
class RoomFound:
    """The verdicts by store and what splits them; both empty with fewer than three ``voices``."""

    voices: int
    stores: tuple[StoreVerdicts, ...]
    split: Split


def room_found(catalog: Catalog, hall: Hall, last_round: int) -> RoomFound:
    """What the votes lead to that were revealed, after the first or the last round."""
    basis = _basis(catalog, hall, last_round)
    kept = queries.kept_verdict(hall.workshop, basis)
    if kept is None:
        with turn(settings.DATA_FOLDER / "cache" / "turns", str(hall.workshop.pk)):
            kept = queries.kept_verdict(hall.workshop, basis)
            if kept is None:
                found = _work_out(catalog, hall, last_round)
                _keep(hall.workshop, basis, found)
                return found
    return _read(hall, kept)


def room_before(catalog: Catalog, hall: Hall, last_round: int) -> RoomFound | None:
    """What was found last, if more votes were revealed since and nobody has worked it out yet."""
    if queries.kept_verdict(hall.workshop, _basis(catalog, hall, last_round)) is not None:
        return None
    kept = queries.last_kept_verdict(hall.workshop)
    same_form = kept is not None and kept.get("form") == REVISION
    return _read(hall, kept) if same_form else None


def told(hall: Hall) -> tuple[object, ...]:
    """What the votes are known by: one that was revealed neither changes nor goes."""
    return tuple((each.pk, each.revealed) for each in hall.items), hall.told


def _basis(catalog: Catalog, hall: Hall, last_round: int) -> str:
    """The digest of all that the result rests on; what came before the workshop never changes."""
    state = (REVISION, catalog.content_hash, last_round, told(hall))
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _work_out(catalog: Catalog, hall: Hall, last_round: int) -> RoomFound:
    voices = hall.voices(last_round)
    if not may_be_shown(len(voices)):
        return RoomFound(len(voices), (), Split((), 0))
    room = Room(catalog.rulebook, hall.base, voices)
    return RoomFound(len(voices), room_verdicts(room), split(room))


def _keep(workshop: Workshop, basis: str, found: RoomFound) -> None:
    """Keep it for the others; where that cannot be done they only have to work it out again."""
    try:
        actions.keep_verdict(workshop=workshop, basis=basis, found=_written(found))
    except Workshop.DoesNotExist:
        return
    except DatabaseError as error:
        LOGGER.warning("A room's verdict could not be kept: %s.", type(error).__name__)


# As JSON: lists of pairs where the order counts, which PostgreSQL does not keep in objects.


def _written(found: RoomFound) -> dict[str, object]:
    return {
        "form": REVISION,
        "voices": found.voices,
        "stores": [
            {
                "verdicts": _pairs(store.verdicts),
                "roles": [[role, _pairs(own)] for role, own in store.by_role.items()],
                "partly": store.partly,
                "on_system": store.on_system,
            }
            for store in found.stores
        ],
        "differing": found.split.differing,
        "shares": [
            [*each.topic, str(each.people), each.mixed, each.decides] for each in found.split.shares
        ],
    }


def _pairs(counts: Mapping[Result, int]) -> list[list[str | int]]:
    return [[str(result), people] for result, people in counts.items()]


def _read(hall: Hall, kept: Mapping[str, Any]) -> RoomFound:
    """The stores are those of the workshop, in the same order; so their names need not be kept."""
    stores = tuple(
        StoreVerdicts(
            store.name,
            _counts(own["verdicts"]),
            {role: _counts(pairs) for role, pairs in own["roles"]},
            own["partly"],
            own["on_system"],
        )
        for store, own in zip(hall.base.stores, kept["stores"], strict=False)
    )
    shares = tuple(
        Share(Topic(question, store), Fraction(people), mixed, decides)
        for question, store, people, mixed, decides in kept["shares"]
    )
    return RoomFound(kept["voices"], stores, Split(shares, kept["differing"]))


def _counts(pairs: Iterable[tuple[str, int]]) -> dict[Result, int]:
    return {Result(name): people for name, people in pairs}
