"""Who gets in, and who does not: strangers, readers and editors at every address."""

import logging
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client
from django.urls import reverse

from decision import actions
from decision.models import Assessment, Link, Role
from tests.systems import Shop, new_shop, store_names, stored_answers
from tests.web.addresses import ALL, GUARDED, PAGES, PUBLIC, QUICK, Address, by_name, names_in_use
from tests.web.visits import address, opened, page

READABLE = [each for each in GUARDED if each in PAGES]
POSTABLE = [each for each in GUARDED if each.posts]
ODD_METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


def test_every_address_is_in_these_tests() -> None:
    assert {each.name for each in ALL} == names_in_use()


@pytest.mark.parametrize("each", [a for a in PUBLIC if a in PAGES], ids=by_name)
def test_a_stranger_reads_the_public_pages(each: Address, shop: Shop, stranger: Client) -> None:
    assert stranger.get(each.url(shop)).status_code == 200


@pytest.mark.parametrize("each", [a for a in GUARDED if a.reads], ids=by_name)
def test_a_stranger_reads_nothing_of_an_assessment(
    each: Address, shop: Shop, stranger: Client
) -> None:
    response = stranger.get(each.url(shop))

    assert (response.status_code, shop.assessment.name in response.text) == (404, False)
    assert "You need a link for this" in response.text


@pytest.mark.parametrize("each", POSTABLE, ids=by_name)
def test_a_stranger_changes_nothing(each: Address, shop: Shop, stranger: Client) -> None:
    before = everything_stored()

    response = stranger.post(each.url(shop), {"name": "mine", "option": "full", "seen": 0})

    assert (response.status_code, everything_stored()) == (404, before)


@pytest.mark.parametrize("each", POSTABLE, ids=by_name)
def test_a_reader_changes_nothing(each: Address, shop: Shop, reader: Client) -> None:
    before = everything_stored()

    response = reader.post(each.url(shop), {"name": "mine", "option": "full", "seen": 0})

    expected = {"what-if": 302, "assessment-restore": 404}.get(each.name, 403)
    assert (response.status_code, everything_stored()) == (expected, before)


@pytest.mark.parametrize("each", READABLE, ids=by_name)
def test_a_reader_reads_what_readers_may(each: Address, shop: Shop, reader: Client) -> None:
    response = reader.get(each.url(shop))

    asks = each.name in {"question", "store-question"}
    expected = 302 if asks else 403 if each.reads == "editors" else 200
    assert response.status_code == expected


@pytest.mark.parametrize("each", READABLE, ids=by_name)
def test_an_editor_reads_everything(each: Address, shop: Shop, editor: Client) -> None:
    assert editor.get(each.url(shop)).status_code == 200


@pytest.mark.parametrize("each", READABLE, ids=by_name)
def test_the_holder_of_another_link_reads_nothing(each: Address, shop: Shop) -> None:
    response = opened(new_shop(name="Other").edit_secret).get(each.url(shop))

    assert (response.status_code, shop.assessment.name in response.text) == (404, False)


@pytest.mark.parametrize("each", QUICK, ids=by_name)
def test_an_address_answers_to_its_methods_alone(each: Address, shop: Shop, editor: Client) -> None:
    url = each.url(shop)
    methods = [*ODD_METHODS, "OPTIONS"]
    methods += [] if "POST" in each.methods else ["POST"]
    methods += [] if "GET" in each.methods else ["GET", "HEAD"]

    statuses = {method: editor.generic(method, url).status_code for method in methods}

    assert statuses == dict.fromkeys(methods, 405)


@pytest.mark.parametrize("each", PAGES, ids=by_name)
def test_head_answers_as_get_does_without_a_body(each: Address, shop: Shop, editor: Client) -> None:
    url = each.url(shop)

    head, get = editor.head(url), editor.get(url)

    assert (head.status_code, head.content) == (get.status_code, b"")


