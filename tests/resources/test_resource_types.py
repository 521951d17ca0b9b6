"""How far the table of types and the rules agree with 701 labelled types.

The labelled types lie beside the project, not in it; without them those tests are skipped. Their
tier says how far a label can be trusted: A vendors' lists, B schemas of providers, C rules over
names, D judged by hand. Figures are kept as (right, wrong, unknown). None of them is a forecast:

- with the table: the labelled types are listed in it, with their labels and sources, so this says
  only that nothing was copied wrongly;
- with the rules alone, the table left out: the rules were mended while looking at these very
  types, so the figure is a bound from above for types that nobody has seen;
- the rules alone against the other listed types: many of those labels were proposed by the same
  rules and then looked through by name; others are listed because no rule could say or a rule said
  it wrongly. So this says what the list adds, and notices when a rule changes its mind.

``pytest tests/resources -s`` prints them.
"""

import csv
import dataclasses
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from decision.catalog import Catalog, load_catalog
from decision.domain.resources import Basis, Label, ResourceTypes, classify
from tests.content.shipped import CONTENT, PROJECT

LABELLED = PROJECT.parent / "shared" / "domain" / "resource_types.csv"

#: Right, wrong and unknown by tier.
WITH_THE_TABLE = {"A": (61, 0, 0), "B": (127, 0, 0), "C": (267, 0, 0), "D": (246, 0, 0)}
RULES_ALONE = {"A": (61, 0, 0), "B": (127, 0, 0), "C": (267, 0, 0), "D": (245, 0, 1)}
#: The same for the listed types that are not among the labelled ones.
RULES_ON_OTHERS = (1313, 61, 670)

beside = pytest.mark.skipif(
    not LABELLED.is_file(), reason="the labelled types are not beside the project"
)


@cache
def catalog() -> Catalog:
    return load_catalog(CONTENT)


def table() -> ResourceTypes:
    return catalog().resource_types


def rules() -> ResourceTypes:
    return dataclasses.replace(table(), listed={})


def labelled() -> Iterator[tuple[str, str, str]]:
    with LABELLED.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["type"], row["tier"], row["label"]


