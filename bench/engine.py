"""Recommending and looking for flips, against evaluating every cell once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bench.systems import full, unanswered, with_gaps
from bench.table import Row, Target, within_ms, within_times
from bench.timing import side_by_side
from decision.catalog import Catalog, load_catalog
from decision.domain.answers import System, of_store
from decision.domain.facts import values
from decision.domain.recommendation import recommend, with_kind
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import outcomes
from decision.domain.sensitivity import analyse
from decision.domain.vocabulary import Environment

ONCE = "evaluating once"
STORES = 10
#: Stores without an answer take long: three say as much as ten.
FEW = 3


def rows(catalog: Catalog) -> Iterator[Row]:
    known, open_ = full(catalog, STORES), with_gaps(catalog, STORES)
    new = unanswered(catalog, FEW)
    rules = catalog.rulebook
    yield _row("recommend, 10 stores, all known", recommend, rules, known, within_ms(5))
    yield _row("recommend, 10 stores, 2-4 open each", recommend, rules, open_, within_ms(5))
    yield _row("recommend, 3 stores, no answer", recommend, rules, new)
    yield _row("sensitivity, 10 stores, all known", analyse, rules, known, within_ms(150))
    yield _row("sensitivity, 10 stores, 2-4 open each", analyse, rules, open_, within_ms(150))
    yield _row("sensitivity, 3 stores, no answer", analyse, rules, new)


def loading(folder: Path) -> Row:
    """Reading the content, against parsing its files and checking nothing."""
    texts = [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]
    ours, theirs = side_by_side(
        lambda: load_catalog(folder), lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts]
    )
    return Row("load the catalog", ours, "CSafeLoader alone", theirs, within_times(3))


def evaluate_once(rulebook: Rulebook, system: System) -> None:
    """The results of every store and environment, without reasons, ranges and advice."""
    for store in system.stores:
        given = with_kind(rulebook, store, of_store(system, store))
        for where in Environment:
            outcomes(rulebook, values(rulebook, given, where), where)


def _row(
    name: str,
    work: Callable[[Rulebook, System], object],
    rulebook: Rulebook,
    system: System,
    target: Target | None = None,
) -> Row:
    ours, theirs = side_by_side(
        lambda: work(rulebook, system), lambda: evaluate_once(rulebook, system)
    )
    return Row(name, ours, ONCE, theirs, target)
