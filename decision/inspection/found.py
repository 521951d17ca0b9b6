"""Every resource of a reading with what is known of its type and what protects it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from decision.catalog import Catalog
from decision.domain.resources import (
    Basis,
    Classified,
    Guard,
    Holds,
    Label,
    Protection,
    as_it_is,
    classify,
    plain,
    protection_of,
)
from decision.inspection.lending import lent
from decision.readers.shapes import Change, Place, Reading, Resource, Setting, Unit

#: What a plan does that a store does not survive.
LOSING = (Change.REPLACE, Change.DESTROY)

#: Kinds that are refused to be destroyed unless they are empty, but for the settings that force it.
_EMPTY_FIRST = frozenset({"bucket"})
_FORCING = frozenset({"forcedestroy", "forcedelete"})

type _Judgement = tuple[Classified, Protection | None, bool]


class Found(msgspec.Struct, frozen=True, gc=False):
    """One resource. ``protection`` is none for what keeps nothing, or may, or is a part or a copy
    of a store; ``runs``: it is of what runs and is thrown away."""

    resource: Resource
    about: Classified
    protection: Protection | None
    runs: bool = False

    @property
    def place(self) -> Place:
        return Place(self.resource.unit, self.resource.address)

    @property
    def is_stateful(self) -> bool:
        return self.about.label is Label.STATEFUL

    @property
    def is_store(self) -> bool:
        """Whether it holds data: a candidate for the stores of an assessment."""
        return self.is_stateful and self.about.holds_data and self.about.own_data

    @property
    def is_machine(self) -> bool:
        """Whether it runs the application, and only the team knows if its disk keeps data."""
        return self.is_store and self.runs

    @property
    def is_protected(self) -> bool | None:
        """None for what is not stateful, and where the files do not show it."""
        return self.protection.is_protected if self.protection else None

    @property
    def is_kept_if_full(self) -> bool:
        """Whether its destruction fails as long as something is in it."""
        if self.protection is None or self.protection.guards.get(Guard.CONTENTS) is not Holds.ON:
            return False
        names = {plain(each) for each in (*self.protection.by, *self.protection.by_default)}
        return self.about.kind in _EMPTY_FIRST and not names.isdisjoint(_FORCING)

    @property
    def is_lost(self) -> bool:
        """Whether the plan at hand would replace or destroy something stateful."""
        return self.is_stateful and self.about.own_data and self.resource.change in LOSING


@dataclass(frozen=True)
class Inspection:
    """A reading with what is known of each resource, in the order of the files."""

    reading: Reading
    found: tuple[Found, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.reading.units

    @cached_property
    def stores(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if each.is_store)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Types about which nothing is known, by name."""
        unknown = (each.about for each in self.found)
        return tuple(sorted({each.type for each in unknown if each.label is Label.UNKNOWN}))

    @cached_property
    def at(self) -> Mapping[Place, Found]:
        """The resources by their place."""
        return {each.place: each for each in self.found}


def inspected(
    catalog: Catalog, reading: Reading, decided: Mapping[str, bool] | None = None
) -> Inspection:
    """Classify every resource of a reading, and see what protects it.

    ``decided``: whether a type is stateful, as the team says; asked only of types that neither the
    lists nor the rules know.
    """
    judged = _Judged(catalog, decided or {})
    others = lent(catalog.resource_types.lending, reading)
    return Inspection(
        reading,
        tuple(
            Found(each, *judged.of(each, unit, others.get(Place(each.unit, each.address), {})))
            for unit in reading.units
            for each in unit.resources
        ),
    )


class _Judged:
    """Types and settings that were judged before: most resources of a system are alike."""

    def __init__(self, catalog: Catalog, decided: Mapping[str, bool]) -> None:
        self._catalog, self._decided = catalog, decided
        self._types: dict[tuple[str, frozenset[str]], Classified] = {}
        self._alike: dict[tuple[object, ...], _Judgement] = {}

    def of(self, resource: Resource, unit: Unit, others: Mapping[str, Setting]) -> _Judgement:
        """What is known of the type, what protects the resource, and whether it runs; ``others``
        are settings that stand in other resources."""
        settings = {**others, **resource.settings}
        key = (resource.type, unit.format, unit.tool, *settings.items(), *others)
        found = self._alike.get(key)
        if found is None:
            about = self._about(resource)
            protection = self._protection(settings, about, unit)
            runs = self._catalog.is_application(about.kind)
            found = self._alike[key] = (about, protection, runs)
        return found

    def _about(self, resource: Resource) -> Classified:
        # Rules look at the names of settings, never at their values.
        key = (resource.type, frozenset(resource.settings))
        if key not in self._types:
            types = self._catalog.resource_types
            found = self._as_decided(classify(types, resource.type, resource.settings))
            self._types[key] = as_it_is(types, found, resource.settings)
        return self._types[key]

    def _protection(
        self, settings: Mapping[str, Setting], about: Classified, unit: Unit
    ) -> Protection | None:
        if about.label is not Label.STATEFUL or not about.own_data:
            return None
        rules = self._catalog.protection
        return protection_of(rules, about, settings, unit.format, unit.tool)

    def _as_decided(self, found: Classified) -> Classified:
        stateful = self._decided.get(found.type)
        if found.basis is not Basis.UNKNOWN or stateful is None:
            return found
        if not stateful:
            return replace(found, label=Label.STATELESS, basis=Basis.DECIDED)
        return replace(found, label=Label.STATEFUL, basis=Basis.DECIDED, holds_data=True)
