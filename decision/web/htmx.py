"""Page first, fragment second: the one place that knows about htmx."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or only its partial ``part`` when htmx asks for this page.

    The part is named by the view, never by the request. A boosted or history request gets
    the whole page.
    """
    wants_part = bool(part) and "HX-Request" in request.headers and not _wants_whole(request)
    name = f"{template}#{part}" if wants_part else template
    response = render(request, name, dict(context), status=status)
    if part:
        patch_vary_headers(response, ("HX-Request",))
    return response


def _wants_whole(request: HttpRequest) -> bool:
    return any(name in request.headers for name in ("HX-Boosted", "HX-History-Restore-Request"))
