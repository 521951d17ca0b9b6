"""What is proposed for a cut: units, what they publish, and the move by each tool."""

import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace

import hcl2
import pytest

from decision.content import current_catalog
from decision.domain.answers import System
from decision.inspection import examine, inspected
from decision.inspection.cuts import Crossing, Cut, cuts
from decision.inspection.moves import Plan, Role, planned
from decision.inspection.moves.writing import FILL_IN
from decision.readers.documents import Limits, read_yaml
from decision.readers.shapes import Change, Edge, Place, Reading, Refused, Resource, Unit
from decision.readers.system import read_files
from decision.records.inspection import to_json, to_text
from tests.inspection.test_moves_writing import HOSTILE
from tests.readers.corpus import corpus
from tests.readers.reading import read_texts

#: By format: the tool, a store, a function, and something that both can need.
FORMATS: dict[str, tuple[str | None, str, str, str]] = {
    "terraform-hcl": ("terraform", "aws_dynamodb_table", "aws_lambda_function", "aws_subnet"),
    "cloudformation": (
        "cloudformation", "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::EC2::Subnet",
    ),
    "cdk": ("cdk", "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::EC2::Subnet"),
    "pulumi": (
        "pulumi", "aws:dynamodb/table:Table", "aws:lambda/function:Function",
        "aws:ec2/subnet:Subnet",
    ),
    "kubernetes": ("kubernetes", "v1/PersistentVolumeClaim", "apps/v1/Deployment", "v1/Service"),
    "arm": (
        None, "Microsoft.DocumentDB/databaseAccounts", "Microsoft.Web/sites",
        "Microsoft.Network/virtualNetworks",
    ),
    "compose": (None, "volume", "service", "network"),
}  # fmt: skip
#: Addresses of store, function and shared thing, as the readers of a format write them.
ADDRESSES: Mapping[str, tuple[str, str, str]] = {
    "terraform-hcl": (
        "aws_dynamodb_table.orders", "aws_lambda_function.site", "aws_subnet.inner",
    ),
    "pulumi": ("orders", "site", "inner"),
    "kubernetes": ("shop/PersistentVolumeClaim/orders", "shop/Deployment/site", "shop/Service/in"),
    "compose": ("volume/orders", "service/site", "network/inner"),
}  # fmt: skip

#: Store and functions need the same: it becomes a foundation.
SHARED = [(1, 0), (1, 2), (3, 2), (0, 2)]


def plan_of(reading: Reading) -> Plan:
    (found,) = examine(current_catalog(), reading).plans
    return found


def system(
    format_: str,
    pairs: Iterable[tuple[int, int]] = ((1, 0),),
    *,
    addresses: tuple[str, str, str] | None = None,
    name: str = "shop",
    kind: str = "reference",
) -> Reading:
    """A store (0), a function (1), something else (2), and a function (3) that is like the first.
    Who refers to whom by number."""
    tool, *types = FORMATS[format_]
    types.append(types[1])
    three = addresses or ADDRESSES.get(format_) or ("Orders", "Site", "Inner")
    named = (*three, three[1].replace("site", "shop").replace("Site", "Shop") + "2")
    provider = "docker" if format_ == "compose" else "aws"
    resources = tuple(
        Resource(address, type_, provider, name, {})
        for address, type_ in zip(named, types, strict=True)
    )
    edges = tuple(Edge(Place(name, named[a]), Place(name, named[b]), kind) for a, b in pairs)
    return Reading((Unit(name, format_, tool, resources, edges),))


def files_of(plan: Plan) -> dict[str, str]:
    assert plan.move is not None
    return {each.name: each.text for each in plan.move.files}


def held(plan: Plan) -> dict[str, list[str]]:
    return {each.name: [f.resource.address for f in each.holds] for each in plan.split.units}


# --- Units ------------------------------------------------------------------------


def test_units_are_named_and_in_the_order_of_deployment() -> None:
    plan = plan_of(system("terraform-hcl", SHARED))

    assert held(plan) == {
        "shop-foundation": ["aws_subnet.inner"],
        "shop-data": ["aws_dynamodb_table.orders"],
        "shop": ["aws_lambda_function.site", "aws_lambda_function.shop2"],
    }
    assert [each.name for each in plan.split.units] == ["shop-foundation", "shop-data", "shop"]
    assert [set(each.reads) for each in plan.split.units] == [
        set(), {"shop-foundation"}, {"shop-data", "shop-foundation"},
    ]  # fmt: skip


