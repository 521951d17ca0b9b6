"""The proposal for each cut: units, what they publish, and the move by the unit's own tool."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from decision.catalog import Catalog, schema
from decision.inspection.cuts import Cut
from decision.inspection.found import Found, Inspection
from decision.inspection.moves import (
    azure,
    cdk,
    cloudformation,
    compose,
    kubernetes,
    pulumi,
    terraform,
)
from decision.inspection.moves.shapes import Files, Move, Plan, Role, Split, Warned
from decision.inspection.moves.splitting import split
from decision.inspection.moves.writing import filled
from decision.readers.names import readable
from decision.readers.shapes import Unit

_FILES: Mapping[schema.MoveToolId, Callable[[schema.Moves, Split], Files]] = {
    "azure": azure.files,
    "cdk": cdk.files,
    "cloudformation": cloudformation.files,
    "compose": compose.files,
    "kubernetes": kubernetes.files,
    "pulumi": pulumi.files,
    "terraform": terraform.files,
}
#: So many addresses are named in a warning.
MOST_NAMED = 8
#: Tools of formats that are no answer to the question about the tool.
_BY_FORMAT: Mapping[str, schema.MoveToolId] = {"arm": "azure", "compose": "compose"}


def planned(catalog: Catalog, inspection: Inspection, cut: Cut) -> Plan:
    """What is proposed for a cut. Nothing of it is ever executed."""
    moves, tool = catalog.moves, _tool(cut.unit)
    found = split(moves, inspection, cut, tool)
    about = next((each for each in moves.moves if each.tool == tool), None) if moves else None
    if moves is None or about is None:
        return Plan(found, (), None)
    files = _FILES[about.tool](moves, found)
    warnings = tuple(_warnings(moves, found, files, about.tool))
    return Plan(found, warnings, _move(about, found, files))


def _tool(unit: Unit) -> schema.MoveToolId | None:
    """The tool of a unit, if it is one whose units can be taken apart here."""
    known = (each for each in _FILES if each == unit.tool)
    return next(known, None) or _BY_FORMAT.get(unit.format)


def _move(about: schema.ToolMove, found: Split, files: Files) -> Move:
    names = _names(found)
    holds = _circumstances(found, files)
    return Move(
        tool=about.tool,
        title=about.title,
        preconditions=tuple(
            filled(each if isinstance(each, str) else each.text, names)
            for each in about.preconditions
            if isinstance(each, str) or each.when is None or holds[each.when]
        ),
        files=files.written,
        steps=tuple(
            filled(each.text, names)
            for each in about.steps
            if each.when is None or holds[each.when]
        ),
        back=tuple(filled(each, names) for each in about.back),
        sources=tuple(about.sources),
    )


def _names(found: Split) -> dict[str, str]:
    names = {each.role: readable(each.name) for each in found.units}
    return {
        "unit": names.get(Role.APPLICATION, ""),
        "data": names.get(Role.DATA, ""),
        "foundation": names.get(Role.FOUNDATION, ""),
    }


def _circumstances(found: Split, files: Files) -> Mapping[schema.StepWhen, bool]:
    return {
        "pending": bool(found.cut.changing),
        "holder": bool(found.cut.holding),
        "volumes": "volumes" in files.holds,
        "foundation": bool(found.cut.foundation),
        "crossings": any(each.passes for each in found.links),
        "backward": any(each.is_backward for each in found.links),
        "circle": found.is_circle,
        "inbound": bool(found.cut.inbound),
    }


def _warnings(
    moves: schema.Moves, found: Split, files: Files, tool: schema.MoveToolId
) -> Iterator[Warned]:
    names = _names(found)
    cut = found.cut
    holds: Mapping[schema.WarningId, bool] = {
        "pending": bool(cut.changing),
        # The other tools forget a resource without deleting it.
        "holder": bool(cut.holding) and tool == "kubernetes",
        "circle": found.is_circle,
        "inbound": bool(found.cut.inbound),
        "uncertain": not found.cut.is_smallest,
        "unwritable": bool(files.unwritable),
    }
    values = {
        **names,
        "from": names["data"],
        "to": names["unit"],
        "changing": _some(cut.changing),
        "holding": _some(cut.holding),
    }
    for id_, applies in holds.items():
        about = moves.warnings.get(id_)  # an older edition does not have all of them
        if applies and about:
            yield Warned(id_, filled(about.text, values), tuple(about.sources))


def _some(found: Iterable[Found]) -> str:
    """A few addresses, and how many more there are."""
    named = [readable(each.resource.address) for each in found]
    more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    return ", ".join([*named[:MOST_NAMED], *more])
