"""What pages ask about the files of an assessment."""

from collections.abc import Mapping
from uuid import UUID

from decision.models import Assessment, DecidedType, Infrastructure, StorePlace
from decision.queries.assessments import Sheet
from decision.readers.shapes import Place


def confirmed_reading(assessment: Assessment) -> Infrastructure | None:
    """What the files say, as the team confirmed it."""
    return Infrastructure.objects.filter(assessment=assessment, is_confirmed=True).first()


def confirmed_head(assessment: Assessment) -> Infrastructure | None:
    """The same without its content, which is read when it is asked for."""
    found = Infrastructure.objects.filter(assessment=assessment, is_confirmed=True)
    return found.defer("content").first()


def proposed_reading(assessment: Assessment) -> Infrastructure | None:
    """What was read and is neither confirmed nor thrown away."""
    return Infrastructure.objects.filter(assessment=assessment, is_confirmed=False).first()


def reading_states(assessment: Assessment) -> set[bool]:
    """Whether there is a confirmed reading (true), and one to confirm (false)."""
    found = Infrastructure.objects.filter(assessment=assessment)
    return set(found.values_list("is_confirmed", flat=True))


def reading_by_id(assessment: Assessment, reading_id: UUID) -> Infrastructure | None:
    """One reading, whether it is confirmed or not; without its content."""
    found = Infrastructure.objects.filter(assessment=assessment, pk=reading_id)
    return found.defer("content").first()


def decided_types(assessment: Assessment) -> dict[str, bool]:
    """Whether types that nobody knows keep data, as the team decided."""
    found = DecidedType.objects.filter(assessment=assessment)
    return dict(found.values_list("type", "keeps_data"))


def linked_places(sheet: Sheet) -> Mapping[Place, int]:
    """Which store of a sheet, counted from 0, is which resource, as the team confirmed it."""
    order = {store.pk: place for place, store in enumerate(sheet.stores)}
    found = StorePlace.objects.filter(store__assessment=sheet.assessment)
    return {each.place: order[each.pk] for each in found if each.pk in order}