def test_without_a_foundation_there_are_two() -> None:
    plan = plan_of(system("terraform-hcl"))

    assert list(held(plan)) == ["shop-data", "shop"]
    assert plan.move is not None
    assert not any("foundation" in each for each in plan.move.steps)


def test_every_resource_is_in_exactly_one_unit() -> None:
    reading = system("terraform-hcl", SHARED)

    found = [address for addresses in held(plan_of(reading)).values() for address in addresses]

    assert sorted(found) == sorted(each.address for each in reading.units[0].resources)


def test_a_name_that_another_unit_has_is_not_taken() -> None:
    reading = system("terraform-hcl")
    taken = Unit("shop-data", "terraform-hcl", "terraform", ())

    assert "shop-data-2" in held(plan_of(Reading((*reading.units, taken))))


def test_of_a_pulumi_stack_the_project_is_new() -> None:
    assert list(held(plan_of(system("pulumi", name="shop/live")))) == [
        "shop-data/live",
        "shop/live",
    ]


# --- What to publish ----------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_tool_says_what_to_publish_in_plain_words(format_: str) -> None:
    plan = plan_of(system(format_))
    (link,) = plan.split.links

    assert link.publish is not None
    assert link.publish.warning is None
    assert link.publish.sources
    store, function, _ = ADDRESSES.get(format_) or ("Orders", "Site", "Inner")
    assert link.publish.text.startswith(f"{function} ")
    assert store in link.publish.text


def test_of_a_secret_the_id_is_published() -> None:
    reading = read_texts(
        shop="""
        Resources:
          Password: {Type: AWS::SecretsManager::Secret}
          Site:
            Type: AWS::Lambda::Function
            Properties: {Environment: {Variables: {SECRET: !Ref Password}}}
        """
    )

    (link,) = plan_of(reading).split.links

    assert link.publish is not None
    assert link.publish.published_as == "secret-id"


def test_for_an_order_alone_nothing_is_passed() -> None:
    plan = plan_of(system("cloudformation", kind="DependsOn"))

    assert plan.split.links[0].publish is not None
    assert plan.split.links[0].publish.published_as == "order"
    assert not any(name.endswith(".outputs.yaml") for name in files_of(plan))


def test_a_reference_from_what_is_kept_is_warned_of() -> None:
    plan = plan_of(system("terraform-hcl", [(0, 1)]))
    (link,) = plan.split.links

    assert link.publish is not None
    assert link.publish.warning is not None
    assert "aws_dynamodb_table.orders is kept and needs aws_lambda_function.site" in (
        link.publish.warning
    )
    # As it is, the application has to be there first. It is turned, so it gets no output.
    assert list(held(plan)) == ["shop", "shop-data"]
    assert not any("outputs" in name or "reads" in name for name in files_of(plan))
    assert plan.warnings == ()


def test_a_circle_is_warned_of() -> None:
    plan = plan_of(system("cdk", [(0, 1), (1, 0)]))

    assert [each.id for each in plan.warnings] == ["circle"]
    assert plan.move is not None
    assert any("CDK refuses" in each for each in plan.move.steps)


def test_other_units_that_refer_to_what_moves_are_named() -> None:
    (shop,) = system("terraform-hcl").units
    other = Unit(
        "other", "terraform-hcl", "terraform",
        (Resource("aws_lambda_function.a", "aws_lambda_function", "aws", "other"),),
        (Edge(Place("other", "aws_lambda_function.a"),
              Place("shop", "aws_dynamodb_table.orders"), "state"),),
    )  # fmt: skip

    plan = plan_of(Reading((shop, other)))

    assert [each.id for each in plan.warnings] == ["inbound"]
    assert plan.move is not None
    assert any("Point the other units" in each for each in plan.move.steps)


# --- The move -----------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_move_has_preconditions_steps_and_a_way_back(format_: str) -> None:
    move = plan_of(system(format_, SHARED)).move

    assert move is not None
    assert "backup" in move.preconditions[0]
    assert move.steps
    assert move.back
    assert move.files
    assert move.sources
    for text in (*move.preconditions, *move.steps, *move.back):
        assert "{" not in text


