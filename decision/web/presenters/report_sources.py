"""Sources by number, as in a printed paper: statements carry numbers, the list the names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.web.presenters import wording
from decision.web.presenters.result import ResultView

#: What every report rests on.
TALK = ("talk-readme", "talk-map")


@dataclass(frozen=True, slots=True)
class NumberedSource:
    number: int
    source: schema.Source


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The sources of one report in content order, numbered from 1."""

    entries: tuple[NumberedSource, ...]
    numbers: dict[str, int]  # by the source's own line

    def refs(self, line: str) -> tuple[int, ...]:
        """The numbers of the sources that a line of sources names."""
        return tuple(sorted(number for own, number in self.numbers.items() if _names(line, own)))


def source_index(catalog: Catalog, lines: Iterable[str]) -> SourceIndex:
    """Number the sources that ``lines`` name; the talk is always among them."""
    distinct = set(lines)
    own = {key: wording.source_line(catalog, [key]) for key in catalog.sources}
    named = [
        key
        for key in catalog.sources
        if key in TALK or any(_names(line, own[key]) for line in distinct)
    ]
    return SourceIndex(
        tuple(
            NumberedSource(number, catalog.sources[key])
            for number, key in enumerate(named, start=1)
        ),
        {own[key]: number for number, key in enumerate(named, start=1)},
    )


def placement_lines(result: ResultView) -> Iterator[str]:
    """Every line of sources that stands beside a reason for a result."""
    for store in result.stores:
        for cell in (cell for row in store.rows for cell in row.cells):
            yield from (rule.source for rule in (*cell.gates, *cell.implications))
        yield from (bar.source for bar in store.chart.rows)


def source_lines(result: ResultView) -> Iterator[str]:
    """Every line of sources that stands beside a statement of the full report."""
    yield from placement_lines(result)
    for store in result.stores:
        yield from (item.source for item in store.due.prerequisites)
        yield from (item.source for tool in store.due.guardrails for item in tool.items)
    yield from (side.source for each in result.disagreements for side in each.sides)


def _names(line: str, own: str) -> bool:
    """Whether a line of sources, joined by semicolons, has this one among them."""
    return f"; {own}; " in f"; {line}; "
