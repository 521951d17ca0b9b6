"""A reading of one assessment beside what content and the team's answers say."""

from collections.abc import Mapping
from functools import cached_property

from django.utils.translation import gettext as _

from decision import queries
from decision.catalog.rules import TOOL_QUESTION
from decision.content import current_catalog
from decision.domain.resources import Basis, Label
from decision.inspection import Examination, Found, Inspection, examine, inspected
from decision.inspection.matching import matched
from decision.models import Infrastructure, Store
from decision.readers.shapes import Place, Unit
from decision.web.presenters.flow import Flow, Step

#: So many of anything are shown one by one; counts are of all.
MOST_SHOWN = 100


#: What is read and is no option of the question about the tool, by the format of the file.
_FORMATS = {
    "arm": "Azure Resource Manager (ARM) or Bicep",
    "cdk": "AWS CDK",
    "cloudformation": "AWS CloudFormation",
    "compose": "Docker Compose",
    "kubernetes": "Kubernetes",
    "pulumi": "Pulumi",
    "terraform-hcl": "Terraform or OpenTofu",
    "terraform-plan": "Terraform or OpenTofu",
    "terraform-state": "Terraform or OpenTofu",
}


class Beside:
    """The team's answers, and which of its stores is which resource: enough for evidence."""

    def __init__(self, flow: Flow, linked: Mapping[Place, int] | None = None) -> None:
        self.flow = flow
        # Editions from before there were types of resources know nothing about files.
        has_types = bool(flow.catalog.resource_types.listed)
        self.catalog = flow.catalog if has_types else current_catalog()
        self._linked = linked or {}

    @property
    def linked(self) -> Mapping[Place, int]:
        """Which store, counted from 0, is which resource."""
        return self._linked

    @cached_property
    def steps(self) -> Mapping[tuple[int | None, str], Step]:
        """The questions of the path by store and id: evidence asks for many of them."""
        return {step.key: step for step in self.flow.steps}


class Look(Beside):
    """Everything that pages ask about one reading."""

    def __init__(self, flow: Flow, row: Infrastructure) -> None:
        super().__init__(flow)
        self.row = row

    @cached_property
    def decided(self) -> Mapping[str, bool]:
        return queries.decided_types(self.flow.sheet.assessment)

    @cached_property
    def inspection(self) -> Inspection:
        return inspected(self.catalog, self.row.reading, self.decided)

    @cached_property
    def confirmed(self) -> Mapping[Place, int]:
        """Which store was which resource when the team last said so; it may be gone."""
        return queries.linked_places(self.flow.sheet)

    @cached_property
    def linked(self) -> Mapping[Place, int]:
        """Which store, counted from 0, is which of these resources, as the team confirmed."""
        at = self.inspection.at
        return {place: number for place, number in self.confirmed.items() if place in at}

    @cached_property
    def likely(self) -> Mapping[Place, int]:
        """The same, with what can be told by names and kinds.

        A store that was another resource before is that one still where its unit got another
        name, and else is gone.
        """
        stores = set(self.linked.values())
        before = {number: place.address for place, number in self.confirmed.items()}
        found = matched(self.inspection, self.flow.system)
        more = {
            place: number
            for place, number in found.items()
            if place not in self.linked
            and number not in stores
            and before.get(number, place.address) == place.address
        }
        return {**self.linked, **more}

    @cached_property
    def examination(self) -> Examination:
        """What the files say of the answers, by the stores that the team linked."""
        reading, system = self.inspection.reading, self.flow.system
        return examine(self.catalog, reading, system, self.linked, self.decided)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        return {unit.name: unit for unit in self.inspection.units}

    @property
    def edges(self) -> int:
        return sum(len(unit.edges) for unit in self.inspection.units)

    @property
    def has_plan(self) -> bool:
        return any(each.resource.change is not None for each in self.inspection.found)

    def kind_title(self, found: Found) -> str:
        """The kind of store or class of resources in words; empty if nothing is known."""
        name = found.about.kind or ""
        kind = self.catalog.kinds.get(name)
        if kind is not None:
            return kind.title
        known = self.catalog.type_classes.get(name)
        return known.title if known is not None else ""

    def zone_title(self, found: Found) -> str:
        zone = self.catalog.zones.get(found.about.zone or "")
        return zone.title if zone is not None else ""

    def tool_title(self, unit: Unit) -> str:
        """The tool in the words of its question, else the format of the file."""
        question = self.catalog.questions.get(TOOL_QUESTION)
        options = question.options if question is not None else ()
        titles = {option.id: option.title for option in options}
        return titles.get(unit.tool or "", _FORMATS.get(unit.format) or unit.format)


def label_text(found: Found) -> str:
    return {
        Label.STATEFUL: _("Stateful"),
        Label.STATELESS: _("Stateless"),
        Label.UNKNOWN: _("Not known"),
    }[found.about.label]


def basis_text(found: Found) -> str:
    return {
        Basis.LISTED: _("listed type"),
        Basis.GUESSED: _("guessed from the name of the type"),
        Basis.DECIDED: _("decided by you"),
        Basis.UNKNOWN: _("not known"),
    }[found.about.basis]


def protected_text(found: Found) -> str:
    """Whether a store survives deletion and replacement, as far as the files show."""
    return {
        True: _("Protected"),
        False: _("Not protected"),
        None: _("The files do not show it"),
    }[found.is_protected]


def protection_status(found: Found) -> str:
    """The same as the status of a tag: ``done``, ``to-do`` or ``unknown``."""
    return {True: "done", False: "to-do", None: "unknown"}[found.is_protected]


def name_of(look: Beside, found: Found) -> str:
    """The name of the store that a resource is, with its address; the address of any other."""
    store, address = linked_store(look, found), found.resource.address
    return f"{store.name} ({address})" if store and store.name != address else address


def linked_store(look: Beside, found: Found | None) -> Store | None:
    place = look.linked.get(found.place) if found is not None else None
    return look.flow.sheet.stores[place] if place is not None else None
