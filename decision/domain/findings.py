"""A recommendation together with what could change it: what pages and reports show."""

from dataclasses import dataclass

from decision.domain.answers import System
from decision.domain.recommendation import Recommendation, recommend
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity import Sensitivity, analyse


@dataclass(frozen=True, slots=True)
class Findings:
    """``sensitivity.stores`` are in the order of ``recommendation.stores``."""

    recommendation: Recommendation
    sensitivity: Sensitivity


def find(rulebook: Rulebook, system: System) -> Findings:
    """Recommend a placement and work out what could change it."""
    return Findings(recommend(rulebook, system), analyse(rulebook, system))
