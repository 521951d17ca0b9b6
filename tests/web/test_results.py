"""The result, its cells and the what-if: answer first, nothing saved by looking."""

from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decision.catalog.examples import example_system
from decision.content import current_catalog
from tests.systems import Shop, answer, new_shop, stored_answers
from tests.web.test_access import everything_stored
from tests.web.visits import address, opened, page


@pytest.fixture
def asked(shop: Shop) -> Shop:
    """The shop with the answers that decide alone: its images are shared by many teams."""
    answer(shop, "iac-adoption", "full")
    answer(shop, "consumers", "shared-many-teams", shop.stores[1])
    return shop


def test_without_a_store_the_result_asks_for_one(db: None) -> None:
    shop = new_shop()

    response = opened(shop.edit_secret).get(address(shop, "result"))

    assert (response.status_code, "No store yet" in response.text) == (200, True)
    assert address(shop, "store-list") in page(response).attributes("a", "href")


def test_every_cell_of_the_result_leads_to_its_own_page(asked: Shop, editor: Client) -> None:
    links = page(editor.get(address(asked, "result"))).attributes("a", "href")
    cells = {link for link in links if link.startswith(address(asked, "result") + "2/")}

    assert len(cells) == 5 * 3
    assert {editor.get(cell).status_code for cell in cells} == {200}


def test_the_page_of_a_cell_names_the_gate_that_decides(asked: Shop, editor: Client) -> None:
    response = editor.get(address(asked, "result-cell", 2, "iac-unit", "production"))

    assert "Gate: " in page(response).text


def test_what_decides_is_the_first_reason_of_the_result_and_of_its_cell(
    asked: Shop, editor: Client
) -> None:
    """A pipeline that must be apart takes the unit along, although the points say otherwise."""
    for question, option in {
        "separation-of-duties": "separate-people",
        "infrastructure-ownership": "full",
    }.items():
        answer(asked, question, option)
    for question, option in {"consumers": "exclusive", "recovery": "recreatable"}.items():
        answer(asked, question, option, asked.stores[1])
    said = "The strongest reasons A pipeline that must be apart needs a unit of its own"

    result = page(editor.get(address(asked, "result"))).text
    cell = page(editor.get(address(asked, "result-cell", 2, "iac-unit", "production"))).text

    assert f"{said} “Deployment pipeline” is separate here because of “Other people" in result
    assert f"{said} “Deployment pipeline” is separate here because of “Other people" in cell


def test_a_gate_with_two_effects_is_one_step_of_its_cell(asked: Shop, editor: Client) -> None:
    store = asked.stores[1]
    for question, option in {"loss-impact": "high", "recovery": "irreplaceable"}.items():
        answer(asked, question, option, store)

    response = editor.get(address(asked, "result-cell", 2, "iac-unit", "production"))

    assert response.text.count("Gate: The data must not be lost") == 1
    assert "Separate, whatever the points say. At most “either”" in page(response).text


def test_an_export_names_the_edition_it_was_answered_with(asked: Shop, editor: Client) -> None:
    exported = editor.get(address(asked, "assessment-export")).text

    assert f'\nedition: "{asked.assessment.edition.name}"\n' in exported


def test_readers_and_editors_see_the_same_result(
    asked: Shop, editor: Client, reader: Client
) -> None:
    verdicts = [
        [word for word in page(client.get(address(asked, "result"))).words if "images" in word]
        for client in (editor, reader)
    ]

    assert verdicts[0] == verdicts[1]


# What if


def test_a_tried_answer_is_shown_at_an_address_and_saves_nothing(
    asked: Shop, editor: Client
) -> None:
    before = everything_stored()
    form = {"system.iac-adoption": "full", "2.consumers": "exclusive", "1.consumers": ""}

    sent = editor.post(address(asked, "what-if"), form)
    shown = editor.get(sent["Location"])

    assert parse_qsl(urlsplit(sent["Location"]).query) == [("2.consumers", "exclusive")]
    assert "One answer is changed." in shown.text
    assert everything_stored() == before


