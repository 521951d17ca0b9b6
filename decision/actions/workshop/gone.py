"""Join codes of workshops that were erased: a picture of the wall may be scanned long after."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from decision.models import GoneCode, Workshop

#: How long somebody is told that the workshop is gone, rather than that there never was one.
TOLD_FOR = timedelta(days=30)


def bury_codes(codes: Iterable[str]) -> None:
    """Remember that these codes opened something once, and nothing else about it."""
    until = timezone.now() + TOLD_FOR
    rows = [GoneCode(key=_key(code), expires_at=until) for code in codes]
    GoneCode.objects.bulk_create(rows, ignore_conflicts=True)


def is_gone(*, code: str) -> bool:
    """Whether the code opened a workshop that was deleted or has expired."""
    if Workshop.objects.filter(code=code, expires_at__lte=timezone.now()).exists():
        return True
    return GoneCode.objects.filter(pk=_key(code), expires_at__gt=timezone.now()).exists()


def _key(code: str) -> str:
    """The code, unreadable without the server's key."""
    return salted_hmac("workshop.gone", code, algorithm="sha256").hexdigest()
