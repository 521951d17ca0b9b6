"""What every test can rely on."""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: those tests run on PostgreSQL as well, but for what one
    database proves for both."""
    for item in items:
        if item.get_closest_marker("once"):
            continue
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
