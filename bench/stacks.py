"""A CloudFormation template of a large team: AWS allows 500 resources in one."""

import json
from typing import Any

SERVICES = 20


def template() -> bytes:
    """A template of nine resources for each service, which refer to each other."""
    resources: dict[str, Any] = {}
    for number in range(SERVICES):
        resources |= _service(f"S{number:02}")
    document = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    return json.dumps(document, indent=2).encode()


def _service(at: str) -> dict[str, Any]:
    def arn(name: str) -> dict[str, list[str]]:
        return {"Fn::GetAtt": [f"{at}{name}", "Arn"]}

    def ref(name: str) -> dict[str, str]:
        return {"Ref": f"{at}{name}"}

    assume = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"},
    }]}  # fmt: skip
    allow = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": ["dynamodb:GetItem", "s3:GetObject", "sqs:SendMessage"],
        "Resource": [arn("Table"), arn("Bucket"), arn("Queue")],
    }]}  # fmt: skip
    kept = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    made: dict[str, dict[str, Any]] = {
        "Key": {"Type": "AWS::KMS::Key", **kept, "Properties": {"EnableKeyRotation": True}},
        "Table": {"Type": "AWS::DynamoDB::Table", **kept, "Properties": {
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "SSESpecification": {"SSEEnabled": True, "KMSMasterKeyId": ref("Key")},
        }},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {
            "VersioningConfiguration": {"Status": "Enabled"},
        }},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {
            "KmsMasterKeyId": ref("Key"), "RedrivePolicy": {
                "deadLetterTargetArn": arn("DeadQueue"), "maxReceiveCount": 5,
            },
        }},
        "DeadQueue": {"Type": "AWS::SQS::Queue", "Properties": {"KmsMasterKeyId": ref("Key")}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {
            "AssumeRolePolicyDocument": assume,
            "Policies": [{"PolicyName": "own", "PolicyDocument": allow}],
        }},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": {
            "Runtime": "python3.13", "Handler": "index.handler", "Role": arn("Role"),
            "Code": {"ZipFile": "def handler(event, context): pass"},
            "Environment": {"Variables": {"TABLE": ref("Table"), "BUCKET": ref("Bucket")}},
        }},
        "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {
            "LogGroupName": {"Fn::Sub": f"/aws/lambda/${{{at}Function}}"}, "RetentionInDays": 30,
        }},
        "Source": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
            "EventSourceArn": arn("Queue"), "FunctionName": ref("Function"),
        }},
    }  # fmt: skip
    return {f"{at}{name}": each for name, each in made.items()}
