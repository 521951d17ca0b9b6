import io
import json
import zipfile

import pytest

from decision.readers.documents import Limits
from decision.readers.recognise import recognise
from decision.readers.shapes import Refused


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "canary")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"# only a comment\n", "empty but for comments"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08\0", "archive"),
        (zipped("a.yaml"), "Unpack"),
        (zipped("tfplan", "tfstate", "tfconfig/m-/main.tf"), "terraform show -json"),
        (b"<!DOCTYPE html><html>canary</html>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"-----BEGIN RSA PRIVATE KEY-----\ncanary", "key or a certificate"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n6162", "encrypted"),
        (b"# syntax=docker/dockerfile:1\nFROM canary:1\nRUN x", "Dockerfile"),
        (b"ARG VERSION=1\nFROM x:${VERSION}", "Dockerfile"),
        (b'provider "registry.terraform.io/hashicorp/aws" {\n  hashes = [', "lock"),
        (b'{"name": "canary", "lockfileVersion": 3, "packages": {}}', "lock file"),
        (b'{"name": "canary", "dependencies": {"a": "1"}}', "packages"),
        (b"[[package]]\nname = 'canary'\n", "lock file"),
        (b"data: ENC[canary]\nsops: {mac: x}\n", "sops"),
        (b'{"data": "ENC[canary]", "sops": {"mac": "x"}}', "sops"),
        (b"apiVersion: v2\nname: canary\nversion: 1.0.0\n", "helm template"),
        (b"on: push\njobs: {a: {steps: []}}\n", "pipeline"),
        (b"- hosts: canary\n  tasks: []\n", "Ansible"),
        (b'[{"ParameterKey": "a", "ParameterValue": "canary"}]', "parameters"),
        (b"param x string\nresource a 'Microsoft.Web/sites@2021-01-01' = {\n}", "bicep build"),
        (b"import * as cdk from 'aws-cdk-lib';\n", "cdk synth"),
        (b"just a sentence", "text in which no infrastructure"),
        (b'{"canary": 1}', "not a file of infrastructure"),
        (b"42", "text in which no infrastructure"),
        (b"\xff\xfe\xfa", "UTF-8"),
        (b"a: \xff", "UTF-8"),
        (b"a\0b", "NUL"),
        (b'{"a": canary', "Line 1"),
        (b"a: [canary", "not valid YAML"),
        (
            b'{"name": "canary", "version": "1.2.3", "resources": {}}',
            "not a file of infrastructure",
        ),
        (b'{"resource": {}, "canary": 1}', "Terraform's configuration written as JSON"),
        (b"resource: {canary: 1}", "not a file of infrastructure"),
        (b'[{"resource": {}, "canary": 1}]', "not a file of infrastructure"),
    ],
)
def test_what_is_refused_says_what_it_seems_to_be(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        recognise(data, Limits())
    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("name", ["main.tf", "infra/Main.TOFU"])
@pytest.mark.parametrize("data", [b"required_providers {}\n", b"canary = 1", b"a: [", b"# none\n"])
def test_what_is_no_hcl_by_its_name_alone_is_not_called_yaml(name: str, data: bytes) -> None:
    with pytest.raises(Refused, match=r"language \(HCL\)"):
        recognise(data, Limits(), name)
    with pytest.raises(Refused, match=r"^((?!HCL).)*$"):
        recognise(data, Limits(), "main.yaml")


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Resources: {A: {Type: 'AWS::S3::Bucket'}}", "cloudformation"),
        ("apiVersion: v1\nkind: Secret", "kubernetes"),
        ("# text\n---\n---\napiVersion: v1\nkind: Secret", "kubernetes"),
        ("services: {a: {image: b}}", "compose"),
        ('{"deployment": {"manifest": {}, "resources": []}}', "pulumi"),
        ('{"contentVersion": "1", "resources": [{"type": "Microsoft.Web/sites"}]}', "arm"),
        ('{"version": "1", "artifacts": {}}', "cdk"),
        ('\ufeff{"format_version": "1.2", "planned_values": {}}', "terraform-plan"),
        ('{"version": 4, "serial": 1, "lineage": "x", "resources": []}', "terraform-state"),
        ('# why\nresource "aws_s3_bucket" "a" {}', "terraform-hcl"),
        ('{"resource": {"aws_s3_bucket": {"a": {}}}}', "terraform-hcl"),
        ("{apiVersion: v1, kind: Secret}", "kubernetes"),
        ("PKI: {image: vault}", "compose"),
        ("MZ: {image: x}", "compose"),
    ],
)
def test_formats_are_told_by_content(text: str, format_: str) -> None:
    assert recognise(text.encode(), Limits()).format == format_


def test_one_byte_over_the_cap() -> None:
    data = json.dumps({"deployment": {"manifest": {}, "resources": []}}).encode()
    assert recognise(data, Limits(bytes=len(data))).format == "pulumi"
    with pytest.raises(Refused, match=r"bytes; .* are allowed"):
        recognise(data, Limits(bytes=len(data) - 1))
