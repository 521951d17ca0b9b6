"""The talk's 2x2: who manages the state, who owns it, and where each store falls.

The columns are who manages. The rows are ownership of the state in the sense of CASF, not
of teams: it is shared where one side creates or manages what the other one stores.
"""

from dataclasses import dataclass

from decision.catalog import schema
from decision.domain.answers import of_store
from decision.domain.facts import values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Environment, Zone
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow

#: In the easy zone the ownership is shared where the application creates what is stored.
CREATED_BY, APPLICATION = "created-by", "application"

#: Stores stand in lanes within their quarter, so that several can be told apart.
LANES = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """One store in the picture; ``x`` and ``y`` in percent from left and top."""

    number: int
    name: str
    zone: str
    zone_label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ZoneChart:
    """Stores in the picture, the names of those not placed, and zones by store number."""

    placed: tuple[Placed, ...]
    unplaced: str
    zones: dict[int, tuple[str, str]]


def zone_chart(flow: Flow) -> ZoneChart:
    """Where each store falls."""
    placed: list[Placed] = []
    unplaced: list[str] = []
    zones: dict[int, tuple[str, str]] = {}
    taken: dict[tuple[bool, bool], int] = {}
    for row, store in zip(flow.sheet.stores, flow.system.stores, strict=True):
        given = with_kind(flow.catalog.rulebook, store, of_store(flow.system, store))
        found = values(flow.catalog.rulebook, given, Environment.PRODUCTION)
        zone = flow.catalog.zones.get(found.get("zone", ""))
        if zone is None:
            unplaced.append(row.name)
            continue
        zones[row.number] = (zone.id, zone.title)
        quarter = _quarter(Zone(zone.id), found.get(CREATED_BY, ""))
        lane = taken[quarter] = taken.get(quarter, -1) + 1
        placed.append(_place(row.number, row.name, zone, quarter, lane))
    return ZoneChart(tuple(placed), wording.listed(unplaced), zones)


def _quarter(zone: Zone, created_by: str) -> tuple[bool, bool]:
    """Whether the store stands right (managed by the application) and low (exclusive)."""
    if zone is Zone.EASY:
        return False, created_by != APPLICATION
    return True, zone is Zone.HARD


def _place(
    number: int, name: str, zone: schema.Zone, quarter: tuple[bool, bool], lane: int
) -> Placed:
    right, low = quarter
    column, line = lane % LANES, lane // LANES % 3
    x = (50 if right else 0) + 8 + column * 11
    y = (50 if low else 0) + 22 + line * 9
    return Placed(number, name, zone.id, zone.title, x, y)
