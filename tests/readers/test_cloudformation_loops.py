"""Loops in CloudFormation templates."""

from typing import Any

import pytest

from decision.readers.cloudformation_loops import MOST_TURNS, unrolled
from decision.readers.shapes import Refused
from decision.readers.yaml_values import Tagged
from tests.readers.reading import unit_of

TABLES = """
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Stages:
    - Stage
    - [Test, Live]
    - Fn::ForEach::Tables:
        - Table
        - [Orders, "bill-items"]
        - "${Stage}&{Table}":
            Type: AWS::DynamoDB::Table
            DeletionPolicy: Retain
          "Alarm${Stage}&{Table}":
            Type: AWS::CloudWatch::Alarm
            Properties: {Dimensions: [{Value: !Ref "${Stage}&{Table}"}]}
  Fn::ForEach::Unknown:
    - Name
    - !Ref Names
    - "Queue${Name}": {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic}
"""


def test_loops_declare_a_resource_for_each_value() -> None:
    found = unit_of(TABLES)
    assert {each.address: each.type.split("::")[-1] for each in found.resources} == {
        "TestOrders": "Table",
        "AlarmTestOrders": "Alarm",
        "Testbillitems": "Table",
        "AlarmTestbillitems": "Alarm",
        "LiveOrders": "Table",
        "AlarmLiveOrders": "Alarm",
        "Livebillitems": "Table",
        "AlarmLivebillitems": "Alarm",
        "Queue${Name}": "Queue",
        "Topic": "Topic",
    }
    assert {(e.source.address, e.target.address) for e in found.edges} == {
        (f"Alarm{name}", name)
        for name in ("TestOrders", "Testbillitems", "LiveOrders", "Livebillitems")
    }


def test_a_reference_to_the_value_of_a_loop_is_the_value() -> None:
    body = {"Type": "T", "Name": {"Ref": "N"}, "Other": [Tagged("Ref", "N"), {"Ref": "X"}]}
    found = unrolled({"Fn::ForEach::L": ["N", ["a", 2], {"R${N}": body}]})
    assert found["R2"] == {"Type": "T", "Name": "2", "Other": ["2", {"Ref": "X"}]}
    assert list(found) == ["Ra", "R2"]


@pytest.mark.parametrize(
    "loop", [None, "text", [], ["N"], ["N", ["a"]], ["N", ["a"], "x"], [1, ["a"], {}], {"N": 1}]
)
def test_what_is_no_loop_declares_nothing(loop: object) -> None:
    assert unrolled({"Fn::ForEach::L": loop, "T": {"Type": "x"}}) == {"T": {"Type": "x"}}


def test_loops_that_make_far_too_much_are_refused() -> None:
    values = [str(number) for number in range(100)]
    empty: dict[str, Any] = {}
    for name in "ABCDE":
        empty = {f"Fn::ForEach::{name}": [name, values, empty]}
    with pytest.raises(Refused, match=str(MOST_TURNS)):
        unrolled(empty)
    doubling: dict[str, Any] = {"R": {"Type": "${V40}"}}
    for number in range(40, 0, -1):
        twice = f"${{V{number - 1}}}" * 2
        doubling = {f"Fn::ForEach::L{number}": [f"V{number}", [twice], doubling]}
    with pytest.raises(Refused, match="20 MB"):
        unrolled({"Fn::ForEach::L0": ["V0", ["canary"], doubling]})
