"""One stateful thing of a system."""

from django.db import models
from django.db.models import Q

from decision.models.assessment import Assessment


class Store(models.Model):
    """A *store* is numbered within its assessment; the number never changes or returns.

    A removed store keeps its answers, so that removal can be undone.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="stores")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["assessment", "number"], name="store_number"),
            models.UniqueConstraint(
                fields=["assessment", "name"], condition=Q(removed_at=None), name="store_name"
            ),
        )

    def __str__(self) -> str:
        return self.name
