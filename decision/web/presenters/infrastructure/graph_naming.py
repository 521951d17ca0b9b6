"""Words and addresses for what a graph shows."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.inspection import Found
from decision.inspection.folding import Fold
from decision.inspection.graph import Node
from decision.inspection.references import View
from decision.readers.shapes import Place
from decision.web.presenters.infrastructure.look import Look, label_text, name_of


class Names:
    """How nodes are called, and where they lead."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.has_units = len(look.inspection.units) > 1

    @cached_property
    def numbers(self) -> Mapping[Place, int]:
        """The stores by their place, counted from 1, as the page of findings counts them."""
        return {each.place: n for n, each in enumerate(self.look.inspection.stores, start=1)}

    def heading(self, view: View) -> str:
        if view.around is not None:
            name = name_of(self.look, self.look.inspection.at[view.around])
            return _("Who refers to whom around “%s”") % name
        if view.unit is not None:
            return _("Who refers to whom in “%s”") % view.unit
        return _("Who refers to whom")

    def with_unit(self, found: Found) -> str:
        address = found.resource.address
        return f"{found.resource.unit}: {address}" if self.has_units else address

    def title(self, node: Node) -> str:
        """What a node is called, without how many it stands for."""
        key = node.key
        if key.by is Fold.KIND:
            return self.look.kind_title(node.members[0]) or _("Not known")
        if key.by is Fold.REST:
            return _("Other units") if node.is_outside else _("All others")
        return key.name

    def on_box(self, node: Node) -> tuple[str, str]:
        """What stands in the box of a node: its title, and what it is where that is not plain."""
        count = ngettext("%d resource", "%d resources", node.count) % node.count
        if node.key.by is Fold.RESOURCE:
            return node.key.name, self._what(node.members[0])
        if node.is_outside or node.key.by is Fold.REST:
            return self.title(node), count
        if node.key.by is Fold.UNIT:
            return count, self.state(node)
        note = self.what(node) if node.key.by is Fold.MODULE else ""
        if node.key.by is Fold.TYPE:
            note = self._kind(node.members[0])
        return f"{node.count} × {self.title(node)}", note

    def what(self, node: Node) -> str:
        """What the resources of a node have in common."""
        if node.key.by is Fold.MODULE and node.members[0].resource.provider == "kubernetes":
            return _("Namespace")
        return {
            Fold.RESOURCE: _("Resource"),
            Fold.MODULE: _("Module"),
            Fold.TYPE: _("Type"),
            Fold.KIND: _("Kind"),
            Fold.UNIT: _("Unit"),
            Fold.REST: _("Nothing"),
        }[node.key.by]

    def state(self, node: Node) -> str:
        stateful = node.stateful
        if stateful == node.count:
            return _("stateful")
        return _("%d of them stateful") % stateful if stateful else _("not stateful")

    def _what(self, found: Found) -> str:
        """The kind of a store, else the type, where the address does not have it already."""
        kind, resource = self._kind(found), found.resource
        if kind:
            return "" if kind == resource.address else kind
        last = resource.type.replace("/", ".").replace(":", ".").rpartition(".")[2]
        return "" if last.lower() in resource.address.lower() else resource.type

    def _kind(self, found: Found) -> str:
        """The kind of store; classes of resources are described, not named."""
        kind = self.look.catalog.kinds.get(found.about.kind or "")
        return kind.title if kind is not None else ""

    def hint(self, node: Node) -> str:
        """Everything about a node in one line."""
        if not node.is_folded:
            first = node.members[0]
            parts = (first.resource.address, first.resource.type, label_text(first))
            return f"{', '.join(parts)} ({first.resource.unit})"
        unit = f" ({node.key.unit})" if node.key.unit != node.key.name else ""
        return f"{self.title(node)}{unit}: {node.count} ×, {self.state(node)}"

    def url(self, node: Node) -> str:
        """Where a node leads: to more about it."""
        key, first = node.key, node.members[0]
        if key.by is Fold.RESOURCE:
            return self._of_resource(node, first)
        if key.by is Fold.REST:
            return self._address("files-resources")
        if key.by is Fold.UNIT and (node.is_outside or self.has_units):
            return self._address("files-graph", {"unit": key.unit})
        asked = {"unit": key.unit}
        if key.by is Fold.TYPE:
            asked |= {"type": key.name}
        elif key.by is Fold.MODULE:
            asked |= {"q": key.name}
        else:
            asked |= {"label": first.about.label.value}
        return self._address("files-resources", asked)

    def _of_resource(self, node: Node, found: Found) -> str:
        place = found.place
        if place not in self.numbers:
            asked = {"unit": place.unit, "q": place.address}
            return self._address("files-resources", asked)
        if node.is_focus:
            return f"{self._address('files')}#store-{self.numbers[place]}"
        return self._address("files-graph", self.query(View(around=place)))

    def query(self, view: View) -> dict[str, str]:
        """The query that gets this view again."""
        if view.around is not None:
            if view.around in self.numbers:
                return {"around": str(self.numbers[view.around])}
            return {"unit": view.around.unit, "around": view.around.address}
        return {"unit": view.unit} if view.unit is not None else {}

    def _address(self, name: str, query: Mapping[str, str] | None = None) -> str:
        address = reverse(name, args=[self.look.flow.sheet.assessment.pk])
        return f"{address}?{urlencode(query)}" if query else address
