"""A folder is read as the command reads it, and nothing of where it lies goes on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from decision.models import Infrastructure
from decision.readers.documents import Limits
from decision.readers.shapes import Reading
from decision.readers.system import read_files
from decision.web import infrastructure_files
from decision.web.infrastructure_files import MOST_FOLDERS, PATH_LENGTH, files_of, relative
from decision.web.turns import one_of
from tests.systems import Shop
from tests.web.infrastructure.files import TEMPLATE, send, template
from tests.web.test_access import everything_stored
from tests.web.visits import address, page

#: A repository of Terraform: a module, and two environments that call it.
TERRAFORM = {
    "infra/modules/shop/main.tf": 'resource "aws_db_instance" "orders" {}\n',
    "infra/modules/shop/queue.tf": 'resource "aws_sqs_queue" "mails" {}\n',
    "infra/environments/test/main.tf": 'module "shop" { source = "../../modules/shop" }\n',
    "infra/environments/live/main.tf": (
        'module "shop" { source = "../../modules/shop" }\nresource "aws_s3_bucket" "files" {}\n'
    ),
}


def stack(template_file: str, *after: str) -> dict[str, object]:
    """A stack of a manifest of CDK."""
    return {
        "type": "aws:cloudformation:stack",
        "properties": {"templateFile": template_file},
        "dependencies": list(after),
    }


EXPORTING = {
    "Resources": {"Orders": {"Type": "AWS::DynamoDB::Table"}},
    "Outputs": {"Name": {"Value": {"Ref": "Orders"}, "Export": {"Name": "orders"}}},
}
IMPORTING = {
    "Resources": {
        "Api": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Table": {"Fn::ImportValue": "orders"}},
        }
    }
}
#: Two stacks, one of them in an assembly within the assembly.
CDK = {
    "cdk.out/manifest.json": json.dumps(
        {"version": "36.0.0", "artifacts": {"Data": stack("Data.template.json")}}
    ),
    "cdk.out/Data.template.json": json.dumps(EXPORTING),
    "cdk.out/assembly-Live/manifest.json": json.dumps(
        {"version": "36.0.0", "artifacts": {"Api": stack("App.template.json")}}
    ),
    "cdk.out/assembly-Live/App.template.json": json.dumps(IMPORTING),
}
BESIDE = {
    "README.md": "# Shop",
    "logo.png": "PNG",
    ".git/config.json": "{}",
    "node_modules/left-pad/package.json": "{}",
    ".terraform/modules/m/main.tf": 'resource "aws_kms_key" "fetched" {}',
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infrastructure_files, "read_apart", read_files)


def send_folder(client: Client, shop: Shop, files: Mapping[str, str], **more: object) -> Any:
    """Post a folder as folder.js does: names alone, and the paths beside them."""
    uploads = [
        SimpleUploadedFile(PurePosixPath(path).name, text.encode()) for path, text in files.items()
    ]
    sent = {"folder": uploads, "paths": list(files), **more}
    return client.post(address(shop, "files-read"), sent)


def read_by_command(files: Mapping[str, str]) -> Reading:
    """The reading of a folder, from the folder around it; without what joins units."""
    found = read_files({path: files[path].encode() for path in sorted(files)}, Limits())
    units = tuple(replace(each, exports={}, imports=()) for each in found.units)
    return Reading(units, found.remarks)


def proposed(shop: Shop) -> Reading:
    return Infrastructure.objects.get(assessment=shop.assessment).reading


@pytest.mark.parametrize("files", [TERRAFORM, CDK], ids=["terraform", "cdk"])
def test_a_folder_gives_the_same_as_the_command(
    files: dict[str, str], shop: Shop, editor: Client
) -> None:
    backwards = dict(reversed(files.items()))

    response = send_folder(editor, shop, backwards)

    assert response.status_code == 302
    assert proposed(shop) == read_by_command(files)


def test_a_repository_of_terraform_has_a_unit_for_each_environment(
    shop: Shop, editor: Client
) -> None:
    send_folder(editor, shop, TERRAFORM)

    units = {each.name: {r.address for r in each.resources} for each in proposed(shop).units}
    own = {"module.shop.aws_db_instance.orders", "module.shop.aws_sqs_queue.mails"}
    assert sorted(units.values(), key=len) == [own, {*own, "aws_s3_bucket.files"}]
    assert all("live" in name or "test" in name for name in units)


def test_stacks_of_cdk_refer_to_each_other_across_assemblies(shop: Shop, editor: Client) -> None:
    send_folder(editor, shop, CDK)

    edges = {edge for unit in proposed(shop).units for edge in unit.edges}
    assert {(each.source.address, each.target.address) for each in edges} == {("Api", "Orders")}


def test_files_of_no_interest_are_skipped_and_counted(shop: Shop, editor: Client) -> None:
    files = TERRAFORM | {f"infra/{path}": text for path, text in BESIDE.items()}

    response = send_folder(editor, shop, files)

    assert proposed(shop) == read_by_command(TERRAFORM)
    shown = page(editor.get(response["Location"])).text
    assert f"{len(BESIDE)} files of the folder were skipped" in shown


def test_a_folder_without_infrastructure_is_refused_with_words(shop: Shop, editor: Client) -> None:
    response = send_folder(editor, shop, {f"infra/{path}": text for path, text in BESIDE.items()})

    assert (response.status_code, Infrastructure.objects.count()) == (422, 0)
    assert "None of the files in this folder declares infrastructure" in response.text


def test_the_chosen_folder_may_be_called_as_it_likes(shop: Shop, editor: Client) -> None:
    send_folder(editor, shop, {".git/main.json": template(It="AWS::SQS::Queue")})

    assert [each.path for each in proposed(shop).units] == [".git/main.json"]


@pytest.mark.parametrize("paths", [[], ["a/b.json"], ["a/b.json"] * 3])
def test_without_a_path_for_each_file_only_names_count(
    paths: list[str], shop: Shop, editor: Client
) -> None:
    files = {"a/one.json": template(A="AWS::SQS::Queue"), "b/two.json": template(B="AWS::S3::B")}

    send_folder(editor, shop, files, paths=paths)

    assert [each.path for each in proposed(shop).units] == ["one.json", "two.json"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("../../etc/secret/t.json", "etc/secret/t.json"),
        ("/home/jane/t.json", "home/jane/t.json"),
        ("a\\b\\t.json", "a/b/t.json"),
        ("./a//b/./t.json", "a/b/t.json"),
        ("a\x00\x1b[31m/t\u202e.json", "a��[31m/t�.json"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_a_path_is_harmless(path: str, kept: str) -> None:
    assert relative(path) == kept


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("./\\"), max_size=600))
def test_no_path_leads_out_or_is_endless(path: str) -> None:
    found = relative(path)

    parts = found.split("/")
    assert found.isprintable()
    assert not {"", ".", ".."} & set(parts)
    assert "\\" not in found
    assert (len(parts) <= MOST_FOLDERS, len(found) <= PATH_LENGTH) == (True, True)
    assert relative(found) == found


def test_of_a_deep_path_the_last_folders_stay() -> None:
    path = "/".join(f"folder-{number}" for number in range(100)) + "/main.tf"

    found = relative(path)

    assert path.endswith(f"/{found}")
    assert len(found.split("/")) == MOST_FOLDERS


def test_two_files_of_one_path_are_both_kept() -> None:
    files = [SimpleUploadedFile("t.json", text) for text in (b"1", b"2")]

    assert files_of([], "", files, ["a/t.json", "a/t.json"]).files == {
        "a/t.json": b"1",
        "a/t-2.json": b"2",
    }


def test_what_lies_around_the_folder_is_kept_nowhere(shop: Shop, editor: Client) -> None:
    send_folder(editor, shop, {"infra/t.json": template(It="AWS::SQS::Queue")})

    assert "infra/t.json" in everything_stored()
    shown = page(editor.get(address(shop, "files-read"))).text
    assert "where files lie in it, and nothing of what lies around it" in shown


def test_the_control_is_hidden_until_a_browser_can_choose_a_folder(
    shop: Shop, editor: Client
) -> None:
    shown = page(editor.get(address(shop, "files-read")))

    (control,) = (each for tag, each in shown.elements if each.get("name") == "folder")
    (around,) = (each for tag, each in shown.elements if "data-folder" in each)
    assert "hidden" in around
    assert {"webkitdirectory", "multiple"} <= control.keys()
    assert ".tf" in control["data-endings"].split()
    assert int(around["data-most-files"]) == django_settings.DATA_UPLOAD_MAX_NUMBER_FILES


def test_whoever_comes_while_the_machine_is_busy_is_told_to_try_again(
    shop: Shop, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infrastructure_files, "WAIT_SECONDS", 0.01)
    monkeypatch.setattr(infrastructure_files, "AT_ONCE", 1)
    folder = django_settings.DATA_FOLDER / "cache" / "turns"

    with one_of(folder, "files", 1, 0):
        busy = send(editor, shop, TEMPLATE)
    free = send(editor, shop, TEMPLATE)

    assert (busy.status_code, free.status_code) == (503, 302)
    assert "Try again in a moment." in busy.text
