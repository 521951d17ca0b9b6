import json
from collections import Counter
from typing import Any

import pytest

from decision.readers import terraform_plan
from decision.readers.shapes import Change, Reading, Refused, Setting, Unit
from decision.readers.terraform import check_once, head, provider
from decision.readers.terraform_references import EDGES_PER_RESOURCE
from tests.readers.corpus import corpus
from tests.readers.reading import edges_of

AWS = "registry.terraform.io/hashicorp/aws"


def planned(type_: str, name: str, index: object = None, module: str = "", **values: Any) -> Any:
    at = "" if index is None else f"[{json.dumps(index)}]"
    start = f"{module}." if module else ""
    found = {
        "address": f"{start}{type_}.{name}{at}",
        "mode": "managed",
        "type": type_,
        "name": name,
        "provider_name": AWS,
        "values": values,
    }
    return found if index is None else {**found, "index": index}


def configured(type_: str, name: str, *lists: list[str], **more: Any) -> Any:
    expressions = {f"a{i}": {"references": each} for i, each in enumerate(lists)}
    return {"mode": "managed", "type": type_, "name": name, "expressions": expressions, **more}


def plan(
    resources: list[Any], configuration: Any = None, children: list[Any] | None = None, **more: Any
) -> str:
    root = {"resources": resources, "child_modules": children or []}
    document = {"format_version": "1.2", "planned_values": {"root_module": root}, **more}
    if configuration is not None:
        document["configuration"] = {"root_module": configuration}
    return json.dumps(document)


def read(text: str) -> Reading:
    assert terraform_plan.seems(head(text))
    return terraform_plan.read(text, "shop")


def unit(text: str) -> Unit:
    (found,) = read(text).units
    return found


def edges(text: str) -> set[tuple[str, str, str]]:
    return edges_of(unit(text))


def settings(type_: str, **values: Any) -> dict[str, Setting]:
    (found,) = unit(plan([planned(type_, "a", **values)])).resources
    return dict(found.settings)


def test_managed_resources_of_all_modules_and_no_data_sources() -> None:
    inner = {"address": "module.a.module.b[0]", "resources": [
        planned("aws_vpc", "v", module="module.a.module.b[0]")]}  # fmt: skip
    outer = {"address": "module.a", "child_modules": [inner]}
    data = {**planned("aws_ami", "d"), "mode": "data"}
    found = unit(plan([planned("aws_instance", "i", "k"), data], children=[outer]))
    assert [(e.address, e.type, e.provider, e.unit) for e in found.resources] == [
        ('aws_instance.i["k"]', "aws_instance", "aws", "shop"),
        ("module.a.module.b[0].aws_vpc.v", "aws_vpc", "aws", "shop"),
    ]
    assert (found.format, found.tool) == ("terraform-plan", "terraform")


@pytest.mark.parametrize(
    ("actions", "change"),
    [
        (["no-op"], Change.NONE),
        (["create"], Change.CREATE),
        (["update"], Change.UPDATE),
        (["delete", "create"], Change.REPLACE),
        (["create", "delete"], Change.REPLACE),
        (["create", "forget"], Change.REPLACE),
        (["something new"], Change.NONE),
    ],
)
def test_changes(actions: list[str], change: Change) -> None:
    one = planned("aws_vpc", "v")
    changes = [{**one, "change": {"actions": actions}}]
    (found,) = unit(plan([one], resource_changes=changes)).resources
    assert found.change == change


@pytest.mark.parametrize(
    ("action", "change"), [("delete", Change.DESTROY), ("forget", Change.FORGET)]
)
def test_what_goes_away_is_there_with_what_protected_it(action: str, change: Change) -> None:
    gone = planned("aws_db_instance", "d", module="module.a")
    gone["module_address"] = "module.a"
    gone["change"] = {"actions": [action], "before": {"deletion_protection": True, "name": "x"}}
    old = {**planned("aws_vpc", "other"), "deposed": "1234", "change": {"actions": ["delete"]}}
    text = plan([planned("aws_vpc", "v")], resource_changes=[gone, old])
    vpc, found = unit(text).resources
    assert vpc.change == Change.NONE
    assert (found.address, found.change) == ("module.a.aws_db_instance.d", change)
    assert found.settings == {"deletion_protection": True}


def test_references_are_taken_in_full_and_once() -> None:
    configuration = {"resources": [
        configured("aws_vpc", "v"),
        configured("aws_subnet", "s", ["aws_vpc.v.id", "aws_vpc.v"], ["aws_vpc.v"],
                   depends_on=["aws_vpc.w"]),
        configured("aws_vpc", "w", ["path.module", "count.index", "var.none", "aws_none.x.id"]),
    ]}  # fmt: skip
    resources = [planned("aws_vpc", "v"), planned("aws_subnet", "s"), planned("aws_vpc", "w")]
    assert edges(plan(resources, configuration)) == {
        ("aws_subnet.s", "aws_vpc.v", "reference"),
        ("aws_subnet.s", "aws_vpc.w", "depends_on"),
    }


