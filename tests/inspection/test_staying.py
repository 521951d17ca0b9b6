"""Stores that stay with their application, and what protects them there."""

from decision.catalog.examples import example_system
from decision.content import current_catalog
from decision.domain.answers import System
from decision.inspection import Examination, examine
from decision.readers.shapes import Reading
from decision.records.inspection import to_json, to_text
from tests.readers.reading import read_texts

TEMPLATE = """
Resources:
  OrdersTable: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
  CustomerDirectory: {Type: AWS::Cognito::UserPool}
  Api:
    Type: AWS::Lambda::Function
    Properties: {Environment: {Variables: {T: !Ref OrdersTable, D: !Ref CustomerDirectory}}}
"""
#: The same stores, with nothing that runs beside them.
ALONE = TEMPLATE.partition("  Api:")[0]


def market() -> System:
    """Answers that keep the table with its application, and take the directory apart."""
    return example_system(current_catalog(), "craft-market")


def examined(text: str = TEMPLATE, system: System | None = None) -> Examination:
    reading: Reading = read_texts(shop=text)
    return examine(current_catalog(), reading, system)


def test_what_the_answers_keep_together_stays_with_its_gaps_and_measures() -> None:
    found = examined(system=market())

    (stay,) = found.stays
    assert (stay.store, stay.found.resource.address) == ("Orders table", "OrdersTable")
    settings = [each.setting for each in stay.gaps]
    assert "UpdateReplacePolicy" in settings
    assert "DeletionPolicy" not in settings
    assert "any-plan-gate" in stay.measures
    assert all(each.startswith("any-") for each in stay.measures)
    (cut,) = found.cuts
    assert [each.resource.address for each in cut.stores] == ["CustomerDirectory"]


def test_without_answers_and_without_an_application_nothing_stays() -> None:
    assert examined().stays == ()
    assert examined(ALONE, market()).stays == ()


def test_what_stays_is_in_the_records() -> None:
    found = examined(system=market())

    (stay,) = to_json(found)["stays"]
    assert {key: stay[key] for key in ("store", "address", "unit", "protected")} == {
        "store": "Orders table",
        "address": "OrdersTable",
        "unit": "shop",
        "protected": False,
    }
    assert stay["gaps"] == [g for g in to_json(found)["gaps"] if g["address"] == "OrdersTable"]
    assert {"id", "title", "setting", "because", "trap", "sources"} == set(stay["measures"][0])
    shown = " ".join(to_text(found).split())
    assert "Stays with the application: protect it there" in shown
    assert "OrdersTable (Orders table): set" in shown
    assert "UpdateReplacePolicy: Retain" in shown.split("protect it there")[1]
    assert to_json(examined())["stays"] == []
    assert "Stays with" not in to_text(examined())