@pytest.mark.parametrize("each", [a for a in QUICK if "POST" in a.methods], ids=by_name)
def test_a_form_without_its_token_changes_nothing(each: Address, shop: Shop) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = opened(shop.edit_secret).cookies
    before = everything_stored()

    for token in ({}, {"csrfmiddlewaretoken": "x" * 64}, {"csrfmiddlewaretoken": "\x00é"}):
        response = strict.post(each.url(shop), {"name": "mine", **token})

        assert (response.status_code, everything_stored()) == (403, before)


def test_a_form_with_its_token_is_taken(shop: Shop) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = opened(shop.edit_secret).cookies
    url = address(shop, "store-list")
    token = page(strict.get(url)).field("csrfmiddlewaretoken")

    response = strict.post(url, {"name": "videos", "csrfmiddlewaretoken": token})

    assert (response.status_code, store_names(shop)) == (302, ["orders", "images", "videos"])


# Links


def test_looking_at_a_link_opens_nothing(shop: Shop, stranger: Client) -> None:
    shown = stranger.get(reverse("link-open", args=[shop.edit_secret]))

    assert (shown.status_code, shop.assessment.name in shown.text) == (200, False)
    assert stranger.get(address(shop, "assessment-tasks")).status_code == 404


def test_opening_a_link_leads_to_an_address_without_the_secret(
    shop: Shop, stranger: Client
) -> None:
    response = stranger.post(reverse("link-open", args=[shop.edit_secret]))

    assert (response.status_code, response["Location"]) == (303, address(shop, "assessment-tasks"))


def test_a_revoked_link_shuts_out_at_the_next_request(shop: Shop, reader: Client) -> None:
    url = address(shop, "result")
    before = reader.get(url).status_code

    actions.revoke_link(link=Link.objects.get(role=Role.READ))

    assert (before, reader.get(url).status_code) == (200, 404)


def test_a_read_link_does_not_lower_an_edit_grant(shop: Shop, editor: Client) -> None:
    editor.post(reverse("link-open", args=[shop.read_secret]))

    assert editor.get(address(shop, "assessment-manage")).status_code == 200


def test_an_edit_link_raises_a_read_grant(shop: Shop, reader: Client) -> None:
    reader.post(reverse("link-open", args=[shop.edit_secret]))

    assert reader.get(address(shop, "assessment-manage")).status_code == 200


def test_a_read_link_takes_the_place_of_a_revoked_edit_link(shop: Shop, editor: Client) -> None:
    actions.make_link(assessment=shop.assessment, role=Role.EDIT)
    actions.revoke_link(link=Link.objects.filter(role=Role.EDIT).order_by("id")[0])

    editor.post(reverse("link-open", args=[shop.read_secret]))

    assert editor.get(address(shop, "result")).status_code == 200
    assert editor.get(address(shop, "assessment-manage")).status_code == 403


@pytest.mark.parametrize("secret", ["edit-" + "x" * 43, "read-" + "A" * 20, "-" * 10, "x"])
def test_an_unknown_link_opens_nothing_and_says_so(secret: str, stranger: Client) -> None:
    for response in (stranger.get(f"/open/{secret}/"), stranger.post(f"/open/{secret}/")):
        assert response.status_code == 404
        assert "This link opens nothing" in response.text or "nothing here" in response.text


def test_leaving_forgets_every_assessment(shop: Shop, editor: Client) -> None:
    editor.post(reverse("leave"))

    assert editor.get(address(shop, "assessment-tasks")).status_code == 404


def test_a_made_link_is_shown_once_and_opens(shop: Shop, editor: Client) -> None:
    made = editor.post(address(shop, "link-make"), {"role": "read", "label": "review board"})
    shown = [value for value in page(made).attributes("input", "value") if "/open/" in value]

    assert (made.status_code, len(shown)) == (200, 1)
    assert shown[0] not in editor.get(address(shop, "assessment-manage")).text
    opened(shown[0].rstrip("/").rsplit("/", 1)[1])


