"""An inspection as lines to read: what is lost first, then units, stores and what protects them."""

import textwrap
from collections.abc import Iterator

from decision.domain.resources import Basis, Gap, Holds
from decision.inspection import Found, Inspection
from decision.inspection.concerns import Rule, concerns

WIDTH = 100
#: More gaps of one store than this are in the JSON.
MOST_GAPS = 4


def to_text(inspection: Inspection) -> str:
    """A summary for a terminal."""
    return "".join(f"{line}\n" for line in _lines(inspection))


def _lines(inspection: Inspection) -> Iterator[str]:
    lost = [each for each in concerns(inspection) if each.rule is Rule.REPLACE]
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
    if inspection.unknown:
        yield ""
        yield from _wrapped("Not known whether stateful: " + ", ".join(inspection.unknown))
    if inspection.reading.remarks:
        yield ""
        yield from inspection.reading.remarks


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
