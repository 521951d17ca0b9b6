import json
from collections import Counter
from typing import Any

import pytest

from decision.readers import terraform_plan, terraform_state
from decision.readers.shapes import Reading, Refused, Unit
from decision.readers.terraform import head
from tests.readers.corpus import corpus
from tests.readers.reading import edges_of

PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]'


def held(type_: str, name: str, *instances: Any, **more: Any) -> Any:
    return {"mode": "managed", "type": type_, "name": name, "provider": PROVIDER,
            "instances": list(instances or [{}]), **more}  # fmt: skip


def state(*resources: Any) -> str:
    return json.dumps({"version": 4, "serial": 1, "lineage": "x", "resources": resources})


def old(*modules: Any, **more: Any) -> str:
    return json.dumps({"version": 3, "serial": 1, "modules": modules, **more})


def read(text: str) -> Reading:
    keys = head(text)
    assert terraform_state.seems(keys)
    assert not terraform_plan.seems(keys)
    return terraform_state.read(text, "shop")


def unit(text: str) -> Unit:
    (found,) = read(text).units
    return found


def edges(text: str) -> set[tuple[str, str, str]]:
    return edges_of(unit(text))


def test_instances_with_their_addresses_and_settings() -> None:
    found = unit(
        state(
            held("aws_db_instance", "d", {"attributes": {
                "deletion_protection": True, "password": "canary", "multi_az": False}},
                module="module.a[0]"),
            held("aws_vpc", "v", {"index_key": 0}, {"index_key": 'a"b'}, {"deposed": "12ab"}),
            held("aws_ami", "x", mode="data"),
        )
    )  # fmt: skip
    assert [(e.address, e.provider, e.settings) for e in found.resources] == [
        ("module.a[0].aws_db_instance.d", "aws", {"deletion_protection": True, "multi_az": False}),
        ("aws_vpc.v[0]", "aws", {}),
        (r'aws_vpc.v["a\"b"]', "aws", {}),
    ]
    assert (found.format, found.tool) == ("terraform-state", "terraform")


def test_dependencies_are_addresses_from_the_root() -> None:
    text = state(
        held("aws_vpc", "v", module="module.net"),
        held("aws_instance", "i", {"dependencies": ["module.net.aws_vpc.v", "data.aws_ami.x"]}),
    )
    assert edges(text) == {("aws_instance.i", "module.net.aws_vpc.v", "dependencies")}
    assert any("indirectly" in each for each in read(text).remarks)


def test_instances_of_a_module_depend_on_each_other_only() -> None:
    parts = [
        held(type_, "x", {"dependencies": depends}, module=f'module.m["{at}"]')
        for at in "ab"
        for type_, depends in (("aws_a", []), ("aws_b", ["module.m.aws_a.x"]))
    ]
    assert edges(state(*parts)) == {
        (f'module.m["{at}"].aws_b.x', f'module.m["{at}"].aws_a.x', "dependencies") for at in "ab"
    }


def test_early_files_of_version_4_name_what_is_beside_them() -> None:
    text = state(
        held("aws_vpc", "v", module="module.a"),
        held("aws_lb", "l", {"depends_on": ["aws_vpc.v"],
                             "attributes_flat": {"enable_deletion_protection": "true"}},
             module="module.a"),
        held("aws_elb", "e", {"depends_on": ["module.a"]}),
    )  # fmt: skip
    assert edges(text) == {
        ("module.a.aws_lb.l", "module.a.aws_vpc.v", "depends_on"),
        ("aws_elb.e", "module.a.aws_vpc.v", "depends_on"),
        ("aws_elb.e", "module.a.aws_lb.l", "depends_on"),
    }
    assert unit(text).resources[1].settings == {"enable_deletion_protection": True}


