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
    few, many = visit(with_gaps(catalog, 3)), visit(with_gaps(catalog, STORES))
    new, known = visit(unanswered(catalog, 3)), visit(full(catalog, STORES))
    question, result = within_ms(15), within_ms(150)
    yield _row("question page, 3 stores", few, _question(few), question)
    yield _row("store's question page, 3 stores", few, _store_question(few), question)
    yield _row("question page, 3 stores, no answer yet", new, _question(new), question)
    yield _row("question page, 10 stores", many, _question(many), question)
    yield _row("the same again", many, lambda: many.get("question", SYSTEM_QUESTION), question)
    yield _hidden("the same, panel hidden", many, question)
    yield _row("result page, 10 stores", many, lambda: many.get_afresh("result"), result)
    yield _row("the same again", many, lambda: many.get("result"), result)
    yield _row(
        "result page, 10 stores, all known", known, lambda: known.get_afresh("result"), result
    )
    yield _row("what-if page, 10 stores", many, lambda: many.get_afresh("what-if"), result)


def _question(at: Visit) -> Work:
    return lambda: at.get_afresh("question", SYSTEM_QUESTION)


def _store_question(at: Visit) -> Work:
    return lambda: at.get_afresh("store-question", 1, STORE_QUESTION)


def _hidden(name: str, at: Visit, target: Target) -> Row:
    """The same page while the recommendation beside it is put away."""
    at.client.post("/panel/")
    found = _row(name, at, _question(at), target)
    at.client.post("/panel/")
    return found


def _row(name: str, at: Visit, page: Work, target: Target) -> Row:
    ours, theirs = side_by_side(page, at.bare)
    return Row(name, ours, BARE, theirs, target)
