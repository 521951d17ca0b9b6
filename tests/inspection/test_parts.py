"""Members, copies and sets without disks; settings that stand in resources of their own."""

import pytest

from decision.content import current_catalog
from decision.inspection import Inspection, inspected
from decision.inspection.concerns import Rule, concerns
from decision.readers.documents import Limits
from decision.readers.shapes import Change, Edge, Place, Reading, Resource, Setting, Unit
from decision.readers.system import read_files

KEEP = "CanNotDelete"


def of(name: str, text: str) -> Inspection:
    return inspected(current_catalog(), read_files({name: text.encode()}, Limits()))


def stores(found: Inspection) -> dict[str, bool | None]:
    """Whether each store is protected, by its address."""
    return {each.resource.address: each.is_protected for each in found.stores}


def named(found: Inspection) -> list[str]:
    """The concerns about what is not protected."""
    return [each.message for each in concerns(found) if each.rule is Rule.UNPROTECTED]


TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Safe: {Type: String}}
Resources:
  Cluster: {Type: "AWS::RDS::DBCluster", Properties: {DeletionProtection: !Ref Safe}}
  Member: {Type: "AWS::RDS::DBInstance", Properties: {DBClusterIdentifier: !Ref Cluster}}
  Main: {Type: "AWS::RDS::DBInstance", Properties: {DeletionProtection: true}}
  Copy: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBInstanceIdentifier: !Ref Main}}
  Restored:
    Type: "AWS::RDS::DBInstance"
    Properties: {SourceDBInstanceIdentifier: !Ref Main, UseLatestRestorableTime: true}
  Maybe:
    Type: "AWS::RDS::DBInstance"
    Properties: {SourceDBInstanceIdentifier: !If [IsCopy, !Ref Main, !Ref "AWS::NoValue"]}
