"""What guards a resource: settings that are on, off, or that a file does not show."""

import pytest

from decision.content import current_catalog
from decision.domain.resources import (
    Guard,
    Holds,
    Protecting,
    Protection,
    ProtectionRules,
    classify,
    protection_of,
)
from decision.domain.resources.protection import SET, Value


def protection(
    type: str, format: str, tool: str | None = None, **settings: Value
) -> Protection | None:
    catalog = current_catalog()
    about = classify(catalog.resource_types, type, settings)
    return protection_of(catalog.protection, about, settings, format, tool)


@pytest.mark.parametrize(
    ("type", "format", "settings", "protected"),
    [
        ("AWS::S3::Bucket", "cloudformation", {}, False),
        ("AWS::S3::Bucket", "cloudformation", {"DeletionPolicy": "Retain"}, False),
        ("AWS::S3::Bucket", "cloudformation", {"UpdateReplacePolicy": "Retain"}, False),
        (
            "AWS::S3::Bucket",
            "cloudformation",
            {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Delete"},
            False,
        ),
        (
            "AWS::S3::Bucket",
            "cloudformation",
            {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Snapshot"},
            True,
        ),
        ("AWS::RDS::DBInstance", "cloudformation", {"DeletionProtection": True}, True),
        ("AWS::RDS::DBInstance", "cloudformation", {"DeletionProtection": False}, False),
        ("AWS::Cognito::UserPool", "cloudformation", {"DeletionProtection": "ACTIVE"}, True),
        ("AWS::Cognito::UserPool", "cloudformation", {"DeletionProtection": "INACTIVE"}, False),
        ("aws_s3_bucket", "terraform-hcl", {}, False),
        ("aws_s3_bucket", "terraform-hcl", {"prevent_destroy": True}, True),
        # Plans and states do not show prevent_destroy.
        ("aws_s3_bucket", "terraform-plan", {}, None),
        ("aws_s3_bucket", "terraform-state", {"force_destroy": True}, None),
        ("aws_db_instance", "terraform-plan", {}, False),
        ("aws_db_instance", "terraform-plan", {"deletion_protection": True}, True),
        # A value from a variable was not kept: it may be either.
        ("aws_db_instance", "terraform-plan", {"deletion_protection": SET}, None),
        ("google_sql_database_instance", "terraform-hcl", {}, True),
        ("google_sql_database_instance", "terraform-plan", {"deletion_protection": False}, False),
        ("google_compute_instance", "terraform-plan", {}, False),
        ("aws:s3/bucket:Bucket", "pulumi", {}, False),
        ("aws:s3/bucket:Bucket", "pulumi", {"protect": True}, True),
        ("aws:s3/bucket:Bucket", "pulumi", {"retainOnDelete": True}, True),
        ("Microsoft.Storage/storageAccounts", "arm", {}, False),
        ("Microsoft.Storage/storageAccounts", "arm", {"lock": "CanNotDelete"}, True),
        ("v1/PersistentVolumeClaim", "kubernetes", {}, None),
        ("v1/PersistentVolume", "kubernetes", {"persistentVolumeReclaimPolicy": "Delete"}, False),
        ("apps/v1/StatefulSet", "kubernetes", {}, True),
        ("volume", "compose", {}, False),
        ("volume", "compose", {"external": True}, True),
    ],
)
def test_both_deletion_and_replacement_must_be_guarded(
    type: str, format: str, settings: dict[str, Value], protected: bool | None
) -> None:
    found = protection(type, format, None, **settings)

    assert found is not None
    assert found.is_protected is protected


def test_what_keeps_nothing_needs_no_protection() -> None:
    assert protection("AWS::Lambda::Function", "cloudformation") is None
    assert protection("Custom::Widget", "cloudformation") is None


@pytest.mark.parametrize(
    ("type", "format", "tool", "setting", "write"),
    [
        ("AWS::S3::Bucket", "cloudformation", None, "UpdateReplacePolicy", "UpdateReplacePolicy: "),
        ("AWS::S3::Bucket", "cloudformation", "cdk", "DeletionPolicy", "removalPolicy: cdk."),
        ("AWS::RDS::DBInstance", "cloudformation", "cdk", "DeletionProtection", "deletionProt"),
        ("aws_db_instance", "terraform-plan", "terraform", "deletion_protection", "deletion_prote"),
        ("google_bigquery_table", "terraform-hcl", "terraform", "prevent_destroy", "lifecycle {"),
        ("aws:rds/instance:Instance", "pulumi", "pulumi", "deletionProtection", "deletionProt"),
        ("Microsoft.Compute/disks", "arm", None, "lock", '"type": "Microsoft.Authorization/locks'),
    ],
)
def test_what_is_missing_comes_as_it_has_to_be_typed(
    type: str, format: str, tool: str | None, setting: str, write: str
) -> None:
    settings: dict[str, Value] = {"deletion_protection": False} if "google" in type else {}
    found = protection(type, format, tool, **settings)

    assert found is not None
    missing = {gap.setting: gap for gap in found.gaps}
    assert missing[setting].write.startswith(write)
    assert missing[setting].because
    assert missing[setting].sources


def test_what_is_guarded_otherwise_is_no_gap() -> None:
    found = protection("AWS::RDS::DBInstance", "cloudformation", DeletionProtection=True)

    assert found is not None
    assert found.by == ("DeletionProtection",)
    assert "UpdateReplacePolicy" not in {gap.setting for gap in found.gaps}


def test_a_way_back_is_missed_although_nothing_can_be_deleted() -> None:
    found = protection(
        "aws_db_instance", "terraform-hcl", prevent_destroy=True, backup_retention_period=0
    )

    assert found is not None
    assert found.is_protected
    assert {gap.setting: gap.holds for gap in found.gaps}["backup_retention_period"] is Holds.OFF


def test_what_a_file_does_not_show_is_said_to_be_unseen() -> None:
    found = protection("aws_s3_bucket", "terraform-plan")

    assert found is not None
    assert {gap.setting: gap.holds for gap in found.gaps}["prevent_destroy"] is Holds.UNSEEN


def test_flags_are_no_numbers_and_numbers_no_flags() -> None:
    days = Protecting(("days",), Holds.OFF, "why", (Guard.RECOVERY,), at_least=1)
    flag = Protecting(("flag",), Holds.OFF, "why", (Guard.RECOVERY,), good=(True,))

    assert days.holds(1, "a_b", "f") is Holds.ON
    assert days.holds(0, "a_b", "f") is Holds.OFF
    assert days.holds(True, "a_b", "f") is Holds.OFF
    assert flag.holds(True, "a_b", "f") is Holds.ON
    assert flag.holds(1, "a_b", "f") is Holds.OFF


def test_a_setting_of_one_cloud_says_nothing_of_another() -> None:
    rules = ProtectionRules(
        (
            Protecting(("deletion_policy",), Holds.OFF, "why", clouds=frozenset({"google"})),
            Protecting(("tier",), Holds.OFF, "why", tools=frozenset({"pulumi"})),
        )
    )

    assert rules.about("deletionPolicy", "pulumi", "google") is rules.settings[0]
    assert rules.about("deletion_policy", "terraform", "aws") is None
    assert rules.about("tier", "terraform", "aws") is None
    assert rules.knows("DeletionPolicy")
