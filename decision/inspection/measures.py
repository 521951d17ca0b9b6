"""What can be measured in files about the questions that a team answers.

A measure has a name and a value, both words that content gives a meaning to, and the resources or
units that show it. A measure of which the files say nothing is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.domain.resources.names import Tool, taken_apart
from decision.inspection.found import Found, Inspection
from decision.readers.shapes import Place, Reading, Unit

#: Tools that take a failed change back by themselves.
ROLLING_BACK = ("cloudformation", "cdk")
ANY = "any"
#: In remarks about what was not read.
_LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Measured:
    """``shown_by`` are addresses or names of units; ``store`` is none for the whole system."""

    measure: str
    value: str
    shown_by: tuple[str, ...]
    store: Found | None = None


def measures(catalog: Catalog, inspection: Inspection) -> Iterator[Measured]:
    """Everything that the files say, of the system first and then of each store."""
    holding = [unit for unit in inspection.units if unit.resources]
    if not holding:
        return
    yield Measured("declared", "yes", _names(holding))
    yield from _of_tools(holding)
    largest = max(holding, key=lambda unit: len(unit.resources))
    size = _size(catalog, largest)
    if size != "near-limit" and is_partial(inspection.reading):
        size = f"{size}-so-far"
    yield Measured("size", size, (largest.name,))
    yield from _placement(inspection)
    users = _users(inspection)
    for store in inspection.stores:
        units = users.get(store.place, {})
        value = "none" if not units else "one" if len(units) == 1 else "several"
        yield Measured("users", value, tuple(units.values()), store)
        if store.about.zone:
            yield Measured("zone", store.about.zone, (store.about.type,), store)
            yield Measured("keeper", _keeper(store), (store.about.type,), store)
        if store.is_protected is not None and store.protection is not None:
            value = "kept" if store.is_protected else "lost"
            shown_by = store.protection.by if store.is_protected else (store.resource.address,)
            yield Measured("removal", value, shown_by or store.protection.by_default, store)


def is_partial(reading: Reading) -> bool:
    """Whether a file, a module or something else of the system was left out."""
    return any(_LEFT_OUT in remark for remark in reading.remarks)


def _keeper(store: Found) -> str:
    """Who keeps the data of a store: ``application``, ``volume``, ``cluster`` or ``cloud``."""
    if store.about.zone == "hard":
        return "application"
    name = taken_apart(store.about.type)
    if name.cloud == "kubernetes" or name.tool is Tool.OTHER:
        return "volume" if store.about.kind == "volume" else "cluster"
    return "cloud"


def _names(units: list[Unit]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def _of_tools(units: list[Unit]) -> Iterator[Measured]:
    tools = dict.fromkeys(unit.tool for unit in units if unit.tool)
    if not tools:
        return
    yield Measured("tool", next(iter(tools)) if len(tools) == 1 else "mixed", _names(units))
    rolls_back = {tool in ROLLING_BACK for tool in tools}
    value = "both" if len(rolls_back) > 1 else "by-tool" if True in rolls_back else "none"
    yield Measured("rollback", value, tuple(map(str, tools)))


def _size(catalog: Catalog, unit: Unit) -> str:
    sizes = catalog.unit_sizes.get(unit.tool or ANY) or catalog.unit_sizes.get(ANY)
    return _named_size(sizes, len(unit.resources)) if sizes else "small"


def _named_size(sizes: schema.UnitSizes, resources: int) -> str:
    if resources >= sizes.near_limit:
        return "near-limit"
    return "medium" if resources >= sizes.medium else "small"


def _placement(inspection: Inspection) -> Iterator[Measured]:
    stores = dict.fromkeys(each.resource.unit for each in inspection.stores if not each.is_machine)
    running = {each.resource.unit for each in inspection.found if each.runs}
    if not stores or not running:
        return
    shared = [unit for unit in stores if unit in running]
    value = "apart" if not shared else "together" if len(shared) == len(stores) else "both"
    yield Measured("placement", value, tuple(shared or stores))


def _users(inspection: Inspection) -> Mapping[Place, dict[str, str]]:
    """For each place the units with something that runs on it, each with one that shows it."""
    found: dict[Place, dict[str, str]] = defaultdict(dict)
    for unit in inspection.units:
        for edge in unit.edges:
            found[edge.target].setdefault(edge.source.unit, edge.source.address)
    return found
