"""What surrounds every request."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from decision.web.middleware import limit_body, security_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def page(_: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


@pytest.mark.django_db
def test_the_site_is_healthy_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_probe_that_names_no_known_host_gets_an_answer(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.django_db
def test_the_site_is_not_healthy_when_the_database_fails(client: Client) -> None:
    with patch("decision.web.middleware.connection.cursor", side_effect=OperationalError):
        response = client.get("/healthz")

    assert response.status_code == 503


@pytest.mark.django_db
def test_an_unknown_host_is_refused_without_breaking(client: Client) -> None:
    for host in ("evil.example.org", "a b", "[", "localhost:x", "é"):
        assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
def test_every_page_forbids_inline_script_and_foreign_content(client: Client) -> None:
    response = client.get("/no-such-page")

    assert response["Content-Security-Policy"] == POLICY
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_header_that_a_page_has_set_stays(rf: RequestFactory) -> None:
    def own(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Permissions-Policy": "camera=(self)"})

    assert security_headers(own)(rf.get("/"))["Permissions-Policy"] == "camera=(self)"


@pytest.mark.parametrize("length", ["", "0", "x", "-1", str(settings.MAX_BODY_BYTES)])
def test_a_body_within_the_limit_goes_through(rf: RequestFactory, length: str) -> None:
    request = rf.post("/", CONTENT_LENGTH=length)

    assert limit_body(page)(request).content == b"a page"


@pytest.mark.django_db
def test_a_body_above_the_limit_gets_a_page_that_says_so(client: Client) -> None:
    body = "x" * (settings.MAX_BODY_BYTES + 1)

    response = client.post("/start/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "At most 2 MB can be sent at once." in response.text
