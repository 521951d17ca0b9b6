"""What every change of an assessment begins and ends with."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from decision.models import Assessment


def lock(assessment: Assessment) -> None:
    """Make other changes of this assessment wait until the transaction ends.

    What is read afterwards is then still true when it is written. (SQLite has one writer at
    a time anyway.) Raises ``Assessment.DoesNotExist`` if it was deleted or erased meanwhile.
    """
    Assessment.objects.alive().select_for_update().only("pk").get(pk=assessment.pk)


def touch(assessment: Assessment) -> None:
    """Say that the assessment changed just now: that moves its expiry on."""
    Assessment.objects.filter(pk=assessment.pk).update(
        updated_at=timezone.now(), expires_at=expiry()
    )


def expiry() -> datetime:
    """When an assessment that changes now is erased, unless it changes again."""
    return timezone.now() + timedelta(days=settings.RETENTION_DAYS)
