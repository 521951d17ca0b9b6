"""Pages in another language, where content has it: other words, the same results."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from decision.content import catalog_for, current_catalog
from decision.domain.answers import Store, System
from decision.domain.findings import find
from decision.models import Edition
from decision.records.as_json import to_json
from decision.web.presenters.report import report_context_for_system
from decision.web.report_files import report_job
from tests.systems import answer, new_shop, stored_answers
from tests.web.visits import Page, address, opened, page

OVERLAY = Path(__file__).resolve().parents[1] / "fixtures" / "overlay"
GERMAN = "Beschreibt ihr eure Infrastruktur als Code?"
DAY = date(2026, 1, 31)
SYSTEM = System("Shop", {"iac-adoption": "full"}, (Store("orders", {"consumers": "exclusive"}),))


@pytest.fixture
def german(db: None, settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """The shipped content with a few texts in German, and German among the languages."""
    folder = tmp_path / "content"
    shutil.copytree(settings.CONTENT_FOLDER, folder)
    shutil.copytree(OVERLAY, folder, dirs_exist_ok=True)
    settings.CONTENT_FOLDER = folder
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
    yield
    translation.activate("en")


def in_german(client: Client) -> Client:
    client.cookies["django_language"] = "de"
    return client


def languages_of(shown: Page) -> list[str]:
    return shown.attributes("html", "lang")


@pytest.mark.usefixtures("german")
def test_a_page_is_in_the_language_of_the_request_and_says_so() -> None:
    shop = new_shop("orders")
    url = address(shop, "question", "iac-adoption")

    english = page(opened(shop.edit_secret).get(url))
    client = in_german(opened(shop.edit_secret))
    response = client.get(url)
    german = page(response)

    assert (GERMAN in german.text, GERMAN in english.text) == (True, False)
    assert (languages_of(german), languages_of(english)) == (["de"], ["en"])
    assert response["Content-Language"] == "de"


@pytest.mark.usefixtures("german")
def test_the_browser_is_asked_when_nothing_was_chosen() -> None:
    shown = page(Client(headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}).get("/rules/"))

    assert GERMAN in shown.text


@pytest.mark.usefixtures("german")
def test_what_is_not_translated_stays_english() -> None:
    shown = page(in_german(Client()).get("/rules/"))

    assert current_catalog().questions["team-structure"].title in shown.text


@pytest.mark.usefixtures("german")
def test_a_language_without_content_is_answered_in_english() -> None:
    response = Client(headers={"Accept-Language": "fr"}).get("/start/")

    assert languages_of(page(response)) == ["en"]
    assert response["Content-Language"] == "en"


@pytest.mark.usefixtures("german")
def test_the_choice_names_the_languages_that_there_are_and_is_kept() -> None:
    client = Client()
    shown = page(client.get("/glossary/?from=here"))

    chosen = client.post(reverse("language"), {"language": "de", "next": "/glossary/?from=here"})

    assert shown.attributes("button", "lang") == ["de"]
    assert shown.field("next") == "/glossary/?from=here"
    assert (chosen.status_code, chosen["Location"]) == (302, "/glossary/?from=here")
    assert languages_of(page(client.get("/glossary/"))) == ["de"]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "home", ""])
def test_the_choice_leads_nowhere_else(target: str) -> None:
    response = Client().post(reverse("language"), {"language": "xx", "next": target})

    assert response["Location"] == "/"
    assert response.cookies.get("django_language") is None


@pytest.mark.usefixtures("german")
def test_new_links_are_not_lost_to_a_change_of_language() -> None:
    shown = page(Client().post(reverse("assessment-create"), {"name": "Web shop"}))

    assert reverse("language") not in shown.attributes("form", "action")


def test_with_one_language_there_is_no_choice(db: None) -> None:
    shown = page(Client().get("/start/"))

    assert reverse("language") not in shown.attributes("form", "action")


@pytest.mark.usefixtures("german")
def test_answers_editions_and_results_are_the_same_in_all_languages() -> None:
    shop = new_shop("orders")
    client = in_german(opened(shop.edit_secret))
    answer(shop, "iac-adoption", "full")
    english = current_catalog()

    client.post(address(shop, "question", "team-structure"), {"option": "cross-functional"})
    created = client.post(reverse("assessment-create"), {"name": "Another"})
    with translation.override("de"):
        german = current_catalog()

    assert created.status_code == 200
    assert [row[1:3] for row in stored_answers(shop)] == [
        ("iac-adoption", "full"), ("team-structure", "cross-functional"),
    ]  # fmt: skip
    assert Edition.objects.count() == 1
    assert german.content_hash == english.content_hash
    assert german.questions["iac-adoption"].title != english.questions["iac-adoption"].title
    assert to_json(german, find(german.rulebook, SYSTEM)) == to_json(
        english, find(english.rulebook, SYSTEM)
    )


@pytest.mark.usefixtures("german")
def test_a_stored_edition_is_read_in_the_language_too() -> None:
    shop = new_shop("orders")
    row = Edition.objects.get()
    row.content_hash = "0" * 64
    row.save()

    with translation.override("de"):
        german = catalog_for(row.pk)

    assert german.questions["iac-adoption"].title == GERMAN
    assert catalog_for(row.pk).questions["iac-adoption"].title != GERMAN
    assert shop.assessment.edition_id != row.pk


@pytest.mark.usefixtures("german")
def test_a_report_is_in_the_language_of_the_request() -> None:
    def job(language: str) -> tuple[str, str]:
        with translation.override(language):
            from_catalog = current_catalog()
            made = report_job(report_context_for_system(from_catalog, SYSTEM, DAY))
            return made.language, made.html

    german, english = job("de"), job("en")

    assert (german[0], english[0]) == ("de", "en")
    assert (GERMAN in german[1], GERMAN in english[1]) == (True, False)
    assert '<html lang="de"' in german[1]
