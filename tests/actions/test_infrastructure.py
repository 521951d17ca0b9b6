"""Readings are proposed, confirmed once, and gone when they should be."""

from unittest.mock import patch

import pytest
from django.db import IntegrityError

from decision import actions, queries
from decision.actions import Chosen
from decision.models import DecidedType, Infrastructure, StorePlace
from decision.readers.shapes import Edge, Place, Reading, Resource, Unit
from tests.actions.test_at_the_same_time import kinds, together
from tests.systems import Shop, new_shop, store_names


def reading(*addresses: str) -> Reading:
    """One unit with buckets at these addresses, each with a setting."""
    resources = tuple(
        Resource(each, "AWS::S3::Bucket", "aws", "shop", {"DeletionPolicy": "Retain", "days": 7})
        for each in addresses
    )
    edges = tuple(
        Edge(Place("shop", first), Place("shop", addresses[0]), "Ref") for first in addresses[1:]
    )
    return Reading((Unit("shop", "cloudformation", "cloudformation", resources, edges),), ("odd",))


def proposed(shop: Shop, *addresses: str) -> Infrastructure:
    return actions.propose_reading(assessment=shop.assessment, reading=reading(*addresses))


def confirm(shop: Shop, row: Infrastructure, *chosen: Chosen) -> list[str]:
    added = actions.confirm_reading(
        assessment=shop.assessment, reading_id=row.pk, chosen=chosen, before=[]
    )
    return [store.name for store in added]


def bucket(address: str, name: str = "", number: int | None = None) -> Chosen:
    return Chosen(Place("shop", address), name or address, "bucket", number)


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_a_reading_comes_back_as_it_was_kept(self) -> None:
        shop = new_shop()
        proposed(shop, "images", "n\x00l", "é🗄️")

        row = Infrastructure.objects.get()

        assert row.reading == reading("images", "n\x00l", "é🗄️")

    def test_confirming_links_each_store_to_its_resource(self) -> None:
        shop = new_shop("images")
        row = proposed(shop, "images", "mails")

        added = confirm(shop, row, bucket("images", number=1), bucket("mails"))

        sheet = queries.sheet(shop.assessment)
        assert (added, store_names(shop)) == (["mails"], ["images", "mails"])
        assert queries.linked_places(sheet) == {
            Place("shop", "images"): 0,
            Place("shop", "mails"): 1,
        }

    def test_a_later_reading_takes_the_place_of_the_confirmed_one(self) -> None:
        shop = new_shop()
        confirm(shop, proposed(shop, "images"))

        confirm(shop, proposed(shop, "mails"))

        (row,) = Infrastructure.objects.all()
        assert (row.is_confirmed, row.reading) == (True, reading("mails"))

    def test_a_resource_is_one_store_at_most(self) -> None:
        shop = new_shop()
        confirm(shop, proposed(shop, "images"), bucket("images", "pictures"))

        confirm(shop, proposed(shop, "images"), bucket("images", "photographs"))

        assert StorePlace.objects.get().store.name == "photographs"

    @pytest.mark.parametrize("names", [("images",), ("mails", "mails")])
    def test_a_name_twice_changes_nothing(self, names: tuple[str, ...]) -> None:
        shop = new_shop("images")
        row = proposed(shop, *map(str, range(len(names))))

        with pytest.raises(actions.NameTaken):
            confirm(shop, row, *(bucket(str(n), name) for n, name in enumerate(names)))

        assert (store_names(shop), Infrastructure.objects.get().is_confirmed) == (["images"], False)

    def test_stores_beyond_the_limit_change_nothing(self) -> None:
        shop = new_shop("images")
        row = proposed(shop, "mails", "songs")

        with (
            patch("decision.actions.infrastructure.MAX_STORES", 2),
            pytest.raises(actions.TooManyStores),
        ):
            confirm(shop, row, bucket("mails"), bucket("songs"))

        assert (store_names(shop), Infrastructure.objects.get().is_confirmed) == (["images"], False)

    def test_a_store_that_was_removed_meanwhile_changes_nothing(self) -> None:
        shop = new_shop("images")
        row = proposed(shop, "images")
        actions.remove_store(store=shop.stores[0])

        with pytest.raises(actions.StaleReading):
            confirm(shop, row, bucket("images", number=1))

        assert not Infrastructure.objects.get().is_confirmed

    def test_the_reading_of_another_assessment_is_not_confirmed(self) -> None:
        shop, other = new_shop(), new_shop(name="Other")
        row = proposed(other, "images")

        with pytest.raises(actions.StaleReading):
            confirm(shop, row, bucket("images"))

    def test_a_copied_store_is_no_resource_of_the_files(self) -> None:
        shop = new_shop()
        confirm(shop, proposed(shop, "images"), bucket("images"))

        actions.copy_store(store=shop.assessment.stores.get())

        assert StorePlace.objects.count() == 1

    def test_no_more_types_are_decided_than_allowed(self) -> None:
        shop = new_shop()
        with patch("decision.actions.infrastructure.MOST_DECIDED", 1):
            for keeps in (True, False):
                actions.decide_type(assessment=shop.assessment, type="a", keeps_data=keeps)
            with pytest.raises(actions.TooManyTypes):
                actions.decide_type(assessment=shop.assessment, type="b", keeps_data=True)

        assert list(DecidedType.objects.values_list("type", "keeps_data")) == [("a", False)]

    def test_a_deleted_assessment_takes_no_reading(self) -> None:
        shop = new_shop()
        actions.delete_assessment(assessment=shop.assessment)

        with pytest.raises(type(shop.assessment).DoesNotExist):
            proposed(shop, "images")


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_confirming_from_several_tabs_adds_each_store_once(self) -> None:
        shop = new_shop()
        row = proposed(shop, "images", "mails")

        results = together(lambda _: confirm(shop, row, bucket("images"), bucket("mails")))

        assert sorted(map(len, results)) == [0, 0, 0, 2]  # type: ignore[arg-type]
        assert store_names(shop) == ["images", "mails"]
        shop.assessment.delete()

    def test_of_several_readings_at_once_one_is_kept(self) -> None:
        shop = new_shop()

        results = together(lambda number: proposed(shop, f"bucket{number}"))

        assert kinds(results) == ["Infrastructure"] * 4
        assert Infrastructure.objects.count() == 1
        assert IntegrityError.__name__ not in kinds(results)
        shop.assessment.delete()
