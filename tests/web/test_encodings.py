"""Whatever is not UTF-8 is refused before Django tries to decode it."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from decision.web.encodings import utf8_only


def answers(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"a page"]


def sent(content_type: str) -> tuple[str, bytes]:
    said: list[str] = []
    body = utf8_only(answers)(
        {"CONTENT_TYPE": content_type},
        lambda status, headers, error=None: said.append(status),  # type: ignore[arg-type]
    )
    return said[0], b"".join(body)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/html",
        "nonsense",
        "text/html; charset=utf-8",
        'application/x-www-form-urlencoded; charset="UTF-8"',
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary=\xe9; charset=utf8",
    ],
)
def test_utf_8_goes_through(content_type: str) -> None:
    assert sent(content_type) == ("200 OK", b"a page")


@pytest.mark.parametrize(
    "charset",
    ["hex", "raw_unicode_escape", "utf-7", "utf-16", "x", "\xe9", "\x00", "latin-1"],
)
def test_another_charset_is_refused(charset: str) -> None:
    status, body = sent(f"multipart/form-data; boundary=b; charset={charset}")

    assert (status, body) == ("415 Unsupported Media Type", b"Send this in UTF-8.\n")


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html; charset*0=he; charset*1=x",
        "text/html; charset*=utf-8''hex",
        "text/html; charset*=nonsense''utf-8",
        "text/html; charset=utf-8; charset=hex",
        "text/html; x=" + "y" * 20_000,
    ],
)
def test_a_header_that_hides_its_charset_is_refused(content_type: str) -> None:
    status, _ = sent(content_type)

    assert status == "415 Unsupported Media Type"
