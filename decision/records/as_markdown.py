"""A result as Markdown, for a pull request or a wiki page."""

import re
from collections.abc import Iterator

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

#: What could start markup, links, raw HTML, mentions or table cells.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~#@!]|:(?=\S)|^[-+=]|^\d+(?=[.)])")

MOST_FLIPS = 10


def to_markdown(catalog: Catalog, findings: Findings) -> str:
    """CommonMark with GitHub's tables."""
    return "\n".join(_lines(catalog, findings)).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text that shows as it was typed, on one line."""
    return _MARKUP.sub(_as_entities, " ".join(text.split()))


def _as_entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])


def _lines(catalog: Catalog, findings: Findings) -> Iterator[str]:
    recommendation, sensitivity = findings.recommendation, findings.sensitivity
    yield f"# {escaped(recommendation.system.name)}: together or not?"
    yield ""
    yield f"**{PLAIN.verdict_title(catalog, recommendation.verdict)}.** " + escaped(
        PLAIN.verdict_sentence(store_sentences(catalog, recommendation))
    )
    yield ""
    if len(sensitivity.stores) > 1:
        yield escaped(certainty_of_all(PLAIN, sensitivity.stores))
        yield ""
    for store, changes in zip(recommendation.stores, sensitivity.stores, strict=True):
        yield from _store(catalog, store, changes)
    for best in sensitivity.next_questions[:1]:
        if best.purpose in NEXT:
            title = escaped(PLAIN.asked(catalog, best.question))
            yield f"**{NEXT[best.purpose]}:** {title}"
            yield ""
    yield from _ignored(findings)
    yield "---"
    yield ""
    yield INTERPRETATION
    yield ""
    yield f"* Edition {catalog.edition.id}, content `{catalog.content_hash}`"
    yield f"* Answers `{answers_hash(recommendation.system)}`"


def _store(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[str]:
    yield f"## {escaped(store.name)}: {catalog.results[store.verdict].title.lower()}"
    yield ""
    yield from _facts(catalog, store, changes)
    yield from _matrix(catalog, store)
    yield "### Strongest reasons"
    yield ""
    for reason in in_words(PLAIN, catalog, strongest(store.deciding_cell)):
        yield _reason(catalog, reason)
    yield ""
    contradictions = [catalog.contradictions[each] for each in store.contradictions]
    yield from _list(
        "Answers that contradict each other",
        [f"**{escaped(each.title)}.** {escaped(each.mend)}" for each in contradictions],
    )
    flips = [escaped(PLAIN.flip(catalog, each)) for each in changes.flips]
    more = [f"and {len(flips) - MOST_FLIPS} more"] if len(flips) > MOST_FLIPS else []
    yield from _list("What would change it", [*flips[:MOST_FLIPS], *more])
    yield from _list(
        "Do first", [escaped(catalog.prerequisites[each].title) for each in store.prerequisites]
    )
    for tool, titles in guardrails_by_tool(catalog, store.guardrails).items():
        yield from _list(f"Protect it ({escaped(tool)})", [escaped(each) for each in titles])


def _reason(catalog: Catalog, reason: ReasonWords) -> str:
    label = f"points: {reason.points}" if reason.points else LABELS[reason.kind]
    sources = PLAIN.sources(catalog, reason.sources)
    cited = ", ".join(_link(f"{each.author}: {each.title}", each.url) for each in sources)
    return (
        f"* **{escaped(reason.title)}** ({label}). {escaped(reason.whole_text)} (Source: {cited})"
    )


def _link(title: str, url: object) -> str:
    """A link to a source of the content; some, such as books, have no address."""
    return f"[{escaped(title)}](<{url}>)" if url else escaped(title)


def _facts(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[str]:
    levels = [f"{each} ({catalog.separation_levels[each].title})" for each in store.levels]
    zone = catalog.zones[store.zone].title if store.zone else "not known"
    yield f"* {certainty_of(PLAIN, catalog, changes)}"
    yield f"* Score: {score_of(PLAIN, catalog, store.deciding_cell)}"
    yield f"* Zone: {zone}"
    yield f"* Separation level: {' or '.join(levels) or 'none yet'}"
    for name in store.deciding_cell.ask:
        yield f"* Ask first: {escaped(catalog.questions[name].title)}"
    yield ""


def _matrix(catalog: Catalog, store: StoreRecommendation) -> Iterator[str]:
    heads = [catalog.environments[where].title for where in Environment]
    yield f"| Boundary | {' | '.join(heads)} |"
    yield f"|---|{'---|' * len(heads)}"
    for boundary, row in store.cells.items():
        cells = [catalog.results[row[where].result].title for where in Environment]
        yield f"| {catalog.boundaries[boundary].title} | {' | '.join(cells)} |"
    yield ""
    against = boundaries_note(catalog, store)
    if against:
        yield f"{AGAINST_SCORE}: {'; '.join(against)}."
        yield ""


def _list(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"### {title}"
        yield ""
        yield from (f"* {item}" for item in items)
        yield ""


def _ignored(findings: Findings) -> Iterator[str]:
    recommendation = findings.recommendation
    names = [
        *(f"`{each}`" for each in recommendation.ignored),
        *(
            f"`{each}` ({escaped(store.name)})"
            for store in recommendation.stores
            for each in store.ignored
        ),
    ]
    if names:
        yield f"**Answers without effect:** {', '.join(names)}"
        yield ""
