"""From what a facilitator chose to the plan of a workshop."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from decision.actions.workshop import Plan, PlannedItem
from decision.catalog import Catalog
from decision.catalog.schema import Question
from decision.domain.answers import Store, System, known, of_store
from decision.domain.facts import is_asked, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Environment
from decision.models import Item, Naming, Pace
from decision.queries import Sheet
from decision.web.forms import StoreForm

#: Rows for stores that a fresh workshop begins with, and the most that it takes.
FIRST_ROWS = 3
MOST_ROWS = 30

#: More than a room gets through in an afternoon, at a minute or two for each item.
MOST_IN_A_MEETING = 60


class StoreRows:
    """A short list of store forms; rows without a name are left out."""

    def __init__(self, catalog: Catalog, posted: QueryDict | None) -> None:
        count = _count(posted) if posted is not None else FIRST_ROWS
        self.forms = [
            StoreForm(catalog, posted, prefix=f"store-{number}", empty_permitted=True,
                      use_required_attribute=False)
            for number in range(min(count, MOST_ROWS))
        ]  # fmt: skip
        self.count = len(self.forms)
        self.has_twins = False

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in self.forms]  # all, to show every mistake at once
        valid = all(checked)
        names = [store.name for store in self.stores()] if valid else []
        self.has_twins = len(set(names)) != len(names)
        self.is_empty = valid and not names
        return valid and bool(names) and not self.has_twins

    def stores(self) -> list[Store]:
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [Store(name=each["name"], kind=each["kind"] or None) for each in filled]


def _count(posted: QueryDict) -> int:
    text = posted.get("rows", "")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else FIRST_ROWS
    return count + (FIRST_ROWS if "more" in posted else 0)


def plan_of(
    catalog: Catalog, chosen: Mapping[str, Any], sheet: Sheet | None, rows: StoreRows | None
) -> Plan:
    """The plan: the base to build on, and the agenda in the order of the talk.

    Of an assessment the stores that were chosen, with all that is answered about them.
    """
    if sheet is not None:
        base, numbers = _chosen_stores(sheet, chosen.get("stores", ()))
    else:
        base = System(name=chosen["title"], stores=tuple(rows.stores() if rows else ()))
        numbers = list(range(1, len(base.stores) + 1))
    return Plan(
        title=chosen["title"],
        base=base,
        numbers=numbers,
        items=[*_cards(catalog, chosen), *_questions(catalog, chosen, base, numbers)],
        pace=Pace(chosen["pace"]),
        naming=Naming(chosen["naming"]),
        roles=chosen["roles"],
        is_rehearsal=chosen["rehearsal"],
    )


def _chosen_stores(sheet: Sheet, wanted: Sequence[int]) -> tuple[System, list[int]]:
    numbers = [store.number for store in sheet.stores]
    system = sheet.system()
    kept = [
        pair for pair in zip(numbers, system.stores, strict=True) if pair[0] in frozenset(wanted)
    ]
    stores = tuple(store for _, store in kept)
    return replace(system, stores=stores), [number for number, _ in kept]


@dataclass(frozen=True, slots=True)
class AgendaSize:
    """How much there is to vote on; ``is_long`` says that it will not fit into one meeting."""

    cards: int
    questions: int

    @property
    def total(self) -> int:
        return self.cards + self.questions

    @property
    def is_long(self) -> bool:
        return self.total > MOST_IN_A_MEETING


def size_of(items: Iterable[PlannedItem | Item]) -> AgendaSize:
    subjects = [item.subject for item in items]
    cards = subjects.count(Item.Subject.CARD)
    return AgendaSize(cards, len(subjects) - cards)


def _cards(catalog: Catalog, chosen: Mapping[str, Any]) -> Iterator[PlannedItem]:
    if chosen["cards"]:
        for name in chosen["chosen_cards"] or catalog.cards:
            yield PlannedItem(Item.Subject.CARD, name)


def _questions(
    catalog: Catalog, chosen: Mapping[str, Any], base: System, numbers: list[int]
) -> Iterator[PlannedItem]:
    """Questions of the system, then those of each store that its kind leaves open."""
    for question in _wanted(catalog, chosen):
        if question.level == "system":
            yield PlannedItem(Item.Subject.QUESTION, question.id)
    for number, store in zip(numbers, base.stores, strict=True):
        given = with_kind(catalog.rulebook, store, of_store(base, store))
        found = values(catalog.rulebook, given, Environment.PRODUCTION)
        prefilled = given.keys() - known(store.answers).keys() - base.answers.keys()
        for question in _wanted(catalog, chosen):
            if question.level != "store" or question.id in prefilled:
                continue
            if is_asked(catalog.rulebook.question_by_id[question.id], found):
                yield PlannedItem(Item.Subject.QUESTION, question.id, number)


def _wanted(catalog: Catalog, chosen: Mapping[str, Any]) -> Iterator[Question]:
    for section in catalog.sections:
        for question in section.questions:
            if (
                chosen["questions"] == "all"
                or (chosen["questions"] == "talk" and question.core)
                or (chosen["questions"] == "chosen" and question.id in chosen["chosen"])
            ):
                yield question
