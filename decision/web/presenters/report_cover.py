"""The first page of the report: what a review must know, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from decision.domain.reasons import STRONGEST
from decision.web.presenters import wording
from decision.web.presenters.changes import FlipView
from decision.web.presenters.reasons import Reason
from decision.web.presenters.result import ResultView, StoreView

#: Flips, stores and characters that fit on the page.
FLIPS = 3
STORES = 5
REASON = 200
LONG = 110
VERY_LONG = 240


@dataclass(frozen=True, slots=True)
class CoverReason:
    """One reason in brief, and the stores it is about where not all share it."""

    reason: Reason
    text: str
    stores: str


@dataclass(frozen=True, slots=True)
class CoverFlip:
    """One flip, and the stores that it moves where not all are moved."""

    stores: str
    flip: FlipView


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next: ``kind`` says what it is."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Cover:
    size: str  # of the sentence: normal, long or very-long
    stores: tuple[StoreView, ...]
    more_stores: int
    reasons: tuple[CoverReason, ...]
    flips: tuple[CoverFlip, ...]
    next_step: NextStep


def cover(result: ResultView) -> Cover:
    return Cover(
        size=_size(result.sentence),
        stores=result.stores[:STORES],
        more_stores=max(len(result.stores) - STORES, 0),
        reasons=_reasons(result.stores),
        flips=_flips(result.stores),
        next_step=_next_step(result),
    )


def _size(sentence: str) -> str:
    if len(sentence) > VERY_LONG:
        return "very-long"
    return "long" if len(sentence) > LONG else "normal"


def _reasons(stores: tuple[StoreView, ...]) -> tuple[CoverReason, ...]:
    """The strongest reasons: every store's first one, then the second ones."""
    first: dict[tuple[str, str, str], Reason] = {}
    shared: dict[tuple[str, str, str], list[str]] = {}
    for rank in zip_longest(*(store.strongest for store in stores)):
        for store, reason in zip(stores, rank, strict=True):
            if reason is not None:
                # The same question can weigh by another answer for another store.
                key = reason.kind, reason.id, reason.title
                first.setdefault(key, reason)
                shared.setdefault(key, []).append(store.name)
    return tuple(
        CoverReason(
            reason,
            _brief(reason.text),
            "" if len(shared[key]) == len(stores) else wording.listed(shared[key]),
        )
        for key, reason in list(first.items())[:STRONGEST]
    )


def _brief(text: str) -> str:
    """The first sentences that fit; the store's own pages have the rest."""
    sentences = text.split(". ")
    brief = sentences[0]
    for sentence in sentences[1:]:
        if len(brief) + len(sentence) > REASON:
            break
        brief = f"{brief}. {sentence}"
    return brief if brief.endswith(".") else f"{brief}."


def _flips(stores: tuple[StoreView, ...]) -> tuple[CoverFlip, ...]:
    """The smallest changes: every store's first one, then the second ones, none twice."""
    shared: dict[FlipView, list[str]] = {}
    for rank in zip_longest(*(store.flips for store in stores)):
        for store, flip in zip(stores, rank, strict=True):
            if flip is not None:
                shared.setdefault(_without_before(flip), []).append(store.name)
    return tuple(
        CoverFlip("" if len(names) == len(stores) else wording.listed(names), flip)
        for flip, names in list(shared.items())[:FLIPS]
    )


def _without_before(flip: FlipView) -> FlipView:
    """The flip without what it starts from, which differs from store to store."""
    changes = tuple(replace(each, before="") for each in flip.changes)
    return replace(flip, changes=changes, before_result="", before_label="")


def _next_step(result: ResultView) -> NextStep:
    fallback = NextStep(
        _("Next step"),
        _("Review this report together"),
        _("Nothing is due and no open answer can change the result."),
    )
    return next(_steps(result), fallback)


def _steps(result: ResultView) -> Iterator[NextStep]:
    """What could come next, the most pressing first."""
    due = [each for store in result.stores for each in store.due.prerequisites]
    for each in due:
        if each.urgent:
            yield NextStep(_("First of all"), each.title, each.because)
    if not result.settled:
        for question in result.next_questions:
            yield NextStep(_("Find out"), question.title, question.why)
    for each in due:
        yield NextStep(_("Before anything moves"), each.title, each.because)
    for store in result.stores:
        if store.due.playbook:
            yield NextStep(_("Next step"), store.due.playbook.title, store.due.playbook.steps[0])
