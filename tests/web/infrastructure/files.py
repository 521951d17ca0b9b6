"""Files that the tests send, and the ways in which they send them."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.systems import Shop
from tests.web.visits import address, page

#: Stands wherever a value may stand; it may come out nowhere.
CANARY = "canary-7f3a-do-not-keep"

TEMPLATE = f"""
AWSTemplateFormatVersion: "2010-09-09"
Description: {CANARY}
Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties: {{TableName: {CANARY}}}
  Images:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties: {{BucketName: {CANARY}}}
  Api:
    Type: AWS::Lambda::Function
    Properties:
      Environment: {{Variables: {{TABLE: !Ref OrdersTable, KEY: {CANARY}}}}}
  Odd:
    Type: Custom::Strange
    Properties: {{Password: {CANARY}}}
"""


def template(**types: str) -> str:
    """A template with resources of these types by name."""
    return json.dumps({"Resources": {name: {"Type": type} for name, type in types.items()}})


def plan(address: str, type: str, *actions: str) -> str:
    """A plan of Terraform that does something to one resource."""
    change = {"actions": list(actions), "before": {"password": CANARY}, "after": None}
    resource = {
        "address": address,
        "mode": "managed",
        "type": type,
        "name": address.rsplit(".", 1)[-1],
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": change,
    }
    return json.dumps(
        {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [resource]}
    )


def send(client: Client, shop: Shop, text: str = "", **files: str | bytes) -> Any:
    """Post the form; ``files`` by name."""
    uploads = [
        SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
        for name, data in files.items()
    ]
    return client.post(address(shop, "files-read"), {"text": text, "chosen": uploads})


def offered(client: Client, shop: Shop) -> dict[str, str]:
    """The form of the preview as it would be sent without a change."""
    shown = page(client.get(address(shop, "files-preview")))
    fields, select = {}, ""
    for tag, given in shown.elements:
        name, is_box = given.get("name", ""), given.get("type") == "checkbox"
        wanted = name.startswith(("take-", "name-")) or name in ("reading", "seen")
        if tag == "input" and wanted and (not is_box or "checked" in given):
            fields[name] = given.get("value", "on")
        if tag == "select":
            select = name
        if tag == "option" and select.startswith("store-") and "selected" in given:
            fields[select] = given.get("value", "")
    return fields


def unticked(client: Client, shop: Shop) -> dict[str, str]:
    """The form of the preview with no store ticked."""
    return {name: each for name, each in offered(client, shop).items() if name[:5] != "take-"}


def kept(client: Client, shop: Shop, text: str = TEMPLATE) -> Any:
    """Read a text and confirm what is offered."""
    assert send(client, shop, text).status_code == 302
    return client.post(address(shop, "files-confirm"), offered(client, shop), follow=True)
