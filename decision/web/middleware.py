"""What surrounds every request: the health check, further headers, the size of a body."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.utils.translation import activate, get_language

from decision.content import active_language
from decision.web import infrastructure_files
from decision.web.access import capability_headers

type Handler = Callable[[HttpRequest], HttpResponse]

#: Addresses that name an assessment or a workshop, or hold the secret of a link or a join code.
#: The page ``/join/`` itself, where one types the code, is public.
PRIVATE = re.compile(r"/(a|open|w|workshops/open|join(?=/.))/")

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def health(get_response: Handler) -> Handler:
    """Answer ``/healthz``: 200 when the database answers, else 503.

    A middleware and not a view, because probes come by address and name no allowed host.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info != "/healthz":
            return get_response(request)
        healthy = _database_answers()
        return HttpResponse(
            "ok\n" if healthy else "the database does not answer\n",
            content_type="text/plain",
            status=200 if healthy else 503,
            headers={"Cache-Control": "no-store"},
        )

    return middleware


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def security_headers(get_response: Handler) -> Handler:
    """Add the headers that Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def private_addresses(get_response: Handler) -> Handler:
    """Keep whatever answers at an address behind a link out of caches, indexes and referrers.

    Also what no view has answered: a wrong address, a wrong method, a redirect to the slash.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if PRIVATE.match(request.path_info) and "X-Robots-Tag" not in response:
            return capability_headers(response)
        return response

    return middleware


def say_what_is_not_allowed(get_response: Handler) -> Handler:
    """Give words and a way back to the answer 405, which Django leaves blank.

    People meet it: they reload or share the address that a form was sent to.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        match = request.resolver_match
        context = {"pk": match.kwargs.get("pk") if match else None}
        page = render(request, "errors/405.html", context, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def known_language(get_response: Handler) -> Handler:
    """Answer in English where the content is not there in the language that was asked for.

    Else a page would mix Django's words in one language with ours in another, and would
    announce the wrong one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = active_language()
        if language != get_language():
            activate(language)
            request.LANGUAGE_CODE = language
        return get_response(request)

    return middleware


def limit_body(get_response: Handler) -> Handler:
    """Refuse a request whose body is too large before anything reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        takes_files = infrastructure_files.takes_files(request)
        most = infrastructure_files.most_bytes() if takes_files else settings.MAX_BODY_BYTES
        if _announced_bytes(request) > most:
            if takes_files:
                infrastructure_files.drain(request)
            return _too_large(request, settings.INFRASTRUCTURE_BYTES if takes_files else most)
        if takes_files and not infrastructure_files.parsed(request):
            return _too_large(request, settings.MAX_BODY_BYTES, is_text=True)
        return get_response(request)

    return middleware


def drop_odd_session_keys(get_response: Handler) -> Handler:
    """Forget session keys that we never made: a cookie can hold a quoted NUL, which
    PostgreSQL refuses.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def _announced_bytes(request: HttpRequest) -> int:
    """The size in Content-Length. Django reads nothing beyond it, so it needs no second check."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _too_large(request: HttpRequest, most: int, *, is_text: bool = False) -> HttpResponse:
    megabytes = most // 1_000_000
    context = {"limit": f"{megabytes} MB", "is_text": is_text}
    try:
        return render(request, "errors/413.html", context, status=413)
    except TemplateDoesNotExist:
        words = f"This is too large. At most {megabytes} MB can be sent at once.\n"
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=413)
