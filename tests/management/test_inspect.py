"""``manage.py inspect``: the stores in a team's own infrastructure files."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

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


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    change = {
        "address": "aws_dynamodb_table.carts",
        "mode": "managed",
        "type": "aws_dynamodb_table",
        "name": "carts",
        "provider_name": "registry.example/hashicorp/aws",
        "change": {"actions": ["delete", "create"]},
    }
    plan = {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [change]}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    return path


def test_what_a_plan_would_replace_is_named_first(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = inspect(capsys, plan, format="text")

    assert shown.startswith("WARNING  The plan would replace aws_dynamodb_table.carts")


def test_each_store_says_whether_it_is_protected_and_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(inspect(capsys, folder / "shop.yaml"))

    assert {each["address"]: each["protected"] for each in found["resources"]} == {
        "Orders": False,
        "Site": None,
        "Odd": None,
    }
    gaps = {each["setting"]: each for each in found["gaps"]}
    assert gaps["UpdateReplacePolicy"]["address"] == "Orders"
    assert gaps["UpdateReplacePolicy"]["write"] == "UpdateReplacePolicy: Retain"
    assert gaps["UpdateReplacePolicy"]["state"] == "off"


@pytest.mark.parametrize("names", ["replace", "contradiction,replace", " replace , unprotected"])
def test_a_pipeline_stops_for_what_it_names(
    plan: Path, capsys: pytest.CaptureFixture[str], names: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("inspect", str(plan), "--fail-on", names)

    assert stopped.value.code == 1
    assert "replace: The plan would replace aws_dynamodb_table.carts" in capsys.readouterr().err


def test_a_pipeline_goes_on_for_what_it_does_not_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("inspect", str(folder / "shop.yaml"), "--fail-on", "replace,contradiction")

    assert capsys.readouterr().err == ""


def test_an_unprotected_store_stops_a_pipeline(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("inspect", str(folder / "shop.yaml"), "--fail-on", "unprotected")

    assert stopped.value.code == 1
    assert "unprotected: Orders (AWS::RDS::DBInstance) is not protected against replacement" in (
        capsys.readouterr().err
    )


def test_sarif_names_rule_file_and_resource(
    folder: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = folder / "shop.yaml"
    run = json.loads(inspect(capsys, plan, shop, format="sarif"))["runs"][0]

    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    found = [(rules[each["ruleIndex"]], each["ruleId"], each["level"]) for each in run["results"]]
    assert found == [
        ("replace", "replace", "error"),
        ("unprotected", "unprotected", "warning"),
        ("unprotected", "unprotected", "warning"),
    ]
    place = run["results"][-1]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("shop.yaml")
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "shop/Orders"


@pytest.mark.parametrize("names", ["", "losses", "replace;unprotected"])
def test_a_concern_that_does_not_exist_is_refused(folder: Path, names: str) -> None:
    with pytest.raises((CommandError, SystemExit), match="replace, unprotected, contradiction"):
        call_command("inspect", str(folder), f"--fail-on={names}")


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

    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert message in said
    assert said.startswith(str(tmp_path / name))


def test_standard_input_is_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEMPLATE.encode())))
    found = json.loads(inspect(capsys, Path("-"), folder / "cluster.yml"))
    assert {each["unit"] for each in found["stores"]} == {"standard input", "cluster"}


def test_a_closed_standard_input_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as stopped:
        inspect(capsys, Path("-"))
    assert stopped.value.code == 2
    assert "standard input: it is closed" in capsys.readouterr().err


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


def test_files_are_held_against_answers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("system: Shop\nanswers: {iac-tool: terraform}\nstores: [{name: Orders}]\n")

    with pytest.raises(SystemExit) as stopped:
        call_command(
            "inspect",
            str(folder / "shop.yaml"),
            f"--answers={answers}",
            "--fail-on=contradiction",
            "--format=json",
        )

    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert "contradiction: The answer terraform to iac-tool is contradicted" in printed.err
    (one,) = [each for each in json.loads(printed.out)["evidence"] if each["answer"]]
    assert (one["question"], one["says"]) == ("iac-tool", "contradicts")


def test_answers_that_cannot_be_used_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("system: Shop\nanswers: {iac-tol: terraform}\nstores: [{name: Orders}]\n")

    with pytest.raises(SystemExit) as stopped:
        call_command("inspect", str(folder / "shop.yaml"), answers=answers)

    assert stopped.value.code == 2
    assert "iac-tool" in capsys.readouterr().err


def test_a_cut_says_what_moves_and_what_crosses(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cut,) = json.loads(inspect(capsys, folder / "shop.yaml"))["cuts"]

    assert cut["moving"] == ["Orders"]
    publish = cut["crossings"][0].pop("publish")
    assert cut["crossings"] == [
        {"from": "Site", "to": "Orders", "kinds": ["GetAtt"], "backward": False}
    ]
    assert publish["text"].startswith("Site reads Orders: publish")
    assert cut["smallest"]


def test_files_are_read_in_a_process_of_their_own(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decision.readers.apart.CHILD", "decision.nowhere")

    with pytest.raises(SystemExit) as stopped:
        inspect(capsys, folder)

    assert stopped.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "The files could not be read" in shown.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[" * 100_000, "nested more than 64 levels"),
        ("a: &a [*a]", "alias for a value that it is a part of"),
        ("Resources: {A: 1, A: correct-horse-battery}", "twice; it is not clear which counts"),
    ],
)
def test_an_attack_is_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    (tmp_path / "a.yaml").write_text(content)

    with pytest.raises(SystemExit) as stopped:
        inspect(capsys, tmp_path)

    shown = capsys.readouterr()
    assert stopped.value.code == 2
    assert message in shown.err
    assert "correct-horse" not in shown.err + shown.out