def test_too_many_links_are_refused_with_what_to_do(shop: Shop, editor: Client) -> None:
    while shop.assessment.links.count() < actions.MAX_LINKS:
        actions.make_link(assessment=shop.assessment, role=Role.READ)

    refused = editor.post(address(shop, "link-make"), {"role": "read", "label": "review board"})

    assert (refused.status_code, shop.assessment.links.count()) == (422, actions.MAX_LINKS)
    assert "at most 20 may open an assessment at the same time" in refused.text
    assert "Revoke one" in refused.text


def test_sending_the_start_form_twice_gives_the_same_links(stranger: Client) -> None:
    token = page(stranger.get(reverse("assessment-create"))).field("once")

    def links(name: str, once: str) -> list[str]:
        made = stranger.post(reverse("assessment-create"), {"name": name, "once": once})
        return [value for value in page(made).attributes("input", "value") if "/open/" in value]

    first, again, other = links("Shop", token), links("Shop", token), links("Other", token)

    assert first == again
    assert set(first).isdisjoint(other)
    assert Assessment.objects.count() == 2
    for odd in ("", "x" * 43 + "!", "\x00", "x" * 5000):
        assert len(links("Shop", odd)) == 2
    assert Assessment.objects.count() == 6


def test_the_token_of_another_browser_opens_nothing(stranger: Client) -> None:
    token = page(stranger.get(reverse("assessment-create"))).field("once")
    stranger.post(reverse("assessment-create"), {"name": "Shop", "once": token})
    other = Client()
    other.get(reverse("assessment-create"))

    other.post(reverse("assessment-create"), {"name": "Shop", "once": token})

    assert Assessment.objects.count() == 2


def test_a_link_of_another_assessment_is_not_revoked(shop: Shop, editor: Client) -> None:
    other = new_shop(name="Other")
    link = Link.objects.get(assessment=other.assessment, role=Role.READ)

    response = editor.post(address(shop, "link-revoke", link.pk))

    assert (response.status_code, Link.objects.exclude(revoked_at=None).count()) == (404, 0)


def test_the_page_says_why_the_last_edit_link_stays(shop: Shop, editor: Client) -> None:
    link = Link.objects.get(role=Role.EDIT)

    response = editor.post(address(shop, "link-revoke", link.pk), follow=True)

    assert "This is the last edit link" in response.text
    assert Link.objects.exclude(revoked_at=None).count() == 0


