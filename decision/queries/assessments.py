"""What pages ask about assessments."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from decision.domain import answers as domain
from decision.models import Answer, Assessment, Link, Store
from decision.models.link import digest_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything stored about one assessment, read in two queries."""

    assessment: Assessment
    stores: tuple[Store, ...]
    removed: tuple[Store, ...]
    answers: Mapping[int | None, Mapping[str, Answer]]  # by store number or None, and question

    def answer(self, number: int | None, question: str) -> Answer | None:
        return self.answers.get(number, {}).get(question)

    def options(self, number: int | None) -> dict[str, str]:
        """Option by question, for the system (``None``) or one store; notes alone left out."""
        return {
            question: answer.option
            for question, answer in self.answers.get(number, {}).items()
            if answer.option
        }

    def notes(self, number: int | None) -> dict[str, str]:
        return {
            question: answer.note
            for question, answer in self.answers.get(number, {}).items()
            if answer.note
        }

    def store(self, number: int) -> Store | None:
        return next((store for store in self.stores if store.number == number), None)

    @property
    def fingerprint(self) -> str:
        """Changes whenever any answer or store does; forms over many answers carry it."""
        state = [(store.number, store.name, store.kind) for store in self.stores]
        said = sorted(
            (str(number), question, answer.revision, answer.option, answer.note)
            for number, answers in self.answers.items()
            for question, answer in answers.items()
        )
        return hashlib.sha256(repr((state, said)).encode()).hexdigest()[:16]

    def system(self) -> domain.System:
        """The assessment as the engine sees it."""
        return domain.System(
            name=self.assessment.name,
            answers=self.options(None),
            notes=self.notes(None),
            stores=tuple(
                domain.Store(
                    name=store.name,
                    kind=store.kind or None,
                    answers=self.options(store.number),
                    notes=self.notes(store.number),
                )
                for store in self.stores
            ),
        )


def sheet(assessment: Assessment) -> Sheet:
    """Read the stores and answers of an assessment."""
    stores = list(Store.objects.filter(assessment=assessment))
    numbers: dict[int | None, int | None] = {store.pk: store.number for store in stores}
    answers: dict[int | None, dict[str, Answer]] = {store.number: {} for store in stores}
    numbers[None] = None
    answers[None] = {}
    for answer in Answer.objects.filter(assessment=assessment):
        # A store that was added between the two queries is not on this sheet yet.
        if answer.store_id in numbers:
            answers[numbers[answer.store_id]][answer.question] = answer
    return Sheet(
        assessment,
        tuple(store for store in stores if store.removed_at is None),
        tuple(store for store in stores if store.removed_at is not None),
        answers,
    )


def assessment_by_id(assessment_id: UUID, *, deleted: bool = False) -> Assessment | None:
    """An assessment with its edition's name; a deleted one only when asked for."""
    found = Assessment.objects.select_related("edition").defer("edition__files")
    if not deleted:
        found = found.alive()
    return found.filter(pk=assessment_id).first()


def link_by_secret(secret: str) -> Link | None:
    """The link that a secret opens, unless it was revoked or its assessment purged."""
    return (
        Link.objects.filter(digest=digest_of(secret), revoked_at=None)
        .select_related("assessment")
        .first()
    )


def valid_link(link_id: int, assessment_id: UUID) -> Link | None:
    """The link by which a session came in, if it still opens this assessment."""
    return Link.objects.filter(pk=link_id, assessment_id=assessment_id, revoked_at=None).first()


def opened_by(link_ids: Collection[int]) -> list[Link]:
    """Those of the links that still open an assessment, with it; the last changed one first."""
    alive = Assessment.objects.alive()
    found = Link.objects.filter(pk__in=link_ids, revoked_at=None, assessment__in=alive)
    return list(found.select_related("assessment").order_by("-assessment__updated_at"))


def links(assessment: Assessment) -> list[Link]:
    """All links of an assessment, revoked ones too, oldest first."""
    return list(Link.objects.filter(assessment=assessment))
