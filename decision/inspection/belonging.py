"""Which references tie two resources together more than others: a part and what it is part of.

A bucket's policy belongs to the bucket, a role to the function that runs under it. A cut crosses
such a reference only where it cannot be helped. What belongs together is content.
"""

from collections.abc import Collection, Mapping

from decision.catalog import Catalog, schema
from decision.domain.resources.names import taken_apart, words_of
from decision.inspection.found import Found


def belonging(
    catalog: Catalog, found: Mapping[str, Found], pairs: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Those pairs of addresses of which one belongs to the other."""
    judge = _Judge(catalog)
    return {pair for pair in pairs if judge.belong(found[pair[0]], found[pair[1]])}


def holders(catalog: Catalog, found: Mapping[str, Found]) -> set[str]:
    """The addresses of what others lie within, such as a namespace."""
    judge = _Judge(catalog)
    return {address for address, each in found.items() if judge.holds(each)}


class _Judge:
    """Types that were judged before: most references of a system are between the same few."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        entries = catalog.moves.belongings if catalog.moves else []
        self._entries = [(each.source, each.target) for each in entries]
        self._holders = [each.what for each in catalog.moves.holders] if catalog.moves else []
        self._fitting: dict[tuple[str, str | None, bool], frozenset[tuple[int, bool]]] = {}

    def belong(self, source: Found, target: Found) -> bool:
        as_source, as_target = self._fits(source), self._fits(target)
        return any(
            (number, True) in as_source and (number, False) in as_target
            for number in range(len(self._entries))
        )

    def holds(self, found: Found) -> bool:
        return any(self._is(found, each) for each in self._holders)

    def _fits(self, found: Found) -> frozenset[tuple[int, bool]]:
        """The entries that a resource fits, as what refers (true) and as what is referred to."""
        about = found.about
        key = (about.type, about.kind, found.is_store)
        if key not in self._fitting:
            self._fitting[key] = frozenset(
                (number, is_source)
                for number, ends in enumerate(self._entries)
                for is_source, end in zip((True, False), ends, strict=True)
                if self._is(found, end)
            )
        return self._fitting[key]

    def _is(self, found: Found, end: schema.BelongingEnd) -> bool:
        if end.role == "store" and not found.is_store:
            return False
        if end.role == "application" and not found.runs:
            return False
        if end.kinds and found.about.kind not in end.kinds:
            return False
        words = taken_apart(found.about.type).words
        endings = [words_of(each) for each in end.ending]
        return not endings or any(words[-len(each) :] == each for each in endings)