def counted(types: ResourceTypes, wanted: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """How many are right, wrong and unknown."""
    found = Counter(
        "unknown" if said is Label.UNKNOWN else "right" if said == label else "wrong"
        for name, label in wanted
        for said in (classify(types, name).label,)
    )
    return found["right"], found["wrong"], found["unknown"]


def by_tier(types: ResourceTypes) -> dict[str, tuple[int, int, int]]:
    rows = list(labelled())
    return {
        tier: counted(types, ((name, label) for name, of, label in rows if of == tier))
        for tier in sorted({tier for _, tier, _ in rows})
    }


@beside
def test_the_table_agrees_with_the_labelled_types() -> None:
    found = by_tier(table())
    sys.stdout.write(f"\nwith the table: {found}\n")

    assert found == WITH_THE_TABLE


@beside
def test_the_rules_alone_agree_as_far_as_committed() -> None:
    found = by_tier(rules())
    sys.stdout.write(f"\nrules alone: {found}\n")

    assert found == RULES_ALONE


@beside
def test_the_rules_alone_on_types_that_are_not_labelled_agree_as_far_as_committed() -> None:
    seen = {name for name, _, _ in labelled()}
    found = counted(
        rules(), ((name, of.label) for name, of in table().listed.items() if name not in seen)
    )
    sys.stdout.write(f"\nrules alone on other types: {found}\n")

    assert found == RULES_ON_OTHERS


def test_two_tools_never_say_different_things_of_the_same() -> None:
    """Each listed type, found by the other tools' names for it, has the same label."""
    listed = table().listed
    differing = []
    for own in ("aws_", "AWS::", "azurerm_", "Microsoft."):
        others = {name: each for name, each in listed.items() if not name.startswith(own)}
        without = dataclasses.replace(table(), listed=others)
        for name in listed:
            if name.startswith(own):
                found = classify(without, name)
                if found.basis is Basis.LISTED and found.label != listed[name].label:
                    differing.append(name)

    assert differing == []


def test_the_zone_of_a_type_is_that_of_its_kind() -> None:
    """Kinds fill in who stores and who manages; together they are a zone."""
    of_answers = {
        ("service", "service"): "easy",
        ("service", "application"): "medium",
        ("application", "application"): "hard",
    }
    kinds = {
        each.id: of_answers.get(
            (each.answers.get("stored-by", ""), each.answers.get("managed-by", ""))
        )
        for each in catalog().kinds.values()
    }
    zones = [(name, each.kind, each.zone) for name, each in table().listed.items()]
    zones += [(each.id, each.kind or "", each.zone) for each in table().rules]
    differing = [
        (name, zone, kinds[kind])
        for name, kind, zone in zones
        if kind in kinds and zone
        if zone != kinds[kind]
    ]

    assert differing == []


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("AWS::RDS::DBInstance", "aws:rds/instance:Instance"),
        ("aws_db_instance", "aws:rds/instance:Instance"),
        ("aws_db_instance", "rds.aws.upbound.io/v1beta1/Instance"),
        ("AWS::DynamoDB::Table", "aws-native:dynamodb:Table"),
        ("AWS::DynamoDB::Table", "awscc_dynamodb_table"),
        ("AWS::Kinesis::Stream", "kinesis.services.k8s.aws/v1alpha1/Stream"),
        ("aws_s3_bucket", "aws:s3/bucketV2:BucketV2"),
        ("aws_vpc", "aws:ec2/vpc:Vpc"),
        ("aws_cloudwatch_log_group", "aws:cloudwatch/logGroup:LogGroup"),
        ("azurerm_mssql_database", "azure:mssql/database:Database"),
        ("azurerm_resource_group", "azure:core/resourceGroup:ResourceGroup"),
        ("azurerm_key_vault", "azure:keyvault/keyVault:KeyVault"),
        ("Microsoft.Storage/storageAccounts", "azure-native:storage:StorageAccount"),
        ("Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageaccounts@2023-01-01"),
        ("google_sql_database_instance", "gcp:sql/databaseInstance:DatabaseInstance"),
        ("google_storage_bucket", "storage.cnrm.cloud.google.com/v1beta1/StorageBucket"),
        ("apps/v1/StatefulSet", "kubernetes:apps/v1:StatefulSet"),
        ("apps/v1/StatefulSet", "apps/v1beta1/StatefulSet"),
        ("apps/v1/StatefulSet", "kubernetes_stateful_set_v1"),
        ("v1/PersistentVolumeClaim", "kubernetes_persistent_volume_claim"),
        ("random_password", "random:index/randomPassword:RandomPassword"),
        ("snowflake_database", "snowflake:index/database:Database"),
        ("mongodbatlas_cluster", "mongodbatlas:index/cluster:Cluster"),
    ],
)
def test_one_thing_is_listed_under_the_names_of_several_tools(one: str, another: str) -> None:
    first, second = classify(table(), one), classify(table(), another)

    assert (second.basis, second.label, second.kind, second.zone) == (
        Basis.LISTED, first.label, first.kind, first.zone,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "label"),
    [
        # What a name of an unknown service still says.
        ("AWS::NewService::Database", "stateful"),
        ("azurerm_new_service_flexible_server_firewall_rule", "stateless"),
        ("google_new_store_iam_member", "stateless"),
        ("acme.example.org/v1/PostgresCluster", "stateful"),
        ("aws_new_bucket_policy", "stateless"),
        ("aws_new_cluster_parameter_group", "stateless"),
        # Traps: words of stores in what is none, and the other way round.
        ("aws_route_table", "stateless"),
        ("AWS::EC2::TransitGatewayRouteTable", "stateless"),
        ("AWS::VerifiedPermissions::PolicyStore", "stateful"),
        ("google_pubsub_subscription", "stateful"),
        ("aws_backup_plan", "stateless"),
        ("aws_backup_vault", "stateful"),
        # A handler of its own decides what these do.
        ("Custom::DatabaseSeeder", "unknown"),
        ("vendor_cluster", "unknown"),
        ("vendor_instance", "unknown"),
        ("vendor_service", "unknown"),
    ],
)
def test_what_the_rules_say_of_types_that_are_hard(name: str, label: str) -> None:
    assert classify(rules(), name).label == label


@pytest.mark.parametrize(
    "name",
    ["AWS::CloudFormation::Thingamabob", "vendor_load_balancer_gadget", "vendor_stack"],
)
def test_deletion_protection_alone_does_not_make_a_stack_or_balancer_a_store(name: str) -> None:
    assert classify(rules(), name, {"enable_deletion_protection": True}).label != "stateful"
    assert classify(rules(), name, {"TerminationProtection": True}).label != "stateful"


def test_settings_of_a_store_tell_what_its_name_does_not() -> None:
    assert classify(rules(), "vendor_thingamabob").label is Label.UNKNOWN
    for setting in ("skip_final_snapshot", "BackupRetentionPeriod", "deletionProtection"):
        found = classify(rules(), "vendor_thingamabob", {setting: True})
        assert (found.label, found.basis) == (Label.STATEFUL, Basis.GUESSED)
