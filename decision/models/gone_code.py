"""The join codes of workshops that were erased."""

from django.db import models


class GoneCode(models.Model):
    """That a workshop had this code once, so that whoever scans it again is told so.

    ``key`` is a keyed digest of the code: the code itself is not stored, nor what it opened.
    """

    key = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return "a code that is gone"
