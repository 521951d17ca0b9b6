"""Terraform plans as a large company has them: many services, each a module with its stores.

Made rather than kept: a plan of 10,000 resources has 41 MB. The same number gives the same bytes.
"""

import json
from collections.abc import Iterator
from typing import Any

#: Resources of one service, by type and name: names of others that each refers to. ``var.`` is
#: what the caller gives.
SERVICE: dict[tuple[str, str], tuple[str, ...]] = {
    ("aws_security_group", "app"): ("var.vpc_id",),
    ("aws_security_group", "database"): ("var.vpc_id", "aws_security_group.app"),
    ("aws_security_group_rule", "in"): ("aws_security_group.database", "aws_security_group.app"),
    ("aws_db_subnet_group", "this"): ("var.subnet_ids",),
    ("aws_kms_key", "this"): (),
    ("aws_db_instance", "this"): (
        "aws_db_subnet_group.this", "aws_security_group.database", "aws_kms_key.this",
    ),
    ("aws_s3_bucket", "files"): ("var.name",),
    ("aws_s3_bucket_policy", "files"): ("aws_s3_bucket.files", "aws_iam_role.app"),
    ("aws_s3_bucket_public_access_block", "files"): ("aws_s3_bucket.files",),
    ("aws_dynamodb_table", "sessions"): ("aws_kms_key.this",),
    ("aws_sqs_queue", "work"): ("aws_sqs_queue.dead",),
    ("aws_sqs_queue", "dead"): ("var.name",),
    ("aws_iam_role", "app"): ("var.name",),
    ("aws_iam_role_policy", "app"): (
        "aws_iam_role.app", "aws_s3_bucket.files", "aws_dynamodb_table.sessions",
        "aws_sqs_queue.work", "aws_kms_key.this",
    ),
    ("aws_cloudwatch_log_group", "app"): ("aws_kms_key.this",),
    ("aws_ecs_task_definition", "app"): (
        "aws_iam_role.app", "aws_cloudwatch_log_group.app", "aws_db_instance.this",
        "aws_sqs_queue.work",
    ),
    ("aws_ecs_service", "app"): (
        "var.cluster", "aws_ecs_task_definition.app", "aws_security_group.app",
        "aws_lb_target_group.app", "var.subnet_ids",
    ),
    ("aws_lb_target_group", "app"): ("var.vpc_id",),
    ("aws_cloudwatch_metric_alarm", "database"): ("aws_db_instance.this",),
    ("aws_cloudwatch_metric_alarm", "queue"): ("aws_sqs_queue.dead",),
}  # fmt: skip
#: What services share.
SHARED = {
    ("aws_vpc", "main"): (),
    ("aws_subnet", "private"): ("aws_vpc.main",),
    ("aws_ecs_cluster", "main"): (),
}
INPUTS = {
    "vpc_id": ["aws_vpc.main.id", "aws_vpc.main"],
    "subnet_ids": ["aws_subnet.private"],
    "cluster": ["aws_ecs_cluster.main.arn", "aws_ecs_cluster.main"],
    "tags": ["var.tags"],
}
#: Arguments that say what protects a resource, as some services have them.
PROTECTING: dict[str, dict[str, object]] = {
    "aws_db_instance": {
        "backup_retention_period": 7, "deletion_protection": True, "skip_final_snapshot": False,
        "multi_az": True, "delete_automated_backups": False, "final_snapshot_identifier": "last",
    },
    "aws_s3_bucket": {"force_destroy": False, "versioning": [{"enabled": True}]},
    "aws_dynamodb_table": {
        "deletion_protection_enabled": True, "point_in_time_recovery": [{"enabled": True}],
    },
    "aws_sqs_queue": {"message_retention_seconds": 86400},
    "aws_kms_key": {"deletion_window_in_days": 30},
}  # fmt: skip
#: Further arguments of each resource: what a plan mostly consists of.
ARGUMENTS = 23
PROVIDER = "registry.terraform.io/hashicorp/aws"


def plan(resources: int) -> bytes:
    """A plan with at least so many resources, of about 4 kB each, and an update of each tenth."""
    services = -(-(resources - len(SHARED)) // len(SERVICE))
    names = [f"service_{number}" for number in range(services)]
    shared = [_resource(type_, name, "", 0) for type_, name in SHARED]
    modules = [
        {
            "address": f"module.{name}",
            "resources": [
                _resource(type_, short, f"module.{name}", number) for type_, short in SERVICE
            ],
        }
        for number, name in enumerate(names)
    ]
    inner = {"resources": [_configured(*key, refers) for key, refers in SERVICE.items()]}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.9.8",
        "planned_values": {"root_module": {"resources": shared, "child_modules": modules}},
        "resource_changes": list(_changes([{"resources": shared}, *modules])),
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "full_name": PROVIDER}},
            "root_module": {
                "resources": [_configured(*key, refers) for key, refers in SHARED.items()],
                "module_calls": {name: _call(name, inner) for name in names},
            },
        },
        "timestamp": "2026-01-01T00:00:00Z",
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _resource(type_: str, name: str, module: str, number: int) -> dict[str, Any]:
    return {
        "address": f"{module}.{type_}.{name}".removeprefix("."),
        "mode": "managed",
        "type": type_,
        "name": name,
        "provider_name": PROVIDER,
        "schema_version": 1,
        "values": {
            **{f"argument_{each}": f"{name} {number} {each}" for each in range(ARGUMENTS)},
            **(PROTECTING.get(type_, {}) if number % 3 else {}),
            "arn": f"arn:aws:{type_}:eu-central-1:123456789012:{module}/{name}-{number:05}",
            "network": [{"security_groups": [f"sg-{number:08}"], "ports": [443, 8443]}],
            "tags": {"Name": f"{name}-{number}", "Team": f"team-{number % 40}"},
        },
        "sensitive_values": {"tags": {}},
    }


def _changes(modules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for module in modules:
        for number, each in enumerate(module["resources"]):
            change = {
                "actions": ["update"] if number % 10 == 1 else ["no-op"],
                "before": each["values"],
                "after": each["values"],
                "after_unknown": {"tags": {}, "network": [{"ports": [False, False]}]},
                "before_sensitive": {"tags": {}},
                "after_sensitive": {"tags": {}},
            }
            kept = {k: each[k] for k in ("address", "mode", "type", "name", "provider_name")}
            where = {"module_address": module["address"]} if "address" in module else {}
            yield {**kept, **where, "change": change}


def _configured(type_: str, name: str, refers: tuple[str, ...]) -> dict[str, Any]:
    expressions: dict[str, Any] = {
        f"argument_{each}": {"constant_value": f"a value {each}"} for each in range(ARGUMENTS // 2)
    }
    for number, each in enumerate(refers):
        said = [each] if each.startswith("var.") else [f"{each}.id", each]
        expressions[f"reference_{number}"] = {"references": said}
    expressions["network"] = [{"ports": {"constant_value": [443]}}]
    expressions["tags"] = {"references": ["var.tags"]}
    return {
        "address": f"{type_}.{name}",
        "mode": "managed",
        "type": type_,
        "name": name,
        "provider_config_key": "aws",
        "expressions": expressions,
        "schema_version": 1,
    }


def _call(name: str, module: dict[str, Any]) -> dict[str, Any]:
    given = {variable: {"references": said} for variable, said in INPUTS.items()}
    return {
        "source": "./modules/service",
        "expressions": {"name": {"constant_value": name}, **given},
        "module": {**module, "variables": {variable: {} for variable in ("name", *INPUTS)}},
    }
