"""Stored assessments for tests, made by the actions themselves."""

from dataclasses import dataclass
from functools import cache

from decision import actions, queries
from decision.catalog import Catalog, catalog_from_files
from decision.content import current_catalog
from decision.models import Answer, Assessment, Store


@dataclass(frozen=True)
class Shop:
    """An assessment with its two secrets and its stores, in order."""

    assessment: Assessment
    edit_secret: str
    read_secret: str
    stores: tuple[Store, ...]

    @property
    def fingerprint(self) -> str:
        return queries.sheet(self.assessment).fingerprint

    def reload(self) -> Assessment:
        return Assessment.objects.get(pk=self.assessment.pk)


def new_shop(*stores: str, name: str = "Web shop", kind: str = "") -> Shop:
    """An assessment without answers, with stores of these names."""
    created = actions.create_assessment(name=name, catalog=current_catalog())
    rows = [
        actions.add_store(assessment=created.assessment, name=store, kind=kind) for store in stores
    ]
    return Shop(created.assessment, created.edit_secret, created.read_secret, tuple(rows))


def answer(shop: Shop, question: str, option: str, store: Store | None = None) -> None:
    """Save an answer as a form would that has seen the latest revision."""
    found = Answer.objects.filter(assessment=shop.assessment, store=store, question=question)
    row = found.first()
    actions.save_answer(
        assessment=shop.assessment,
        store=store,
        question=question,
        option=option,
        note=row.note if row else "",
        seen=row.revision if row else 0,
    )


def stored_answers(shop: Shop) -> list[tuple[str, str, str, str, int]]:
    """Every answer row: store name or nothing, question, option, note, revision."""
    return [
        (row.store.name if row.store else "", row.question, row.option, row.note, row.revision)
        for row in Answer.objects.filter(assessment=shop.assessment).select_related("store")
    ]


def store_names(shop: Shop) -> list[str]:
    return [store.name for store in queries.sheet(shop.assessment).stores]


@cache
def later_catalog() -> Catalog:
    """The shipped content as a later edition, with another id and another hash."""
    files = dict(current_catalog().files)
    current = current_catalog().edition.id
    files["edition.yaml"] = files["edition.yaml"].replace(current, "2099.1")
    return catalog_from_files(files)
