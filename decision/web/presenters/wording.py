"""Words for what the engine found: points, ranges, answers, sources."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.rulebook import POINT
from decision.domain.vocabulary import DONT_KNOW

#: How many names a sentence holds before it counts the rest.
NAMED = 6


def points(hundredths: int) -> str:
    """``+1.5``, ``-3`` (with a real minus sign) or ``0``."""
    whole = f"{abs(hundredths) / POINT:.2f}".rstrip("0").rstrip(".")
    if hundredths == 0:
        return "0"
    return f"+{whole}" if hundredths > 0 else f"\N{MINUS SIGN}{whole}"


def times(factor: float) -> str:
    """How much something counts, as a plain number."""
    return f"{factor:g}"


def score_sentence(score: int, low: int, high: int) -> str:
    """The score, and its range while something is open."""
    if low == high:
        return _("%s points. No open answer adds to it.") % points(score)
    return _("%(score)s points now; between %(low)s and %(high)s once all is answered.") % {
        "score": points(score),
        "low": points(low),
        "high": points(high),
    }


def score_note(score: int, low: int, high: int) -> str:
    """The score for a table cell: ``+3`` or the score with its range in brackets."""
    if low == high:
        return points(score)
    return _("%(score)s (%(low)s to %(high)s)") % {
        "score": points(score),
        "low": points(low),
        "high": points(high),
    }


def source_line(catalog: Catalog, ids: Iterable[str]) -> str:
    """The sources of a rule in one line, by title; the list of sources has the rest."""
    return "; ".join(each.title for each in sources(catalog, ids))


def question_title(catalog: Catalog, name: str) -> str:
    """The short title of a question or fact."""
    question = catalog.questions.get(name)
    return question.short if question else catalog.facts[name].title


def option_title(catalog: Catalog, name: str, option: str | None) -> str:
    """An answer as the team would say it."""
    if not option:
        return _("no answer")
    if option == DONT_KNOW:
        return _("We don't know")
    question = catalog.questions.get(name)
    if question is None:
        return catalog.facts[name].values.get(option, option)
    return next((each.title for each in question.options if each.id == option), option)


def sources(catalog: Catalog, ids: Iterable[str]) -> tuple[schema.Source, ...]:
    return tuple(catalog.sources[each] for each in dict.fromkeys(ids))


def joined(names: Iterable[str], word: str) -> str:
    """``a``, ``a and b``, ``a, b and c``, with the given word before the last."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def listed(names: Iterable[str]) -> str:
    """Names joined by "and"."""
    return joined(names, _("and"))


def mixed() -> str:
    """The word for a system whose stores differ."""
    return _("Mixed")


def verdict_sentence(stores: Sequence[tuple[str, str, str]]) -> str:
    """One sentence over all stores, given (name, the result's word, the result's sentence).

    The content writes the sentence for one store; several are listed by result.
    """
    if not stores:
        return _("Add a store to get a recommendation.")
    if len(stores) == 1:
        name, _word, sentence = stores[0]
        return f"{name} {sentence}."
    by_word: dict[str, list[str]] = {}
    for name, word, _sentence in stores:
        by_word.setdefault(word.lower(), []).append(name)
    whole = "; ".join(
        _("%(result)s for %(stores)s") % {"result": word, "stores": some(names)}
        for word, names in by_word.items()
    )
    return f"{whole[:1].upper()}{whole[1:]}."


def some(names: Sequence[str]) -> str:
    """Names joined by "and"; a long list ends in how many more there are."""
    if len(names) <= NAMED:
        return listed(names)
    more = _("%d more") % (len(names) - NAMED)
    return listed([*names[:NAMED], more])


def certainty(settled: bool, possible: Sequence[str]) -> str:
    """What the open answers can still do to a verdict, in one sentence."""
    if settled:
        return _("Settled: no open answer can change this.")
    return _("Open answers can still make it: %s.") % joined(possible, _("or"))


def open_stores(names: Sequence[str]) -> str:
    """Which stores' verdicts can still change."""
    if not names:
        return _("Settled: no open answer can change this.")
    return _("Open answers can still change the verdict for %s.") % listed(names)


def unknown_help(catalog: Catalog, question: schema.Question) -> str:
    """What "we don't know" means for the result."""
    if not question.decides:
        return _("The result then shows a range.")
    titles = [catalog.boundaries[each].short for each in question.decides]
    return _("This decides: %s. Until it is known, the result may be “ask first”.") % listed(titles)
