"""One question per page: saved at every step, nothing lost, with and without JavaScript."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decision import actions, queries
from decision.content import current_catalog
from decision.domain.vocabulary import DONT_KNOW
from decision.web.presenters.flow import Flow
from tests.systems import Shop, answer, new_shop, stored_answers
from tests.web.visits import address, opened, page


def post(client: Client, shop: Shop, question: str, option: str, **more: object) -> Any:
    data = {"option": option, "note": "", "seen": 0} | more
    return client.post(address(shop, "question", question), data)


def test_an_answer_is_saved_and_the_next_question_follows(shop: Shop, editor: Client) -> None:
    response = post(editor, shop, "iac-adoption", "full", note="all of it")

    second = Flow(current_catalog(), queries.sheet(shop.assessment)).steps[1].question.id
    assert stored_answers(shop) == [("", "iac-adoption", "full", "all of it", 1)]
    assert (response.status_code, response["Location"]) == (302, address(shop, "question", second))


def test_what_was_saved_is_shown_again(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "partial", note="only <the> network")

    shown = page(editor.get(address(shop, "question", "iac-adoption")))

    checked = [found["value"] for tag, found in shown.elements if "checked" in found]
    assert (checked, shown.field("seen")) == (["partial"], "1")
    assert "only <the> network" in shown.text


def test_we_do_not_know_is_an_answer(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", DONT_KNOW)

    assert stored_answers(shop) == [("", "iac-adoption", DONT_KNOW, "", 1)]


def test_a_note_alone_is_saved(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "", note="we still argue")

    assert stored_answers(shop) == [("", "iac-adoption", "", "we still argue", 1)]


def test_nothing_chosen_stays_with_a_message(shop: Shop, editor: Client) -> None:
    response = post(editor, shop, "iac-adoption", "")

    assert (response.status_code, stored_answers(shop)) == (422, [])
    assert "Choose an answer, or skip for now." in response.text


def test_a_note_can_be_taken_back(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "", note="we still argue")

    post(editor, shop, "iac-adoption", "", note="", seen=1)

    assert stored_answers(shop) == [("", "iac-adoption", "", "", 2)]


def test_line_ends_of_a_note_are_the_same_from_every_browser(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "full", note="one\r\ntwo\rthree")

    assert stored_answers(shop) == [("", "iac-adoption", "full", "one\ntwo\nthree", 1)]


def test_a_second_tab_gets_both_texts_and_can_settle_it(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "full", note="first tab")

    conflict = post(editor, shop, "iac-adoption", "none", note="second tab")
    shown = page(conflict)
    settled = post(editor, shop, "iac-adoption", "none", note="both", seen=shown.field("seen"))

    assert conflict.status_code == 409
    assert ("first tab" in shown.text, "second tab" in shown.text) == (True, True)
    checked = [found["value"] for _, found in shown.elements if "checked" in found]
    assert checked == ["none"]
    assert (settled.status_code, stored_answers(shop)) == (
        302,
        [("", "iac-adoption", "none", "both", 2)],
    )


@pytest.mark.parametrize("seen", ["", "x", "-1", "1.5", "0x1", str(10**30), "\x00", "²", "１"])
def test_a_broken_revision_loses_nothing(seen: str, shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "full", note="stored")
    post(editor, shop, "iac-adoption", "full", note="stored twice", seen=1)

    response = post(editor, shop, "iac-adoption", "none", note="typed", seen=seen)

    assert (response.status_code, "stored twice" in response.text) == (409, True)
    assert "typed" in response.text
    assert stored_answers(shop) == [("", "iac-adoption", "full", "stored twice", 2)]


def test_a_first_answer_without_a_revision_is_saved(shop: Shop, editor: Client) -> None:
    editor.post(address(shop, "question", "iac-adoption"), {"option": "full"})

    assert stored_answers(shop) == [("", "iac-adoption", "full", "", 1)]


@pytest.mark.parametrize("option", ["no-such-option", "x" * 5000, "\x00", "full ", "FULL"])
def test_an_unknown_option_is_refused_and_the_note_kept_on_the_page(
    option: str, shop: Shop, editor: Client
) -> None:
    response = post(editor, shop, "iac-adoption", option, note="typed")

    assert (response.status_code, stored_answers(shop)) == (422, [])
    assert "typed" in response.text


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("x" * 4001, "at most 4000 characters"),
        ("x" * 5000, "at most 4000 characters"),
        ("bell \x07", "control character (U+0007)"),
        ("no character \ufffe", "control character (U+FFFE)"),
        ("no character \uffff", "control character (U+FFFF)"),
        ("nul \x00", "Null characters are not allowed"),
        ("escape \x1b[31m", "control character (U+001B)"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_and_shown_again(
    note: str, message: str, shop: Shop, editor: Client
) -> None:
    response = post(editor, shop, "iac-adoption", "full", note=note)

    assert (response.status_code, stored_answers(shop)) == (422, [])
    assert message in response.text
    assert note[:6] in response.text
    assert page(response).field("seen") == "0"


def test_markup_in_a_note_is_shown_as_text(shop: Shop, editor: Client) -> None:
    post(editor, shop, "iac-adoption", "full", note="</textarea><script>alert(1)</script>")

    for name in ("question", "check-answers"):
        arguments = ("iac-adoption",) if name == "question" else ()
        html = editor.get(address(shop, name, *arguments)).text
        assert "<script>alert(1)" not in html


def test_without_javascript_and_with_it_the_rows_are_the_same(db: None) -> None:
    shops = [new_shop("orders"), new_shop("orders")]
    rows = []
    for shop, headers in zip(shops, ({}, {"HX-Request": "true"}), strict=True):
        client = opened(shop.edit_secret)
        for question, option in (("iac-adoption", "full"), ("team-structure", DONT_KNOW)):
            url = address(shop, "question", question)
            data = {"option": option, "note": "why", "seen": 0}
            assert client.post(url, data, headers=headers).status_code == 302
        rows.append(stored_answers(shop))

    assert rows[0] == rows[1]
    assert len(rows[0]) == 2


# Questions that are not asked


def test_a_question_that_is_not_asked_says_when_it_is_and_shows_what_was_typed(
    shop: Shop, editor: Client
) -> None:
    url = address(shop, "question", "owned-environments")
    answer(shop, "infrastructure-ownership", "full")

    shown = editor.get(url)
    posted = editor.post(url, {"option": "none", "note": "a long thought", "seen": 0})

    assert (shown.status_code, posted.status_code) == (404, 404)
    assert "This question is not asked now" in shown.text
    assert address(shop, "assessment-tasks") in page(shown).attributes("a", "href")
    assert "a long thought" in posted.text
    assert len(stored_answers(shop)) == 1


def test_a_question_opens_and_closes_with_the_answer_that_asks_for_it(
    shop: Shop, editor: Client
) -> None:
    url = address(shop, "question", "owned-environments")

    answer(shop, "infrastructure-ownership", "none")
    opened_by = editor.get(url).status_code
    answer(shop, "infrastructure-ownership", "full")
    closed_by = editor.get(url).status_code

    assert (opened_by, closed_by) == (200, 404)


@pytest.mark.parametrize("question", ["no-such-question", "x" * 5000, "consumers", "zone"])
def test_an_unknown_question_or_one_of_stores_is_not_found(
    question: str, shop: Shop, editor: Client
) -> None:
    assert editor.get(address(shop, "question", question)).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99, 10**17, 10**18, 10**30])
def test_a_store_that_is_not_there_has_no_questions(
    number: int, shop: Shop, editor: Client
) -> None:
    base = reverse("assessment-tasks", args=[shop.assessment.pk])

    for rest in ("", "copy/", "remove/", "restore/", "questions/consumers/"):
        url = f"{base}stores/{number}/{rest}"
        statuses = {editor.get(url).status_code, editor.post(url, {"name": "x"}).status_code}
        assert statuses <= {404, 405}


def test_a_removed_store_has_no_questions_but_keeps_its_answers(shop: Shop, editor: Client) -> None:
    answer(shop, "consumers", "exclusive", shop.stores[0])
    actions.remove_store(store=shop.stores[0])

    response = editor.get(address(shop, "store-question", 1, "consumers"))

    assert (response.status_code, "the store was removed" in response.text) == (404, True)
    assert stored_answers(shop) == [("orders", "consumers", "exclusive", "", 1)]


def test_the_numbers_of_stores_count_within_their_own_assessment(
    shop: Shop, editor: Client
) -> None:
    other = new_shop("theirs", name="Other")

    editor.post(address(shop, "store-question", 1, "consumers"), {"option": "exclusive"})

    assert stored_answers(shop) == [("orders", "consumers", "exclusive", "", 1)]
    assert stored_answers(other) == []


def test_an_answer_that_was_taken_back_has_to_be_chosen_again(shop: Shop, editor: Client) -> None:
    url = address(shop, "question", "iac-adoption")
    editor.post(url, {"option": "full", "note": "", "seen": 0})
    editor.post(url, {"option": "", "note": "", "seen": 1})

    response = editor.post(url, {"option": "", "note": "", "seen": 2})

    assert (response.status_code, "Choose an answer, or skip" in response.text) == (422, True)
