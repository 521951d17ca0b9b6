"""Why: what the engine chose as reasons, as sentences with their sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.implied import Implied
from decision.domain.reasons import ReasonKind, strongest
from decision.domain.recommendation import Cell
from decision.records.reasons import ReasonWords, gate_words, implication_words, in_words
from decision.web.presenters import wording


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a missing fact, a gate, an implication, or an answer that weighs.

    ``kind`` and ``id`` say which; ``points`` and ``released_when`` are there where they apply.
    ``answers`` are those of the team that made a gate act, each with its question.
    """

    kind: str
    id: str
    title: str
    text: str
    source: str
    points: str = ""
    released_when: str = ""
    answers: tuple[str, ...] = ()


#: By gate: the answers that made it act.
Fired = Mapping[str, tuple[str, ...]]

NOTHING: Fired = {}


def strongest_reasons(catalog: Catalog, cell: Cell, fired: Fired = NOTHING) -> tuple[Reason, ...]:
    """The reasons that a summary names, what really decides first."""
    found = in_words(wording.WORDS, catalog, strongest(cell))
    return tuple(_reason(catalog, each, fired) for each in found)


def gate_reasons(
    catalog: Catalog, gates: Iterable[str], fired: Fired = NOTHING
) -> tuple[Reason, ...]:
    """Gates that acted, in their order."""
    return tuple(_reason(catalog, gate_words(catalog, each), fired) for each in gates)


def implication_reasons(catalog: Catalog, implied: Iterable[Implied]) -> tuple[Reason, ...]:
    """The implications that made a cell something else, in their order."""
    return tuple(
        implication_reason(catalog, each) for each in implied if each.before is not each.after
    )


def implication_reason(catalog: Catalog, each: Implied) -> Reason:
    return _reason(catalog, implication_words(wording.WORDS, catalog, each))


def _reason(catalog: Catalog, each: ReasonWords, fired: Fired = NOTHING) -> Reason:
    return Reason(
        each.kind,
        each.id,
        each.title,
        each.whole_text,
        wording.source_line(catalog, each.sources),
        each.points,
        each.released_when,
        fired.get(each.id, ()) if each.kind is ReasonKind.GATE else (),
    )
