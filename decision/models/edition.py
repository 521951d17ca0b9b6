"""The content that an assessment was answered with, kept whole."""

from django.db import models


class Edition(models.Model):
    """One exact version of ``content/``.

    Assessments keep their edition, so that later content never changes a result that was
    already shared: the files are stored, not just their hash.
    """

    content_hash = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=20)
    files = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.content_hash[:12]})"
