"""What a pipeline may stop for: stores that a plan loses, and stores that nothing protects."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from decision.domain.resources import Gap, Guard
from decision.inspection.evidence import Evidence, Says
from decision.inspection.found import Found, Inspection
from decision.readers.shapes import Change, Place

#: So many resources that show something are named.
MOST_NAMED = 5


class Rule(StrEnum):
    """The kinds of concerns, the worst first."""

    REPLACE = "replace"
    UNPROTECTED = "unprotected"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern, in words; ``found`` is the resource that it is about, if there is one."""

    rule: Rule
    message: str
    found: Found | None = None


def concerns(
    inspection: Inspection, said: Iterable[Evidence] = (), stores: Container[Place] = ()
) -> list[Concern]:
    """What the files give cause for, the worst first; ``said`` is what they say of answers.

    A machine needs protection where the team says that it is one of its ``stores``.
    """
    return [*_lost(inspection), *_unprotected(inspection, stores), *_contradicted(said)]


def _lost(inspection: Inspection) -> Iterator[Concern]:
    for each in inspection.found:
        if each.is_lost:
            does = "replace" if each.resource.change is Change.REPLACE else "destroy"
            name = f"{each.resource.address} ({each.resource.type})"
            message = f"The plan would {does} {name}, which is stateful: {_what_is_lost(each)}."
            yield Concern(Rule.REPLACE, message, each)


def _what_is_lost(each: Found) -> str:
    if not each.about.holds_data:
        return "others know it by its name"
    if each.is_kept_if_full:
        return "this fails unless it is empty"
    return "its data goes with it"


def _unprotected(inspection: Inspection, stores: Container[Place]) -> Iterator[Concern]:
    for each in inspection.stores:
        if each.is_machine and each.place not in stores:
            continue
        if each.is_protected is False and each.protection is not None:
            yield Concern(Rule.UNPROTECTED, f"{each.resource.address} {_open(each)}", each)


def _contradicted(said: Iterable[Evidence]) -> Iterator[Concern]:
    for each in said:
        if each.says is Says.CONTRADICTS:
            store = f" of {each.found.resource.address}" if each.found else ""
            yield Concern(
                Rule.CONTRADICTION,
                f"The answer {each.answer} to {each.question}{store} is contradicted. "
                f"{each.because} See {', '.join(each.shown_by[:MOST_NAMED])}.",
                each.found,
            )


def _open(each: Found) -> str:
    assert each.protection is not None
    against = each.protection.open_guards
    return (
        f"({each.resource.type}) is not protected against {' and '.join(against)}: "
        f"set {_ways(each.protection.gaps, against)}."
    )


def _ways(gaps: Iterable[Gap], against: tuple[Guard, ...]) -> str:
    """Settings that close everything that is open: several together, or one alone."""
    closing = {
        gap.setting: frozenset(gap.against) & frozenset(against)
        for gap in gaps
        if not frozenset(gap.against).isdisjoint(against)
    }
    alone = [name for name, closed in closing.items() if len(closed) == len(against)]
    partly = {name: closed for name, closed in closing.items() if name not in alone}
    together = [
        " or ".join(name for name, closed in partly.items() if guard in closed)
        for guard in against
        if any(guard in closed for closed in partly.values())
    ]
    if len(together) < len(against) and alone:
        return " or ".join(alone)
    return ", or ".join(filter(None, (" and ".join(together), " or ".join(alone))))
