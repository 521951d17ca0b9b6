"""Names that people can read come from addresses."""

import pytest

from decision.domain.resources import Basis, Classified, Label
from decision.inspection import Found
from decision.readers.shapes import Resource
from decision.web.presenters.infrastructure.naming import LONGEST, free, store_name


def named(address: str, format: str = "terraform-plan") -> str:
    about = Classified("aws_db_instance", Label.STATEFUL, "relational-database", None, Basis.LISTED)
    found = Found(Resource(address, "aws_db_instance", "aws", "shop"), about, None)
    return store_name(found, format, "Relational database")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("aws_db_instance.orders_db", "orders db"),
        ('module.shop.aws_s3_bucket.images["eu.west"]', "images"),
        ("module.orders.aws_db_instance.this[0]", "orders"),
        ("aws_db_instance.default", "Relational database".lower()),
        ("aws_db_instance.7", "Relational database".lower()),
        ("StatefulSet/shop/postgres-main", "postgres main"),
        ("MainDBInstance", "main DB instance"),
        ("...", "Relational database".lower()),
        ("", "Relational database".lower()),
    ],
)
def test_a_name_is_the_last_part_that_says_something(address: str, name: str) -> None:
    assert named(address) == name


def test_what_cdk_adds_to_names_is_left_out() -> None:
    assert named("OrdersTableDD18004A", "cloudformation") == "orders table"
    assert named("OrdersFACADEBE", "cloudformation") == "orders FACADEBE"


def test_a_name_is_never_longer_than_it_may_be() -> None:
    assert len(named("x" * 5000)) == LONGEST


def test_a_taken_name_gets_a_number() -> None:
    assert free("orders", {"orders", "orders (2)"}) == "orders (3)"
