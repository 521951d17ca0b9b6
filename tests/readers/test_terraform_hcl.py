import json
from collections import Counter

import pytest

from decision.readers import terraform_hcl
from decision.readers.shapes import Reading, Refused, Unit
from tests.readers.corpus import corpus
from tests.readers.reading import settings_of, unit_of

SHOP = """
# A comment with { brackets [
locals {
  vpc = aws_vpc.main.id
}
resource "aws_vpc" "main" {}
resource "aws_db_instance" "orders" {
  password            = "canary ${var.password}"
  skip_final_snapshot = true
  backup_retention_period = 7
  deletion_protection = var.protected
  subnet  = "x-${local.vpc}-$${aws_none.a.b}"
  note    = "aws_s3_bucket.files in a text"
  depends_on = [aws_s3_bucket.files]
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [aws_lambda_function.app]
    replace_triggered_by = [aws_kms_key.k.id]
  }
}
resource "aws_s3_bucket" "files" {
  versioning {
    enabled = true
  }
  force_destroy = false
}
resource "aws_kms_key" "k" {}
resource "aws_lambda_function" "app" {
  count = 2
  dynamic "environment" {
    for_each = [1]
    content {
      host = join("-", ["aws_kms_key.k", upper("${aws_db_instance.orders[0].address}")])
    }
  }
  text = <<-EOT
    {[(( ${data.aws_ami.a.id}
  EOT
}
data "aws_ami" "a" {
  key = aws_kms_key.k.arn
}
moved {
  from = aws_vpc.old
  to   = aws_vpc.main
}
"""


def read(**texts: str) -> Reading:
    """Files by path, "__" for a slash and "_tf" for the ending."""
    files = {name.replace("__", "/").replace("_tf", ".tf"): text for name, text in texts.items()}
    return terraform_hcl.read(files, "shop")


def unit(text: str) -> Unit:
    (found,) = read(main_tf=text).units
    return found


def edges(found: Unit) -> set[tuple[str, str, str]]:
    return {(e.source.address, e.target.address, e.kind) for e in found.edges}


def test_resources_with_the_settings_of_the_list() -> None:
    found = unit(SHOP)
    assert {each.address: dict(each.settings) for each in found.resources} == {
        "aws_vpc.main": {},
        "aws_db_instance.orders": {
            "skip_final_snapshot": True,
            "backup_retention_period": 7,
            "deletion_protection": "set",
            "prevent_destroy": True,
        },
        "aws_s3_bucket.files": {"versioning": True, "force_destroy": False},
        "aws_kms_key.k": {},
        "aws_lambda_function.app": {},
    }
    assert {each.provider for each in found.resources} == {"aws"}
    assert (found.name, found.format, found.tool) == ("shop", "terraform-hcl", "terraform")
    assert "canary" not in repr(found)


def test_references_in_expressions_and_no_others() -> None:
    assert edges(unit(SHOP)) == {
        ("aws_db_instance.orders", "aws_vpc.main", "reference"),
        ("aws_db_instance.orders", "aws_s3_bucket.files", "depends_on"),
        ("aws_db_instance.orders", "aws_kms_key.k", "replace_triggered_by"),
        ("aws_lambda_function.app", "aws_db_instance.orders", "reference"),
        ("aws_lambda_function.app", "aws_kms_key.k", "reference"),
    }


def test_count_is_a_remark() -> None:
    assert any("count" in each for each in read(main_tf=SHOP).remarks)


def test_json_is_read_as_hcl_is() -> None:
    text = json.dumps({
        "//": "a comment",
        "resource": {
            "aws_a": {"a": [{"depends_on": ["aws_b.b"], "lifecycle": {"prevent_destroy": True}}]},
            "aws_b": {"b": {"x": {"y": ["${upper(aws_c.c.id)}"]}, "z": "aws_a.a.id"}},
        },
    }, indent=1)[:-2] + ', "output": [], "module": {"m": 5}, "locals": 3}'  # fmt: skip
    text = text.replace('"aws_b": {', '"aws_c": {"c": {}}, "aws_b": {', 1)
    (found,) = terraform_hcl.read({"main.tf.json": text}, "shop").units
    assert edges(found) == {
        ("aws_a.a", "aws_b.b", "depends_on"),
        ("aws_b.b", "aws_c.c", "reference"),
    }
    assert found.resources[0].settings == {"prevent_destroy": True}


