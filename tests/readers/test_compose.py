import pytest

from decision.readers.images import data_image
from tests.readers.reading import edges_of, settings_of, types_of, unit_of

SHOP = """
x-common: &common
  restart: always
  image: registry.example.org/team/app:1
services:
  db:
    image: docker.io/library/postgres:16@sha256:abc
    environment: {POSTGRES_PASSWORD: canary-password}
    volumes: [db-data:/var/lib/postgresql, ./init:/init, /etc/x:/etc/x, unnamed-data]
  app:
    <<: *common
    image: registry.example.org/team/other:2
    depends_on: {db: {condition: service_healthy}}
    links: ["db:database"]
    volumes: [{type: volume, source: shared, target: /s}, {type: bind, source: ., target: /b}]
  side:
    <<: *common
    network_mode: service:app
    volumes_from: ["app:ro", "container:elsewhere"]
    depends_on: [app, missing]
volumes:
  db-data:
  shared: {external: true}
"""


def test_services_and_volumes_are_resources() -> None:
    assert types_of(unit_of(SHOP)) == {
        "service/db": "service",
        "service/app": "service",
        "service/side": "service",
        "volume/db-data": "volume",
        "volume/shared": "volume",
    }


def test_references() -> None:
    assert edges_of(unit_of(SHOP)) == {
        ("service/db", "volume/db-data", "volumes"),
        ("service/app", "service/db", "depends_on"),
        ("service/app", "service/db", "links"),
        ("service/app", "volume/shared", "volumes"),
        ("service/side", "service/app", "network_mode"),
        ("service/side", "service/app", "volumes_from"),
        ("service/side", "service/app", "depends_on"),
    }


def test_only_known_words_are_kept() -> None:
    unit = unit_of(SHOP)
    assert settings_of(unit, "service/db") == {"image": "postgres"}
    assert settings_of(unit, "service/app") == {}
    assert settings_of(unit, "volume/shared") == {"external": True}
    assert "canary" not in repr(unit)
    assert "registry" not in repr(unit)


@pytest.mark.parametrize(
    ("image", "word"),
    [
        ("postgres", "postgres"),
        ("bitnami/postgresql:15", "postgres"),
        ("localhost:5000/a/mysql-server:8", "mysql"),
        ("confluentinc/cp-kafka", "kafka"),
        ("${REGISTRY:-docker.io}/redis:${TAG:-7}", "redis"),
        ("prometheuscommunity/postgres-exporter", None),
        ("mongo-express", None),
        ("postgres.example.org/app", None),
        ("mypostgresapp", None),
        ("${IMAGE}", None),
        (None, None),
    ],
)
def test_images_that_hold_data(image: object, word: str | None) -> None:
    assert data_image(image) == word


def test_the_oldest_form_has_services_at_the_top() -> None:
    unit = unit_of("db: {image: mysql}\napp: {build: ., links: [db]}")
    assert edges_of(unit) == {("service/app", "service/db", "links")}


def test_services_may_have_nothing_in_them() -> None:
    assert types_of(unit_of("services: {a: , b: {image: x}}")).keys() == {"service/a", "service/b"}
