"""From what a room agreed on to answers: as a new assessment, or as changes of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.progress import Stage
from decision.domain.workshop.voices import with_votes
from decision.models import Item
from decision.queries import Hall, Sheet
from decision.web.presenters.workshop.subjects import store_names


def agreed_system(catalog: Catalog, hall: Hall) -> System:
    """What the workshop began with, and what the room agreed on in its place."""
    return with_votes(catalog.rulebook, hall.base, hall.agreed())


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that the room would change; ``name`` stands for it in forms.

    ``name`` holds the agreed option too, so that nobody confirms one that they were not shown.
    """

    number: int | None
    question: str
    option: str
    store: str
    title: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{'' if self.number is None else self.number}:{self.question}:{self.option}"


@dataclass(frozen=True, slots=True)
class Lost:
    """An agreed answer that has no place in the assessment any more."""

    store: str
    title: str
    after: str
    store_is_gone: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What the agreed answers would change; ``same`` counts those that stand there already."""

    changes: tuple[Change, ...]
    lost: tuple[Lost, ...]
    same: int
    seen: str

    def chosen(self, names: Iterable[str]) -> dict[tuple[int | None, str], str] | None:
        """The changes with these names; ``None`` if one is not among them (any more)."""
        by_name = {each.name: each for each in self.changes}
        wanted = set(names)
        if wanted - by_name.keys():
            return None
        found = [by_name[name] for name in by_name if name in wanted]
        return {(each.number, each.question): each.option for each in found}


def difference(catalog: Catalog, hall: Hall, sheet: Sheet) -> Difference:
    """Compare with the assessment as it is now.

    ``catalog`` is the edition of the assessment: it may have moved to another one than the
    workshop's, and its stores may have gone or got other names.
    """
    changes, lost, same = [], [], 0
    named = store_names(hall.workshop)
    for item in hall.items:
        if item.subject != Item.Subject.QUESTION or item.stage != Stage.SETTLED or not item.agreed:
            continue
        store = sheet.store(item.store) if item.store is not None else None
        answer = sheet.answer(item.store, item.name)
        before = answer.option if answer else ""
        title, after = _title(catalog, item.name), _option(catalog, item.name, item.agreed)
        if item.store is not None and store is None:
            lost.append(Lost(named.get(item.store, ""), title, after, store_is_gone=True))
        elif not _is_legal(catalog, item):
            lost.append(Lost(store.name if store else "", title, after, store_is_gone=False))
        elif before == item.agreed:
            same += 1
        else:
            shown = _option(catalog, item.name, before)
            name = store.name if store else ""
            change = Change(item.store, item.name, item.agreed, name, title, shown, after)
            changes.append(change)
    return Difference(tuple(changes), tuple(lost), same, sheet.fingerprint)


def _is_legal(catalog: Catalog, item: Item) -> bool:
    question = catalog.questions.get(item.name)
    if question is None:
        return False
    return item.agreed == DONT_KNOW or item.agreed in {each.id for each in question.options}


def _title(catalog: Catalog, question: str) -> str:
    found = catalog.questions.get(question)
    return found.title if found else question


def _option(catalog: Catalog, question: str, option: str) -> str:
    """An option in words; its id where this edition has none for it."""
    if not option:
        return _("Not answered")
    if option == DONT_KNOW:
        return _("We don't know")
    found = catalog.questions.get(question)
    titles = {each.id: each.title for each in found.options} if found else {}
    return titles.get(option, option)