NETWORK = """
resource "aws_vpc" "v" {}
output "id" {
  value = aws_vpc.v.id
}
"""
CALLER = """
module "net" {
  source = "./modules/net"
}
module "app" {
  source     = "./modules/app/"
  vpc        = module.net.id
  depends_on = [aws_kms_key.k]
}
module "far" {
  source = "terraform-aws-modules/vpc/aws"
}
resource "aws_kms_key" "k" {}
"""
APP = """
variable "vpc" {}
resource "aws_lb" "l" {
  vpc = var.vpc
}
"""


def test_modules_among_the_files_are_followed() -> None:
    reading = read(main_tf=CALLER, modules__net__main_tf=NETWORK, modules__app__x_tf=APP)
    (found,) = reading.units
    assert edges(found) == {
        ("module.app.aws_lb.l", "module.net.aws_vpc.v", "reference"),
        ("module.app.aws_lb.l", "aws_kms_key.k", "depends_on"),
    }
    assert any("not among the files" in each for each in reading.remarks)


def test_every_folder_that_is_not_called_is_a_unit() -> None:
    text = 'resource "aws_vpc" "v" {}\nmodule "n" {\n  source = "../net"\n}\n'
    reading = read(a__main_tf=text, b__main_tf=text, net__main_tf=NETWORK)
    assert [(each.name, len(each.resources)) for each in reading.units] == [
        ("shop/a", 2),
        ("shop/b", 2),
    ]


def test_modules_that_call_each_other_end() -> None:
    call = 'module "{}" {{\n  source = "{}"\n}}\nresource "aws_vpc" "v" {{}}\n'
    reading = read(a__x_tf=call.format("b", "../b"), b__x_tf=call.format("a", "../a"))
    assert [len(each.resources) for each in reading.units] == [2, 2]
    assert any("without end" in each for each in reading.remarks)
    doubling = {
        f"m{i}/x.tf": call.format("a", f"../m{i + 1}") + call.format("b", f"../m{i + 1}")
        for i in range(30)
    }
    (found,) = terraform_hcl.read(doubling, "shop").units
    assert len(found.resources) <= terraform_hcl.MOST_MODULES + 1


def test_files_that_override_come_last_and_opentofu_has_its_own() -> None:
    files = {
        "a_override.tf": 'resource "aws_db_instance" "d" {\n  deletion_protection = true\n}\n',
        "main.tf": 'resource "aws_vpc" "old" {}\n',
        "main.tofu": 'resource "aws_db_instance" "d" {\n  deletion_protection = false\n'
        "  multi_az = true\n}\n",
    }
    (found,) = terraform_hcl.read(files, "shop").units
    assert [(each.address, dict(each.settings)) for each in found.resources] == [
        ("aws_db_instance.d", {"deletion_protection": True, "multi_az": True})
    ]


def test_long_files_are_parsed_in_parts_with_the_right_lines() -> None:
    block = 'resource "aws_vpc" "v{0}" {{\n  x = aws_vpc.v{1}.id /* {{ */\n}}\n'
    block += '/* a\nresource "" {{\n*/\n'
    text = "".join(block.format(i, i + 1) for i in range(600))
    assert len(text) > 2 * terraform_hcl.PART
    found = unit(text)
    assert len(found.resources) == 600
    assert len(found.edges) == 599
    line = text.count("\n") + 2
    with pytest.raises(Refused, match=f"Line {line}:"):
        unit(f"{text}locals {{\n  canary = = 5\n}}\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('resource "a" "b" {\n  canary = \n}\n', "Line 2"),
        ("a = " + "[" * 100_000, "nested"),
        ("a {\n" * 100 + "}\n" * 100, "Line 65"),
        ('locals {\n  a = "${' + "(" * 65, "Line 2: brackets"),
        ('locals {\n  a = "' + r"\"" * 200_000, "Line 2:"),
        ("locals {\n  a = " + "1 + " * 3_000 + "1\n}\n", "nested too deeply"),
        ("a = " + "!" * 5_000 + "canary\n", "Line 1"),
        ("a = <<EOT\ncanary", "Line"),
        ("/* canary", "Line 1"),
    ],
)
def test_what_is_refused_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(Refused) as raised:
        unit(text)
    assert words in str(raised.value)
    assert "canary" not in str(raised.value)


