"""The words of the records in the reader's language, and a few that only pages need."""

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.records.words import Words

WORDS = Words(_, minus="\N{MINUS SIGN}")

points = WORDS.points
score_sentence = WORDS.score_sentence
cell_note = WORDS.cell_note
against_score = WORDS.against_score
joined = WORDS.joined
listed = WORDS.listed
some = WORDS.some
question_title = WORDS.question_title
option_title = WORDS.option_title
sources = WORDS.sources
source_line = WORDS.source_line
mixed = WORDS.mixed
verdict_title = WORDS.verdict_title
verdict_sentence = WORDS.verdict_sentence
certainty = WORDS.certainty
certainties = WORDS.certainties
effects = WORDS.effects


def times(factor: float) -> str:
    """How much something counts, as a plain number."""
    return f"{factor:g}"


def unknown_help(catalog: Catalog, question: schema.Question) -> str:
    """What "we don't know" means for the result."""
    if not question.decides:
        return _("The result then shows a range.")
    titles = [catalog.boundaries[each].short for each in question.decides]
    return _("This decides: %s. Until it is known, the result may be “ask first”.") % listed(titles)
