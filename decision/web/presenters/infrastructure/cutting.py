"""Where a unit can be cut: a card that leads to the page of the cut, and the names of both."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from django.utils.text import slugify

from decision.inspection import Found, Inspection
from decision.inspection.cuts import Cut

#: So many stores of a cut are named on its card.
MOST_STORES = 8


@dataclass(frozen=True, slots=True)
class CutCard:
    """How one unit comes apart, in figures; ``slug`` names the unit in addresses, ``crossings`` are
    the references between the stores and the application."""

    id: str
    slug: str
    unit: str
    stores: tuple[str, ...]
    stores_left_out: int
    moving: int
    resources: int
    crossings: int
    backward: int
    inbound: int


def cut_card(cut: Cut, number: int) -> CutCard:
    return CutCard(
        id=f"cut-{number}",
        slug=unit_slug(cut.unit.name),
        unit=cut.unit.name,
        stores=tuple(each.resource.address for each in cut.stores[:MOST_STORES]),
        stores_left_out=max(0, len(cut.stores) - MOST_STORES),
        moving=len(cut.moving),
        resources=len(cut.unit.resources),
        crossings=len(cut.between),
        backward=sum(each.is_backward for each in cut.crossings),
        inbound=len(cut.inbound),
    )


def unit_slug(name: str) -> str:
    """The name of a unit in an address: it means the same unit after another reading, or none."""
    return f"{slugify(name)[:40].strip('-_') or 'unit'}-{_digest(name)}"


def store_token(store: Found) -> str:
    """What stands for a store of a unit in an address, which has no room for many of them."""
    return _digest(store.resource.address)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Choice:
    """A store of the unit that can be ticked to come apart."""

    token: str
    address: str
    type: str
    kind: str
    is_ticked: bool


def stores_of(inspection: Inspection, unit: str) -> list[Found]:
    """The stores of a unit that can be chosen from."""
    return [each for each in inspection.stores if each.resource.unit == unit]


def chosen(stores: Collection[Found], tokens: Collection[str]) -> list[Found]:
    """The stores that are meant; tokens that mean none are passed over."""
    wanted = set(tokens)
    return [each for each in stores if store_token(each) in wanted]


__all__ = [
    "Choice",
    "CutCard",
    "chosen",
    "cut_card",
    "store_token",
    "stores_of",
    "unit_slug",
]
