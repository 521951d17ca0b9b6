"""A recommendation together with what could change it: what pages and reports show."""

from collections.abc import Hashable
from dataclasses import dataclass

from decision.domain.answers import Answers, System
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.recommendation import Recommendation, recommend
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity import Sensitivity, analyse

#: Systems whose findings are remembered: result, map, report and what-if come one after
#: another, and often for several readers. They are forgotten first that came first.
KEPT = 64


@dataclass(frozen=True, slots=True)
class Findings:
    """``sensitivity.stores`` are in the order of ``recommendation.stores``."""

    recommendation: Recommendation
    sensitivity: Sensitivity


def find(rulebook: Rulebook, system: System) -> Findings:
    """Recommend a placement and work out what could change it, once for the same answers."""
    return remembered(
        kept_findings(rulebook),
        _key(system),
        KEPT,
        lambda: Findings(recommend(rulebook, system), analyse(rulebook, system)),
    )


@once_per_rulebook
def kept_findings(rulebook: Rulebook) -> dict[Hashable, Findings]:
    """The findings that are remembered for a rulebook, by everything that a system says."""
    return {}


def _key(system: System) -> Hashable:
    stores = ((each.name, each.kind, *_said(each.answers, each.notes)) for each in system.stores)
    return (system.name, *_said(system.answers, system.notes), *stores)


def _said(answers: Answers, notes: Answers) -> tuple[Hashable, Hashable]:
    # In their order, because the system that was looked at is part of what is found.
    return tuple(answers.items()), tuple(notes.items())
