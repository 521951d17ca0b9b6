"""Forms that create something: sent twice, by a double click, they create it once.

The form carries a token, made when it was shown. Token, browser and what was typed together
name what is created; the same three name the same thing, with or without JavaScript.
"""

import hashlib
import re
import secrets

from django.http import HttpRequest

#: The name of the hidden field.
FIELD = "once"

#: The form of the tokens that we make.
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def token(request: HttpRequest) -> str:
    """The token of a form: a new one, or the one that came back with a form to be mended."""
    return _sent(request) or secrets.token_urlsafe(32)


def key(request: HttpRequest, typed: str | bytes) -> str:
    """What names the thing to create; empty where the form had no token of ours.

    The CSRF cookie ties it to the browser: a token that somebody else got hold of is of no use.
    """
    sent = _sent(request)
    if not sent:
        return ""
    browser = str(request.META.get("CSRF_COOKIE", ""))
    data = typed.encode("utf-8", "replace") if isinstance(typed, str) else typed
    return f"{sent}:{browser}:{hashlib.sha256(data).hexdigest()}"


def _sent(request: HttpRequest) -> str:
    sent = request.POST.get(FIELD, "")
    return sent if TOKEN.fullmatch(sent) else ""
