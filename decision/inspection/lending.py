"""Settings that stand in a resource of their own: versioning of a bucket, a lock, a storage class.

They count for the store that they are about, if a reference in the same files says which it is.
What lends what to which type is content.
"""

from collections import defaultdict
from collections.abc import Mapping

from decision.domain.resources import Lending, plain
from decision.domain.resources.names import taken_apart
from decision.readers.settings import SET
from decision.readers.shapes import Place, Reading, Resource, Setting


def lent(entries: tuple[Lending, ...], reading: Reading) -> Mapping[Place, Mapping[str, Setting]]:
    """The settings that each resource has from others; its own are not among them."""
    judge = _Judge(entries)
    found: dict[Place, dict[str, Setting]] = defaultdict(dict)
    for entry, lender, receivers in judge.pairs(reading):
        for name, value in _given(entry, lender).items():
            for place in receivers:
                # One that refers to several, or several that differ, give no one answer.
                sure = len(receivers) == 1 and found[place].get(name, value) == value
                found[place][name] = value if sure else SET
    return found


def _given(entry: Lending, lender: Resource) -> dict[str, Setting]:
    own = {plain(name): value for name, value in lender.settings.items()}
    values = {to: own.get(plain(name), entry.absent) for name, to in entry.settings.items()}
    return {name: value for name, value in values.items() if value is not None}


class _Judge:
    """Types that were judged before: most resources of a system are of the same few types."""

    def __init__(self, entries: tuple[Lending, ...]) -> None:
        self._entries = entries
        self._fitting: dict[str, tuple[frozenset[int], frozenset[int]]] = {}

    def pairs(self, reading: Reading) -> list[tuple[Lending, Resource, list[Place]]]:
        """Each lender, with all that it lends to."""
        at = {
            Place(each.unit, each.address): each
            for unit in reading.units
            for each in unit.resources
        }
        lenders = {place for place, each in at.items() if self._fits(each.type)[0]}
        found: dict[tuple[int, Place], dict[Place, None]] = defaultdict(dict)
        for unit in reading.units if lenders else ():
            for edge in unit.edges:
                for lender, receiver, referred in (
                    (edge.source, edge.target, False),
                    (edge.target, edge.source, True),
                ):
                    if lender not in lenders or receiver not in at:
                        continue
                    both = self._fits(at[lender].type)[0] & self._fits(at[receiver].type)[1]
                    for number in both:
                        if self._entries[number].is_referred_to is referred:
                            found[number, lender][receiver] = None
        return [
            (self._entries[number], at[lender], list(receivers))
            for (number, lender), receivers in found.items()
        ]

    def _fits(self, type: str) -> tuple[frozenset[int], frozenset[int]]:
        """The entries of which a type lends, and those of which it is lent to."""
        if type not in self._fitting:
            name = taken_apart(type)
            ends = {name.words[-length:] for length in range(1, len(name.words) + 1)}
            fitting = [
                number
                for number, each in enumerate(self._entries)
                if (not each.tools or name.tool in each.tools)
                and (not each.clouds or name.cloud in each.clouds)
            ]
            self._fitting[type] = (
                frozenset(n for n in fitting if not self._entries[n].ending.isdisjoint(ends)),
                frozenset(
                    n
                    for n in fitting
                    if not self._entries[n].to or not self._entries[n].to.isdisjoint(ends)
                ),
            )
        return self._fitting[type]
