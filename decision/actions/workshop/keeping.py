"""What was worked out of a workshop's votes, kept for whoever asks next."""

from django.db import transaction

from decision.actions.workshop.stepping import lock_workshop
from decision.models import KeptVerdict, Workshop


@transaction.atomic
def keep_verdict(*, workshop: Workshop, basis: str, found: object) -> None:
    """Keep ``found``, of JSON's types, in place of what was kept before.

    Raises ``Workshop.DoesNotExist`` if the workshop was deleted meanwhile.
    """
    lock_workshop(workshop)
    KeptVerdict.objects.bulk_create(
        [KeptVerdict(workshop=workshop, basis=basis, found=found)],
        update_conflicts=True,
        unique_fields=["workshop"],
        update_fields=["basis", "found"],
    )
