"""Who comes to the site: an editor and a reader of the same shop, and a stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.systems import Shop, new_shop
from tests.web.visits import opened


@pytest.fixture
def shop(db: None) -> Shop:
    """A web shop with two stores and no answer."""
    return new_shop("orders", "images")


@pytest.fixture
def editor(shop: Shop) -> Client:
    """With the side panel put away, which takes its time and has tests of its own."""
    client = opened(shop.edit_secret)
    client.post(reverse("panel-toggle"))
    return client


@pytest.fixture
def reader(shop: Shop) -> Client:
    return opened(shop.read_secret)


@pytest.fixture
def stranger(db: None) -> Client:
    return Client(raise_request_exception=False)
