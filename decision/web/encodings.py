"""Only UTF-8 comes in: the one check that has to stand before Django."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

ACCEPTED = frozenset({"", "utf-8", "utf8"})
REFUSAL = b"Send this in UTF-8.\n"


def utf8_only(application: WSGIApplication) -> WSGIApplication:
    """Refuse a request that names another charset, with 415.

    Django decodes addresses and forms with the charset that the sender names, while it
    makes the request, so before any middleware. Some of those are no text encodings and
    break it; others give texts that cannot be encoded again.
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _charset(environ.get("CONTENT_TYPE", "")) in ACCEPTED:
            return application(environ, start_response)
        length = str(len(REFUSAL))
        headers = [("Content-Type", "text/plain"), ("Content-Length", length)]
        start_response("415 Unsupported Media Type", headers)
        return [REFUSAL]

    return guarded


def _charset(content_type: str) -> str | None:
    """What Django will decode with; None where it cannot read the header."""
    try:
        _, parameters = parse_header_parameters(content_type)
    except ValueError:
        return None
    return str(parameters.get("charset", "")).lower()
