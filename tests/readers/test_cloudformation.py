"""CloudFormation templates: every way to refer, what is kept, and nothing else."""

import json
from typing import Any

import pytest

from decision.readers import cloudformation
from decision.readers.documents import Limits, decoded, read_json, read_yaml
from decision.readers.shapes import Unit
from tests.readers.corpus import corpus
from tests.readers.reading import edges_of

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Size: {Type: String}
Resources:
  Data:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties:
      BackupRetentionPeriod: "7"
      DeletionProtection: !Ref Size
      MasterUserPassword: "{{resolve:ssm:secret}}"
  Fn:
    Type: AWS::Lambda::Function
    DependsOn: [Data]
    Properties:
      Role: !GetAtt Role.Arn
      Timeout: !Ref Size
      Environment:
        Variables:
          HOST: !Sub "${Data.Endpoint.Address}:${Port}/${!literal}/${Own}/${AWS::Region}"
          ALL: !Sub ["${Own}-${Role}", {Own: !Ref Data}]
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policy: {"Fn::GetAtt": ["Data", "Arn"]}
  Versioned:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
Outputs:
  Host:
    Value: !GetAtt Data.Endpoint.Address
    Export: {Name: !Sub "${AWS::StackName}-host"}
"""


def unit(text: str) -> Unit:
    (document,) = read_yaml(text, Limits())
    assert cloudformation.seems(document)
    return cloudformation.read(document, "shop")


def test_references_of_every_form_are_found_once() -> None:
    assert edges_of(unit(TEMPLATE)) == {
        ("Fn", "Data", "DependsOn"),
        ("Fn", "Role", "GetAtt"),
        ("Fn", "Data", "GetAtt"),
        ("Fn", "Data", "Ref"),
        ("Fn", "Role", "Ref"),
        ("Role", "Data", "GetAtt"),
    }


def test_only_settings_on_the_list_are_kept_and_a_reference_is_no_value() -> None:
    resources = {each.address: dict(each.settings) for each in unit(TEMPLATE).resources}

    assert resources == {
        "Data": {
            "DeletionPolicy": "Snapshot",
            "BackupRetentionPeriod": 7,
            "DeletionProtection": "set",
        },
        "Fn": {},
        "Role": {},
        "Versioned": {"Versioning": "Enabled"},
    }


def test_stacks_meet_by_exported_names() -> None:
    importer = """
Resources:
  Reader:
    Type: AWS::ECS::Service
    Properties: {Host: !ImportValue "${AWS::StackName}-host"}
"""
    assert unit(TEMPLATE).exports == {"${AWS::StackName}-host": "Data"}
    assert unit(importer).imports == (("Reader", "${AWS::StackName}-host"),)


@pytest.mark.parametrize(
    ("resource", "tool"),
    [
        ({"Type": "AWS::S3::Bucket"}, "cloudformation"),
        ({"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": "Shop/Bucket"}}, "cdk"),
    ],
)
def test_templates_of_cdk_are_known_by_their_metadata(resource: Any, tool: str) -> None:
    assert unit(json.dumps({"Resources": {"Images": resource}})).tool == tool


@pytest.mark.parametrize(
    "document", [None, [], {}, {"Resources": []}, {"Resources": {"a": {"Type": "service"}}}]
)
def test_other_documents_do_not_seem_to_be_templates(document: object) -> None:
    assert not cloudformation.seems(document)


def test_references_of_real_templates_are_those_that_an_independent_reader_found() -> None:
    folder = corpus()
    expected = json.loads((folder / "cloudformation_edges.json").read_text(encoding="utf-8"))
    apart = {}
    for name, known in expected.items():
        text = decoded((folder / "files" / name).read_bytes())
        document = (
            read_json(text, Limits()) if name.endswith("json") else read_yaml(text, Limits())[0]
        )
        found = edges_of(cloudformation.read(document, name))
        if different := found ^ {(source, target, kind) for source, target, kind in known}:
            apart[name] = different

    assert apart == {}


@pytest.mark.parametrize(
    ("properties", "settings"),
    [
        ("{DeletionProtection: !Ref Size}", {"DeletionProtection": "set"}),
        ("{DeletionProtection: !If [A, true, false]}", {"DeletionProtection": "set"}),
        ("{DeletionProtection: {'Fn::If': [A, true, false]}}", {"DeletionProtection": "set"}),
        ("{DeletionProtection: !Ref 'AWS::NoValue'}", {}),
        ("{DeletionProtection: {Ref: 'AWS::NoValue'}}", {}),
        ("{VersioningConfiguration: {Status: !Ref Size}}", {"Versioning": "set"}),
        ("{VersioningConfiguration: !If [A, {Status: Enabled}, !Ref B]}", {"Versioning": "set"}),
        ("{VersioningConfiguration: {'Fn::If': [A, {Status: Enabled}]}}", {"Versioning": "set"}),
        ("{VersioningConfiguration: !Ref 'AWS::NoValue'}", {}),
    ],
)
def test_what_is_worked_out_later_counts_as_set(properties: str, settings: dict[str, Any]) -> None:
    text = f"Resources:\n  A: {{Type: 'AWS::S3::Bucket', Properties: {properties}}}\n"
    assert unit(text).resources[0].settings == settings


@pytest.mark.parametrize(
    ("replicas", "settings"),
    [
        ("[{DeletionProtectionEnabled: true}, {DeletionProtectionEnabled: true}]", True),
        ("[{DeletionProtectionEnabled: false}]", False),
        ("[{DeletionProtectionEnabled: true}, {Region: b}]", "set"),
        ("[{DeletionProtectionEnabled: true}, {DeletionProtectionEnabled: false}]", "set"),
        ("[{DeletionProtectionEnabled: !Ref Safe}]", "set"),
        ("[{Region: a}]", None),
        ("[1, a, [b]]", None),
        ("!If [A, [], []]", None),
        ("{Region: a}", None),
    ],
)
def test_a_table_in_several_regions_is_protected_in_each(replicas: str, settings: object) -> None:
    found = unit(f"""
Resources:
  Table: {{Type: "AWS::DynamoDB::GlobalTable", Properties: {{Replicas: {replicas}}}}}
""")

    assert found.resources[0].settings.get("DeletionProtectionEnabled") == settings
