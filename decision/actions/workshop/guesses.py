"""Wrong join codes, counted by network address: a guesser is stopped, a room is not.

Only failures count, because all the people in a room may share one address.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from decision.models import FailedTry

#: So many wrong codes from one address within the stretch, then none is looked at. Two hundred
#: people behind one address mistype fewer; a guesser who makes them all, day and night, beside a
#: thousand live workshops, meets one of 28^8 codes once in seventy years.
MOST_GUESSES = 100
STRETCH = timedelta(minutes=10)


class TooManyGuesses(Exception):
    """Codes from this address are not looked at for the rest of the stretch."""


def check_guesses(*, address: str) -> None:
    found = FailedTry.objects.filter(pk=_key(address)).first()
    if found is not None and found.count >= MOST_GUESSES:
        raise TooManyGuesses


def count_guess(*, address: str) -> None:
    """Count one failure. The database adds, so that of many at once each is counted."""
    key = _key(address)
    FailedTry.objects.bulk_create(
        [FailedTry(key=key, count=0, expires_at=timezone.now() + 2 * STRETCH)],
        ignore_conflicts=True,
    )
    FailedTry.objects.filter(pk=key).update(count=F("count") + 1)


def _key(address: str) -> str:
    """Address and stretch of time, unreadable without the server's key."""
    begun = datetime.now(UTC).timestamp() // STRETCH.total_seconds()
    text = f"{address} {begun:.0f}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
