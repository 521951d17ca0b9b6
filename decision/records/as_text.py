"""A result as plain text, for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from decision.catalog import Catalog
from decision.domain.findings import Findings
from decision.domain.recommendation import StoreRecommendation
from decision.domain.sensitivity import StoreSensitivity
from decision.domain.vocabulary import Environment
from decision.records import words
from decision.records.provenance import INTERPRETATION, answers_hash

WIDTH = 88
#: More changes than this are in the JSON and on the result page.
MOST_FLIPS = 5


def to_text(catalog: Catalog, findings: Findings) -> str:
    """The result in lines of at most 88 characters, where names allow it."""
    return "\n".join(_lines(catalog, findings)) + "\n"


def _lines(catalog: Catalog, findings: Findings) -> Iterator[str]:
    recommendation, sensitivity = findings.recommendation, findings.sensitivity
    yield from _title(recommendation.system.name, "=")
    yield ""
    yield f"Verdict: {words.verdict_title(catalog, recommendation.verdict)}"
    yield from _wrapped(words.sentence(catalog, recommendation))
    for store, changes in zip(recommendation.stores, sensitivity.stores, strict=True):
        yield ""
        yield from _store(catalog, store, changes)
    if sensitivity.next_questions:
        yield ""
        best = sensitivity.next_questions[0].question
        yield from _wrapped(f"Best question to answer next: {catalog.questions[best].title}")
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
        yield f"{name:<18}{value}"
    yield ""
    yield from _matrix(catalog, store)
    yield ""
    yield "Strongest reasons"
    for reason in words.reasons(catalog, store.deciding_cell):
        yield from _item(f"[{reason.weight}] {reason.title}. {reason.because}")
    if store.contradictions:
        yield "Answers that contradict each other"
        for name in store.contradictions:
            each = catalog.contradictions[name]
            yield from _item(f"{each.title}. {each.mend}")
    yield from _list("What would change it", [words.flip(catalog, f) for f in changes.flips])
    yield from _list(
        "Do first",
        [catalog.prerequisites[each].title for each in store.prerequisites],
        most=None,
    )
    yield from _list(
        "Protect it",
        [
            f"{catalog.guardrails[each].title} ({catalog.guardrail_tools[each]})"
            for each in store.guardrails
        ],
        most=None,
    )


def _facts(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[tuple[str, str]]:
    yield "Verdict", catalog.results[store.verdict].title
    possible = [each.title for key, each in catalog.results.items() if key in changes.possible]
    open_answers = f"open answers can still make it: {words.joined(possible, 'or')}"
    yield "Certainty", "settled" if changes.settled else open_answers
    if store.deciding_cell.ask:
        yield "Ask first", ", ".join(words.question(catalog, q) for q in store.deciding_cell.ask)
    yield "Score", words.score(store.deciding_cell)
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
        yield title
        for item in items[:most]:
            yield from _item(item)
        if most and len(items) > most:
            yield f"  and {len(items) - most} more"


def _item(text: str) -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _title(text: str, line: str) -> Iterator[str]:
    yield text
    yield line * min(len(text), WIDTH)
