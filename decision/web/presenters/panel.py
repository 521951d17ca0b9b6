"""The side panel of the questionnaire: the recommendation so far, and what to ask next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from decision.domain.sensitivity import NextQuestion, Purpose, StoreGlance, glance
from decision.domain.vocabulary import Result
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow, Step
from decision.web.presenters.outcome import Outcome
from decision.web.presenters.tasks import Progress, progress

#: Session key: seeing the result may bias the answers, so the panel can be put away.
HIDDEN = "panel_hidden"


@dataclass(frozen=True, slots=True)
class SoFar:
    """Stores with the same verdict as it stands, and what it can still become."""

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
    progress: Progress | None = None
    next_question: NextStep | None = None


def side_panel(request: HttpRequest, flow: Flow, here: Step) -> Panel:
    """The panel on the page of a question; nothing is worked out while it is hidden."""
    if request.session.get(HIDDEN):
        return Panel(hidden=True)
    seen = glance(flow.catalog.rulebook, flow.system)
    return Panel(
        hidden=False,
        stores=tuple(_so_far(flow, seen.stores)),
        progress=progress(flow),
        next_question=_next_step(flow, seen.next_question, here),
    )


def _so_far(flow: Flow, stores: Iterable[StoreGlance]) -> Iterator[SoFar]:
    """Stores that stand alike share an entry: at first, that is all of them."""
    results = flow.catalog.results
    alike: dict[tuple[Result, frozenset[Result]], list[StoreGlance]] = {}
    for store in stores:
        alike.setdefault((store.verdict, store.possible), []).append(store)
    for (verdict, possible), found in alike.items():
        outcome = Outcome.of(results[verdict])
        titles = [each.title for key, each in results.items() if key in possible]
        names = wording.some([each.name for each in found])
        certain = wording.certainty(True, titles) if found[0].settled else _possible(titles)
        yield SoFar(names, outcome.result, outcome.label, certain)


def _possible(titles: list[str]) -> str:
    return _("Still possible: %s.") % wording.joined(titles, _("or")).lower()


def _next_step(flow: Flow, best: NextQuestion | None, here: Step) -> NextStep | None:
    """The best question to answer next, unless it is the one that is open here."""
    if best is None or _asks(here, best.question, best.stores):
        return None
    step = next((each for each in flow.steps if _asks(each, best.question, best.stores)), None)
    if step is None:
        return None
    title = step.question.title
    if step.store is not None:
        title = _("%(store)s: %(question)s") % {"store": step.store.name, "question": title}
    stores = wording.some(best.stores)
    if best.purpose is Purpose.AGAIN:
        concerns = _("Its answer contradicts another one: %s.") % stores
    else:
        concerns = _("It can still decide: %s.") % stores
    return NextStep(step.url, title, concerns)


def _asks(step: Step, question: str, stores: tuple[str, ...]) -> bool:
    return step.question.id == question and (step.store is None or step.store.name in stores)
