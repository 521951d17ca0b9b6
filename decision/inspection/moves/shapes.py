"""What is proposed for a cut: units, what they publish, and how the stores move."""

from dataclasses import dataclass
from enum import StrEnum

from decision.catalog import schema
from decision.domain.resources import Label
from decision.inspection.cuts import Cut
from decision.inspection.found import Found
from decision.readers.shapes import Change


class Role(StrEnum):
    """What a proposed unit is for."""

    FOUNDATION = "foundation"  # what the others both need
    DATA = "data"
    APPLICATION = "application"  # the unit of today, without what moved


@dataclass(frozen=True, slots=True)
class ProposedUnit:
    """``reads``: names of the other proposed units that it refers to."""

    name: str
    role: Role
    holds: tuple[Found, ...]
    reads: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        return self.role is not Role.APPLICATION

    @property
    def stores(self) -> tuple[Found, ...]:
        """What keeps data in it; machines may, and are not among them."""
        return tuple(each for each in self.holds if each.is_store and not each.is_machine)

    @property
    def unsure(self) -> tuple[Found, ...]:
        """What is no store, but stateful or of a type that nobody knows, and machines."""
        stores = {each.place for each in self.stores}
        return tuple(
            each
            for each in self.holds
            if each.about.label is not Label.STATELESS and each.place not in stores
        )

    @property
    def moved(self) -> tuple[Found, ...]:
        """What is there to be moved: a plan that was read may still have to create the rest."""
        return tuple(each for each in self.holds if each.resource.change is not Change.CREATE)

    @property
    def declared(self) -> tuple[Found, ...]:
        """What a plan would create, and is only declared in the new unit."""
        return tuple(each for each in self.holds if each.resource.change is Change.CREATE)


@dataclass(frozen=True, slots=True)
class Publish:
    """What to publish instead of a reference. ``published_as``: output, parameter, secret-id, name,
    or order where nothing is passed. ``warning`` is none where the reference may stay as it is."""

    published_as: str
    text: str
    warning: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A reference between two proposed units: ``to`` reads what ``of`` has to publish."""

    reader: Found
    read: Found
    kinds: tuple[str, ...]
    to: Role
    of: Role
    is_backward: bool
    publish: Publish | None = None

    @property
    def passes(self) -> bool:
        """Whether a value goes from one unit to the other."""
        return self.publish is not None and self.publish.published_as != "order"


@dataclass(frozen=True, slots=True)
class Split:
    """The units into which a cut takes a unit, in the order in which they are deployed.

    ``links`` begin with the crossings of the cut, in their order; then come the references from
    what stays to the foundation. ``is_circle``: units need each other, and no order is right.
    """

    cut: Cut
    units: tuple[ProposedUnit, ...]
    links: tuple[Link, ...]
    is_circle: bool

    def unit(self, role: Role) -> ProposedUnit:
        return next(each for each in self.units if each.role is role)

    @property
    def new(self) -> tuple[ProposedUnit, ...]:
        return tuple(each for each in self.units if each.is_new)


@dataclass(frozen=True, slots=True)
class Written:
    """A generated file, for review."""

    name: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Files:
    """What one tool needs for a move; ``unwritable``: addresses that are in none of the files;
    ``holds``: circumstances that only the tool knows of, such as volumes to keep."""

    written: tuple[Written, ...]
    unwritable: tuple[str, ...] = ()
    holds: frozenset[schema.StepWhen] = frozenset()


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to know before a cut is made."""

    id: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """The move of the stores, to be reviewed and made by people."""

    tool: str
    title: str
    preconditions: tuple[str, ...]
    files: tuple[Written, ...]
    steps: tuple[str, ...]
    back: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is proposed for one cut. ``move`` is none where content says nothing of the tool."""

    split: Split
    warnings: tuple[Warned, ...]
    move: Move | None
