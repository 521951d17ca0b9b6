"""An assessment whose stored edition this version cannot read: a page, and a way on."""

import pytest
from django.test import Client

from decision.content import current_catalog
from decision.models import Assessment, Edition
from tests.systems import Shop, answer
from tests.web.visits import address, page

PAGES = ("assessment-tasks", "assessment-manage", "result", "report", "map", "store-list")


@pytest.fixture
def old(shop: Shop) -> Shop:
    """The shop with an answer, begun with content of a format that is gone."""
    answer(shop, "iac-adoption", "full")
    files = {"edition.yaml": "once: upon a time\n"}
    edition = Edition.objects.create(content_hash="unreadable", name="1999.1", files=files)
    Assessment.objects.update(edition=edition)
    return shop


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_so_and_offers_what_can_be_done(name: str, old: Shop, editor: Client) -> None:
    response = editor.get(address(old, name))

    found = page(response)
    assert response.status_code == 409
    assert "edition 1999.1" in found.text
    assert address(old, "edition-adopt") in found.attributes("form", "action")
    assert address(old, "assessment-export") in found.attributes("a", "href")
    assert "no-store" in response["Cache-Control"]


def test_a_reader_can_export_and_is_not_offered_the_change(old: Shop, reader: Client) -> None:
    found = page(reader.get(address(old, "result")))

    assert address(old, "assessment-export") in found.attributes("a", "href")
    assert address(old, "edition-adopt") not in found.attributes("form", "action")
    assert "iac-adoption: full" in reader.get(address(old, "assessment-export")).text


def test_with_the_current_edition_the_assessment_goes_on(old: Shop, editor: Client) -> None:
    response = editor.post(address(old, "edition-adopt"), follow=True)

    assert response.status_code == 200
    assert old.reload().edition_id == current_catalog().content_hash