def test_with_javascript_only_the_outcome_comes_back(asked: Shop, editor: Client) -> None:
    url = address(asked, "what-if") + "?2.consumers=exclusive"

    part = editor.get(url, headers={"HX-Request": "true"})
    whole = editor.get(url)
    boosted = editor.get(url, headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert part.text.strip().startswith('<section id="outcome"')
    assert part.text.strip() in whole.text
    assert "<html" in boosted.text
    assert "HX-Request" in whole["Vary"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_adopting_saves_what_was_tried(
    headers: dict[str, str], asked: Shop, editor: Client
) -> None:
    tried = editor.get(address(asked, "what-if") + "?2.consumers=exclusive")
    form = {"seen": page(tried).field("seen"), "2.consumers": page(tried).field("2.consumers")}

    response = editor.post(address(asked, "what-if-adopt"), form, headers=headers)

    assert (response.status_code, response["Location"]) == (302, address(asked, "result"))
    assert stored_answers(asked) == [
        ("", "iac-adoption", "full", "", 1),
        ("images", "consumers", "exclusive", "", 2),
    ]


def test_a_stale_what_if_is_not_adopted_and_stays_on_the_page(asked: Shop, editor: Client) -> None:
    seen = asked.fingerprint
    answer(asked, "iac-adoption", "partial")

    form = {"seen": seen, "2.consumers": "exclusive"}
    response = editor.post(address(asked, "what-if-adopt"), form)

    shown = page(response)
    assert (response.status_code, "Nothing was adopted" in shown.text) == (409, True)
    assert (shown.field("2.consumers"), shown.field("seen")) == ("exclusive", asked.fingerprint)
    assert stored_answers(asked) == [
        ("", "iac-adoption", "partial", "", 2),
        ("images", "consumers", "shared-many-teams", "", 1),
    ]


def test_a_reader_may_try_but_not_adopt(asked: Shop, reader: Client) -> None:
    shown = page(reader.get(address(asked, "what-if") + "?2.consumers=exclusive"))

    assert "One answer is changed." in shown.text
    assert address(asked, "what-if-adopt") not in shown.attributes("form", "action")


def test_unknown_illegal_and_unchanged_answers_are_left_out(asked: Shop, editor: Client) -> None:
    form = {
        "system.iac-adoption": "full",
        "system.no-such": "full",
        "2.consumers": "no-such",
        "9.consumers": "exclusive",
        "consumers": "exclusive",
    }

    sent = editor.post(address(asked, "what-if"), form)

    assert sent["Location"] == address(asked, "what-if")


def test_more_changes_than_an_address_holds_are_shown_all_the_same(
    asked: Shop, editor: Client
) -> None:
    form = {"1.consumers": "exclusive", "2.consumers": "exclusive"}

    with patch("decision.web.views.results.LONGEST_ADDRESS", 50):
        response = editor.post(address(asked, "what-if"), form)

    assert (response.status_code, "2 answers are changed." in response.text) == (200, True)


def test_what_moves_is_listed_by_boundary_with_the_question_that_it_opens(
    asked: Shop, editor: Client
) -> None:
    answer(asked, "infrastructure-ownership", "full")
    url = address(asked, "what-if")

    shown = page(editor.get(url + "?system.infrastructure-ownership=shared")).text
    moved = page(editor.get(url + "?system.iac-adoption=none")).text

    opened_one = current_catalog().questions["ownership-sharing"].title
    assert opened_one in shown.partition("To be asked first then:")[2]
    assert "Infrastructure repository Development, Test and Production:" in moved
    assert "To be asked first then:" not in page(editor.get(url)).text


# The side panel


def test_the_panel_shows_the_recommendation_so_far_until_it_is_put_away(
    asked: Shop, editor: Client
) -> None:
    url = address(asked, "question", "iac-adoption")
    away = page(editor.get(url)).text

    sent = editor.post(address_of_panel(), {"next": url})
    shown = page(editor.get(sent["Location"])).text

    assert ("Still possible: " in away, "Still possible: " in shown) == (False, True)
    assert sent["Location"] == url


def test_stores_that_stand_alike_share_an_entry_of_the_panel(shop: Shop) -> None:
    client = opened(shop.edit_secret)
    url = address(shop, "question", "iac-adoption")
    together = page(client.get(url)).text
    answer(shop, "consumers", "shared-many-teams", shop.stores[1])

    apart = page(client.get(url)).text

    assert (together.count("Still possible: "), "orders and images" in together) == (1, True)
    assert (apart.count("Still possible: "), "orders and images Ask" in apart) == (2, False)


def test_the_panel_names_the_next_question_with_its_store_and_never_the_open_one(
    shop: Shop,
) -> None:
    client = opened(shop.edit_secret)
    answered = example_system(current_catalog(), "craft-market").answers
    for question, option in answered.items():
        answer(shop, question, option)
    shown = client.get(address(shop, "question", "iac-adoption")).text
    best = shown.partition("Next best question")[2].partition("</section>")[0]
    url = best.partition('href="')[2].partition('"')[0]

    here = client.get(url).text

    assert ">orders: " in best
    assert f'href="{url}"' not in here


def address_of_panel() -> str:
    return "/panel/"


# How much is read


@pytest.mark.parametrize(
    "name", ["assessment-tasks", "check-answers", "store-list", "result", "assessment-export"]
)
def test_the_number_of_queries_does_not_grow_with_the_stores(name: str, db: None) -> None:
    counts = []
    for stores in (1, 20):
        shop = new_shop(*(f"store {number}" for number in range(stores)))
        for store in shop.stores:
            answer(shop, "consumers", "exclusive", store)
        client = opened(shop.edit_secret)
        counts.append(queries_of(client, address(shop, name)))

    assert counts[0] == counts[1]
    assert counts[0] <= 7


def test_the_number_of_queries_of_a_question_does_not_grow_with_the_stores(db: None) -> None:
    counts = []
    for stores in (1, 20):
        shop = new_shop(*(f"store {number}" for number in range(stores)))
        client = opened(shop.edit_secret)
        client.post(address_of_panel())
        counts.append(queries_of(client, address(shop, "store-question", 1, "consumers")))

    assert counts[0] == counts[1]


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
