"""What a pipeline may stop for: stores that a plan loses, and stores that nothing protects."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

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
            kept = (
                "its data goes with it" if each.about.holds_data else "others know it by its name"
            )
            name = f"{each.resource.address} ({each.resource.type})"
            yield Concern(
                Rule.REPLACE, f"The plan would {does} {name}, which is stateful: {kept}.", each
            )


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
    settings = dict.fromkeys(
        gap.setting for gap in each.protection.gaps if not set(gap.against).isdisjoint(against)
    )
    return (
        f"({each.resource.type}) is not protected against {' and '.join(against)}: "
        f"set {' or '.join(settings)}."
    )
