"""Which store of the assessment a resource may be, and what a new one costs to answer for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from decision.domain import answers
from decision.domain.answers import of_store
from decision.domain.facts import is_asked, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Environment, Level
from decision.inspection import Found
from decision.inspection.matching import alike
from decision.models import Store
from decision.readers.shapes import Place
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.look import Look

#: So many stores are offered for one resource, the likely ones first.
MOST_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Unsure:
    """A store that could be several of the resources."""

    name: str
    addresses: tuple[str, ...]


class Joining:
    """The stores of an assessment beside the resources of one reading."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._stores = look.flow.sheet.stores

    @cached_property
    def _open(self) -> Mapping[int, tuple[Place, ...]]:
        """The resources that a store could be, by its place, where nothing says which."""
        told = set(self._look.likely.values())
        found = alike(self._look.inspection, self._look.flow.system)
        taken = self._look.likely
        left = {
            number: tuple(place for place in places if place not in taken)
            for number, places in found.items()
            if number not in told
        }
        return {number: places for number, places in left.items() if places}

    @cached_property
    def _maybe(self) -> Mapping[Place, tuple[int, ...]]:
        found: dict[Place, tuple[int, ...]] = {}
        for number, places in self._open.items():
            for place in places:
                found[place] = (*found.get(place, ()), number)
        return found

    def maybe(self, found: Found) -> tuple[Store, ...]:
        """The stores that this resource could be, among others that bear the same name."""
        return tuple(self._stores[number] for number in self._maybe.get(found.place, ()))

    def offered(self, found: Found) -> tuple[Store, ...]:
        """The stores that a resource may be said to be, the likely ones first: those that the
        team did not link to another resource of these files."""
        own, maybe = self._look.likely.get(found.place), self._maybe.get(found.place, ())

        def distance(number: int) -> int:
            if number == own:
                return 0
            if number in maybe:
                return 1
            return 2 if self._stores[number].kind == found.about.kind else 3

        numbers = sorted({*self._unlinked, *([] if own is None else [own])})
        return tuple(self._stores[each] for each in sorted(numbers, key=distance)[:MOST_OFFERED])

    @cached_property
    def _unlinked(self) -> frozenset[int]:
        return frozenset(range(len(self._stores))) - set(self._look.linked.values())

    @property
    def unsure(self) -> tuple[Unsure, ...]:
        """The stores that could be several of the resources."""
        return tuple(
            Unsure(
                self._stores[number].name, tuple(f"{each.address} ({each.unit})" for each in places)
            )
            for number, places in sorted(self._open.items())
        )

    @property
    def absent(self) -> tuple[str, ...]:
        """The names of the stores that none of the resources seems to be."""
        told: Collection[int] = {*self._look.likely.values(), *self._open}
        return tuple(each.name for n, each in enumerate(self._stores) if n not in told)


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one store: how many there are, and how many its kind answers."""

    questions: int
    filled: int


class Cost:
    """What new stores add to the questionnaire, as the answers so far have it."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._kept: dict[str, Asked] = {}

    def of(self, kind: str) -> Asked:
        """The questions of a new store of a kind; empty where the kind is not known."""
        if kind not in self._kept:
            given = list(self._asked(kind))
            self._kept[kind] = Asked(len(given), sum(given))
        return self._kept[kind]

    def _asked(self, kind: str) -> Iterator[bool]:
        """For each question that is asked, whether its answer is filled in."""
        flow, rulebook = self._flow, self._flow.catalog.rulebook
        store = answers.Store("", {}, kind or None)
        given = with_kind(rulebook, store, of_store(flow.system, store))
        found = values(rulebook, given, Environment.PRODUCTION)
        for section in flow.catalog.sections:
            for question in section.questions:
                rule = rulebook.question_by_id[question.id]
                if rule.level == Level.STORE and is_asked(rule, found):
                    yield question.id in given