def test_references_in_blocks_are_found_and_constants_are_not() -> None:
    text = 'a text with "references": ["aws_vpc.w"]'
    blocks = {"block": [{"inner": {"x": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}}],
              "text": {"constant_value": text}}  # fmt: skip
    configuration = {"resources": [
        configured("aws_vpc", "v"), configured("aws_vpc", "w"),
        {**configured("aws_lb", "l"), "expressions": blocks},
    ]}  # fmt: skip
    resources = [planned("aws_vpc", "v"), planned("aws_vpc", "w"), planned("aws_lb", "l")]
    assert edges(plan(resources, configuration)) == {("aws_lb.l", "aws_vpc.v", "reference")}


def test_references_go_through_inputs_outputs_and_data_sources() -> None:
    net = {
        "resources": [configured("aws_vpc", "v"), {
            **configured("aws_ami", "d", ["aws_vpc.v.id", "aws_vpc.v"]), "mode": "data"}],
        "outputs": {"id": {"expression": {"references": ["data.aws_ami.d.id", "data.aws_ami.d"]}}},
    }  # fmt: skip
    app = {"resources": [configured("aws_instance", "i", ["var.net"])]}
    configuration = {"module_calls": {
        "net": {"module": net},
        "app": {"module": app, "expressions": {
            "net": {"references": ["module.net.id", "module.net"]}}},
    }}  # fmt: skip
    children = [
        {"address": "module.net", "resources": [planned("aws_vpc", "v", module="module.net")]},
        {"address": "module.app", "resources": [planned("aws_instance", "i", module="module.app")]},
    ]
    assert edges(plan([], configuration, children)) == {
        ("module.app.aws_instance.i", "module.net.aws_vpc.v", "reference")
    }


def test_a_module_that_depends_on_another_waits_for_all_of_it() -> None:
    one = {"resources": [configured("aws_vpc", "v")]}
    calls = {"a": {"module": one}, "b": {"module": one, "depends_on": ["module.a"]}}
    children = [
        {"address": f"module.{m}", "resources": [planned("aws_vpc", "v", module=f"module.{m}")]}
        for m in "ab"
    ]
    assert edges(plan([], {"module_calls": calls}, children)) == {
        ("module.b.aws_vpc.v", "module.a.aws_vpc.v", "depends_on")
    }


def test_instances_of_one_module_refer_to_each_other_only() -> None:
    module = {"resources": [
        configured("aws_vpc", "v"), configured("aws_subnet", "s", ["aws_vpc.v"])]}  # fmt: skip
    children = [
        {"address": at, "resources": [
            planned("aws_vpc", "v", module=at), planned("aws_subnet", "s", module=at)]}
        for at in ('module.m["a.b"]', 'module.m["c]"]')
    ]  # fmt: skip
    found = edges(plan([], {"module_calls": {"m": {"module": module}}}, children))
    assert found == {
        (f"{at}.aws_subnet.s", f"{at}.aws_vpc.v", "reference")
        for at in ('module.m["a.b"]', 'module.m["c]"]')
    }


def test_a_call_for_each_of_some_resources_refers_to_them_and_is_referred_to_by_key() -> None:
    module = {
        "resources": [configured("aws_a", "a", ["var.one"])],
        "outputs": {"id": {"expression": {"references": ["aws_a.a.id", "aws_a.a"]}}},
    }
    call = {
        "module": module,
        "for_each_expression": {"references": ["aws_vpc.v"]},
        "expressions": {"one": {"references": ["each.value"]}},
    }
    one = 'module.m["x"].id'
    configuration = {"resources": [
        configured("aws_vpc", "v"),
        configured("aws_lb", "l", [one, one.removesuffix(".id"), "module.m"]),
    ], "module_calls": {"m": call}}  # fmt: skip
    children = [
        {"address": f'module.m["{k}"]', "resources": [
            planned("aws_a", "a", module=f'module.m["{k}"]')]}
        for k in "wxy"
    ]  # fmt: skip
    resources = [planned("aws_vpc", "v"), planned("aws_lb", "l")]
    assert edges(plan(resources, configuration, children)) == {
        ("aws_lb.l", 'module.m["x"].aws_a.a', "reference"),
        *((f'module.m["{k}"].aws_a.a', "aws_vpc.v", "reference") for k in "wxy"),
    }


def instances(count: int, references: list[str]) -> str:
    resources = [planned("aws_a", "a", i) for i in range(count)]
    resources += [planned("aws_b", "b", i) for i in range(count)]
    return plan(resources, {"resources": [
        configured("aws_a", "a"), configured("aws_b", "b", references)]})  # fmt: skip


