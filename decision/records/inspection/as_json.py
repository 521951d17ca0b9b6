"""An inspection as plain values, for programs.

``{"format", "units": [{"name", "format", "tool"}], "resources": [{"address", "type", "provider",
"unit", "label", "kind", "zone", "basis", "protected", "in_place", "by_default", "change"}],
"edges": [[from, to, kind]], "stores": [{"address", "unit", "kind", "zone", "basis", "protected"}],
"gaps": [{"address", "unit", "type", "setting", "state", "against", "write", "because", "trap",
"sources"}], "evidence": [{"rule", "question", "store", "says", "option", "answer", "because",
"shown_by", "sources"}], "cuts": [{"unit", "stores", "moving", "foundation", "crossings": [{"from",
"to", "kinds", "backward", "publish"}], "inbound": [[from, to, kind]], "smallest", "to_foundation":
[crossing], "units": [{"name", "role", "new", "holds", "reads"}], "warnings": [{"id", "text",
"sources"}], "move": {"tool", "title", "preconditions", "files": [{"name", "language", "text"}],
"steps", "back", "sources"}}], "stays": [{"store", "address", "unit", "type", "protected", "gaps":
[gap], "measures": [{"id", "title", "setting", "because", "trap", "sources"}]}], "remarks":
[text]}``.

An address that several units have is written ``unit/address`` in edges. ``zone`` is our
interpretation of the type alone. ``protected`` is null for what is not stateful and where the files
do not show it; ``state`` of a gap is ``off`` or ``unseen``; ``says`` is ``contradicts``,
``supports`` or ``suggests``. ``moving`` is in the order in which it moves. ``backward``: what is
kept refers to what is thrown away. ``publish`` is {"as", "text", "warning", "sources"}; it and
``move`` are null for a tool of which nothing is known. ``units`` are those proposed, in the order
of deployment; ``to_foundation`` are references from what stays to a new foundation. ``stays`` are
stores that the answers keep together with the application of their unit (none without answers):
``store`` is the name in the answers, ``gaps`` as above, ``measures`` what else is due for it.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from decision.catalog import Catalog
from decision.inspection import Examination, Found, Inspection
from decision.inspection.evidence import Evidence
from decision.inspection.moves import Link, Move, Plan
from decision.inspection.staying import Stay
from decision.readers.shapes import Place

FORMAT = 1


def to_json(examination: Examination) -> dict[str, Any]:
    """The examination as plain values."""
    inspection = examination.inspection
    name = namer(inspection)
    return {
        "format": FORMAT,
        "units": [
            {"name": each.name, "format": each.format, "tool": each.tool}
            for each in inspection.units
        ],
        "resources": [_resource(each) for each in inspection.found],
        "edges": [
            [name(edge.source), name(edge.target), edge.kind]
            for unit in inspection.units
            for edge in unit.edges
        ],
        "stores": [_store(each) for each in inspection.stores],
        "gaps": [gap for each in inspection.found for gap in _gaps(each)],
        "evidence": [_evidence(each, name) for each in examination.evidence],
        "cuts": [_cut(each, name) for each in examination.plans],
        "stays": [_stay(each, examination.catalog) for each in examination.stays],
        "remarks": list(inspection.reading.remarks),
    }


type Name = Callable[[Place], str]


def namer(inspection: Inspection) -> Name:
    """How a place is written where its unit is not beside it."""
    shared = Counter(each.resource.address for each in inspection.found)

    def name(place: Place) -> str:
        return place.address if shared[place.address] < 2 else f"{place.unit}/{place.address}"

    return name


def _resource(each: Found) -> dict[str, Any]:
    resource, about = each.resource, each.about
    return {
        "address": resource.address,
        "type": resource.type,
        "provider": resource.provider,
        "unit": resource.unit,
        "label": about.label.value,
        "kind": about.kind,
        "zone": about.zone,
        "basis": about.basis.value,
        "protected": each.is_protected,
        "in_place": list(each.protection.by) if each.protection else [],
        "by_default": list(each.protection.by_default) if each.protection else [],
        "change": resource.change.value if resource.change else None,
    }


def _store(each: Found) -> dict[str, Any]:
    return {
        "address": each.resource.address,
        "unit": each.resource.unit,
        "kind": each.about.kind,
        "zone": each.about.zone,
        "basis": each.about.basis.value,
        "protected": each.is_protected,
    }


def _gaps(each: Found) -> list[dict[str, Any]]:
    return [
        {
            "address": each.resource.address,
            "unit": each.resource.unit,
            "type": each.resource.type,
            "setting": gap.setting,
            "state": gap.holds.value,
            "against": [guard.value for guard in gap.against],
            "write": gap.write,
            "because": gap.because,
            "trap": gap.trap,
            "sources": list(gap.sources),
        }
        for gap in (each.protection.gaps if each.protection else ())
    ]


def _evidence(each: Evidence, name: Name) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "question": each.question,
        "store": name(each.found.place) if each.found else None,
        "says": each.says.value,
        "option": each.option,
        "answer": each.answer,
        "because": each.because,
        "shown_by": list(each.shown_by),
        "sources": list(each.sources),
    }


def _cut(plan: Plan, name: Name) -> dict[str, Any]:
    cut, links = plan.split.cut, plan.split.links
    return {
        "unit": cut.unit.name,
        "stores": [each.resource.address for each in cut.stores],
        "moving": [each.resource.address for each in cut.moving],
        "foundation": [each.resource.address for each in cut.foundation],
        "crossings": [_crossing(each) for each in links[: len(cut.crossings)]],
        "inbound": [[name(edge.source), name(edge.target), edge.kind] for edge in cut.inbound],
        "smallest": cut.is_smallest,
        "to_foundation": [_crossing(each) for each in links[len(cut.crossings) :]],
        "units": [
            {
                "name": each.name,
                "role": each.role.value,
                "new": each.is_new,
                "holds": [found.resource.address for found in each.holds],
                "reads": list(each.reads),
            }
            for each in plan.split.units
        ],
        "warnings": [
            {"id": each.id, "text": each.text, "sources": list(each.sources)}
            for each in plan.warnings
        ],
        "move": _move(plan.move) if plan.move else None,
    }


def _stay(stay: Stay, catalog: Catalog) -> dict[str, Any]:
    found = stay.found
    return {
        "store": stay.store,
        "address": found.resource.address,
        "unit": found.resource.unit,
        "type": found.resource.type,
        "protected": found.is_protected,
        "gaps": list(_gaps(found)),
        "measures": [
            {
                "id": each.id,
                "title": each.title,
                "setting": each.setting,
                "because": each.because,
                "trap": each.trap,
                "sources": list(each.sources),
            }
            for each in (catalog.guardrails[id] for id in stay.measures)
        ],
    }


def _crossing(link: Link) -> dict[str, Any]:
    publish = link.publish
    return {
        "from": link.reader.resource.address,
        "to": link.read.resource.address,
        "kinds": list(link.kinds),
        "backward": link.is_backward,
        "publish": {
            "as": publish.published_as,
            "text": publish.text,
            "warning": publish.warning,
            "sources": list(publish.sources),
        }
        if publish
        else None,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "tool": move.tool,
        "title": move.title,
        "preconditions": list(move.preconditions),
        "files": [
            {"name": each.name, "language": each.language, "text": each.text} for each in move.files
        ],
        "steps": list(move.steps),
        "back": list(move.back),
        "sources": list(move.sources),
    }
