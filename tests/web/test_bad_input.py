"""Whatever is sent: a clear answer, nothing lost, never an error of ours."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.systems import Shop, store_names
from tests.web.addresses import PAGES, QUICK, Address, by_name
from tests.web.test_access import everything_stored
from tests.web.visits import address

FORMS = [each for each in QUICK if "POST" in each.methods]

#: The what-if reads its query; the others stand for all that do not.
READ_A_QUERY = {"what-if", "home", "store-list", "question"}

#: Texts that one database or the other, or a page, could choke on.
HOSTILE = {
    "NUL": "a\x00b",
    "control": "a\x07b",
    "long": "x" * 5000,
    "right to left": "\u202eabc",
    "emoji": "🗄️" * 50,
    "no character": "\ufffe\uffff",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% now 'Y' %}",
    "format": "%(name)s %s {0} {name}",
    "zero width": "\u200b\u200b",
    "spaces": " \t\n ",
    "huge number": str(10**30),
    "minus": "-1",
    "path": "../../etc/passwd",
    "SQL": "'; DROP TABLE decision_store; --",
}
FIELDS = ("name", "kind", "option", "note", "seen", "role", "label", "next", "text", "system.x")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("each", FORMS, ids=by_name)
def test_hostile_text_in_every_field_of_every_form_breaks_nothing(
    each: Address, text: str, shop: Shop, editor: Client
) -> None:
    before = everything_stored()

    response = editor.post(each.url(shop), dict.fromkeys(FIELDS, text))

    assert response.status_code < 500
    assert response.status_code in {200, 302, 303} or everything_stored() == before


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_is_kept_as_typed_or_refused(text: str, shop: Shop, editor: Client) -> None:
    response = editor.post(address(shop, "store-list"), {"name": text})

    kept = store_names(shop)[2:]
    assert (response.status_code, kept) in [(302, [text]), (422, [])]


@pytest.mark.parametrize("query", ["\x00", "\x07", "é", "x" * 3000, "1" * 3000])
@pytest.mark.parametrize("each", [a for a in PAGES if a.name in READ_A_QUERY], ids=by_name)
def test_odd_query_strings_break_no_page(
    each: Address, query: str, shop: Shop, editor: Client
) -> None:
    names = ("system.iac-adoption", "1.consumers", "page", "next", query)
    text = "&".join(f"{quote(name)}={quote(query)}" for name in names)

    assert editor.get(f"{each.url(shop)}?{text}&%ED%A0%80=%ED%A0%80&%FF=%").status_code == 200


NOBODYS = "11111111-2222-4333-8444-555555555555"

ODD_PATHS = (
    "/%00",
    "/%ED%A0%80/",
    "/%FF%FE/",
    "/" + "a" * 5000,
    "/a/not-a-uuid/",
    f"/a/{NOBODYS}/",
    f"/a/{NOBODYS}/stores/{10**30}/",
    f"/a/{NOBODYS}/questions/%00/",
    "/open/%00/",
    "/open/edit-%ED%A0%80/",
    "/open/edit-" + "x" * 5000 + "/",
    "/examples/%00/",
    "/examples/no-such-example/",
    "/examples/" + "x" * 5000 + "/",
    "/static/%00",
    "/static/../decision/settings.py",
    "/static/%2e%2e/%2e%2e/manage.py",
    "/static/" + "x" * 5000,
    "/rules/../",
)


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: path[:40])
def test_odd_addresses_are_not_found(path: str, stranger: Client) -> None:
    assert stranger.get(path).status_code in {301, 404}
    assert stranger.post(path).status_code in {301, 404, 405}


@pytest.mark.parametrize("number", ["0", "-1", "1e3", "9" * 18, "9" * 19, "9" * 5000, "%00", "１"])
@pytest.mark.parametrize("path", ["stores/{}/", "stores/{}/copy/", "manage/links/{}/revoke/"])
def test_odd_numbers_in_addresses_are_not_found(
    path: str, number: str, shop: Shop, editor: Client
) -> None:
    base = address(shop, "assessment-tasks")

    assert editor.post(base + path.format(number), {"name": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("boundary", "environment"), [("no-such", "production"), ("iac-unit", "x"), ("-", "-")]
)
def test_a_cell_that_is_not_there_is_not_found(
    boundary: str, environment: str, shop: Shop, editor: Client
) -> None:
    assert editor.get(address(shop, "result-cell", 1, boundary, environment)).status_code == 404
    assert editor.get(address(shop, "result-cell", 9, "iac-unit", "test")).status_code == 404


# Bodies

KINDS = {
    "json": ("application/json", b'{"name": "\\ud800"}'),
    "text": ("text/plain", b"name=x"),
    "nothing": ("", b"name=x"),
    "no such type": ("x" * 500, b"name=x"),
    "multipart without boundary": ("multipart/form-data", b"name=x"),
    "multipart cut short": ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form"),
    "multipart without end": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx',
    ),
    "broken base64": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="name"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--\r\n",
    ),
    "odd boundary": ("multipart/form-data; boundary=\xe9", b"x"),
    "long boundary": ("multipart/form-data; boundary=" + "b" * 300, b"x"),
    "not UTF-8": ("application/x-www-form-urlencoded", b"name=%FF%FE&note=\xff\xfe&seen=%"),
    "surrogate": ("application/x-www-form-urlencoded", b"name=%ED%A0%80&note=%ED%A0%80"),
    "other charset": ("application/x-www-form-urlencoded; charset=utf-16", b"name=x"),
    "many fields": ("application/x-www-form-urlencoded", b"a=1&" * 6000),
}


@pytest.mark.parametrize(("content_type", "body"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ["assessment-create", "assessment-import", "store-list"])
def test_odd_bodies_are_refused_and_change_nothing(
    name: str, content_type: str, body: bytes, shop: Shop, editor: Client
) -> None:
    url = address(shop, name) if name == "store-list" else reverse(name)
    before = everything_stored()

    response = editor.generic("POST", url, body, content_type=content_type)

    assert response.status_code < 500
    assert response.status_code in {200, 302} or everything_stored() == before


def test_a_body_of_three_megabytes_is_refused_with_a_page(shop: Shop, editor: Client) -> None:
    # The page that takes files has a limit of its own.
    for each in (form for form in FORMS if form.name != "files-read"):
        response = editor.post(each.url(shop), {"note": "x" * 3_000_000})

        assert (each.name, response.status_code) == (each.name, 413)
        assert "At most 2 MB can be sent at once." in response.text


def test_repeated_fields_count_once(shop: Shop, editor: Client) -> None:
    editor.post(address(shop, "store-list"), {"name": ["videos", "songs"]})

    assert store_names(shop) == ["orders", "images", "songs"]


@pytest.mark.parametrize("each", FORMS, ids=by_name)
def test_an_empty_form_breaks_nothing(each: Address, shop: Shop, editor: Client) -> None:
    assert editor.post(each.url(shop)).status_code < 500


@pytest.mark.parametrize("name", ["assessment-manage", "store-change", "store-list"])
def test_a_form_without_its_name_says_what_is_missing(
    name: str, shop: Shop, editor: Client
) -> None:
    url = address(shop, name, *((1,) if name == "store-change" else ()))

    response = editor.post(url)

    assert (response.status_code, "Enter a name for the" in response.text) == (422, True)


# Cookies, hosts, and where to go back to


@pytest.mark.parametrize(
    "key", ['"\\000aaaaaaaaaa"', "x" * 5000, "\xe9" * 20, '"\\355\\240\\200aaaaaa"', "'; --aaaaaa"]
)
def test_a_session_that_we_never_gave_is_ignored(key: str, stranger: Client, shop: Shop) -> None:
    headers = {"cookie": f"session={key}"}

    assert stranger.get("/start/", headers=headers).status_code == 200
    assert stranger.post("/start/", {"name": "Web shop"}, headers=headers).status_code == 200
    assert stranger.get(address(shop, "result"), headers=headers).status_code == 404


@pytest.mark.parametrize("host", ["evil.example.org", "[::1", "a b", "localhost:x", "\x00"])
def test_an_unknown_host_is_refused_everywhere(host: str, shop: Shop, editor: Client) -> None:
    for url in ("/start/", address(shop, "result"), reverse("link-open", args=[shop.edit_secret])):
        assert editor.get(url, headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/glossary/", "/glossary/"),
        ("https://evil.example.org/", "/"),
        ("//evil.example.org/", "/"),
        ("/\\evil.example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("result", "/"),
        ("no-such-view", "/"),
        ("", "/"),
        ("\x00", "/"),
    ],
)
def test_the_panel_sends_back_to_this_site_alone(
    target: str, location: str, stranger: Client
) -> None:
    response = stranger.post(reverse("panel-toggle"), {"next": target})

    assert (response.status_code, response["Location"]) == (302, location)


# Anything at all


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    form=st.sampled_from(FORMS),
    fields=st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(
            st.text(st.characters(codec="utf-8"), max_size=60),
            st.sampled_from(("full", "exclusive", "read", "edit", "0", "1")),
        ),
    ),
    body=st.binary(max_size=80),
)
def test_random_forms_and_bytes_change_nothing_unless_they_are_taken(
    form: Address, fields: dict[str, str], body: bytes, shop: Shop, editor: Client
) -> None:
    if form.name in {"leave", "assessment-delete"}:
        return
    url = form.url(shop)

    bodies = (
        (urlencode(fields).encode(), "application/x-www-form-urlencoded"),
        (body, "application/x-www-form-urlencoded"),
        (body, "multipart/form-data; boundary=b"),
    )
    for sent, content_type in bodies:
        before = everything_stored()
        response = editor.generic("POST", url, sent, content_type)
        assert response.status_code < 500
        assert response.status_code in {200, 302, 303} or everything_stored() == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.text(max_size=40))
def test_random_addresses_break_nothing(path: str, stranger: Client) -> None:
    encoded = quote(path.encode("utf-8", "surrogatepass"))

    assert stranger.get(f"/{encoded}").status_code in {200, 301, 404, 405}