def test_terraform_forgets_adopts_and_reads() -> None:
    files = files_of(plan_of(system("terraform-hcl", SHARED)))

    removed = hcl2.loads(files["shop/removed.tf"])["removed"]
    assert [each["from"] for each in removed] == [
        "${aws_subnet.inner}", "${aws_dynamodb_table.orders}",
    ]  # fmt: skip
    assert [each["lifecycle"][0]["destroy"] for each in removed] == [False, False]
    (adopted,) = hcl2.loads(files["shop-data/imports.tf"])["import"]
    assert adopted["to"] == "${aws_dynamodb_table.orders}"
    assert f"{FILL_IN}: its name" in adopted["id"]
    assert "data.terraform_remote_state.shop_foundation" in files["shop-data/reads.tf"]
    assert set(_named(files["shop/reads.tf"], "data")) == {"shop_data", "shop_foundation"}
    assert 'output "aws_dynamodb_table_orders"' in files["shop-data/outputs.tf"]
    (moved, _) = hcl2.loads(files["shop/moved-instead.tf"])["moved"]
    assert moved["to"] == "${module.shop_foundation.aws_subnet.inner}"


def _named(text: str, block: str) -> list[str]:
    return [
        name.strip('"')
        for each in hcl2.loads(text)[block]
        for kinds in each.values()
        for name in kinds
    ]


def test_removed_has_no_instance_keys_and_modules_are_kept() -> None:
    store = 'module.db["a"].aws_dynamodb_table.orders["x"]'
    plan = plan_of(system("terraform-hcl", addresses=(store, "aws_lambda_function.f", "a_b.c")))
    files = files_of(plan)

    assert "from = module.db.aws_dynamodb_table.orders\n" in files["shop/removed.tf"]
    assert f"to = {store}\n" in files["shop-data/imports.tf"]
    assert 'value = module.db["a"].module_db_a_' in files["shop-data/outputs.tf"]


def test_only_what_was_read_from_source_is_warned_of_instances() -> None:
    (unit,) = system("terraform-hcl").units
    state = replace(unit, format="terraform-state")

    of_source, of_state = (
        files_of(plan_of(Reading((each,))))["shop-data/imports.tf"] for each in (unit, state)
    )

    assert "A resource with count or for_each" in of_source
    assert "count" not in of_state
    assert of_source.endswith(of_state)


def test_where_instances_stay_removed_is_not_used() -> None:
    tool, table, function, _ = FORMATS["terraform-hcl"]
    addresses = (f"{table}.t[0]", f"{table}.t[1]", f"{function}.f")
    unit = Unit(
        "shop", "terraform-hcl", tool,
        tuple(Resource(each, each.split(".")[0], "aws", "shop") for each in addresses),
        (Edge(Place("shop", addresses[2]), Place("shop", addresses[0]), "reference"),),
    )  # fmt: skip
    inspection = inspected(current_catalog(), Reading((unit,)))
    (cut,) = cuts(current_catalog(), inspection, {Place("shop", addresses[0])})
    files = files_of(planned(current_catalog(), inspection, cut))

    assert "shop/removed.tf" not in files
    assert f"terraform state rm -dry-run '{addresses[0]}'" in files["state-rm.sh"]
    assert addresses[1] not in files["state-rm.sh"]


def test_data_sources_are_declared_again() -> None:
    plan = plan_of(
        system(
            "terraform-hcl",
            [(1, 0), (0, 2)],
            addresses=("aws_dynamodb_table.t", "aws_lambda_function.f", "data.aws_subnet.s"),
        )
    )

    text = "".join(files_of(plan).values())
    assert "to = data." not in text
    assert "from = data." not in text


def test_the_mapping_is_what_the_service_takes() -> None:
    files = files_of(plan_of(system("cloudformation", kind="GetAtt")))

    assert json.loads(files["resource-mappings.json"]) == [
        {
            "Source": {"StackName": "shop", "LogicalResourceId": "Orders"},
            "Destination": {"StackName": "shop-data", "LogicalResourceId": "Orders"},
        }
    ]
    (outputs,) = read_yaml(files["shop-data.outputs.yaml"], Limits())
    assert outputs["Outputs"]["OrdersAttribute"]["Export"] == {"Name": "shop-data-OrdersAttribute"}
    (imports,) = read_yaml(files["shop.imports.yaml"], Limits())
    assert imports[0]["write"] == "!ImportValue shop-data-OrdersAttribute"


