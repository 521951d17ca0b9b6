"""The choice of a language, where there is more than one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from decision.content import languages


def language_choice(request: HttpRequest) -> dict[str, Any]:
    """What pages need to offer the choice: nothing where there is none.

    The page that follows from a form may show what is shown once, such as new links. To come
    back to it would be to lose that, so no language is offered there.
    """
    offered = languages() if request.method == "GET" else []
    if len(offered) < 2:
        return {}
    return {"languages": offered, "language_next": request.get_full_path()}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and go back to where the reader was."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    # Only a path: redirect() would take a bare word for the name of a view.
    response = redirect(target if safe and target.startswith("/") else "home")
    chosen = request.POST.get("language", "")
    if chosen in dict(languages()):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
