from typing import Any

import pytest

from tests.readers.reading import edges_of, read_texts, settings_of, types_of, unit_of

SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          "plaintext": '"canary-plain"'}  # fmt: skip


def urn(type_: str, name: str, stack: str = "prod", project: str = "shop") -> str:
    return f"urn:pulumi:{stack}::{project}::{type_}::{name}"


STACK = urn("pulumi:pulumi:Stack", "shop-prod")
KEY = urn("aws:kms/key:Key", "main")
DATABASE = urn("my:index:Store$aws:rds/instance:Instance", "main")
APP = urn("aws:lambda/function:Function", "app")
RESOURCES: list[dict[str, Any]] = [
    {"urn": STACK, "type": "pulumi:pulumi:Stack"},
    {"urn": KEY, "type": "aws:kms/key:Key", "parent": STACK, "retainOnDelete": True},
    {"urn": DATABASE, "type": "aws:rds/instance:Instance", "parent": STACK, "protect": True,
     "inputs": {"password": SECRET, "backupRetentionPeriod": 7, "deletionProtection": SECRET},
     "outputs": {"address": "canary-address"},
     "dependencies": [KEY], "propertyDependencies": {"kmsKeyId": [KEY], "password": None}},
    {"urn": APP, "type": "aws:lambda/function:Function", "dependencies": [DATABASE, "urn:gone"],
     "propertyDependencies": {"x": []}},
]  # fmt: skip


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: {"version": 3, "deployment": inner},
        lambda inner: {"version": 4, "features": ["x"], "deployment": inner},
        lambda inner: {"version": 3, "checkpoint": {"stack": "", "latest": inner}},
        lambda inner: {"stack": "prod", "latest": inner},
        lambda inner: inner,
    ],
)
def test_every_wrapping_is_read(wrap: Any) -> None:
    unit = unit_of(wrap({"manifest": {}, "resources": RESOURCES}))
    assert unit.name == "shop/prod"
    assert types_of(unit) == {
        "shop-prod": "pulumi:pulumi:Stack",
        "aws:kms/key:Key::main": "aws:kms/key:Key",
        "aws:rds/instance:Instance::main": "aws:rds/instance:Instance",
        "app": "aws:lambda/function:Function",
    }
    assert edges_of(unit) == {
        ("aws:kms/key:Key::main", "shop-prod", "parent"),
        ("aws:rds/instance:Instance::main", "shop-prod", "parent"),
        ("aws:rds/instance:Instance::main", "aws:kms/key:Key::main", "propertyDependencies"),
        ("app", "aws:rds/instance:Instance::main", "dependencies"),
    }


def test_settings_hold_no_values() -> None:
    unit = unit_of({"version": 3, "deployment": {"manifest": {}, "resources": RESOURCES}})
    assert settings_of(unit, "aws:kms/key:Key::main") == {"retainOnDelete": True}
    assert settings_of(unit, "aws:rds/instance:Instance::main") == {
        "protect": True,
        "backupRetentionPeriod": 7,
        "deletionProtection": "set",
    }
    assert "canary" not in repr(unit)
    assert [each.provider for each in unit.resources] == ["pulumi", "aws", "aws", "aws"]


def test_a_stack_without_resources_is_an_empty_unit() -> None:
    reading = read_texts(empty={"version": 3, "deployment": {"manifest": {}, "resources": None}})
    assert [(each.name, each.resources) for each in reading.units] == [("empty", ())]
    assert reading.remarks == ("empty declares no resources.",)


def test_references_between_stacks_are_joined() -> None:
    other = urn("pulumi:pulumi:Stack", "net-prod", project="net")
    reference = urn("pulumi:pulumi:StackReference", "net")
    reading = read_texts(
        shop={"version": 3, "deployment": {"resources": [
            {"urn": STACK, "type": "pulumi:pulumi:Stack"},
            {"urn": reference, "type": "pulumi:pulumi:StackReference",
             "inputs": {"name": "acme/net/prod"}}]}},
        net={"version": 3, "deployment": {"resources": [
            {"urn": other, "type": "pulumi:pulumi:Stack"}]}},
    )  # fmt: skip
    (edge,) = [each for unit in reading.units for each in unit.edges]
    assert edge == (("shop/prod", "net"), ("net/prod", "net-prod"), "ImportValue")


def test_the_same_urn_twice_keeps_both() -> None:
    twice = [{"urn": KEY, "type": "aws:kms/key:Key"}, {"urn": KEY, "type": "aws:kms/key:Key",
                                                       "delete": True}]  # fmt: skip
    addresses = [each.address for each in unit_of({"deployment": {"resources": twice}}).resources]
    assert addresses == ["aws:kms/key:Key::main", "aws:kms/key:Key::main#2"]
