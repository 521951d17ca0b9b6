"""A workshop in session, and people who come in."""

import pytest

from tests.web.workshops.rooms import Room, new_workshop


@pytest.fixture
def room(db: None) -> Room:
    return Room(new_workshop())