def test_the_execution_of_a_refactor_is_left_to_people() -> None:
    script = files_of(plan_of(system("cloudformation")))["create-stack-refactor.sh"]

    run = " ".join(shlex.split(script, comments=True))
    assert "execute" not in run
    assert run.count("--stack-refactor-id") == run.count("$REFACTOR_ID") == 2


def test_cdk_has_an_override_file_and_the_mapping() -> None:
    files = files_of(plan_of(system("cdk")))

    (environment,) = json.loads(files["refactor-override.json"])["environments"]
    assert environment["resources"] == {"shop.Orders": "shop-data.Orders"}
    assert "resource-mappings.json" in files
    assert "file://cdk.out/shop-data.template.json" in files["create-stack-refactor.sh"]


def test_pulumi_moves_urns() -> None:
    script = files_of(plan_of(system("pulumi", name="shop/live")))["state-move.sh"]

    words = shlex.split(script, comments=True)
    assert "urn:pulumi:live::shop::aws:dynamodb/table:Table::orders" in words
    assert words[words.index("--source") + 1] == "$ORG/shop/live"
    assert words[words.index("--dest") + 1] == "$ORG/shop-data/live"


def test_a_urn_of_pulumi_names_the_types_of_the_parents() -> None:
    found = [
        ("live", "pulumi:pulumi:Stack"),
        ("shop", "my:index:Shop"),
        ("orders", "aws:dynamodb/table:Table"),
        ("site", "aws:lambda/function:Function"),
    ]
    at = {name: Place("shop/live", name) for name, _ in found}
    unit = Unit(
        "shop/live", "pulumi-export", "pulumi",
        tuple(Resource(name, type_, "aws", "shop/live") for name, type_ in found),
        (Edge(at["orders"], at["shop"], "parent"), Edge(at["shop"], at["live"], "parent"),
         Edge(at["site"], at["orders"], "reference"), Edge(at["site"], at["live"], "parent")),
    )  # fmt: skip

    script = files_of(plan_of(Reading((unit,))))["state-move.sh"]

    urn = "urn:pulumi:live::shop::my:index:Shop$aws:dynamodb/table:Table::orders"
    assert urn in shlex.split(script, comments=True)


def test_parents_in_a_circle_end() -> None:
    reading = system("pulumi", [(1, 0), (0, 2), (2, 0)], kind="parent", name="shop/live")

    assert "::orders" in files_of(plan_of(reading))["state-move.sh"]


def test_kubernetes_keeps_volumes_and_lets_helm_adopt() -> None:
    files = files_of(plan_of(system("kubernetes")))

    assert "get pvc orders --namespace shop" in files["keep.sh"]
    assert "meta.helm.sh/release-namespace=shop" in files["adopt.sh"]


CLUSTER = """
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: shop}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop},
 spec: {template: {spec: {volumes: [{secret: {secretName: key}}]}}}}
"""


def test_a_namespace_is_deployed_first_and_must_not_be_pruned() -> None:
    plan = plan_of(read_texts(shop=CLUSTER))

    assert held(plan) == {
        "shop-foundation": ["Namespace/shop"],
        "shop-data": ["shop/Secret/key"],
        "shop": ["shop/Deployment/web"],
    }
    assert [each.id for each in plan.warnings] == ["holder"]
    assert "Namespace/shop" in plan.warnings[0].text
    assert plan.move is not None
    assert any("namespaces and definitions" in each for each in plan.move.preconditions)
    # None of it is about volumes, and there is no keep.sh.
    assert list(files_of(plan)) == ["adopt.sh"]
    said = " ".join((*plan.move.preconditions, *plan.move.steps))
    assert not any(each in said for each in ("keep.sh", "reclaim policy", "claimRef"))


def test_keep_is_run_where_there_is_one() -> None:
    move = plan_of(system("kubernetes")).move

    assert move is not None
    assert any("Run keep.sh" in each for each in move.steps)
    assert any("reclaim policy Retain" in each for each in move.preconditions)


