import dataclasses
import json
from collections import Counter

import pytest

from decision.readers.documents import Limits, for_web
from decision.readers.shapes import Refused
from decision.readers.system import read_files
from tests.readers.corpus import corpus
from tests.readers.reading import read_paths, read_texts

SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}"


def names(texts: dict[str, object]) -> list[str]:
    return [each.name for each in read_paths(texts).units]


def test_units_are_named_after_their_files() -> None:
    assert names({"shop.yaml": SECRET, "b/net.template.json": {"Resources": {
        "A": {"Type": "AWS::S3::Bucket"}}}}) == ["shop", "net"]  # fmt: skip
    assert names({"a/x.yaml": SECRET, "b/x.yml": SECRET}) == ["a/x", "b/x"]
    assert names({"x.yaml": SECRET, "x.yml": SECRET}) == ["x", "x-2"]


def test_formats_do_not_depend_on_names() -> None:
    assert read_paths({"plan.tf": SECRET}).units[0].format == "kubernetes"


def test_a_file_that_is_not_read_is_a_remark_beside_others() -> None:
    reading = read_paths({"a.yaml": SECRET, "page.html": "<html>canary</html>"})
    assert len(reading.units) == 1
    (remark,) = reading.remarks
    assert remark.startswith("page.html is left out. This seems to be an HTML page")
    assert "canary" not in remark


BUCKET = 'resource "aws_s3_bucket" "a" {}'


def test_files_of_one_terraform_folder_are_one_unit() -> None:
    files = {
        "shop/main.tf": BUCKET,
        "shop/more.txt": BUCKET.replace('"a"', '"b"'),
        "x.yaml": SECRET,
    }
    reading = read_paths(files)
    assert [each.name for each in reading.units] == ["x", "shop"]
    assert {each.address for each in reading.units[1].resources} == {
        "aws_s3_bucket.a",
        "aws_s3_bucket.b",
    }


def test_terraform_folders_apart_are_units_apart() -> None:
    units = read_paths({"infra/a/main.tf": BUCKET, "/infra/b/main.tf": BUCKET}).units
    assert [each.name for each in units] == ["infra/a", "infra/b"]


def test_names_of_units_are_never_the_same() -> None:
    files = {"a/main.tf": BUCKET, "b/main.tf": BUCKET, "terraform/a.yaml": SECRET,
             "a.yaml": SECRET, "terraform.yaml": SECRET}  # fmt: skip
    units = [each.name for each in read_paths(files).units]
    assert len(units) == len(set(units)) == 5


def test_all_refused_names_each() -> None:
    with pytest.raises(Refused, match=r"a\.html is left out.*\nb\.txt is left out"):
        read_paths({"a.html": "<html>", "b.txt": "text"})
    with pytest.raises(Refused, match="No file"):
        read_files({}, Limits())


def test_files_are_capped_together() -> None:
    data = SECRET.encode()
    cap = Limits(bytes=2 * len(data))
    assert len(read_files({"a": data, "b": data}, cap).units) == 2
    with pytest.raises(Refused, match="together"):
        read_files({"a": data, "b": data + b"\n"}, cap)


EXPORT = {"Value": {"Ref": "Vpc"}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-Vpc"}}}
NETWORK = {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}, "Outputs": {"V": EXPORT}}
SERVER = {"Resources": {"Server": {"Type": "AWS::EC2::Instance", "Properties": {
    "Vpc": {"Fn::ImportValue": {"Fn::Sub": "${NetworkStack}-Vpc"}}}}}}  # fmt: skip


def test_names_with_the_name_of_a_stack_in_them_are_joined_if_only_one_fits() -> None:
    (edge,) = read_texts(network=NETWORK, server=SERVER).units[1].edges
    assert edge == (("server", "Server"), ("network", "Vpc"), "ImportValue")
    two = read_texts(network=NETWORK, other=NETWORK, server=SERVER)
    assert two.units[2].edges == ()