def test_modules_of_version_3() -> None:
    resources = {
        "aws_s3_bucket.b": {"type": "aws_s3_bucket", "provider": "provider.aws.west", "primary": {
            "attributes": {"versioning.#": "1", "versioning.0.enabled": "true", "acl": "canary",
                           "force_destroy": "false", "replication_configuration.#": "0"}}},
        "aws_vpc.v.0": {"type": "aws_vpc", "primary": {}, "depends_on": ["aws_s3_bucket.b"]},
        "aws_vpc.v.1": {"type": "aws_vpc", "primary": {},
                        "depends_on": ["aws_s3_bucket.b", "data.a.b"]},
        "aws_lb.l": {"type": "aws_lb", "primary": {}, "depends_on": ["aws_vpc.v.*", "aws_vpc.v.1"]},
        "data.aws_ami.a": {"type": "aws_ami", "primary": {}},
        "aws_eip.gone": {"type": "aws_eip", "primary": None},
    }  # fmt: skip
    text = old({"path": ["root"]}, {"path": ["root", "m"], "resources": resources})
    found = {each.address: each for each in unit(text).resources}
    assert sorted(found) == ["module.m.aws_lb.l", "module.m.aws_s3_bucket.b",
                             "module.m.aws_vpc.v[0]", "module.m.aws_vpc.v[1]"]  # fmt: skip
    bucket = found["module.m.aws_s3_bucket.b"]
    assert (bucket.provider, bucket.settings) == (
        "aws",
        {"versioning": True, "force_destroy": False},
    )
    assert edges(text) == {
        ("module.m.aws_vpc.v[0]", "module.m.aws_s3_bucket.b", "depends_on"),
        ("module.m.aws_vpc.v[1]", "module.m.aws_s3_bucket.b", "depends_on"),
        ("module.m.aws_lb.l", "module.m.aws_vpc.v[0]", "depends_on"),
        ("module.m.aws_lb.l", "module.m.aws_vpc.v[1]", "depends_on"),
    }


def test_a_note_of_the_backend_says_what_it_is() -> None:
    (remark,) = read(old({"path": ["root"]}, backend={"type": "s3"})).remarks
    assert "state pull" in remark


def test_dependencies_without_end_are_cut_off_with_a_remark() -> None:
    count = 300
    names = [f"aws_a.r{i}" for i in range(count)]
    parts = [held("aws_a", f"r{i}", {"dependencies": names}) for i in range(count)]
    reading = read(state(*parts))
    assert len(reading.units[0].edges) < count * count / 2
    assert any("left out" in each for each in reading.remarks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": 9, "serial": 1}', "version other than 1 to 4"),
        ('{"version": "canary", "serial": 1}', "at version"),
        ('{"serial": 1, "lineage": "x", "encrypted_data": "canary"}', "encrypted"),
        (state(held("aws_vpc", "v", {}, {})), "same address"),
        ('{"version": 4, "resources": [{"instances": [{"dependencies": "canary"}]}]}',
         "at resources[0].instances[0].dependencies"),
        ('{"version": 4, "resources": ' + "[" * 100_000, "at resources[0]"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(Refused) as raised:
        terraform_state.read(text, "shop")
    assert words in str(raised.value)
    assert "canary" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 3, "deployment": {"resources": []}}',
        '{"version": "3", "services": {}}',
        '{"version": 4}',
        '{"resources": []}',
        '{"version": "1.2.3", "resources": {}}',
        '{"version": 1.5, "resources": {}}',
    ],
)
def test_other_files_with_a_version_are_no_states(text: str) -> None:
    assert not terraform_state.seems(head(text))


def test_files_of_the_corpus() -> None:
    folder = corpus()
    expected = json.loads((folder / "types.json").read_text())
    planted = json.loads((folder / "canaries.json").read_text())
    canaries = [each for several in planted.values() for each in several]
    names = [name for name in expected if name.startswith("tf-state")]
    assert names
    for name in names:
        reading = read((folder / "files" / name).read_text())
        (found,) = reading.units
        assert Counter(each.type for each in found.resources) == expected[name], name
        assert not [each for each in canaries if each in repr(reading)], name
