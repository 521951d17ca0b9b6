"""Pages against a view that does nothing, with the same middleware."""

from collections.abc import Iterator

from bench.site import Visit, visit
from bench.systems import full, unanswered, with_gaps
from bench.table import Row, Target, within_ms
from bench.timing import Work, side_by_side
from decision.catalog import Catalog

BARE = "bare view"
STORES = 10

#: A question of the system, and one of a store.
SYSTEM_QUESTION = "team-structure"
STORE_QUESTION = "recovery"


def rows(catalog: Catalog) -> Iterator[Row]:
    open_ = visit(with_gaps(catalog, STORES))
    small = visit(with_gaps(catalog, 3))
    yield _row("question page, 3 stores", small, _question(small), within_ms(15))
    yield _row("store's question page, 3 stores", small, _store_question(small), within_ms(15))
    yield _row("question page, 10 stores", open_, _question(open_), within_ms(15))
    yield _hidden("question page, 10 stores, panel hidden", open_)
    new = visit(unanswered(catalog, 3))
    yield _row("question page, 3 stores, no answer yet", new, _question(new), within_ms(15))
    yield _row("result page, 10 stores", open_, lambda: open_.get("result"), within_ms(150))
    known = visit(full(catalog, STORES))
    yield _row(
        "result page, 10 stores, all known", known, lambda: known.get("result"), within_ms(150)
    )
    yield _row("what-if page, 10 stores", open_, lambda: open_.get("what-if"), within_ms(150))


def _question(at: Visit) -> Work:
    return lambda: at.get("question", SYSTEM_QUESTION)


def _store_question(at: Visit) -> Work:
    return lambda: at.get("store-question", 1, STORE_QUESTION)


def _hidden(name: str, at: Visit) -> Row:
    """The same page while the recommendation beside it is put away."""
    at.client.post("/panel/")
    found = _row(name, at, _question(at), within_ms(15))
    at.client.post("/panel/")
    return found


def _row(name: str, at: Visit, page: Work, target: Target) -> Row:
    ours, theirs = side_by_side(page, at.bare)
    return Row(name, ours, BARE, theirs, target)
