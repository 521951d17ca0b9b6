"""How work grows with the number of stores: the same for each store, if all is well."""

from collections.abc import Callable, Iterator

from bench.site import Visit, visit
from bench.systems import with_gaps
from bench.table import Count, Row, within_times
from bench.timing import Taken, Work, side_by_side
from decision.catalog import Catalog
from decision.domain.sensitivity import analyse

FEW = 5
MORE = (10, 20, 40)

#: Forty stores may take a little longer each: the page's text and the caches grow.
MOST_TIMES = 1.3


def rows(catalog: Catalog) -> Iterator[Row | Count]:
    visits = {stores: visit(with_gaps(catalog, stores)) for stores in (FEW, *MORE)}
    yield from _per_store("result page", lambda stores: _result(visits[stores]))
    systems = {stores: with_gaps(catalog, stores) for stores in (FEW, *MORE)}
    yield from _per_store(
        "sensitivity", lambda stores: lambda: analyse(catalog.rulebook, systems[stores])
    )
    few, many = visits[FEW], visits[MORE[-1]]
    for page in ("store-list", "assessment-tasks", "check-answers", "result"):
        yield Count(
            f"queries of {page}, {MORE[-1]} stores",
            many.queries(page),
            f"{FEW} stores",
            few.queries(page),
        )


def _result(at: Visit) -> Work:
    return lambda: at.get_afresh("result")


def _per_store(name: str, work: Callable[[int], Work]) -> Iterator[Row]:
    """Time for each store of many, against that for each store of a few."""
    few, *more = side_by_side(*(work(stores) for stores in (FEW, *MORE)))
    for stores, taken in zip(MORE, more, strict=True):
        yield Row(
            f"{name}, each of {stores} stores",
            _each(taken, stores),
            f"each of {FEW}",
            _each(few, FEW),
            within_times(MOST_TIMES),
        )


def _each(taken: Taken, stores: int) -> Taken:
    return Taken(taken.seconds / stores, taken.spread)
