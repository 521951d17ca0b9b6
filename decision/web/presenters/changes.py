"""What would change the result: flips, and the questions worth answering next."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.sensitivity import Change, Flip, NextQuestion, Purpose
from decision.web.presenters import wording
from decision.web.presenters.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One answer changed; ``before`` is empty where nothing was answered.

    ``after`` names all options that have the same effect.
    """

    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FlipView:
    """A smallest set of changes that gives a store another verdict.

    ``opens`` are the questions that would decide then, where the change alone settles nothing.
    One that ``worsens`` is nothing to do: it says what would weaken the verdict.
    """

    changes: tuple[ChangeView, ...]
    before_result: str
    before_label: str
    after_result: str
    after_label: str
    opens: tuple[str, ...] = ()
    worsens: bool = False


@dataclass(frozen=True, slots=True)
class LeadView:
    """One option of an open question, and the verdicts it would lead to."""

    option: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class NextView:
    """An open question worth answering, for which stores, and where each answer leads.

    ``purpose`` says in words what the answer is good for. ``decides`` is true where it can
    still change a verdict or contradicts another answer; only then are there ``leads``.
    """

    id: str
    title: str
    short: str
    why: str
    stores: tuple[str, ...]
    leads: tuple[LeadView, ...]
    decides: bool
    purpose: str


def flip_views(catalog: Catalog, before: Outcome, flips: Iterable[Flip]) -> tuple[FlipView, ...]:
    """Flips in words, the smallest first.

    Those that only open a question come later, and last those that only make things worse.
    Options of one question that have the same effect share a line.
    """
    alike: dict[Hashable, list[Flip]] = {}
    for flip in sorted(flips, key=_place):
        *others, last = flip.changes
        key = (*others, replace(last, after=""), flip.verdict, flip.opens, flip.worsens)
        alike.setdefault(key, []).append(flip)
    return tuple(_flip_view(catalog, before, each) for each in alike.values())


def _place(flip: Flip) -> tuple[bool, bool, int]:
    return flip.worsens, bool(flip.opens), len(flip.changes)


def _flip_view(catalog: Catalog, before: Outcome, alike: list[Flip]) -> FlipView:
    *others, last = alike[0].changes
    after = Outcome.of(catalog.results[alike[0].verdict])
    options = [each.changes[-1].after for each in alike]
    return FlipView(
        (*(_change_view(catalog, each, [each.after]) for each in others),
         _change_view(catalog, last, options)),
        before.result,
        before.label,
        after.result,
        after.label,
        tuple(wording.question_title(catalog, each) for each in alike[0].opens),
        alike[0].worsens,
    )  # fmt: skip


def _change_view(catalog: Catalog, change: Change, options: list[str]) -> ChangeView:
    after = [wording.option_title(catalog, change.question, each) for each in options]
    return ChangeView(
        question=wording.question_title(catalog, change.question),
        before=wording.option_title(catalog, change.question, change.before)
        if change.before
        else "",
        after=_(" or ").join(after),
    )


def next_view(catalog: Catalog, each: NextQuestion) -> NextView:
    """A next question; an option that leads stores to different verdicts lists them all.

    A stated fact that contradicts an answer comes up here as well.
    """
    question = catalog.questions.get(each.question)
    decides = each.purpose in (Purpose.AGAIN, Purpose.VERDICT)
    verdicts: dict[str, dict[str, None]] = {}
    for store in each.outcomes if decides else ():
        for turn in store.turns:
            verdicts.setdefault(turn.option, {})[turn.verdict] = None
    leads = tuple(
        LeadView(
            wording.option_title(catalog, each.question, option),
            tuple(Outcome.of(catalog.results[verdict]) for verdict in found),
        )
        for option, found in verdicts.items()
    )
    return NextView(
        each.question,
        wording.asked(catalog, each.question),
        wording.question_title(catalog, each.question),
        question.why if question else catalog.facts[each.question].explanation,
        each.stores,
        leads,
        decides,
        _purpose(catalog, each),
    )


def _purpose(catalog: Catalog, each: NextQuestion) -> str:
    if each.purpose is Purpose.AGAIN:
        return _("Its answer contradicts another one. One of them has to change.")
    if each.purpose is Purpose.VERDICT:
        return _("It can still change the verdict.")
    if each.purpose is Purpose.DETAIL:
        return _("For the detail only: the verdict stays.")
    cells = dict.fromkeys((cell.boundary, cell.environment) for cell in each.cells)
    named = [
        _("%(boundary)s in %(environment)s")
        % {
            "boundary": catalog.boundaries[boundary].short,
            "environment": catalog.environments[where].title.lower(),
        }
        for boundary, where in cells
    ]
    return _("The verdict stays. It settles: %s.") % wording.listed(named)
