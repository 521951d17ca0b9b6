"""An assessment is created, imported, renamed, deleted, brought back and erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from decision import actions, queries
from decision.content import catalog_for, current_catalog
from decision.domain.answers import Store as DomainStore
from decision.domain.answers import System
from decision.models import Answer, Assessment, Edition, Link, Store
from tests.systems import answer, later_catalog, new_shop

pytestmark = pytest.mark.django_db

SYSTEM = System(
    name="Web shop",
    answers={"iac-adoption": "full"},
    notes={"iac-adoption": "all of it", "seniority": "we still argue"},
    stores=(
        DomainStore("orders", {"consumers": "exclusive"}, "cache", {"consumers": "only us"}),
        DomainStore("images"),
    ),
)


def test_a_new_assessment_is_empty_and_uses_the_current_edition() -> None:
    shop = new_shop(name="Web shop")

    assert shop.assessment.edition_id == current_catalog().content_hash
    assert queries.sheet(shop.assessment).system() == System("Web shop")


def test_an_imported_system_is_read_back_as_it_was() -> None:
    created = actions.import_system(system=SYSTEM, catalog=current_catalog())

    assert queries.sheet(created.assessment).system() == SYSTEM


def test_a_system_with_too_many_stores_is_not_imported() -> None:
    stores = tuple(DomainStore(f"store {n}") for n in range(actions.MAX_STORES + 1))

    with pytest.raises(actions.TooManyStores):
        actions.import_system(system=System("Huge", stores=stores), catalog=current_catalog())

    assert Assessment.objects.count() == 0


def test_renaming_changes_the_name_alone() -> None:
    shop = new_shop("orders")
    before = queries.sheet(shop.assessment).system()

    actions.rename_assessment(assessment=shop.assessment, name="Web shop 2")

    after = queries.sheet(shop.reload()).system()
    assert (after.name, after.stores) == ("Web shop 2", before.stores)


def test_a_deleted_assessment_is_found_only_when_asked_for_and_can_come_back() -> None:
    shop = new_shop("orders")

    actions.delete_assessment(assessment=shop.assessment)
    found = queries.assessment_by_id(shop.assessment.pk)
    found_deleted = queries.assessment_by_id(shop.assessment.pk, deleted=True)
    actions.restore_assessment(assessment=shop.assessment)

    assert (found, found_deleted) == (None, shop.assessment)
    assert queries.assessment_by_id(shop.assessment.pk) == shop.assessment


def test_deleting_twice_does_not_prolong_the_undo_period() -> None:
    shop = new_shop()
    actions.delete_assessment(assessment=shop.assessment)
    first = shop.reload().deleted_at

    actions.delete_assessment(assessment=shop.assessment)

    assert shop.reload().deleted_at == first


def test_an_expired_assessment_is_not_alive() -> None:
    shop = new_shop()
    Assessment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert queries.assessment_by_id(shop.assessment.pk) is None


def test_every_change_moves_the_expiry_on() -> None:
    shop = new_shop("orders", "images")
    store, other = shop.stores
    changes = (
        lambda: actions.rename_assessment(assessment=shop.assessment, name="B"),
        lambda: answer(shop, "iac-adoption", "full"),
        lambda: actions.adopt_answers(
            assessment=shop.assessment, changes={}, seen=shop.fingerprint
        ),
        lambda: actions.add_store(assessment=shop.assessment, name="videos", kind=""),
        lambda: actions.change_store(store=store, name="orders 2", kind=""),
        lambda: actions.copy_store(store=store),
        lambda: actions.remove_store(store=other),
        lambda: actions.restore_store(store=other),
        lambda: actions.restore_assessment(assessment=shop.assessment),
        lambda: actions.adopt_edition(assessment=shop.assessment, catalog=later_catalog()),
    )
    moved = []
    for change in changes:
        Assessment.objects.update(expires_at=timezone.now() + timedelta(days=1))
        change()
        moved.append(shop.reload().expires_at > timezone.now() + timedelta(days=364))

    assert moved == [True] * len(changes)


def test_purging_erases_what_is_expired_or_deleted_for_long_and_nothing_else() -> None:
    names = ("alive", "deleted today", "deleted long ago", "expired")
    shops = {name: new_shop("orders", name=name) for name in names}
    answer(shops["expired"], "consumers", "exclusive", shops["expired"].stores[0])
    now = timezone.now()
    rows = {name: Assessment.objects.filter(pk=shop.assessment.pk) for name, shop in shops.items()}
    rows["deleted today"].update(deleted_at=now)
    rows["deleted long ago"].update(deleted_at=now - timedelta(days=31))
    rows["expired"].update(expires_at=now - timedelta(seconds=1))

    erased = actions.purge(keep=current_catalog())

    assert erased == 2
    left = Assessment.objects.order_by("created_at").values_list("name", flat=True)
    assert list(left) == ["alive", "deleted today"]
    assert (Store.objects.count(), Link.objects.count(), Answer.objects.count()) == (2, 4, 0)


def test_purging_erases_editions_that_nobody_uses_but_keeps_the_current_one() -> None:
    shop = new_shop()
    actions.adopt_edition(assessment=shop.assessment, catalog=later_catalog())
    Assessment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    actions.purge(keep=current_catalog())

    hashes = list(Edition.objects.values_list("content_hash", flat=True))
    assert hashes == [current_catalog().content_hash]


def test_an_assessment_keeps_its_edition_when_the_content_changes() -> None:
    created = actions.create_assessment(name="Old", catalog=later_catalog())
    row = Assessment.objects.select_related("edition").get(pk=created.assessment.pk)

    catalog = catalog_for(row.edition_id)

    assert catalog.content_hash == later_catalog().content_hash
    assert catalog.content_hash != current_catalog().content_hash
    assert dict(catalog.files) == dict(later_catalog().files)


def test_an_edition_is_stored_once_for_all_its_assessments() -> None:
    new_shop()
    new_shop()

    assert Edition.objects.count() == 1


def test_adopting_an_edition_keeps_every_answer() -> None:
    created = actions.import_system(system=SYSTEM, catalog=later_catalog())

    actions.adopt_edition(assessment=created.assessment, catalog=current_catalog())

    row = Assessment.objects.get(pk=created.assessment.pk)
    assert row.edition_id == current_catalog().content_hash
    assert queries.sheet(row).system() == SYSTEM


def create_once(once: str, name: str = "Web shop") -> actions.NewAssessment:
    return actions.create_assessment(name=name, catalog=current_catalog(), once=once)


def test_the_same_form_gives_the_same_assessment_and_links() -> None:
    first, again, other = create_once("a" * 43), create_once("a" * 43), create_once("b" * 43)

    assert first == again
    assert first.assessment != other.assessment
    assert {first.edit_secret, first.read_secret}.isdisjoint({other.edit_secret, other.read_secret})
    assert [len(first.edit_secret), len(first.read_secret)] == [5 + 43, 5 + 43]


def test_without_a_token_every_assessment_is_a_new_one() -> None:
    assert create_once("").assessment != create_once("").assessment


def test_a_form_opens_nothing_that_was_deleted_or_revoked() -> None:
    deleted, revoked = create_once("a" * 43), create_once("b" * 43)
    actions.delete_assessment(assessment=deleted.assessment)
    actions.revoke_link(link=revoked.assessment.links.get(role="read"))

    again = create_once("a" * 43), create_once("b" * 43)

    assert Assessment.objects.count() == 4
    assert {deleted.edit_secret, revoked.edit_secret}.isdisjoint(new.edit_secret for new in again)


def test_the_same_import_is_made_once() -> None:
    made = [
        actions.import_system(system=SYSTEM, catalog=current_catalog(), once="a" * 43)
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert made[0].assessment.stores.count() == len(SYSTEM.stores)