@pytest.mark.parametrize("end", ["EOT  ", "  EOT\t", "EOT\r"])
def test_a_heredoc_may_have_blanks_behind_its_end(end: str) -> None:
    text = f'resource "aws_kms_key" "k" {{\n  policy = <<EOT\n{{ "a": 1 }}\n{end}\n}}\n{NETWORK}'
    assert {each.address for each in unit(text).resources} == {"aws_kms_key.k", "aws_vpc.v"}


def test_what_a_folder_declares_twice_counts_once_and_is_a_remark() -> None:
    reading = read(a_tf=NETWORK, b_tf=NETWORK, other__a_tf=NETWORK)
    assert [len(each.resources) for each in reading.units] == [1, 1]
    assert sum("more than once" in each for each in reading.remarks) == 1
    overridden = read(a_tf=NETWORK, a_override_tf=NETWORK, other__a_tf=NETWORK)
    assert not any("more than once" in each for each in overridden.remarks)


def test_one_broken_file_beside_others_is_a_remark() -> None:
    reading = read(a_tf="resource {{{", b_tf=NETWORK)
    assert len(reading.units[0].resources) == 1
    assert any(each.startswith("a.tf: Line 1") for each in reading.remarks)


@pytest.mark.parametrize(
    "text",
    [
        SHOP,
        'variable "x" {}',
        "/* a\n*/ // b\nterraform {\n}\n",
        "resource aws_vpc v {\n}\n",
        {"resource": {"aws_vpc": {"v": {}}}},
        {"//": "x", "module": {}, "data": {}},
    ],
)
def test_files_of_terraform_are_known(text: object) -> None:
    assert terraform_hcl.seems(text)


@pytest.mark.parametrize(
    "text",
    [
        'kind: ConfigMap\ndata:\n  main.tf: |\n    resource "a" "b" {\n    }\n',
        '{"resource": {}}',
        "",
        "resource: {}",
        {"data": {"a": 1}},
        {"resource": {}, "kind": "x"},
        {},
        [],
    ],
)
def test_other_files_are_not(text: object) -> None:
    assert not terraform_hcl.seems(text)


def test_files_of_the_corpus() -> None:
    folder = corpus()
    expected = json.loads((folder / "types.json").read_text())
    planted = json.loads((folder / "canaries.json").read_text())
    canaries = [each for several in planted.values() for each in several]
    names = [name for name in expected if name.startswith("tf-hcl")]
    assert names
    for name in names:
        text = (folder / "files" / name).read_text()
        assert terraform_hcl.seems(text), name
        reading = terraform_hcl.read({name: text}, "shop")
        (found,) = reading.units
        assert Counter(each.type for each in found.resources) == expected[name], name
        assert not [each for each in canaries if each in repr(reading)], name


@pytest.mark.parametrize(
    ("body", "settings"),
    [
        ("deletion_protection = var.x", {"deletion_protection": "set"}),
        ('deletion_protection = "${var.x}"', {"deletion_protection": "set"}),
        ("deletion_protection = var.x ? true : false", {"deletion_protection": "set"}),
        ("backup_retention_period = local.days", {"backup_retention_period": "set"}),
        ("versioning {\n enabled = var.x\n }", {"versioning": "set"}),
        ('dynamic "versioning" {\n for_each = [1]\n content {\n enabled = true\n }\n }',
         {"versioning": "set"}),
        ('settings {\n dynamic "backup_configuration" {\n for_each = [1]\n content {\n '
         "enabled = true\n }\n }\n }", {"backup_configuration": "set"}),
        ('dynamic "replica" {\n for_each = var.x\n content {\n }\n }', {"replica": "set"}),
        ('dynamic "tag" {\n for_each = var.x\n content {\n force_destroy = true\n }\n }', {}),
    ],
)  # fmt: skip
def test_what_is_worked_out_later_counts_as_set(body: str, settings: dict[str, object]) -> None:
    text = f'resource "aws_x" "a" {{\n  {body}\n}}\n'
    assert settings_of(unit_of(text), "aws_x.a") == settings


def test_modules_that_are_left_out_are_named_as_they_are_called_and_not_by_source() -> None:
    one = read(main_tf='module "db" { source = "git::https://secret.example/db" }')
    many = read(main_tf="".join(f'module "m{n}" {{\n  source = "../m{n}"\n}}\n' for n in range(9)))

    assert one.remarks == (
        "The module db is not among the files: it is left out, with its resources.",
    )
    (remark,) = many.remarks
    assert remark.endswith("m0, m1, m2, m3, m4 and 4 more.")
