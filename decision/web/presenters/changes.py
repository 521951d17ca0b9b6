"""What would change the result: flips, and the questions worth answering next."""

from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.sensitivity import Change, Flip, NextQuestion
from decision.web.presenters import wording
from decision.web.presenters.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One answer changed; ``before`` is empty where nothing was answered."""

    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FlipView:
    """A smallest set of changes that gives a store another verdict."""

    changes: tuple[ChangeView, ...]
    before_result: str
    before_label: str
    after_result: str
    after_label: str


@dataclass(frozen=True, slots=True)
class LeadView:
    """One option of an open question, and the verdicts it would lead to."""

    option: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class NextView:
    """An open question worth answering, for which stores, and where each answer leads."""

    id: str
    title: str
    short: str
    why: str
    stores: tuple[str, ...]
    leads: tuple[LeadView, ...]


def flip_view(catalog: Catalog, before: Outcome, flip: Flip) -> FlipView:
    after = Outcome.of(catalog.results[flip.verdict])
    return FlipView(
        tuple(_change_view(catalog, change) for change in flip.changes),
        before.result,
        before.label,
        after.result,
        after.label,
    )


def _change_view(catalog: Catalog, change: Change) -> ChangeView:
    return ChangeView(
        question=wording.question_title(catalog, change.question),
        before=wording.option_title(catalog, change.question, change.before)
        if change.before
        else "",
        after=wording.option_title(catalog, change.question, change.after),
    )


def next_view(catalog: Catalog, each: NextQuestion) -> NextView:
    """A next question; an option that leads stores to different verdicts lists them all."""
    question = catalog.questions[each.question]
    verdicts: dict[str, dict[str, None]] = {}
    for store in each.outcomes:
        for turn in store.turns:
            verdicts.setdefault(turn.option, {})[turn.verdict] = None
    leads = tuple(
        LeadView(
            wording.option_title(catalog, each.question, option),
            tuple(Outcome.of(catalog.results[verdict]) for verdict in found),
        )
        for option, found in verdicts.items()
    )
    return NextView(each.question, question.title, question.short, question.why, each.stores, leads)