def test_every_instance_is_joined_with_every_instance_or_with_the_one_that_is_named() -> None:
    assert len(edges(instances(3, ["aws_a.a"]))) == 9
    assert edges(instances(2, ["aws_a.a[1].id", "aws_a.a[1]", "aws_a.a"])) == {
        ("aws_b.b[0]", "aws_a.a[1]", "reference"),
        ("aws_b.b[1]", "aws_a.a[1]", "reference"),
    }
    assert edges(instances(2, ["aws_a.a", "count.index"])) == {
        ("aws_b.b[0]", "aws_a.a[0]", "reference"),
        ("aws_b.b[1]", "aws_a.a[1]", "reference"),
    }


def test_many_instances_stay_linear_with_a_remark() -> None:
    text = json.loads(instances(500, ["aws_a.a"]))
    text["planned_values"]["root_module"]["resources"].pop()
    reading = read(json.dumps(text))
    assert len(reading.units[0].edges) == 499
    assert any("lead to the first" in each for each in reading.remarks)


def test_circles_and_long_chains_end() -> None:
    count = 3_000
    data = [
        {**configured("z", f"d{i}", [f"data.z.d{i - 1}", f"aws_a.a{i}"]), "mode": "data"}
        for i in range(count)
    ]
    data[0] = {**configured("z", "d0", [f"data.z.d{count - 1}"]), "mode": "data"}
    managed = [configured("aws_a", f"a{i}", [f"data.z.d{count - 1}"]) for i in range(count)]
    reading = read(
        plan([planned("aws_a", f"a{i}") for i in range(count)], {"resources": [*data, *managed]})
    )
    most = 1_000 + (EDGES_PER_RESOURCE + 1) * count
    assert count < len(reading.units[0].edges) < most
    assert len(reading.remarks) == 2


def test_locals_are_named_as_what_a_plan_leaves_out() -> None:
    text = plan([planned("aws_a", "a")], {"resources": [configured("aws_a", "a", ["local.x"])]})
    assert any("locals" in each for each in read(text).remarks)
    assert not read(plan([planned("aws_a", "a")], {"resources": []})).remarks


@pytest.mark.parametrize(
    ("type_", "values", "kept"),
    [
        ("aws_db_instance", {"skip_final_snapshot": False, "backup_retention_period": 7,
                             "final_snapshot_identifier": "canary", "password": "canary"},
         {"skip_final_snapshot": False, "backup_retention_period": 7,
          "final_snapshot_identifier": "set"}),
        ("aws_s3_bucket", {"force_destroy": True, "versioning": [{"enabled": True, "mfa": "x"}]},
         {"force_destroy": True, "versioning": True}),
        ("aws_dynamodb_table", {"point_in_time_recovery": [{"enabled": False}], "replica": []},
         {"point_in_time_recovery": False}),
        ("aws_s3_bucket_versioning", {"versioning_configuration": [{"status": "Enabled"}]},
         {"versioning_configuration": "Enabled"}),
        ("azurerm_key_vault", {"purge_protection_enabled": True, "soft_delete_retention_days": 90},
         {"purge_protection_enabled": True, "soft_delete_retention_days": 90}),
        ("azurerm_storage_account",
         {"blob_properties": [{"delete_retention_policy": [{"days": 30}]}]},
         {"delete_retention_policy": 30}),
        ("google_sql_database_instance",
         {"deletion_protection": True, "settings": [{"user_labels": {"x": "canary"},
          "backup_configuration": [{"enabled": True, "start_time": "canary"}]}]},
         {"deletion_protection": True, "backup_configuration": True}),
        ("google_bigtable_table", {"deletion_protection": "UNPROTECTED"},
         {"deletion_protection": False}),
        ("kubernetes_persistent_volume", {"spec": [{"persistent_volume_reclaim_policy": "Retain",
                                                   "env": "canary"}]},
         {"persistent_volume_reclaim_policy": "Retain"}),
        ("aws_instance", {"ebs_block_device": [{"delete_on_termination": True},
                                               {"delete_on_termination": False}]},
         {"ebs_delete_on_termination": "set"}),
        ("aws_odd", {"versioning": [[[5]], "x"], "settings": "canary", "replica": {},
                     "deletion_protection": None, "force_destroy": ""}, {}),
    ],
)  # fmt: skip
def test_settings_of_the_list_are_kept_and_nothing_else(
    type_: str, values: dict[str, Any], kept: dict[str, Setting]
) -> None:
    assert settings(type_, **values) == kept


def test_prevent_destroy_is_kept_where_the_configuration_shows_it() -> None:
    one = configured("aws_vpc", "v", lifecycle={"prevent_destroy": True})
    (found,) = unit(plan([planned("aws_vpc", "v")], {"resources": [one]})).resources
    assert found.settings == {"prevent_destroy": True}