def changed(*stores: tuple[str, Change]) -> Plan:
    """A plan of Terraform that does these things to the stores of a function."""
    table, function = "aws_dynamodb_table", "aws_lambda_function"
    tables = [Resource(f"{table}.{name}", table, "aws", "shop", {}, what) for name, what in stores]
    unit = Unit(
        "shop", "terraform-plan", "terraform",
        (*tables,
         Resource(f"{function}.f", function, "aws", "shop", {}, Change.NONE)),
        tuple(Edge(Place("shop", f"{function}.f"), Place("shop", f"{table}.{name}"), "reference")
              for name, _ in stores),
    )  # fmt: skip
    return plan_of(Reading((unit,)))


def test_what_a_plan_creates_or_takes_away_is_not_moved() -> None:
    plan = changed(
        ("kept", Change.UPDATE),
        ("new", Change.CREATE),
        ("old", Change.DESTROY),
        ("lost", Change.FORGET),
    )
    files = files_of(plan)

    removed = hcl2.loads(files["shop/removed.tf"])["removed"]
    assert [each["from"] for each in removed] == ["${aws_dynamodb_table.kept}"]
    imports = hcl2.loads(files["shop-data/imports.tf"])["import"]
    assert [each["to"] for each in imports] == ["${aws_dynamodb_table.kept}"]
    assert "# aws_dynamodb_table.new does not exist yet" in files["shop-data/imports.tf"]
    assert "table.new" not in files["shop/moved-instead.tf"]
    assert not any("table.old" in each or "table.lost" in each for each in files.values())
    assert held(plan)["shop-data"] == ["aws_dynamodb_table.kept", "aws_dynamodb_table.new"]


@pytest.mark.parametrize("change", Change)
def test_a_plan_that_changes_a_store_comes_first(change: Change) -> None:
    plan = changed(("orders", change), ("other", Change.NONE))
    assert plan.move is not None

    is_pending = change not in (Change.NONE, Change.UPDATE)
    assert [each.id for each in plan.warnings] == ["pending"] * is_pending
    assert ("is applied or dropped" in plan.move.preconditions[0]) == is_pending
    assert all("aws_dynamodb_table.orders" in each.text for each in plan.warnings)


def test_nothing_but_the_stores_that_answers_place_apart_is_cut() -> None:
    catalog = current_catalog()
    reading = Reading(tuple(replace(each, name="shop") for each in system("terraform-hcl").units))

    assert examine(catalog, reading).cuts
    assert examine(catalog, reading, System("Shop"), {}).cuts == ()


def test_compose_makes_volumes_external() -> None:
    (found,) = read_yaml(files_of(plan_of(system("compose")))["external.yaml"], Limits())

    assert found["volumes"]["orders"]["external"] is True


def test_azure_asks_what_if_in_incremental_mode() -> None:
    files = files_of(plan_of(system("arm")))

    assert files["what-if.sh"].count("--mode Incremental") == 2
    assert "what-if" in files["what-if.sh"]
    assert json.loads(files["shop-data.outputs.json"])["outputs"]


def test_an_id_in_azure_has_a_name_for_each_part_of_the_type() -> None:
    (unit,) = system("arm").units
    database = Resource("Orders", "Microsoft.Sql/servers/databases", "azure", "shop")
    unit = replace(unit, resources=(database, *unit.resources[1:]))

    outputs = files_of(plan_of(Reading((unit,))))["shop-data.outputs.json"]

    (given,) = json.loads(outputs)["outputs"].values()
    names = f"'{FILL_IN}', '{FILL_IN}'"
    assert given["value"] == f"[resourceId('Microsoft.Sql/servers/databases', {names})]"


# --- Hostile names ------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("hostile", [each for each in HOSTILE if each])
def test_hostile_addresses_mean_nothing(format_: str, hostile: str) -> None:
    """Each generated file can be read, and a name stays within what it names."""
    _, table, function, other = FORMATS[format_]
    for store in (hostile, f"{table}.{hostile}", f"{table}.a[{json.dumps(hostile)}]",
                  f"ns/Kind/{hostile}", f"volume/{hostile}"):  # fmt: skip
        addresses = (store, f"{function}.{hostile}", f"{other}.x")
        plan = plan_of(system(format_, SHARED, addresses=addresses, name=f"shop{hostile}"))
        assert plan.move is not None
        for each in plan.move.files:
            _can_be_read(each.language, each.text)
            assert each.name.isprintable()
            assert ".." not in each.name
        json.dumps(to_json(examine(current_catalog(), system(format_, addresses=addresses))))


