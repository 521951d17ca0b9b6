"""What to do next on the result page: open questions with their address, and the counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.web.presenters import wording
from decision.web.presenters.changes import LeadView
from decision.web.presenters.flow import Flow, Status
from decision.web.presenters.result import ResultView

#: How many open questions are worth naming at once.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """An open question with the page that asks it; ``stores`` says whom it concerns.

    ``purpose`` says what the answer is good for; ``leads`` are empty where the verdict stays.
    """

    url: str
    title: str
    stores: str
    purpose: str
    leads: tuple[LeadView, ...]


def next_steps(flow: Flow, result: ResultView) -> list[NextStep]:
    """The open questions that help most, best first."""
    found = []
    for each in result.next_questions[:SHOWN]:
        steps = [step for step in flow.steps if step.question.id == each.id]
        step = next(
            (step for step in steps if step.store is None or step.store.name in each.stores), None
        )
        if step is not None:
            stores = wording.listed(each.stores)
            found.append(NextStep(step.url, each.title, stores, each.purpose, each.leads))
    return found


def counts(flow: Flow) -> list[str]:
    """Edition and how much is answered, as short strings."""
    unknown, opened = flow.count(Status.DONT_KNOW), flow.count(Status.UNANSWERED)
    filled = flow.count(Status.PREFILLED)
    answered = len(flow.steps) - unknown - opened - filled
    found = [
        _("Edition %s") % flow.catalog.edition.id,
        ngettext("%d answered", "%d answered", answered) % answered,
    ]
    if filled:
        found.append(ngettext("%d filled in", "%d filled in", filled) % filled)
    if unknown:
        found.append(ngettext("%d not known", "%d not known", unknown) % unknown)
    if opened:
        found.append(ngettext("%d open", "%d open", opened) % opened)
    found.append(_("of %d questions") % len(flow.steps))
    return found
