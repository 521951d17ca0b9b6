"""Which boundaries can have a say in the result of one boundary, by the implications."""

from dataclasses import dataclass

from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Boundary


@dataclass(frozen=True, slots=True)
class Upstream:
    """Boundaries whose gates matter to one boundary, and those whose score matters too."""

    gated: tuple[Boundary, ...]
    scored: tuple[Boundary, ...]


def upstream(rulebook: Rulebook, boundary: Boundary) -> Upstream:
    """Follow the implications backwards from ``boundary``.

    An implication that asks for a gate looks only at results that gates gave, so the score of
    the boundary where it starts has no say.
    """
    gated, scored = {boundary}, {boundary}
    for implication in reversed(rulebook.implications):
        if implication.boundaries & gated:
            gated.add(implication.boundary)
            if not implication.gated:
                scored.add(implication.boundary)
    return Upstream(
        tuple(each for each in Boundary if each in gated),
        tuple(each for each in Boundary if each in scored),
    )
