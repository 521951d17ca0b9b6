"""Setting a workshop up: its agenda, its join code and its first links."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from decision.actions.assessments import freeze_edition
from decision.actions.changing import expiry
from decision.actions.workshop.links import make_workshop_link
from decision.actions.workshop.rehearsal import add_simulated_people, cast_simulated_votes
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.workshop.progress import Stage
from decision.models import (
    Assessment,
    Item,
    Naming,
    Pace,
    Workshop,
    WorkshopLink,
    WorkshopRole,
)
from decision.models.link import digest_of, new_secret

#: No letter or digit that looks like another one: no 0 and O, 1, I and L, 2, 5 and 8.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ34679"
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A card, or a question with the number of its store (None: of the system)."""

    subject: Item.Subject
    name: str
    store: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a facilitator decided before the workshop; ``numbers`` are those of the stores."""

    title: str
    base: System
    numbers: Sequence[int]
    items: Sequence[PlannedItem]
    pace: Pace = Pace.LIVE
    naming: Naming = Naming.ANONYMOUS
    roles: Sequence[str] = ()
    is_rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class NewWorkshop:
    """A created workshop with the secrets of its first two links, to be shown once."""

    workshop: Workshop
    facilitate_secret: str
    project_secret: str


def create_workshop(
    *, plan: Plan, catalog: Catalog, assessment: Assessment | None = None, once: str = ""
) -> NewWorkshop:
    """Create a workshop; at one's own pace all questions are open from the start.

    A rehearsal begins with its simulated participants. ``once`` is a secret of the form that
    asks for it: the same one gives the same workshop with the same links again.
    """
    try:
        with transaction.atomic():
            return _created_before(once) or _create(plan, catalog, assessment, once)
    except IntegrityError:  # somebody was faster: then it is there by now
        found = _created_before(once)
        if found is None:
            raise
        return found


def _created_before(once: str) -> NewWorkshop | None:
    """What ``once`` has created, while both links still open it."""
    links = _links_of(once)
    if not links or any(map(_is_closed, links)):
        return None
    return NewWorkshop(
        links[0].workshop,
        new_secret(WorkshopRole.FACILITATE, once),
        new_secret(WorkshopRole.PROJECT, once),
    )


def _links_of(once: str) -> list[WorkshopLink]:
    """The links that were made for ``once``, as far as they still exist."""
    if not once:
        return []
    digests = [digest_of(new_secret(role, once)) for role in WorkshopRole]
    return list(WorkshopLink.objects.filter(digest__in=digests).select_related("workshop"))


def _is_closed(link: WorkshopLink) -> bool:
    return link.revoked_at is not None or link.workshop.expires_at <= timezone.now()


def _create(plan: Plan, catalog: Catalog, assessment: Assessment | None, once: str) -> NewWorkshop:
    if any(map(_is_closed, _links_of(once))):
        once = ""  # a link was revoked, or it has expired: those stay closed
    workshop = Workshop.objects.create(
        title=plan.title,
        code=new_code(),
        assessment=assessment,
        edition=assessment.edition if assessment else freeze_edition(catalog=catalog),
        base=_base(plan),
        pace=plan.pace,
        naming=plan.naming,
        roles=list(plan.roles),
        is_rehearsal=plan.is_rehearsal,
        expires_at=expiry(),
    )
    own_pace = plan.pace == Pace.OWN
    Item.objects.bulk_create(
        Item(
            workshop=workshop,
            position=position,
            subject=item.subject,
            name=item.name,
            store=item.store,
            stage=Stage.VOTING if own_pace else Stage.WAITING,
            round=1 if own_pace else 0,
        )
        for position, item in enumerate(plan.items, start=1)
    )
    if plan.is_rehearsal:
        add_simulated_people(workshop)
        cast_simulated_votes(workshop)
    return NewWorkshop(
        workshop,
        make_workshop_link(workshop=workshop, role=WorkshopRole.FACILITATE, once=once),
        make_workshop_link(workshop=workshop, role=WorkshopRole.PROJECT, once=once),
    )


def new_code() -> str:
    """A join code; 28 letters to the power of 8 make a second one alike improbable."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _base(plan: Plan) -> dict[str, object]:
    return {
        "name": plan.base.name,
        "answers": dict(plan.base.answers),
        "notes": dict(plan.base.notes),
        "stores": [
            {
                "number": number,
                "name": store.name,
                "kind": store.kind,
                "answers": dict(store.answers),
                "notes": dict(store.notes),
            }
            for number, store in zip(plan.numbers, plan.base.stores, strict=True)
        ],
    }
