"""The files against the answers: what they support, contradict, or suggest.

Nothing here changes an answer. What each measured value means is content.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from decision.catalog import Catalog, schema
from decision.domain.answers import Answers, System
from decision.domain.vocabulary import DONT_KNOW
from decision.inspection.found import Found, Inspection
from decision.inspection.matching import matched
from decision.inspection.measures import Measured, measures
from decision.readers.shapes import Place


class Says(StrEnum):
    """What files say of an answer."""

    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    SUGGESTS = "suggests"  # there is no answer yet


@dataclass(frozen=True, slots=True)
class Evidence:
    """``option`` is what the files suggest (none where they only rule something out), ``answer``
    what the team said. ``found`` is the store in the files, none for the whole system."""

    rule: str
    question: str
    says: Says
    option: str | None
    answer: str | None
    because: str
    shown_by: tuple[str, ...]
    sources: tuple[str, ...]
    found: Found | None = None


def evidence(
    catalog: Catalog,
    inspection: Inspection,
    system: System | None = None,
    places: Mapping[Place, int] | None = None,
) -> list[Evidence]:
    """What the files say of each question, contradictions first.

    Without a ``system`` there are only suggestions. ``places``: which of its stores is which
    resource, as the team says; as far as :func:`matched` can tell by default.
    """
    if places is None:
        places = matched(inspection, system) if system is not None else {}
    return held_against(catalog, measures(catalog, inspection), system, places)


def held_against(
    catalog: Catalog,
    measured: Iterable[Measured],
    system: System | None,
    places: Mapping[Place, int],
) -> list[Evidence]:
    """What was measured against the answers, contradictions first."""
    order = list(Says)
    found = [
        said for each in measured for said in _of(catalog, each, _answers(system, each, places))
    ]
    return sorted(found, key=lambda each: order.index(each.says))


def _answers(system: System | None, measured: Measured, places: Mapping[Place, int]) -> Answers:
    if system is None:
        return {}
    if measured.store is None:
        return system.answers
    place = places.get(measured.store.place)
    return system.stores[place].answers if place is not None else {}


def _of(catalog: Catalog, measured: Measured, answers: Mapping[str, str]) -> Iterator[Evidence]:
    for rule in catalog.evidence.values():
        meaning = rule.values.get(measured.value) if rule.measure == measured.measure else None
        if meaning is None:
            continue
        answer = answers.get(rule.question)
        says = _says(meaning, None if answer == DONT_KNOW else answer)
        if says is not None:
            yield Evidence(
                rule.id,
                rule.question,
                says,
                meaning.suggests,
                answer,
                meaning.because,
                measured.shown_by,
                tuple(rule.sources),
                measured.store,
            )


def _says(meaning: schema.EvidenceValue, answer: str | None) -> Says | None:
    if answer is None:
        return Says.SUGGESTS if meaning.suggests else None
    if answer in meaning.contradicts:
        return Says.CONTRADICTS
    if answer == meaning.suggests or answer in meaning.supports:
        return Says.SUPPORTS
    return None
