"""A result as Markdown, for a pull request or a wiki page."""

import re
from collections.abc import Iterator

from decision.catalog import Catalog
from decision.domain.findings import Findings
from decision.domain.recommendation import StoreRecommendation
from decision.domain.sensitivity import StoreSensitivity
from decision.domain.vocabulary import Environment
from decision.records import words
from decision.records.provenance import INTERPRETATION, answers_hash

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
    yield f"**{words.verdict_title(catalog, recommendation.verdict)}.** " + escaped(
        words.sentence(catalog, recommendation)
    )
    yield ""
    for store, changes in zip(recommendation.stores, sensitivity.stores, strict=True):
        yield from _store(catalog, store, changes)
    if sensitivity.next_questions:
        best = sensitivity.next_questions[0].question
        yield f"**Best question to answer next:** {escaped(catalog.questions[best].title)}"
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
    for reason in words.reasons(catalog, store.deciding_cell):
        yield f"* **{escaped(reason.title)}** ({reason.weight}): {escaped(reason.because)}"
    yield ""
    contradictions = [catalog.contradictions[each] for each in store.contradictions]
    yield from _list(
        "Answers that contradict each other",
        [f"**{escaped(each.title)}.** {escaped(each.mend)}" for each in contradictions],
    )
    flips = [escaped(words.flip(catalog, each)) for each in changes.flips]
    more = [f"and {len(flips) - MOST_FLIPS} more"] if len(flips) > MOST_FLIPS else []
    yield from _list("What would change it", [*flips[:MOST_FLIPS], *more])
    yield from _list(
        "Do first", [escaped(catalog.prerequisites[each].title) for each in store.prerequisites]
    )
    yield from _list(
        "Protect it",
        [
            f"{escaped(catalog.guardrails[each].title)} ({escaped(catalog.guardrail_tools[each])})"
            for each in store.guardrails
        ],
    )


def _facts(
    catalog: Catalog, store: StoreRecommendation, changes: StoreSensitivity
) -> Iterator[str]:
    possible = [each.title for key, each in catalog.results.items() if key in changes.possible]
    certainty = f"open answers can still make it {words.joined(possible, 'or').lower()}"
    levels = [f"{each} ({catalog.separation_levels[each].title})" for each in store.levels]
    zone = catalog.zones[store.zone].title if store.zone else "not known"
    yield f"* Score {words.score(store.deciding_cell)}; " + (
        "settled" if changes.settled else certainty
    )
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
