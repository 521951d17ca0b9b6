"""Setting a workshop up: its agenda, its join code and its first links."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from decision.actions.assessments import freeze_edition
from decision.actions.changing import expiry
from decision.actions.workshop.links import make_workshop_link
from decision.actions.workshop.rehearsal import add_simulated_people, cast_simulated_votes
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.workshop.progress import Stage
from decision.models import Assessment, Item, Naming, Pace, Workshop, WorkshopRole

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


@transaction.atomic
def create_workshop(
    *, plan: Plan, catalog: Catalog, assessment: Assessment | None = None
) -> NewWorkshop:
    """Create a workshop; at one's own pace all questions are open from the start.

    A rehearsal begins with its simulated participants.
    """
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
        make_workshop_link(workshop=workshop, role=WorkshopRole.FACILITATE),
        make_workshop_link(workshop=workshop, role=WorkshopRole.PROJECT),
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
