"""A log opens no assessment."""

import logging
import sys

import pytest

from decision.web.loglines import WithoutSecrets

SECRET = "edit-" + "aB3_-" * 8
LINE = WithoutSecrets("%(levelname)s %(message)s")


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("django.server", logging.INFO, "", 0, message, arguments, None)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ('"GET /open/%s/ HTTP/1.1"', 'INFO "GET /open/[secret]/ HTTP/1.1"'),
        ("Not Found: /open/%s", "INFO Not Found: /open/[secret]"),
        ("referred by https://a.example.org/open/%s?x=1", None),
        ("no path at all: %s", "INFO no path at all: [secret]"),
    ],
)
def test_the_secret_of_a_link_is_not_logged(message: str, line: str | None) -> None:
    written = LINE.format(record(message, SECRET))

    assert SECRET not in written
    assert line is None or written == line


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Too Many Requests: /join/X7ZPKK47/", "Too Many Requests: /join/[secret]/"),
        ("Conflict: /join/X7ZPKK47/", "Conflict: /join/[secret]/"),
        ('"GET /join/x7zp-kk47 HTTP/1.1" 301', '"GET /join/[secret] HTTP/1.1" 301'),
        ("Method Not Allowed (PUT): /join/", "Method Not Allowed (PUT): /join/"),
    ],
)
def test_a_join_code_is_not_logged(message: str, line: str) -> None:
    assert LINE.format(record(message)) == f"INFO {line}"


def test_a_wrong_secret_is_not_logged_either() -> None:
    assert LINE.format(record("Not Found: /open/typo")) == "INFO Not Found: /open/[secret]"


def test_a_traceback_does_not_hold_the_secret() -> None:
    failed = record("it broke")
    try:
        raise ValueError(SECRET)
    except ValueError:
        failed.exc_info = sys.exc_info()

    written = LINE.format(failed)

    assert SECRET not in written
    assert "ValueError: [secret]" in written


def test_ordinary_lines_stay_as_they_are() -> None:
    line = '"GET /examples/read-model/ HTTP/1.1" 200'

    assert LINE.format(record(line)) == f"INFO {line}"