@pytest.mark.parametrize(
    "document",
    [
        {"Resources": {"A": {"Type": "AWS::S3::Bucket", "DependsOn": 5}}},
        {"Resources": {"A": {"Type": "AWS::S3::Bucket", "Metadata": 5, "Properties": 5}}},
        {"apiVersion": "v1", "kind": "Secret", "metadata": 5, "spec": [5]},
        {"apiVersion": "v1", "kind": "Service", "spec": {"selector": [1], "template": "x"}},
        {"apiVersion": "v1", "kind": "List", "items": [5, None, {"kind": 5}]},
        {"services": {"a": {"image": 5, "depends_on": 5, "volumes": [5, None], "extends": [5]}}},
        {"deployment": {"manifest": 5, "resources": [5, {"urn": "x", "type": 5, "inputs": 5}]}},
        {"deployment": {"manifest": 5, "resources": [
            {"urn": "urn:pulumi:a::b::c:d:e::f", "propertyDependencies": {"a": 5}}]}},
        {"contentVersion": 5, "resources": [{"type": "Microsoft.A/b", "name": 5, "dependsOn": 5,
                                             "properties": 5, "copy": 5, "resources": [5]}]},
        {"version": "1", "artifacts": {"a": {"type": 5, "properties": 5}}},
    ],
)  # fmt: skip
def test_files_of_another_shape_never_break(document: object) -> None:
    try:
        units = read_texts(file=document).units
    except Refused:
        units = ()
    assert len(units) <= 1


def test_addresses_can_be_shown() -> None:
    bad = "A\u202e\x07\n" + "x" * 5_000
    resources = {bad: {"Type": "AWS::S3::Bucket"}, "B": {"Type": "AWS::S3::Bucket",
                                                        "DependsOn": bad}}  # fmt: skip
    (unit,) = read_texts(file={"Resources": resources}).units
    assert all(each.address.isprintable() and len(each.address) <= 260 for each in unit.resources)
    assert unit.edges[0].target.address == unit.resources[0].address


def test_types_of_the_corpus_are_as_expected() -> None:
    folder = corpus()
    wrong = {}
    for name, types in json.loads((folder / "types.json").read_text()).items():
        try:
            reading = read_files({name: (folder / "files" / name).read_bytes()}, Limits())
        except Refused:
            found = None
        else:
            found = Counter(each.type for unit in reading.units for each in unit.resources)
        if (found or None) != (types or None):
            wrong[name] = found
    assert wrong == {}


def test_nothing_planted_in_the_corpus_goes_on() -> None:
    folder = corpus()
    planted = json.loads((folder / "canaries.json").read_text())
    for name, canaries in planted.items():
        try:
            shown = repr(read_files({name: (folder / "files" / name).read_bytes()}, Limits()))
        except Refused as refused:
            shown = repr(refused)
        assert [each for each in canaries if each in shown] == []


def test_the_corpus_can_be_read_as_one_system() -> None:
    folder = corpus()
    files = {each.name: each.read_bytes() for each in sorted((folder / "files").iterdir())}
    reading = read_files(files, Limits())
    units = [each.name for each in reading.units]
    assert len(units) == len(set(units))
    places = {(unit.name, each.address) for unit in reading.units for each in unit.resources}
    assert len(places) == sum(len(unit.resources) for unit in reading.units)
    assert all(
        each.source in places and each.target in places
        for unit in reading.units
        for each in unit.edges
    )


@pytest.mark.parametrize(
    ("line", "less", "enough"),
    [
        ("a = [1, 2, 3]", Limits(hcl_tokens=500), Limits(hcl_tokens=5_000)),
        ("", Limits(hcl_tokens=100), Limits(hcl_tokens=1_000)),
        ("a = 1", Limits(hcl_characters=500), Limits(hcl_characters=5_000)),
    ],
    ids=["words", "empty lines", "characters"],
)
def test_more_of_terraforms_language_than_may_be_read_is_left_out_of_the_others(
    line: str, less: Limits, enough: Limits
) -> None:
    much = "locals {\n" + f"{line}\n" * 200 + "}\n"
    files = {"a.tf": much.encode(), "b.yaml": b"apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"}
    (remark,) = read_files(files, less).remarks
    assert remark.startswith("a.tf is left out. Terraform's files are read word by word")
    for limits in (enough, Limits()):
        assert len(read_files(files, limits).units) == 2


def test_limits_of_terraforms_language_are_none_for_its_json() -> None:
    files = {"main.tf.json": b'{"resource": {"aws_vpc": {"a": {}, "b": {}}}}'}
    (unit,) = read_files(files, Limits(hcl_tokens=1, hcl_characters=1)).units
    assert len(unit.resources) == 2


def test_the_web_has_a_limit_of_every_kind() -> None:
    assert None not in dataclasses.asdict(for_web(20_000_000)).values()
