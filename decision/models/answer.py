"""One answer of a team, with its reasoning."""

from django.db import models
from django.db.models import Q

from decision.models.assessment import Assessment
from decision.models.store import Store


class Answer(models.Model):
    """The answer to one *question*, for the system or for one of its stores.

    A row with an empty ``option`` holds a note without an answer; with an empty note too, it
    is as good as no row. ``revision`` counts the changes: a form carries the revision it was
    filled from, so that a second tab cannot overwrite what it has not seen. That is why rows
    are emptied and never deleted while their assessment lives: no revision comes twice.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    store = models.ForeignKey(
        Store, on_delete=models.CASCADE, related_name="answers", null=True, blank=True
    )
    question = models.CharField(max_length=80)
    option = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True, max_length=4000)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "question"], condition=Q(store=None), name="system_answer"
            ),
            models.UniqueConstraint(
                fields=["store", "question"], condition=Q(store__isnull=False), name="store_answer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.option or 'no answer'}"
