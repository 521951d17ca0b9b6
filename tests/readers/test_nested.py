"""Nested stacks: each template a unit, with parameters and outputs as references between them."""

from typing import Any

from decision.readers.shapes import Reading
from tests.readers.reading import read_paths


def nested(asset: str, **parameters: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {
            "TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.amazonaws.com/assets/0a1b.json"},
            "Parameters": parameters,
        },
        "Metadata": {"aws:asset:path": asset, "aws:asset:property": "TemplateURL"},
    }


def function(**variables: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": {"Environment": variables}}


DATA = {
    "Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}},
    "Outputs": {"TableArn": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}}},
}
APP = {
    "Parameters": {"bucket": {"Type": "String"}, "table": {"Type": "String"}},
    "Resources": {"Worker": function(A={"Ref": "bucket"}, B={"Fn::Sub": "${table}/x"})},
}
SHOP = {
    "Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Data": nested("ShopData.nested.template.json"),
        "App": nested(
            "ShopApp.nested.template.json",
            bucket={"Ref": "Bucket"},
            table={"Fn::GetAtt": ["Data", "Outputs.TableArn"]},
        ),
        "Site": function(T={"Fn::GetAtt": ["Data", "Outputs.TableArn"]}),
    }
}
FILES = {
    "cdk.out/Shop.template.json": SHOP,
    "cdk.out/ShopData.nested.template.json": DATA,
    "cdk.out/ShopApp.nested.template.json": APP,
}


def crossing(reading: Reading) -> set[tuple[str, str, str]]:
    return {
        (f"{e.source.unit}/{e.source.address}", f"{e.target.unit}/{e.target.address}", e.kind)
        for unit in reading.units
        for e in unit.edges
        if e.source.unit != e.target.unit
    }


def test_parameters_and_outputs_are_references_between_units() -> None:
    reading = read_paths(FILES)

    assert {each.name for each in reading.units} == {"Shop", "ShopData.nested", "ShopApp.nested"}
    assert crossing(reading) == {
        ("Shop/Site", "ShopData.nested/Table", "Outputs"),
        ("ShopApp.nested/Worker", "Shop/Bucket", "Parameter"),
        ("ShopApp.nested/Worker", "ShopData.nested/Table", "Parameter"),
    }


def test_templates_are_found_by_their_file_names_too() -> None:
    outer = {
        "Resources": {
            "Net": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {"TemplateURL": "https://x.s3.amazonaws.com/t/data.yaml?v=1"},
            },
            "Local": {
                "Type": "AWS::Serverless::Application",
                "Properties": {"Location": "./parts/app.yaml", "Parameters": {
                    "bucket": {"Fn::GetAtt": "Net.Outputs.TableArn"}}},
            },
        }
    }  # fmt: skip
    reading = read_paths({"outer.yaml": outer, "data.yaml": DATA, "parts/app.yaml": APP})

    assert crossing(reading) == {("app/Worker", "data/Table", "Parameter")}


def test_where_a_template_is_missing_its_stack_stands_for_what_is_in_it() -> None:
    reading = read_paths({k: v for k, v in FILES.items() if "Data" not in k})

    assert crossing(reading) == {
        ("ShopApp.nested/Worker", "Shop/Bucket", "Parameter"),
        ("ShopApp.nested/Worker", "Shop/Data", "Parameter"),
    }


def test_stacks_that_nest_each_other_end() -> None:
    def turning(other: str) -> dict[str, Any]:
        return {
            "Parameters": {"x": {"Type": "String"}},
            "Resources": {
                "N": nested(other, x={"Fn::GetAtt": ["N", "Outputs.y"]}),
                "F": function(X={"Ref": "x"}),
            },
            "Outputs": {"y": {"Value": {"Ref": "x"}}},
        }

    reading = read_paths({"a.json": turning("b.json"), "b.json": turning("a.json")})

    assert crossing(reading) == set()


def test_odd_shapes_are_passed_over() -> None:
    odd = {
        "Resources": {
            "A": {"Type": "AWS::CloudFormation::Stack"},
            "B": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": ["x"]}},
            "C": {**nested("b.json"), "Properties": {"Parameters": [1]}},
            "D": function(X={"Fn::GetAtt": ["C"]}, Y={"Fn::GetAtt": ["C", {"Ref": "C"}]}),
        }
    }
    assert crossing(read_paths({"a.json": odd, "b.json": APP})) == set()
