"""Small files whose parts multiply: each is refused, or read with an end, by counting alone."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from decision.readers.arm_expressions import Effort, Names, parsed
from decision.readers.documents import Limits
from decision.readers.shapes import Reading, Refused
from decision.readers.system import read_files

BUCKET = "AWS::S3::Bucket"
STACK = "AWS::CloudFormation::Stack"


def read(**documents: Any) -> Reading:
    """Documents by the name of their file, without ending."""
    files = {f"{name}.json": json.dumps(each).encode() for name, each in documents.items()}
    return read_files(files, Limits())


def nested(other: str, many: int) -> Mapping[str, Any]:
    """A stack that nests the other one, and gives each of its parameters all of its own."""
    names = [f"P{n}" for n in range(many)]
    given = {name: [{"Ref": each} for each in names] for name in names}
    return {
        "Parameters": {name: {"Type": "String"} for name in names},
        "Resources": {
            "S": {"Type": STACK, "Properties": {"TemplateURL": other, "Parameters": given}},
            **{f"R{n}": {"Type": BUCKET, "x": {"Ref": f"P{n}"}} for n in range(many)},
        },
    }


def test_stacks_that_nest_each_other_in_a_circle_end() -> None:
    assert len(read(a=nested("b.json", 5), b=nested("a.json", 5)).units) == 2
    with pytest.raises(Refused, match="in more ways than can be followed"):
        read(a=nested("b.json", 300), b=nested("a.json", 300))


def test_a_stack_that_is_nested_very_often_ends() -> None:
    calls = {
        f"S{n}": {
            "Type": STACK,
            "Properties": {"TemplateURL": "b.json", "Parameters": {"P": {"Ref": f"B{n}"}}},
        }
        for n in range(1_000)
    }
    parent = {"Resources": {**calls, **{f"B{n}": {"Type": BUCKET} for n in range(1_000)}}}
    users = {f"R{n}": {"Type": BUCKET, "x": {"Ref": "P"}} for n in range(1_000)}
    with pytest.raises(Refused, match="in more ways than can be followed"):
        read(a=parent, b={"Parameters": {"P": {"Type": "String"}}, "Resources": users})


def test_a_text_that_names_one_thing_very_often_refers_to_it_once() -> None:
    body = {"Type": BUCKET, "x": {"Fn::Sub": "${A}" * 100_000}}
    (unit,) = read(a={"Resources": {"A": {"Type": BUCKET}, "B": body}}).units
    assert [(each.source.address, each.target.address) for each in unit.edges] == [("B", "A")]


def test_variables_that_are_put_in_very_often_are_refused() -> None:
    long = f"[concat({','.join(repr(str(n)) for n in range(900))})]"
    resource = {"type": "Microsoft.Storage/storageAccounts", "name": "a"}
    template = {
        "$schema": "https://example.org/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "variables": {"v": long},
    }
    few = {**template, "resources": [{**resource, "p": ["[variables('v')]"]}]}
    assert len(read(a=few).units[0].resources) == 1
    with pytest.raises(Refused, match="longer than can be followed"):
        read(a={**template, "resources": [{**resource, "p": ["[variables('v')]"] * 2_000}]})


def test_what_expressions_cost_is_counted_over_all_scopes_of_a_file() -> None:
    effort = Effort()
    names = Names({"v": "[concat('a', 'b')]"}, effort)
    assert Names({}, effort).effort is names.effort
    assert names.text(parsed("[variables('v')]")) == "ab"


@pytest.mark.parametrize("locks", [1, 3_000])
def test_the_first_lock_of_a_group_counts_for_all_that_is_in_it(locks: int) -> None:
    lock = {"type": "Microsoft.Authorization/locks", "properties": {"level": "CanNotDelete"}}
    template = {
        "$schema": "https://example.org/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
            *({"type": "Microsoft.Storage/storageAccounts", "name": f"a{n}"} for n in range(50)),
            *({**lock, "name": f"l{n}"} for n in range(locks)),
        ],
    }
    (unit,) = read(a=template).units
    accounts = [each for each in unit.resources if each.type.endswith("storageAccounts")]
    assert len(accounts) == 50
    assert all(each.settings.get("lock") == "CanNotDelete" for each in accounts)


def test_selectors_that_match_very_many_are_drawn_no_further() -> None:
    def made(kind: str, name: str, **more: Any) -> dict[str, Any]:
        labels = {"app": "one"} if kind == "Pod" else {}
        return {
            "apiVersion": "v1",
            "kind": kind,
            "metadata": {"name": name, "labels": labels},
        } | more

    pods = [made("Pod", f"p{n}") for n in range(3_000)]
    services = [made("Service", f"s{n}", spec={"selector": {"app": "one"}}) for n in range(50)]
    (unit,) = read(a={"apiVersion": "v1", "kind": "List", "items": [*pods, *services]}).units
    assert len(unit.resources) == 3_050
    assert len(unit.edges) <= 50 * 200
