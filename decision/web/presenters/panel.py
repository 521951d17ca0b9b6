"""The side panel of the questionnaire: the recommendation so far, and what to ask next."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from decision.domain.sensitivity import NextQuestion, StoreGlance, glance
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow, Status, Step
from decision.web.presenters.outcome import Outcome

#: Session key: seeing the result may bias the answers, so the panel can be put away.
HIDDEN = "panel_hidden"


@dataclass(frozen=True, slots=True)
class SoFar:
    """One store's verdict as it stands, and what it can still become."""

    name: str
    result: str
    label: str
    range_text: str


@dataclass(frozen=True, slots=True)
class NextStep:
    url: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Panel:
    hidden: bool
    stores: tuple[SoFar, ...] = ()
    answered: int = 0
    total: int = 0
    next_question: NextStep | None = None

    @property
    def progress_text(self) -> str:
        return _("%(answered)d of %(total)d") % {"answered": self.answered, "total": self.total}


def side_panel(request: HttpRequest, flow: Flow) -> Panel:
    """The panel's content; nothing is worked out while it is hidden."""
    if request.session.get(HIDDEN):
        return Panel(hidden=True)
    seen = glance(flow.catalog.rulebook, flow.system)
    return Panel(
        hidden=False,
        stores=tuple(_so_far(flow, each) for each in seen.stores),
        answered=len(flow.steps) - flow.count(Status.UNANSWERED),
        total=len(flow.steps),
        next_question=_next_step(flow, seen.next_question),
    )


def _so_far(flow: Flow, store: StoreGlance) -> SoFar:
    results = flow.catalog.results
    outcome = Outcome.of(results[store.verdict])
    possible = [each.title for key, each in results.items() if key in store.possible]
    return SoFar(
        store.name, outcome.result, outcome.label, wording.certainty(store.settled, possible)
    )


def _next_step(flow: Flow, best: NextQuestion | None) -> NextStep | None:
    if best is None:
        return None
    step = next((each for each in flow.steps if _asks(each, best.question, best.stores)), None)
    if step is None:
        return None
    concerns = _("It can still decide: %s.") % wording.listed(best.stores)
    return NextStep(step.url, step.question.title, concerns)


def _asks(step: Step, question: str, stores: tuple[str, ...]) -> bool:
    return step.question.id == question and (step.store is None or step.store.name in stores)
