"""What is rendered once for each process and shown many times.

A key says all that something depends on, and is made of what the database holds at the moment: so
nothing is older than what it is asked for, in whichever process.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.safestring import SafeString

from decision.web.live import part

#: Parts for phones have some ten thousand letters, what a console keeps ten times as many.
MOST_PARTS, MOST_TEXTS = 64, 16

_PARTS: dict[str, bytes] = {}
_TEXTS: dict[str, SafeString] = {}


def in_common(
    key: str, key_now: Callable[[], str | None], version: str, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The part as it was made for somebody else who sees the same, or made for whoever asks.

    ``key_now`` reads the key again after the part was made: the room may have gone on in between.
    """
    if (kept := _PARTS.get(key)) is not None:
        return part(kept, version)
    made = make()
    if made.status_code == 200 and key_now() == key:
        _keep(_PARTS, MOST_PARTS, key, made.content)
    return made


def kept_text(key: str, make: Callable[[], SafeString]) -> SafeString:
    """A piece of a page that is made anew more often than the piece changes."""
    found = _TEXTS.get(key)
    if found is None:
        found = make()
        _keep(_TEXTS, MOST_TEXTS, key, found)
    return found


def forget() -> None:
    """Render everything anew, for whoever measures or changes what never changes otherwise."""
    _PARTS.clear()
    _TEXTS.clear()


def _keep[T](kept: dict[str, T], most: int, key: str, made: T) -> None:
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = made