def _can_be_read(language: str, text: str) -> None:
    if language == "json":
        json.loads(text)
    elif language == "yaml":
        read_yaml(text, Limits())
    elif language == "hcl":
        assert hcl2.loads(text).keys() <= {
            "removed", "import", "output", "data", "locals", "moved", "__comments__",
            "__inline_comments__",
        }  # fmt: skip
    else:
        words = shlex.split(text, comments=True)
        known = (
            "terraform", "aws", "pulumi", "kubectl", "az", f"ORG={FILL_IN}", "REFACTOR_ID=$(aws",
        )  # fmt: skip
        joined = text.replace("\\\n", " ")
        first = [line.split()[0] for line in joined.splitlines() if line.strip()]
        assert all(each in known or each == "#" for each in first)
        assert words


def test_an_address_that_cannot_be_written_is_said() -> None:
    addresses = ("un-writable", "Site", "Inner")
    plan = plan_of(system("cloudformation", addresses=addresses))

    assert [each.id for each in plan.warnings] == ["unwritable"]
    assert json.loads(files_of(plan)["resource-mappings.json"]) == []
    hcl = plan_of(system("terraform-hcl", addresses=("a b", "aws_lambda_function.f", "c.d")))
    assert "add it by hand: a b" in files_of(hcl)["shop/removed.tf"]


# --- Records ------------------------------------------------------------------------


def test_json_has_the_whole_and_text_says_so() -> None:
    examination = examine(current_catalog(), system("cloudformation", kind="Ref"))

    (cut,) = to_json(examination)["cuts"]
    assert cut["crossings"][0]["publish"]["as"] == "output"
    assert [each["name"] for each in cut["units"]] == ["shop-data", "shop"]
    assert cut["units"][0]["holds"] == ["Orders"]
    assert {each["name"] for each in cut["move"]["files"]} >= {"resource-mappings.json"}
    assert set(cut["move"]) == {
        "tool", "title", "preconditions", "files", "steps", "back", "sources",
    }  # fmt: skip
    shown = to_text(examination)
    assert "Site refers to Orders [output]" in shown
    assert "shop-data (1), shop (3)" in shown
    assert "files to review are in the JSON" in " ".join(shown.split())


def test_every_generated_file_of_the_corpus_can_be_read() -> None:
    files = {each.name: each.read_bytes() for each in (corpus() / "files").iterdir()}
    seen: dict[str, int] = {}
    for name, content in files.items():
        for plan in _plans(name, content):
            assert plan.move is not None
            for each in plan.move.files:
                _can_be_read(each.language, each.text)
                seen[each.language] = seen.get(each.language, 0) + 1
            assert {each.role for each in plan.split.units} >= {Role.DATA, Role.APPLICATION}
    assert set(seen) >= {"json", "shell", "yaml"}


def test_addresses_of_every_terraform_file_of_the_corpus_can_be_written() -> None:
    """Cut in the middle, wherever that is: all addresses go through the writer."""
    written = 0
    for path in sorted((corpus() / "files").glob("tf-*")):
        try:
            reading = read_files({path.name: path.read_bytes()}, Limits())
        except Refused:
            continue
        inspection = inspected(current_catalog(), reading)
        for unit in inspection.units:
            own = [inspection.at[Place(unit.name, each.address)] for each in unit.resources]
            half = own[: len(own) // 2]
            if not half:
                continue
            moving = {each.resource.address for each in half}
            crossings = tuple(
                Crossing(inspection.at[e.source], inspection.at[e.target], (e.kind,), False)
                for e in unit.edges
                if e.source in inspection.at
                and e.target in inspection.at
                and e.target.address in moving
                and e.source.address not in moving
            )
            cut = Cut(unit, tuple(half), tuple(half), (), crossings, ())
            plan = planned(current_catalog(), inspection, cut)
            assert {each.id for each in plan.warnings} <= {"pending"}
            assert plan.move is not None
            for each in plan.move.files:
                _can_be_read(each.language, each.text)
                written += each.text.count("import {") + each.text.count("does not exist yet")
    assert written > 100


def _plans(name: str, content: bytes) -> Iterable[Plan]:
    try:
        reading = read_files({name: content}, Limits())
    except Refused:
        return ()
    return examine(current_catalog(), reading).plans
