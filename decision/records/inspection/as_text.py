"""An inspection as lines to read: what is lost first, then units, stores and what protects them."""

import textwrap
from collections.abc import Iterable, Iterator

from decision.catalog import Catalog
from decision.domain.resources import Basis, Gap, Holds
from decision.inspection import Examination, Found
from decision.inspection.concerns import Rule
from decision.inspection.evidence import Evidence, Says
from decision.inspection.moves import Plan, ProposedUnit, Role
from decision.inspection.staying import Stay

WIDTH = 100
#: More gaps of one store than this are in the JSON.
MOST_GAPS = 4
#: More resources, or references, than this are in the JSON.
MOST_NAMED = 8


def to_text(examination: Examination) -> str:
    """A summary for a terminal."""
    return "".join(f"{line}\n" for line in _lines(examination))


def _lines(examination: Examination) -> Iterator[str]:
    inspection = examination.inspection
    lost = [each for each in examination.concerns if each.rule is Rule.REPLACE]
    yield from (f"WARNING  {each.message}" for each in lost)
    if lost:
        yield ""
    for unit in inspection.units:
        yield (
            f"{unit.name} ({unit.format}): resources {len(unit.resources)}, "
            f"references {len(unit.edges)}"
        )
    yield ""
    yield f"Stores: {len(inspection.stores)}"
    for each in inspection.stores:
        yield from _store(each)
    yield from _section("Answers", (_answer(each) for each in examination.evidence))
    yield from _section("Cuts", (line for plan in examination.plans for line in _cut(plan)))
    stays = (line for each in examination.stays for line in _stay(each, examination.catalog))
    yield from _section("Stays with the application: protect it there", stays)
    if inspection.unknown:
        yield ""
        yield from _wrapped("Not known whether stateful: " + ", ".join(inspection.unknown))
    if inspection.reading.remarks:
        yield ""
        yield from inspection.reading.remarks


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        for line in found:
            yield from _wrapped(line, "  ", "      ")


def _answer(each: Evidence) -> str:
    of = f" of {each.found.resource.address}" if each.found else ""
    shown_by = ", ".join(each.shown_by[:MOST_NAMED])
    says = {
        Says.CONTRADICTS: f"the answer {each.answer} is contradicted",
        Says.SUPPORTS: f"the answer {each.answer} is supported",
        Says.SUGGESTS: f"the files suggest {each.option}",
    }[each.says]
    return f"{each.question}{of}: {says}. {each.because} ({shown_by})"


def _cut(plan: Plan) -> Iterator[str]:
    cut = plan.split.cut
    smallest = "" if cut.is_smallest else " (too much hangs together to find the smallest cut)"
    yield from (f"WARNING {each.text}" for each in plan.warnings)
    below = f", {cut.lower} more lead from the stores to the foundation" if cut.lower else ""
    yield (
        f"{cut.unit.name}: {len(cut.moving)} of {len(cut.unit.resources)} resources move, "
        f"{len(cut.between)} references cross{smallest}{below}"
    )
    for each in plan.split.links[: min(MOST_NAMED, len(cut.crossings))]:
        backward = ", which is the wrong way round" if each.is_backward else ""
        passed = f" [{each.publish.published_as}]" if each.publish else ""
        reader, read = each.reader.resource.address, each.read.resource.address
        yield f"- {reader} refers to {read}{backward}{passed}"
    if len(cut.crossings) > MOST_NAMED:
        yield f"- {len(cut.crossings) - MOST_NAMED} more are in the JSON"
    units = (f"{each.name} ({_holds(each)})" for each in plan.split.units)
    yield f"Proposed units, in the order of deployment: {', '.join(units)}"
    if plan.move:
        yield (
            f"{plan.move.title}: preconditions, {len(plan.move.steps)} steps, the way back and "
            f"{len(plan.move.files)} files to review are in the JSON"
        )


def _holds(unit: ProposedUnit) -> str:
    """How much a unit holds, and what of it makes throwing it away lose data."""
    found = [str(len(unit.holds))]
    if unit.role is Role.APPLICATION and unit.stores:
        found.append(f"still with stores: {len(unit.stores)}")
    return ", ".join(found)


def _stay(stay: Stay, catalog: Catalog) -> Iterator[str]:
    found = stay.found
    settings = [" ".join(each.write.split()) or each.setting for each in stay.gaps]
    missing = f"set {'; '.join(settings)}" if settings else "nothing is missing in these files"
    yield f"{found.resource.address} ({stay.store}): {missing}"
    if stay.measures:
        titles = "; ".join(catalog.guardrails[each].title for each in stay.measures)
        yield f"- Besides: {titles}"


def _store(each: Found) -> Iterator[str]:
    about = each.about
    guessed = "" if about.basis is Basis.LISTED else f", {about.basis}"
    zone = f", zone {about.zone}" if about.zone else ""
    yield (
        f"  {each.resource.unit}: {each.resource.address} "
        f"({about.kind or 'kind not known'}{zone}{guessed})"
    )
    if each.protection is None:
        return
    if each.protection.by:
        yield f"      in place: {', '.join(each.protection.by)}"
    if each.protection.by_default:
        yield f"      by default: {', '.join(each.protection.by_default)}"
    for gap in each.protection.gaps[:MOST_GAPS]:
        yield from _wrapped(_gap(gap), "      ", "        ")


def _gap(gap: Gap) -> str:
    against = ", ".join(gap.against)
    if gap.holds is Holds.UNSEEN:
        return f"? {gap.setting} (against {against}): these files do not show it"
    exact = " ".join(gap.write.split())
    return f"- missing against {against}: {exact or gap.setting}"


def _wrapped(text: str, first: str = "", rest: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
