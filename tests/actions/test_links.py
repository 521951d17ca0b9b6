"""Links open an assessment until they are revoked; their secrets are stored nowhere."""

from unittest.mock import patch

import pytest

from decision import actions, queries
from decision.models import Link, Role
from tests.systems import new_shop

pytestmark = pytest.mark.django_db


def test_creating_gives_one_link_to_edit_and_one_to_read() -> None:
    shop = new_shop()

    roles = [
        (link.role, link.assessment_id)
        for link in map(queries.link_by_secret, (shop.edit_secret, shop.read_secret))
        if link
    ]

    assert roles == [("edit", shop.assessment.pk), ("read", shop.assessment.pk)]


def test_the_prefix_of_a_secret_says_what_it_is_for() -> None:
    shop = new_shop()

    assert shop.edit_secret.startswith("edit-")
    assert shop.read_secret.startswith("read-")


def test_a_secret_is_long_and_never_the_same() -> None:
    secrets = {
        secret
        for shop in (new_shop(), new_shop())
        for secret in (shop.edit_secret, shop.read_secret)
    }

    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {5 + 43}


def test_no_row_holds_a_secret() -> None:
    shop = new_shop()
    extra = actions.make_link(assessment=shop.assessment, role=Role.READ, label="review board")

    stored = repr(list(Link.objects.values()))

    assert not [s for s in (shop.edit_secret, shop.read_secret, extra) if s[5:] in stored]


def test_a_revoked_link_opens_nothing() -> None:
    shop = new_shop()
    link = Link.objects.get(role=Role.READ)

    actions.revoke_link(link=link)

    assert queries.link_by_secret(shop.read_secret) is None
    assert queries.valid_link(link.pk, shop.assessment.pk) is None


def test_revoking_twice_keeps_the_first_moment() -> None:
    new_shop()
    link = Link.objects.get(role=Role.READ)
    actions.revoke_link(link=link)
    first = Link.objects.get(pk=link.pk).revoked_at

    actions.revoke_link(link=link)

    assert Link.objects.get(pk=link.pk).revoked_at == first


def test_the_last_edit_link_is_not_revoked() -> None:
    shop = new_shop()

    with pytest.raises(actions.LastEditLink):
        actions.revoke_link(link=Link.objects.get(role=Role.EDIT))

    assert queries.link_by_secret(shop.edit_secret) is not None


def test_an_edit_link_is_revoked_once_there_is_another() -> None:
    shop = new_shop()
    first = Link.objects.get(role=Role.EDIT)
    second = actions.make_link(assessment=shop.assessment, role=Role.EDIT)

    actions.revoke_link(link=first)

    assert queries.link_by_secret(shop.edit_secret) is None
    assert queries.link_by_secret(second) is not None


@pytest.mark.parametrize("secret", ["", "edit-", "edit-" + "x" * 43, "\x00", "\ud800", "é" * 5000])
def test_a_wrong_secret_opens_nothing(secret: str) -> None:
    new_shop()

    assert queries.link_by_secret(secret) is None


def test_links_are_limited_and_a_revoked_one_makes_room() -> None:
    shop = new_shop()
    for _ in range(actions.MAX_LINKS - 2):
        actions.make_link(assessment=shop.assessment, role=Role.READ)

    with pytest.raises(actions.TooManyLinks):
        actions.make_link(assessment=shop.assessment, role=Role.READ)
    actions.revoke_link(link=shop.assessment.links.filter(role=Role.READ)[0])
    actions.make_link(assessment=shop.assessment, role=Role.READ)

    assert shop.assessment.links.filter(revoked_at=None).count() == actions.MAX_LINKS


def test_making_and_revoking_links_has_an_end() -> None:
    shop = new_shop()
    for _ in range(2):
        actions.make_link(assessment=shop.assessment, role=Role.READ)
        actions.revoke_link(link=shop.assessment.links.filter(role=Role.READ)[0])

    with (
        patch("decision.actions.links.MOST_LINKS_EVER", 4),
        pytest.raises(actions.TooManyLinks),
    ):
        actions.make_link(assessment=shop.assessment, role=Role.READ)

    assert shop.assessment.links.count() == 4
