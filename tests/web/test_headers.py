"""Every page is safe to hand out: no caching, no inline script, no leaking address."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.systems import Shop
from tests.web.addresses import GUARDED, PAGES, Address, by_name
from tests.web.visits import Page, address, page

PRIVATE_PAGES = [each for each in PAGES if each in GUARDED or each.name == "link-open"]
PUBLIC_PAGES = [each for each in PAGES if each not in PRIVATE_PAGES]


def is_private(response: Any) -> bool:
    return (
        "no-store" in response["Cache-Control"]
        and "private" in response["Cache-Control"]
        and response["X-Robots-Tag"] == "noindex, nofollow"
        and response["Referrer-Policy"] == "strict-origin"
    )


def inline_code(found: Page) -> list[str]:
    """Everything that the content security policy would block, or should."""
    bad = [text for text in found.scripts if text.strip()]
    for tag, attributes in found.elements:
        bad += [f"<{tag} {name}>" for name in attributes if name == "style" or name[:2] == "on"]
        bad += [f"<{tag} {name}>" for name in attributes if name.startswith(("hx-on", "hx-vals"))]
        links = (attributes.get(name, "") for name in ("href", "action", "formaction", "src"))
        bad += [link for link in links if link.startswith(("javascript:", "//"))]
        bad += ["<style>"] if tag == "style" else []
    return bad


@pytest.mark.parametrize("each", PRIVATE_PAGES, ids=by_name)
def test_a_page_behind_a_link_is_kept_out_of_caches_indexes_and_referrers(
    each: Address, shop: Shop, editor: Client, reader: Client, stranger: Client
) -> None:
    url = each.url(shop)

    assert [is_private(client.get(url)) for client in (editor, stranger)] == [True, True]
    assert each.name in {"question", "store-question"} or is_private(reader.get(url))


def test_what_a_reader_may_not_do_is_answered_in_private(shop: Shop, reader: Client) -> None:
    assert is_private(reader.get(address(shop, "assessment-manage")))


def test_the_page_with_the_new_links_is_private(stranger: Client) -> None:
    assert is_private(stranger.post(reverse("assessment-create"), {"name": "Web shop"}))


def test_the_exported_file_is_private(shop: Shop, editor: Client) -> None:
    assert is_private(editor.get(address(shop, "assessment-export")))


@pytest.mark.parametrize("each", PUBLIC_PAGES, ids=by_name)
def test_a_public_page_keeps_its_referrers_to_this_site(
    each: Address, shop: Shop, stranger: Client
) -> None:
    response = stranger.get(each.url(shop))

    assert (response["Referrer-Policy"], "X-Robots-Tag" in response) == ("same-origin", False)


@pytest.mark.parametrize("each", PAGES, ids=by_name)
def test_no_page_has_inline_script_or_style(each: Address, shop: Shop, editor: Client) -> None:
    response = editor.get(each.url(shop))

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert inline_code(page(response)) == []


@pytest.mark.parametrize("each", PAGES, ids=by_name)
def test_every_id_of_a_page_is_there_once(each: Address, shop: Shop, editor: Client) -> None:
    found = page(editor.get(each.url(shop)))
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]

    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("each", PAGES, ids=by_name)
def test_every_form_that_posts_carries_a_token(each: Address, shop: Shop, editor: Client) -> None:
    found = page(editor.get(each.url(shop)))
    forms = [form for tag, form in found.elements if tag == "form" and form.get("method") == "post"]
    tokens = [name for name in found.attributes("input", "name") if name == "csrfmiddlewaretoken"]

    assert len(tokens) == len(forms)


def test_an_error_page_has_no_inline_script_either(shop: Shop, editor: Client) -> None:
    for url in ("/nothing-here", address(shop, "question", "no-such"), f"/open/edit-{'x' * 43}/"):
        response = editor.get(url)

        assert (response.status_code, inline_code(page(response))) == (404, [])


@pytest.mark.parametrize("path", ["no-such/", "manage", "questions/no-such/", "map/talk.gif"])
def test_what_no_page_answers_behind_a_link_is_private_too(
    path: str, shop: Shop, editor: Client
) -> None:
    response = editor.get(address(shop, "assessment-tasks") + path)

    assert (response.status_code in {301, 404}, is_private(response)) == (True, True)


def test_a_link_that_was_cut_short_is_answered_in_private(stranger: Client) -> None:
    assert is_private(stranger.get("/open/edit-short/"))


def test_the_address_of_a_form_opened_as_a_page_says_so_in_private(
    shop: Shop, editor: Client
) -> None:
    response = editor.get(address(shop, "edition-adopt"))

    assert (response.status_code, response["Allow"], is_private(response)) == (405, "POST", True)
    assert "This address has no page" in page(response).text
    assert address(shop, "assessment-tasks") in page(response).attributes("a", "href")


def test_the_address_of_a_public_form_leads_to_the_start_page(stranger: Client) -> None:
    response = stranger.get(reverse("leave"))

    assert (response.status_code, "X-Robots-Tag" in response) == (405, False)
    assert "Go to the start page" in page(response).text
