"""One system under assessment."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from decision.models.edition import Edition


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def alive(self, now: datetime | None = None) -> "AssessmentQuerySet":
        """Assessments that are neither deleted nor expired."""
        return self.filter(deleted_at=None, expires_at__gt=now or timezone.now())

    def due_for_purge(self, deleted_before: datetime, now: datetime) -> "AssessmentQuerySet":
        """Assessments whose undo period or whole retention period is over."""
        return self.filter(Q(deleted_at__lt=deleted_before) | Q(expires_at__lt=now))


class Assessment(models.Model):
    """A *system* with its answers; its *stores* have their own.

    State is the answers and nothing else: progress, position and recommendation are worked
    out from them on every request. ``deleted_at`` starts the undo period; ``expires_at``
    moves on with every change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="assessments")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["expires_at"]), models.Index(fields=["deleted_at"]))

    def __str__(self) -> str:
        return self.name
