"""Where a unit can be cut: a card that leads to the page of the cut, and the names of both."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from django.utils.text import slugify

from decision.catalog import Catalog
from decision.inspection import Found, Inspection
from decision.inspection.cuts import Cut, worth_parting

#: So many stores of a cut are named on its card.
MOST_STORES = 8
#: So many are ticked by a link.
MOST_TICKED = 50


@dataclass(frozen=True, slots=True)
class CutCard:
    """How one unit comes apart, in figures; ``slug`` names the unit in addresses, ``crossings`` are
    the references between the stores and the application, ``lower`` those from the stores to the
    ``foundation``."""

    id: str
    slug: str
    unit: str
    stores: tuple[str, ...]
    stores_left_out: int
    moving: int
    foundation: int
    resources: int
    crossings: int
    lower: int
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
        foundation=len(cut.foundation),
        resources=len(cut.unit.resources),
        crossings=len(cut.between),
        lower=cut.lower,
        backward=sum(each.is_backward for each in cut.crossings),
        inbound=len(cut.inbound),
    )


@dataclass(frozen=True, slots=True)
class PossibleCut:
    """A unit that no answer asks to cut; ``query`` ticks its ``stores`` on the page of the cut."""

    slug: str
    unit: str
    stores: int
    query: str


def possible_cuts(
    catalog: Catalog, inspection: Inspection, proposed: Iterable[Cut]
) -> Iterator[PossibleCut]:
    """What could be looked at without an answer: units with stores and what runs."""
    done = {each.unit.name for each in proposed}
    running = {each.resource.unit for each in inspection.found if each.runs}
    stores: dict[str, list[Found]] = defaultdict(list)
    worth = worth_parting(catalog, inspection)
    for each in inspection.stores:
        if each.place in worth:
            stores[each.resource.unit].append(each)
    for name, own in stores.items():
        if name in running and name not in done:
            ticked = [("store", store_token(each)) for each in own[:MOST_TICKED]]
            query = urlencode([("choose", "1"), *ticked])
            yield PossibleCut(unit_slug(name), name, len(own), query)


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