"""


def test_members_and_copies_are_no_stores() -> None:
    found = of("shop.yaml", TEMPLATE)

    assert stores(found) == {"Cluster": None, "Main": True, "Restored": False, "Maybe": False}
    assert [each.split()[0] for each in named(found)] == ["Restored", "Maybe"]
    member = next(each for each in found.found if each.resource.address == "Member")
    assert (member.is_stateful, member.protection) == (True, None)


def test_the_name_of_the_other_is_not_kept() -> None:
    text = TEMPLATE.replace("!Ref Cluster", '"12345"').replace("!Ref Main", '"Retain"')

    settings = {each.resource.address: each.resource.settings for each in of("a.yaml", text).found}

    assert settings["Member"] == {"DBClusterIdentifier": "set"}
    assert settings["Copy"] == {"SourceDBInstanceIdentifier": "set"}


@pytest.mark.parametrize(
    ("source", "is_store"),
    [
        ("aws_db_instance.main.identifier", False),
        ('"main"', False),
        ("var.source", True),
        ("local.source", True),
        ("var.copy ? aws_db_instance.main.identifier : null", True),
    ],
)
def test_a_replica_of_terraform_is_one_for_sure(source: str, is_store: bool) -> None:
    text = f"""
    resource "aws_db_instance" "main" {{ deletion_protection = true }}
    resource "aws_db_instance" "other" {{ replicate_source_db = {source} }}
    """

    assert ("aws_db_instance.other" in stores(of("main.tf", text))) is is_store


def test_a_plan_may_replace_a_member_but_no_cluster() -> None:
    resources = tuple(
        Resource(type, type, "aws", "shop", change=Change.REPLACE)
        for type in ("aws_rds_cluster", "aws_rds_cluster_instance", "aws_neptune_cluster_instance")
    )
    unit = Unit("shop", "terraform-plan", "terraform", resources)
    found = inspected(current_catalog(), Reading((unit,)))

    assert [each.resource.address for each in found.found if each.is_lost] == ["aws_rds_cluster"]


OBJECTS = """
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: keep}
reclaimPolicy: Retain
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: drop}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}, spec: {storageClassName: keep}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: b}, spec: {storageClassName: drop}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {storageClassName: far}}
---
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: none}, spec: {}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: disks}
spec: {volumeClaimTemplates: [{metadata: {name: data}}]}
---
{apiVersion: v1, kind: Secret, metadata: {name: plain}}
---
{apiVersion: v1, kind: Secret, metadata: {name: chart, labels: {helm.sh/chart: shop-1}}}
"""


def test_claims_are_as_safe_as_their_class() -> None:
    found = of("all.yaml", OBJECTS)

    assert stores(found) == {
        "PersistentVolumeClaim/a": True,
        "PersistentVolumeClaim/b": False,
        "PersistentVolumeClaim/c": None,
        "StatefulSet/disks": True,
        "Secret/plain": None,
        "Secret/chart": False,
    }
    plain = next(each for each in found.stores if each.resource.address == "Secret/plain")
    assert plain.protection is not None
    assert plain.protection.gaps == ()
    without = next(each for each in found.found if each.resource.address == "StatefulSet/none")
    assert (without.is_stateful, without.runs) == (False, True)


def azure(*edges: tuple[str, str], level: Setting = KEEP) -> dict[str, bool | None]:
    """Two accounts and a lock."""
    types = {
        "a": "azurerm_storage_account",
        "b": "azurerm_storage_account",
        "lock": "azurerm_management_lock",
    }
    resources = tuple(
        Resource(name, type, "azure", "u", {"lock_level": level} if name == "lock" else {})
        for name, type in types.items()
    )
    lines = tuple(Edge(Place("u", one), Place("u", other), "reference") for one, other in edges)
    unit = Unit("u", "terraform-hcl", "terraform", resources, lines)
    return stores(inspected(current_catalog(), Reading((unit,))))


def test_a_lock_counts_for_what_it_refers_to() -> None:
    assert azure(("lock", "a")) == {"a": True, "b": False}
    assert azure(("a", "lock")) == {"a": False, "b": False}
    assert azure(("lock", "a"), level="set") == {"a": None, "b": False}
    # Which of the two it locks is not known.
    assert azure(("lock", "a"), ("lock", "b")) == {"a": None, "b": None}


@pytest.mark.parametrize(("status", "by"), [("Enabled", True), ("Suspended", False)])
def test_versioning_counts_for_its_bucket(status: str, by: bool) -> None:
    text = f"""
    resource "aws_s3_bucket" "a" {{}}
    resource "aws_s3_bucket_versioning" "a" {{
      bucket = aws_s3_bucket.a.id
      versioning_configuration {{
        status = "{status}"
      }}
    }}
    """
    found = of("main.tf", text).stores[0].protection

    assert found is not None
    assert ("versioning" in found.by) is by
    assert ("versioning" in {gap.setting for gap in found.gaps}) is not by


def test_what_has_to_be_set_together_is_joined_by_and() -> None:
    text = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources:
      Table: {Type: "AWS::DynamoDB::Table"}
      Queue: {Type: "AWS::SQS::Queue"}
      Kept: {Type: "AWS::DynamoDB::Table", DeletionPolicy: Retain}
    """
    table, queue, kept = named(of("a.yaml", text))

    assert table.endswith(
        "set DeletionPolicy and UpdateReplacePolicy, or DeletionProtectionEnabled."
    )
    assert queue.endswith("set DeletionPolicy and UpdateReplacePolicy.")
    assert kept.endswith("set UpdateReplacePolicy or DeletionProtectionEnabled.")


def test_a_bucket_is_not_destroyed_while_it_is_full() -> None:
    resources = tuple(
        Resource(name, "aws_s3_bucket", "aws", "u", settings, Change.DESTROY)
        for name, settings in (("kept", {}), ("forced", {"force_destroy": True}))
    )
    unit = Unit("u", "terraform-plan", "terraform", resources)
    kept, forced = concerns(inspected(current_catalog(), Reading((unit,))))[:2]

    assert kept.message.endswith("this fails unless it is empty.")
    assert forced.message.endswith("its data goes with it.")
