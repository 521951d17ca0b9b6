"""A result as plain text, for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from decision.catalog import Catalog
from decision.domain.findings import Findings
from decision.domain.reasons import strongest
from decision.domain.recommendation import StoreRecommendation
from decision.domain.sensitivity import StoreSensitivity
from decision.domain.vocabulary import Environment
from decision.records.provenance import INTERPRETATION, answers_hash
from decision.records.reasons import ReasonWords, in_words
from decision.records.words import (
    AGAINST_SCORE,
    LABELS,
    NEXT,
    PLAIN,
    boundaries_note,
    certainty_of,
    certainty_of_all,
    guardrails_by_tool,
    score_of,
    store_sentences,
)

WIDTH = 88
#: Where the values of a store's facts begin.
FACT = 18
#: More changes than this are in the JSON and on the result page.
MOST_FLIPS = 5


def to_text(catalog: Catalog, findings: Findings) -> str:
    """The result in lines of at most 88 characters, where names allow it."""
    return "\n".join(_lines(catalog, findings)) + "\n"


def _lines(catalog: Catalog, findings: Findings) -> Iterator[str]:
    recommendation, sensitivity = findings.recommendation, findings.sensitivity
    yield from _title(recommendation.system.name, "=")
    yield ""
    yield f"Verdict: {PLAIN.verdict_title(catalog, recommendation.verdict)}"
    yield from _wrapped(PLAIN.verdict_sentence(store_sentences(catalog, recommendation)))
    if len(sensitivity.stores) > 1:
        yield from _wrapped(certainty_of_all(PLAIN, sensitivity.stores))
    if not recommendation.stores:
        yield from _how_to_add_a_store()
    for store, changes in zip(recommendation.stores, sensitivity.stores, strict=True):
        yield ""
        yield from _store(catalog, store, changes)
    for best in sensitivity.next_questions[:1]:
        if best.purpose in NEXT:
            yield ""
            title = PLAIN.asked(catalog, best.question)
            yield from _wrapped(f"{NEXT[best.purpose]}: {title}")
    ignored = [
        *recommendation.ignored,
        *(f"{each} ({store.name})" for store in recommendation.stores for each in store.ignored),
    ]
    if ignored:
        yield ""
        yield from _wrapped(f"Answers without effect: {', '.join(ignored)}")
    yield ""
    yield from _wrapped(INTERPRETATION)
    version = f"Edition {catalog.edition.id}, content {catalog.content_hash[:12]}"
    yield f"{version}, answers {answers_hash(recommendation.system)[:12]}"


def _store(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[str]:
    yield from _title(store.name, "-")
    for name, value in _facts(catalog, store, changes):
        yield from _fact(name, value)
    yield ""
    yield from _matrix(catalog, store)
    against = boundaries_note(catalog, store)
    if against:
        yield ""
        yield from _wrapped(f"{AGAINST_SCORE}: {'; '.join(against)}.")
    yield ""
    yield "Strongest reasons"
    for reason in in_words(PLAIN, catalog, strongest(store.deciding_cell)):
        yield from _item(f"[{_label(reason)}] {_sentence(reason.title)} {reason.whole_text}")
        yield from _item(f"Source: {PLAIN.cited(catalog, reason.sources)}", bullet="    ")
    if store.contradictions:
        yield ""
        yield "Answers that contradict each other"
        for name in store.contradictions:
            each = catalog.contradictions[name]
            yield from _item(f"{each.title}. {each.mend}")
    yield from _list("What would change it", [PLAIN.flip(catalog, f) for f in changes.flips])
    yield from _list(
        "Do first",
        [catalog.prerequisites[each].title for each in store.prerequisites],
        most=None,
    )
    for tool, titles in guardrails_by_tool(catalog, store.guardrails).items():
        yield from _list(f"Protect it ({tool})", titles, most=None)


def _facts(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[tuple[str, str]]:
    yield "Verdict", catalog.results[store.verdict].title
    yield "Certainty", certainty_of(PLAIN, catalog, changes)
    if store.deciding_cell.ask:
        titles = (PLAIN.question_title(catalog, each) for each in store.deciding_cell.ask)
        yield "Ask first", ", ".join(titles)
    yield "Score", score_of(PLAIN, catalog, store.deciding_cell)
    if store.store.kind:
        yield "Kind", catalog.kinds[store.store.kind].title
    yield "Zone", catalog.zones[store.zone].title if store.zone else "not known"
    levels = [f"{each}: {catalog.separation_levels[each].title}" for each in store.levels]
    yield "Separation level", " or ".join(levels) or "none yet"


def _matrix(catalog: Catalog, store: StoreRecommendation) -> Iterator[str]:
    """Boundaries in rows, environments in columns."""
    heads = [catalog.environments[where].title for where in Environment]
    rows = [
        [catalog.results[row[where].result].title for where in Environment]
        for row in store.cells.values()
    ]
    titles = [catalog.boundaries[boundary].title for boundary in store.cells]
    first = max(map(len, titles)) + 2
    widths = [max(map(len, column)) + 2 for column in zip(heads, *rows, strict=True)]
    for title, row in zip(["", *titles], [heads, *rows], strict=True):
        cells = "".join(f"{each:<{width}}" for each, width in zip(row, widths, strict=True))
        yield f"{title:<{first}}{cells}".rstrip()


def _list(title: str, items: list[str], most: int | None = MOST_FLIPS) -> Iterator[str]:
    if items:
        yield ""
        yield title
        for item in items[:most]:
            yield from _item(item)
        if most and len(items) > most:
            yield f"  and {len(items) - most} more"


def _label(reason: ReasonWords) -> str:
    """The points of an answer; of anything else, what it is."""
    return reason.points or LABELS[reason.kind]


def _sentence(title: str) -> str:
    """A title before other text: questions end in a sign of their own."""
    return title if title.endswith(("?", ".", "!")) else f"{title}."


def _fact(name: str, value: str) -> Iterable[str]:
    return textwrap.wrap(
        value,
        WIDTH,
        initial_indent=f"{name:<{FACT}}",
        subsequent_indent=" " * FACT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _how_to_add_a_store() -> Iterator[str]:
    yield ""
    yield "A recommendation is made for each data store. Add one to the answer file:"
    yield ""
    yield "stores:"
    yield "  - name: orders database"


def _item(text: str, bullet: str = "  - ") -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=bullet,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _title(text: str, line: str) -> Iterator[str]:
    yield text
    yield line * min(len(text), WIDTH)
