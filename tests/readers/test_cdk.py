from typing import Any

import pytest

from decision.readers.shapes import Refused
from tests.readers.reading import read_paths


def stack(template: str, **more: Any) -> dict[str, Any]:
    return {"type": "aws:cloudformation:stack", "properties": {"templateFile": template}, **more}


def manifest(**artifacts: Any) -> dict[str, Any]:
    return {"version": "36.0.0", "artifacts": artifacts}


DATA = {
    "Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}},
    "Outputs": {"Out": {"Value": {"Ref": "Bucket"}, "Export": {"Name": "Data:Bucket"}}},
}
APP = {
    "Resources": {
        "App": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Environment": {"Fn::ImportValue": "Data:Bucket"}},
        }
    }
}
ASSEMBLY = {
    "cdk.out/manifest.json": manifest(
        Tree={"type": "cdk:tree", "properties": {"file": "tree.json"}},
        DataStack=stack("Data.template.json", properties={
            "templateFile": "Data.template.json", "stackName": "shop-data"}),
        AppStack=stack("App.template.json", dependencies=["DataStack", "Tree"]),
    ),
    "cdk.out/Data.template.json": DATA,
    "cdk.out/App.template.json": APP,
    "cdk.out/tree.json": {"version": "tree-0.1", "tree": {"id": "App"}},
    "cdk.out/App.assets.json": {"version": "36.0.0", "files": {}, "dockerImages": {}},
    "cdk.out/cdk.out": {"version": "36.0.0"},
}  # fmt: skip


@pytest.mark.parametrize("folders", [True, False])
def test_stacks_have_their_names_and_are_joined(folders: bool) -> None:
    files = {p if folders else p.split("/")[1]: each for p, each in ASSEMBLY.items()}
    reading = read_paths(files)
    assert [each.name for each in reading.units] == ["shop-data", "AppStack"]
    (edge,) = [each for unit in reading.units for each in unit.edges]
    assert edge == (("AppStack", "App"), ("shop-data", "Bucket"), "ImportValue")
    assert reading.remarks == ()


def test_stacks_of_a_stage_lie_in_a_folder_of_their_own() -> None:
    reading = read_paths(
        {
            "manifest.json": manifest(Prod={"type": "cdk:cloud-assembly", "properties": {}}),
            "assembly-Prod/manifest.json": manifest(
                X=stack("X.template.json", displayName="Prod/X")
            ),
            "assembly-Prod/X.template.json": DATA,
            "assembly-Test/manifest.json": manifest(
                X=stack("X.template.json", displayName="Test/X")
            ),
            "assembly-Test/X.template.json": DATA,
        }
    )
    assert [each.name for each in reading.units] == ["Prod/X", "Test/X"]


def test_an_order_without_a_reference_is_remarked_on() -> None:
    other = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    reading = read_paths(ASSEMBLY | {"cdk.out/App.template.json": other})
    assert reading.remarks == (
        "The stack AppStack is deployed after shop-data, and no reference between them was found.",
    )


def test_a_missing_template_is_named() -> None:
    files = {k: v for k, v in ASSEMBLY.items() if "Data.template" not in k}
    assert any("shop-data, whose template is not" in each for each in read_paths(files).remarks)


def test_a_manifest_alone_is_refused() -> None:
    with pytest.raises(Refused, match="Choose the templates that it names"):
        read_paths({"manifest.json": ASSEMBLY["cdk.out/manifest.json"]})


def test_files_beside_the_manifest_are_refused_alone() -> None:
    with pytest.raises(Refused, match=r"cloud assembly"):
        read_paths({"tree.json": ASSEMBLY["cdk.out/tree.json"]})
