"""The graph as tables: what stands for several resources, and every reference."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.inspection.graph import Node
from decision.inspection.references import Crossed, Reference
from decision.web.presenters.infrastructure.graph_naming import Names


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """A node that stands for several resources."""

    title: str
    what: str
    unit: str
    count: int
    stateful: int
    url: str


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One reference. ``way`` says what it crosses; empty for one within a unit."""

    source: str
    source_unit: str
    target: str
    target_unit: str
    kinds: str
    way: str
    is_backward: bool


def folded_row(names: Names, node: Node) -> FoldedRow:
    return FoldedRow(
        title=names.title(node),
        what=names.what(node),
        unit=node.key.unit,
        count=node.count,
        stateful=node.stateful,
        url=names.url(node),
    )


def urgency(reference: Reference) -> int:
    """What a cut crosses the wrong way first, then what it crosses, then what leaves its unit."""
    if reference.crossed is Crossed.BACKWARD:
        return 0
    if reference.crossed is Crossed.FORWARD:
        return 1
    return 2 if reference.crosses_units else 3


def reference_row(reference: Reference) -> ReferenceRow:
    source, target = reference.source.resource, reference.target.resource
    way = {
        Crossed.BACKWARD: _("crosses the cut the wrong way"),
        Crossed.FORWARD: _("crosses the cut"),
        Crossed.NOT: _("to another unit") if reference.crosses_units else "",
    }[reference.crossed]
    return ReferenceRow(
        source.address,
        source.unit,
        target.address,
        target.unit,
        ", ".join(reference.kinds),
        way,
        reference.crossed is Crossed.BACKWARD,
    )
