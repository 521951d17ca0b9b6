"""``manage.py inspect``: the stores in a team's own infrastructure files."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

TEMPLATE = """
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties: {MasterUserPassword: correct-horse-battery, BackupRetentionPeriod: 7}
  Site:
    Type: AWS::Lambda::Function
    Properties: {Environment: {Variables: {HOST: !GetAtt Orders.Endpoint.Address}}}
  Odd:
    Type: Custom::Widget
"""
MANIFEST = """
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads, namespace: shop}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.yaml").write_text(TEMPLATE)
    (tmp_path / "cluster.yml").write_text(MANIFEST)
    (tmp_path / "README.md").write_text("# Not infrastructure")
    (tmp_path / ".terraform").mkdir()
    (tmp_path / ".terraform" / "fetched.tf").write_text('resource "aws_s3_bucket" "no" {}')
    return tmp_path


def inspect(capsys: pytest.CaptureFixture[str], *paths: Path, format: str = "json") -> str:
    call_command("inspect", *map(str, paths), format=format)
    return capsys.readouterr().out


def test_a_folder_is_one_system_of_units(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(inspect(capsys, folder))

    assert {each["name"]: each["format"] for each in found["units"]} == {
        "cluster": "kubernetes",
        "shop": "cloudformation",
    }
    assert [(each["unit"], each["address"], each["kind"]) for each in found["stores"]] == [
        ("cluster", "shop/PersistentVolumeClaim/uploads", "volume"),
        ("shop", "Orders", "relational-database"),
    ]


def test_each_resource_says_what_is_known_and_how(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(inspect(capsys, folder / "shop.yaml"))

    assert {each["address"]: (each["label"], each["basis"]) for each in found["resources"]} == {
        "Orders": ("stateful", "listed"),
        "Site": ("stateless", "listed"),
        "Odd": ("unknown", "unknown"),
    }
    assert found["edges"] == [["Site", "Orders", "GetAtt"]]


@pytest.mark.parametrize("format", ["json", "text"])
def test_no_value_of_a_file_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    assert "correct-horse-battery" not in inspect(capsys, folder, format=format)


def test_the_summary_names_stores_and_what_is_not_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = inspect(capsys, folder, format="text")

    assert "shop: Orders (relational-database" in shown
    assert "Not known whether stateful: Custom::Widget" in shown


def test_what_a_plan_would_destroy_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = {
        "address": "aws_dynamodb_table.carts",
        "mode": "managed",
        "type": "aws_dynamodb_table",
        "name": "carts",
        "provider_name": "registry.example/hashicorp/aws",
        "change": {"actions": ["delete", "create"]},
    }
    plan = {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [change]}
    (tmp_path / "plan.json").write_text(json.dumps(plan))

    assert "the plan would replace it" in inspect(capsys, tmp_path / "plan.json", format="text")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.json", b"", "empty"),
        ("archive.yaml", b"PK\x03\x04rest", "archive"),
        ("missing.json", None, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes | None,
    message: str,
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    with pytest.raises(SystemExit) as stopped:
        inspect(capsys, tmp_path / name)

    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_the_same_address_in_two_units_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for stack in ("blue", "green"):
        (tmp_path / f"{stack}.yaml").write_text(TEMPLATE)

    found = json.loads(inspect(capsys, tmp_path))

    assert found["edges"] == [
        ["blue/Site", "blue/Orders", "GetAtt"],
        ["green/Site", "green/Orders", "GetAtt"],
    ]