def test_no_secret_is_stored_or_logged(stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    created = stranger.post(reverse("assessment-create"), {"name": "Web shop"})
    urls = [value for value in page(created).attributes("input", "value") if "/open/" in value]
    secrets = [url.rstrip("/").rsplit("/", 1)[1] for url in urls]
    for secret in secrets:
        stranger.get(reverse("link-open", args=[secret]))
        stranger.post(reverse("link-open", args=[secret]))

    sessions = repr([each.get_decoded() for each in Session.objects.all()])
    kept = everything_stored() + sessions + caplog.text

    assert len(secrets) == 2
    assert not [secret for secret in secrets if secret in kept or secret[5:] in kept]


# Deleted and expired


def test_a_deleted_assessment_is_shut_and_its_editor_can_bring_it_back(
    shop: Shop, editor: Client, reader: Client
) -> None:
    deleted = editor.post(address(shop, "assessment-delete"), follow=True)

    assert (deleted.status_code, "“Web shop” is deleted" in deleted.text) == (404, True)
    assert address(shop, "assessment-restore") in page(deleted).attributes("form", "action")
    seen_by_reader = reader.get(address(shop, "result"))
    assert (seen_by_reader.status_code, "<form method" in seen_by_reader.text) == (404, False)
    back = editor.post(address(shop, "assessment-restore"), follow=True)
    assert (back.status_code, store_names(shop)) == (200, ["orders", "images"])


def test_an_expired_assessment_says_so_and_can_be_brought_back_until_it_is_erased(
    shop: Shop, editor: Client
) -> None:
    Assessment.objects.update(expires_at="2020-01-01T00:00:00Z")

    closed = editor.get(address(shop, "result"))
    back = editor.post(address(shop, "assessment-restore"), follow=True)

    assert (closed.status_code, "This assessment has expired" in closed.text) == (404, True)
    assert back.status_code == 200


def test_the_link_of_a_deleted_assessment_still_leads_to_its_undo(shop: Shop) -> None:
    actions.delete_assessment(assessment=shop.assessment)

    response = opened(shop.edit_secret).get(address(shop, "assessment-tasks"))

    assert "Bring it back" in response.text


@pytest.mark.parametrize("each", POSTABLE, ids=by_name)
def test_nothing_is_changed_in_a_deleted_assessment(
    each: Address, shop: Shop, editor: Client
) -> None:
    if each.name == "assessment-restore":
        pytest.skip("this one is for deleted assessments")
    actions.delete_assessment(assessment=shop.assessment)
    before = everything_stored()

    response = editor.post(each.url(shop), {"name": "mine", "option": "full", "seen": 0})

    assert (response.status_code, everything_stored()) == (404, before)


def test_an_answer_that_meets_a_deletion_is_told_so(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deleted_at_this_moment(**arguments: Any) -> None:
        actions.delete_assessment(assessment=shop.assessment)
        saved(**arguments)

    saved = actions.save_answer
    monkeypatch.setattr(actions, "save_answer", deleted_at_this_moment)

    response = editor.post(address(shop, "question", "iac-adoption"), {"option": "full", "seen": 0})

    assert (response.status_code, stored_answers(shop)) == (404, [])
    assert "is deleted" in response.text


def everything_stored() -> str:
    """All rows of our own tables, as one text."""
    models = apps.get_app_config("decision").get_models()
    rows = [each._default_manager.order_by("pk") for each in models]
    return "\n".join(serializers.serialize("json", each) for each in rows)


def test_a_read_link_leads_to_the_result_and_an_edit_link_to_the_tasks(
    shop: Shop, stranger: Client
) -> None:
    read = stranger.post(reverse("link-open", args=[shop.read_secret]))
    edit = stranger.post(reverse("link-open", args=[shop.edit_secret]))

    assert read["Location"] == reverse("result", args=[shop.assessment.pk])
    assert edit["Location"] == reverse("assessment-tasks", args=[shop.assessment.pk])


def test_the_start_page_leads_back_to_what_this_browser_opened(
    shop: Shop, editor: Client, reader: Client, stranger: Client
) -> None:
    def links(client: Client) -> list[str]:
        return page(client.get(reverse("home"))).attributes("a", "href")

    tasks, result = (
        reverse(name, args=[shop.assessment.pk]) for name in ("assessment-tasks", "result")
    )

    assert (tasks in links(editor), result in links(editor)) == (True, False)
    assert (tasks in links(reader), result in links(reader)) == (False, True)
    assert shop.assessment.name not in stranger.get(reverse("home")).text
    assert "no-store" in editor.get(reverse("home"))["Cache-Control"]
    actions.delete_assessment(assessment=shop.assessment)
    assert tasks not in links(editor)


def test_deleting_asks_once(shop: Shop, editor: Client) -> None:
    url = reverse("assessment-delete", args=[shop.assessment.pk])
    managed = page(editor.get(reverse("assessment-manage", args=[shop.assessment.pk])))

    asked = editor.get(url)

    assert url in managed.attributes("a", "href")
    assert url not in managed.attributes("form", "action")
    assert "Delete this assessment?" in asked.text
    assert shop.reload().deleted_at is None
    editor.post(url)
    assert shop.reload().deleted_at is not None
