"""Recommending and looking for flips, against evaluating every cell once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bench.systems import contradicting, full, sparse, unanswered, with_gaps
from bench.table import Row, Target, within_ms, within_times
from bench.timing import side_by_side
from decision.catalog import Catalog, load_catalog
from decision.domain.answers import System, of_store
from decision.domain.facts import values
from decision.domain.recommendation import kept_stores, recommend, with_kind
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import outcomes
from decision.domain.sensitivity import analyse, kept_turns
from decision.domain.unknowns import kept_decisions
from decision.domain.vocabulary import Environment

ONCE = "evaluating once"
STORES = 10


def rows(catalog: Catalog) -> Iterator[Row]:
    known, open_ = full(catalog, STORES), with_gaps(catalog, STORES)
    new, begun = unanswered(catalog, STORES), sparse(catalog, STORES)
    contra, contra_new = contradicting(catalog, STORES), contradicting(catalog, STORES, team=False)
    rules = catalog.rulebook
    yield _row("recommend, 10 stores, all known", recommend, rules, known, within_ms(5))
    yield _row("recommend, 10 stores, 2-4 open each", recommend, rules, open_, within_ms(5))
    later = "the same, one answer later"
    yield _row(later, recommend, rules, open_, within_ms(5), before=forget_one_store)
    yield _row("recommend, 10 stores, contradicting", recommend, rules, contra, within_ms(15))
    yield _row("recommend, 10 stores, all else open", recommend, rules, contra_new, within_ms(150))
    yield _row("recommend, 10 stores, 2 answers each", recommend, rules, begun, within_ms(100))
    yield _row("recommend, 10 stores, no answer", recommend, rules, new, within_ms(100))
    yield _row("sensitivity, 10 stores, all known", analyse, rules, known, within_ms(150))
    yield _row("sensitivity, 10 stores, 2-4 open each", analyse, rules, open_, within_ms(150))
    yield _row("sensitivity, 10 stores, contradicting", analyse, rules, contra, within_ms(150))
    yield _row("sensitivity, 10 stores, 2 answers each", analyse, rules, begun, within_ms(2000))
    yield _row("sensitivity, 10 stores, no answer", analyse, rules, new, within_ms(2000))


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


def forget(rulebook: Rulebook) -> None:
    """Forget what was found for whole stores: each run is the first look at them."""
    kept_stores(rulebook).clear()
    kept_decisions(rulebook).clear()
    kept_turns(rulebook).clear()


def forget_one_store(rulebook: Rulebook) -> None:
    """Forget the store that was looked at last, as if its answers were new."""
    kept = kept_stores(rulebook)
    if kept:
        kept.popitem()
    kept_decisions(rulebook).clear()


def _row(
    name: str,
    work: Callable[[Rulebook, System], object],
    rulebook: Rulebook,
    system: System,
    target: Target | None = None,
    *,
    before: Callable[[Rulebook], object] = forget,
) -> Row:
    def anew() -> None:
        before(rulebook)
        work(rulebook, system)

    ours, theirs = side_by_side(anew, lambda: evaluate_once(rulebook, system))
    return Row(name, ours, ONCE, theirs, target)
