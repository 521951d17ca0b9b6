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
        ("aws_dynamodb_table", "terraform-hcl", {"deletion_protection_enabled": SET}, None),
        ("AWS::DynamoDB::Table", "cloudformation", {"DeletionProtectionEnabled": SET}, None),
        (
            "AWS::DynamoDB::Table",
            "cloudformation",
            {"DeletionProtectionEnabled": SET, "DeletionPolicy": "Delete"},
            None,
        ),
        ("AWS::S3::Bucket", "cloudformation", {"DeletionPolicy": SET}, False),
        (
            "AWS::S3::Bucket",
            "cloudformation",
            {"DeletionPolicy": SET, "UpdateReplacePolicy": "Retain"},
            None,
        ),
        ("aws_cloudwatch_log_group", "terraform-hcl", {"skip_destroy": True}, True),
        ("AWS::CloudTrail::EventDataStore", "cloudformation", {}, True),
        ("google_secret_manager_secret", "terraform-hcl", {}, False),
        ("google_bigtable_table", "terraform-hcl", {}, False),
        ("v1/PersistentVolumeClaim", "kubernetes", {"reclaimPolicy": "Retain"}, True),
        ("v1/PersistentVolumeClaim", "kubernetes", {"reclaimPolicy": "Delete"}, False),
        ("kafka.strimzi.io/v1beta2/Kafka", "kubernetes", {"deleteClaim": False}, True),
        ("kafka.strimzi.io/v1beta2/Kafka", "kubernetes", {"deleteClaim": True}, False),
        ("v1/Secret", "kubernetes", {"helm.sh/resource-policy": False}, False),
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


@pytest.mark.parametrize(
    ("type", "tool", "setting", "write"),
    [
        ("AWS::Cognito::UserPool", None, "DeletionProtection", "DeletionProtection: ACTIVE"),
        ("AWS::Cognito::UserPool", "cdk", "DeletionProtection", "deletionProtection: true"),
        ("aws_cognito_user_pool", None, "deletion_protection", 'deletion_protection = "ACTIVE"'),
        ("AWS::RDS::DBInstance", None, "DeletionProtection", "DeletionProtection: true"),
        (
            "AWS::VerifiedPermissions::PolicyStore",
            None,
            "DeletionProtection",
            "DeletionProtection:\n  Mode: ENABLED",
        ),
        ("google_bigtable_table", None, "deletion_protection", 'deletion_protection = "PROTECTED"'),
    ],
)
def test_what_is_to_be_written_is_valid_for_the_type(
    type: str, tool: str | None, setting: str, write: str
) -> None:
    format = "cloudformation" if "::" in type else "terraform-hcl"
    found = protection(type, format, tool)

    assert found is not None
    assert {gap.setting: gap.write for gap in found.gaps}[setting] == write


def test_where_a_guard_is_decided_elsewhere_nothing_else_is_called_missing() -> None:
    found = protection("AWS::DynamoDB::Table", "cloudformation", DeletionProtectionEnabled=SET)

    assert found is not None
    needed = {g.setting: g.holds for g in found.gaps if Guard.DELETION in g.against}
    assert needed == {"DeletionProtectionEnabled": Holds.UNSEEN}
    assert found.open_guards == ()


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
