"""The words of the records in the reader's language, and a few that only pages need."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.catalog import Catalog, schema
from decision.domain.reasons import ReasonKind, reasons
from decision.domain.recommendation import Cell
from decision.domain.vocabulary import Result
from decision.records.words import Words

WORDS = Words(_, minus="\N{MINUS SIGN}")

points = WORDS.points
score_sentence = WORDS.score_sentence
against_score = WORDS.against_score
joined = WORDS.joined
listed = WORDS.listed
some = WORDS.some
asked = WORDS.asked
question_title = WORDS.question_title
asked = WORDS.asked
answer = WORDS.answer
option_title = WORDS.option_title
sources = WORDS.sources
source_line = WORDS.source_line
mixed = WORDS.mixed
verdict_title = WORDS.verdict_title
certainty = WORDS.certainty
certainties = WORDS.certainties
effects = WORDS.effects


def cell_note(cell: Cell) -> str:
    """The score beside a result; where there is nothing to place, there is none."""
    if cell.result in (Result.NOT_APPLICABLE, Result.NOT_YET):
        return ""
    return WORDS.score_note(cell.score, cell.low, cell.high)


def decider(cell: Cell) -> str:
    """What makes the result what it is, in two or three words; nothing while a fact is missing."""
    if cell.ask or cell.result is Result.NOT_APPLICABLE:
        return ""
    deciding = next((each.kind for each in reasons(cell) if each.decides), ReasonKind.ANSWER)
    return {
        ReasonKind.GATE: _("a gate decides"),
        ReasonKind.IMPLICATION: _("another boundary decides"),
        ReasonKind.ANY_ANSWER: _("every open answer leads here"),
    }.get(deciding, _("by points"))


def points_help(catalog: Catalog) -> str:
    """What the numbers of the table mean, for somebody who sees them for the first time."""
    return _(
        "Points above zero speak for together, below zero for separate. By points it is together "
        "from %(together)s, separate from %(separate)s, and either between them. In brackets: "
        "what open answers can still make of the points. A gate decides whatever the points are."
    ) % {
        "together": points(catalog.rulebook.together_from),
        "separate": points(catalog.rulebook.separate_from),
    }


def verdict_sentence(stores: Sequence[tuple[str, str, str]]) -> str:
    """One sentence over all stores; several share the words that say which place is meant."""
    whole = WORDS.verdict_sentence(stores)
    if len(stores) < 2:
        return whole
    return _("Infrastructure unit in production: %s") % f"{whole[:1].lower()}{whole[1:]}"


def spread(verdict: str, labels: Sequence[str]) -> str:
    """How far a verdict holds, given the result's word for every cell; the verdict's is there."""
    others = [each for each in labels if each != verdict]
    if not others:
        return _("All %d combinations of boundary and environment say the same.") % len(labels)
    counted = {each: others.count(each) for each in others}
    ordered = sorted(counted.items(), key=lambda each: -each[1])
    said = listed(f"{count} {label.lower()}" for label, count in ordered)
    text = ngettext(
        "This is about the infrastructure unit in production. %(others)d of %(all)d combinations "
        "of boundary and environment says something else: %(said)s.",
        "This is about the infrastructure unit in production. %(others)d of %(all)d combinations "
        "of boundary and environment say something else: %(said)s.",
        len(others),
    )
    return text % {"others": len(others), "all": len(labels), "said": said}


def level_open(boundaries: Sequence[str]) -> str:
    """Why no level of separation is named, given the titles of boundaries without a result."""
    quoted = listed(f"“{each}”" for each in boundaries)
    return _("The level of separation is open, because a missing fact decides %s.") % quoted


def answered_text(answered: int, filled: int, total: int) -> str:
    """How far the questions are answered; what is filled in for the team counts apart."""
    if not filled:
        return _("%(answered)d of %(total)d answered") % {"answered": answered, "total": total}
    return _("%(answered)d answered, %(filled)d filled in, of %(total)d") % {
        "answered": answered,
        "filled": filled,
        "total": total,
    }


def times(factor: float) -> str:
    """How much something counts, as a plain number."""
    return f"{factor:g}"


def unknown_help(catalog: Catalog, question: schema.Question) -> str:
    """What "we don't know" means for the result."""
    if not question.decides:
        return _("The result then shows a range.")
    titles = [catalog.boundaries[each].short for each in question.decides]
    return _("This decides: %s. Until it is known, the result may be “ask first”.") % listed(titles)