def test_a_state_in_the_same_format() -> None:
    root = {"resources": [planned("aws_vpc", "v", 0), {
        **planned("aws_subnet", "s"), "depends_on": ["aws_vpc.v", "data.aws_ami.x"]}]}  # fmt: skip
    text = json.dumps({"format_version": "0.1", "values": {"root_module": root}})
    found = unit(text)
    assert found.format == "terraform-show-state"
    assert {each.change for each in found.resources} == {None}
    assert edges(text) == {("aws_subnet.s", "aws_vpc.v[0]", "depends_on")}


def test_addresses_of_terraform_0_12_get_their_module_and_index() -> None:
    old = [
        {**planned("aws_instance", "web", index), "address": "aws_instance.web"} for index in (0, 1)
    ]
    child = {"address": "module.db[0]", "resources": [{**old[0], "index": "a"}]}
    found = unit(plan(old, children=[child], format_version="0.1"))
    assert [each.address for each in found.resources] == [
        "aws_instance.web[0]",
        "aws_instance.web[1]",
        'module.db[0].aws_instance.web["a"]',
    ]


def test_old_and_new_format_versions_are_read() -> None:
    assert unit('{"format_version":"0.1"}').resources == ()
    new = json.loads(plan([planned("aws_vpc", "v")], {}))
    new["format_version"] = "2.0"
    assert any("newer format" in each for each in read(json.dumps(new)).remarks)


@pytest.mark.parametrize(
    ("name", "type_", "short"),
    [
        (AWS, "aws_vpc", "aws"),
        ("registry.opentofu.org/hashicorp/google-beta", "google_x", "google"),
        ('provider["registry.terraform.io/hashicorp/azurerm"].west', "azurerm_x", "azurerm"),
        ("provider.kubernetes", "kubernetes_x", "kubernetes"),
        ("module.a.provider.aws.west", "aws_x", "aws"),
        ("", "aws_x", "aws"),
        ("", "", "custom"),
        ("é é", "ü_x", "custom"),
    ],
)
def test_providers_by_their_short_names(name: str, type_: str, short: str) -> None:
    assert provider(name, type_) == short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format_version": "1.0", "values": {', "ends in the middle"),
        ('{"format_version": "1.0",\n"values": canary}', "Line 2"),
        ('{"format_version": 1}', "at format_version"),
        ('{"values": {"root_module": {"resources": [{"address": {"canary": 1}}]}}}',
         "at values.root_module.resources[0].address"),
        ('{"values": {"root_module": ' + '{"child_modules": [' * 50_000, "nested"),
        ('{"values": ' + "[" * 100_000, "at values"),
        ('{"x": ' + "[" * 100_000, "nested"),
        (plan([planned("aws_vpc", "v"), planned("aws_vpc", "v")]), "same address"),
        (b'{"values": {"root_module": {"address": "\xff"}}}', "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(text: str | bytes, words: str) -> None:
    with pytest.raises(Refused) as raised:
        terraform_plan.read(text, "shop")
    assert words in str(raised.value)
    assert "canary" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"a": 1, "b": {"a": 3}, "a": 22}', '{"ä": 1, "ä": 2}', '{"":0,"":0}'],
)
def test_a_top_level_key_that_is_given_twice_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="given twice"):
        check_once(head(text), text)


def test_a_file_of_very_many_top_level_keys_is_none_of_terraform() -> None:
    text = json.dumps(dict.fromkeys(map(str, range(1_000))))
    with pytest.raises(Refused, match="has 1000 top-level keys"):
        check_once(head(text), text)


@pytest.mark.parametrize("text", ["{}", ' {"a" :\t1 , "ä\\"":{"a":[2]} }\n', '{"\\u00e9":"é"}'])
def test_keys_that_are_given_once_are_not(text: str) -> None:
    check_once(head(text), text)
    assert {key: json.loads(bytes(raw)) for key, raw in head(text).items()} == json.loads(text)
    assert head(text.encode()).keys() == json.loads(text).keys()


@pytest.mark.parametrize(
    "text",
    ['{"version": 4, "resources": []}', '{"format_version": "1.0", "valid": true}', '{"a": 1}'],
)
def test_other_files_are_no_plans(text: str) -> None:
    assert not terraform_plan.seems(head(text))


def test_files_of_the_corpus() -> None:
    folder = corpus()
    expected = json.loads((folder / "types.json").read_text())
    planted = json.loads((folder / "canaries.json").read_text())
    canaries = [each for several in planted.values() for each in several]
    names = [name for name in expected if name.startswith(("tf-plan", "tf-show"))]
    assert names
    for name in names:
        reading = read((folder / "files" / name).read_text())
        (found,) = reading.units
        assert Counter(each.type for each in found.resources) == expected[name], name
        assert not [each for each in canaries if each in repr(reading)], name
