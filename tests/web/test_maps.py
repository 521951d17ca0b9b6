"""The pages and files of the maps, above all where there is no drawing."""

import subprocess

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from decision.actions import add_store
from decision.reports.drawing import process
from tests.systems import Shop, new_shop
from tests.web.visits import address, opened, page

TOO_LONG = "The drawing took too long and was stopped."


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No drawing from another test."""
    cache.clear()


@pytest.fixture
def no_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)


@pytest.fixture
def slow_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dot that never ends in time."""

    class Slow(subprocess.Popen[bytes]):
        def communicate(
            self, input: bytes | None = None, timeout: float | None = None
        ) -> tuple[bytes, bytes]:
            raise subprocess.TimeoutExpired("dot", timeout or 0)

    monkeypatch.setattr("subprocess.Popen", Slow)


@pytest.mark.parametrize(("name", "entry"), [("map", "Team topologies"), ("map-small", "orders")])
@pytest.mark.usefixtures("no_dot")
def test_without_dot_a_page_says_so_and_has_the_list(
    name: str, entry: str, shop: Shop, reader: Client
) -> None:
    response = reader.get(address(shop, name))

    seen = page(response)
    assert response.status_code == 200
    assert process.INSTALL in seen.text
    assert entry in seen.text.partition("The map as a list")[2]
    assert "data-map" not in response.content.decode()


@pytest.mark.usefixtures("slow_dot")
def test_a_drawing_that_takes_too_long_leaves_the_list(shop: Shop, reader: Client) -> None:
    seen = page(reader.get(address(shop, "map-small")))

    assert TOO_LONG in seen.text
    assert "orders" in seen.text.partition("The map as a list")[2]


@pytest.mark.usefixtures("no_dot")
def test_without_dot_the_public_map_is_a_list(stranger: Client) -> None:
    seen = page(stranger.get(reverse("public-map")))

    assert process.INSTALL in seen.text
    assert "Team topologies" in seen.text.partition("The map as a list")[2]


@pytest.mark.usefixtures("no_dot")
def test_without_dot_a_download_says_so(shop: Shop, reader: Client) -> None:
    response = reader.get(address(shop, "map-download", "assessment", "png"))

    assert response.status_code == 503
    assert process.INSTALL in page(response).text
    assert "try again" not in page(response).text


@pytest.mark.usefixtures("slow_dot")
def test_a_download_that_took_too_long_is_worth_another_try(shop: Shop, reader: Client) -> None:
    response = reader.get(address(shop, "map-download", "assessment", "png"))

    assert "Please try again in a minute." in page(response).text


@pytest.mark.usefixtures("no_dot")
def test_a_missing_drawing_is_not_kept(
    shop: Shop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get(address(shop, "map-small"))
    monkeypatch.undo()

    assert "data-map" in reader.get(address(shop, "map-small")).content.decode()


def test_the_small_map_names_zones_as_zones(db: None) -> None:
    shop = new_shop("orders", kind="relational-database")
    add_store(assessment=shop.assessment, name="something", kind="")

    text = page(opened(shop.read_secret).get(address(shop, "map-small"))).text

    assert "Medium zone" in text
    assert "Zone unknown" in text


def test_the_file_of_the_small_map_is_a_slide(shop: Shop, reader: Client) -> None:
    response = reader.get(address(shop, "map-download", "assessment", "svg"))

    assert b'width="960pt" height="540pt"' in response.content
    assert response["Content-Disposition"].endswith('-assessment-map.svg"')
