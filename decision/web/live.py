"""Live screens: the one place that knows how a screen learns that something changed.

A screen is a page with one part that changes. Its script asks every second for that part,
naming the version it shows; as long as nothing changed the answer is an empty 304 and
nothing is rendered. Without JavaScript the page loads itself again every few seconds.
Should events replace the asking one day, only this module and ``js/live.js`` change.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import parse_etags

#: Marks a request of the script for the part alone.
PART = "X-Live-Part"

#: Marks a form that is not sent: the script asks for what was written, to keep it beside the part.
ASIDE = "aside"


def version_of(*state: object) -> str:
    """The entity tag of what a screen shows."""
    return f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:20]}"'


def live_page(
    request: HttpRequest,
    template: str,
    version: str,
    build: Callable[[], Mapping[str, Any]],
    *,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or its partial ``live`` for the script: 304 if it has this version."""
    same = unchanged(request, version)
    if same is not None:
        return same
    wants_part = PART in request.headers
    name = f"{template}#live" if wants_part else template
    context = {**build(), "live_version": version}
    return _uncached(render(request, name, context, status=status), version)


def part(content: bytes, version: str) -> HttpResponse:
    """A part that was rendered for somebody else who sees the same."""
    return _uncached(HttpResponse(content), version)


def unchanged(request: HttpRequest, version: str) -> HttpResponse | None:
    """The empty answer for a script that shows this version already."""
    if is_shown(request, version):
        return _uncached(HttpResponseNotModified(), version)
    return None


def is_shown(request: HttpRequest, version: str) -> bool:
    """Whether the script that asks shows this version.

    A proxy that compresses makes the tag weak, ``W/"…"``; it names the same version.
    """
    shown = parse_etags(request.headers.get("If-None-Match", ""))
    return PART in request.headers and version in (tag.removeprefix("W/") for tag in shown)


def _uncached(response: HttpResponse, version: str) -> HttpResponse:
    """Private, and asked for again each time: another person's screen must never be shown."""
    response["ETag"] = version
    response["Cache-Control"] = "private, no-store"
    return response
