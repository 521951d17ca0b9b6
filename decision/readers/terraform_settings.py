"""Arguments of Terraform's providers that say whether a resource is protected, and how.

They are kept by their names, as the documentation of the providers gives them (aws, azurerm,
google, kubernetes). Everything else in ``values`` or ``attributes`` is passed over unread.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from decision.readers.settings import SET, harmless
from decision.readers.shapes import Setting

#: Arguments of the resource itself.
ARGUMENTS = frozenset(
    {
        # aws
        "automated_snapshot_retention_period", "automatic_backup_retention_days",
        "backup_retention_period", "copy_tags_to_snapshot", "delete_automated_backups",
        "deletion_protection", "deletion_protection_enabled", "deletion_window_in_days",
        "disable_api_termination", "enable_deletion_protection", "final_snapshot_identifier",
        "final_snapshot_name", "force_delete", "force_destroy", "message_retention_seconds",
        "multi_az", "object_lock_enabled", "recovery_window_in_days", "retain_on_delete",
        "retention_in_days", "retention_period", "skip_destroy", "skip_final_backup",
        "skip_final_snapshot", "snapshot_retention_limit", "termination_protection",
        "termination_protection_enabled",
        # azurerm
        "backup_retention_days", "delete_data_disks_on_termination",
        "delete_os_disk_on_termination", "geo_backup_enabled", "geo_redundant_backup_enabled",
        "lock_level", "message_retention", "purge_protection_enabled", "soft_delete_enabled",
        "soft_delete_retention_days",
        # google
        "default_table_expiration_ms", "delete_contents_on_destroy", "delete_protection_state",
        "deletion_policy", "destroy_scheduled_duration", "enable_drop_protection",
        "message_retention_duration", "point_in_time_recovery_enablement", "retention_days",
        "version_retention_period",
        # kubernetes
        "reclaim_policy",
    }
)  # fmt: skip
#: Arguments of which it counts that they are there: the resource is then a part or a copy of
#: another. They hold names, which are never kept.
PRESENT = frozenset(
    {
        "master_instance_name", "replicate_source_db", "replication_group_id",
        "replication_source_identifier", "restore_to_point_in_time",
    }
)  # fmt: skip
#: Arguments within blocks, by the path to them, and what they are kept as. A path that ends in a
#: block tells only that it is there.
WITHIN: dict[tuple[str, ...], str] = {
    # aws
    ("backup_policy", "status"): "backup_policy",
    ("ebs_block_device", "delete_on_termination"): "ebs_delete_on_termination",
    ("object_lock_configuration",): "object_lock_configuration",
    ("point_in_time_recovery", "enabled"): "point_in_time_recovery",
    ("point_in_time_recovery", "status"): "point_in_time_recovery",
    ("replica",): "replica",
    ("replication_configuration",): "replication_configuration",
    ("root_block_device", "delete_on_termination"): "root_delete_on_termination",
    ("versioning", "enabled"): "versioning",
    ("versioning_configuration", "status"): "versioning_configuration",
    # azurerm
    ("backup", "retention_in_hours"): "backup_retention_in_hours",
    ("blob_properties", "container_delete_retention_policy", "days"): (
        "container_delete_retention_policy"
    ),
    ("blob_properties", "delete_retention_policy", "days"): "delete_retention_policy",
    ("blob_properties", "versioning_enabled"): "versioning_enabled",
    ("long_term_retention_policy",): "long_term_retention_policy",
    ("redis_configuration", "aof_backup_enabled"): "aof_backup_enabled",
    ("redis_configuration", "rdb_backup_enabled"): "rdb_backup_enabled",
    ("share_properties", "retention_policy", "days"): "share_retention_policy",
    ("short_term_retention_policy", "retention_days"): "short_term_retention_policy",
    # google
    ("automated_backup_policy", "enabled"): "automated_backup_policy",
    ("boot_disk", "auto_delete"): "boot_disk_auto_delete",
    ("continuous_backup_config", "enabled"): "continuous_backup_config",
    ("persistence_config", "persistence_mode"): "persistence_mode",
    ("retention_policy", "retention_period"): "retention_policy",
    ("settings", "backup_configuration", "backup_retention_settings", "retained_backups"): (
        "retained_backups"
    ),
    ("settings", "backup_configuration", "binary_log_enabled"): "binary_log_enabled",
    ("settings", "backup_configuration", "enabled"): "backup_configuration",
    ("settings", "backup_configuration", "point_in_time_recovery_enabled"): (
        "point_in_time_recovery_enabled"
    ),
    ("settings", "backup_configuration", "transaction_log_retention_days"): (
        "transaction_log_retention_days"
    ),
    ("settings", "deletion_protection_enabled"): "settings_deletion_protection_enabled",
    ("settings", "retain_backups_on_delete"): "retain_backups_on_delete",
    ("soft_delete_policy", "retention_duration_seconds"): "soft_delete_policy",
    # kubernetes
    ("spec", "persistent_volume_claim_retention_policy", "when_deleted"): (
        "persistent_volume_claim_retention_policy"
    ),
    ("spec", "persistent_volume_reclaim_policy"): "persistent_volume_reclaim_policy",
}
#: The providers' other words for on and off.
_FLAGS = {
    "ACTIVE": True, "INACTIVE": False,
    "ENABLED": True, "DISABLED": False,
    "PROTECTED": True, "UNPROTECTED": False,
    "DELETE_PROTECTION_ENABLED": True, "DELETE_PROTECTION_DISABLED": False,
    "POINT_IN_TIME_RECOVERY_ENABLED": True, "POINT_IN_TIME_RECOVERY_DISABLED": False,
}  # fmt: skip

#: The same by the block that they are in.
_BLOCKS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _path, _short in WITHIN.items():
    _BLOCKS.setdefault(_path[0], []).append((_path[1:], _short))

#: What an expression of HCL has that may be null.
_OPEN = re.compile(r"\$\{.*?(\b(var|local|each|try|coalesce|lookup|one)\b|\?)", re.DOTALL)

_NAMES = tuple(sorted(ARGUMENTS | PRESENT | _BLOCKS.keys()))
#: A block that holds more than this many blocks of a kind is looked at no further.
_MOST_BLOCKS = 100

if TYPE_CHECKING:
    Values = msgspec.Struct
else:
    #: ``values`` of a plan or ``attributes`` of a state: what is on the list, undecoded.
    Values = msgspec.defstruct(
        "Values", [(name, Raw, None) for name in _NAMES], gc=False, omit_defaults=True
    )


class Kept:
    """The settings in decoded values, for one file: most resources have the same few."""

    def __init__(self) -> None:
        self._known: dict[bytes, dict[str, Setting]] = {b"{}": {}}

    def of(self, values: Values | None) -> dict[str, Setting]:
        """The settings, in a mapping that is not to be changed."""
        if values is None:
            return {}
        # Only what is there is written, so that all else costs nothing here.
        written = _ENCODER.encode(values)
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = of_mapping(_decoded(written))
        return found


def of_mapping(values: Mapping[str, object]) -> dict[str, Setting]:
    """The settings in plain values, blocks as mappings or lists of them."""
    found: dict[str, Setting] = {}
    for name in _NAMES:
        if name in values:
            _add(found, name, values[name])
    return found


def is_listed(name: str) -> bool:
    """Whether a flat attribute is on the list, or within a block that is."""
    return name in ARGUMENTS or name in PRESENT or name.split(".", 1)[0] in _BLOCKS


def of_flat(attributes: Mapping[str, object]) -> dict[str, Setting]:
    """The settings in flat attributes of old states, ``versioning.0.enabled`` = "true"."""
    found: dict[str, Setting] = {}
    for name, value in attributes.items():
        if name in ARGUMENTS and _is_there(value):
            found[name] = _kept(value)
        elif name in PRESENT and _is_stated(value):
            found[name] = SET
        elif "." in name and name.split(".", 1)[0] in _BLOCKS:
            path = tuple(step for step in name.split(".") if not step.isdigit())
            short = WITHIN.get(path)
            if short and len(path) > 1 and _is_there(value):
                found[short] = _kept(value)
            elif path[-1:] == ("#",) and path[:-1] in WITHIN and value != "0":
                found[WITHIN[path[:-1]]] = SET
    return found


def _decoded(written: bytes) -> dict[str, object]:
    try:
        return _PLAIN.decode(written)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return {}


_ENCODER = msgspec.json.Encoder()
_PLAIN = msgspec.json.Decoder(dict[str, object])


def _add(found: dict[str, Setting], name: str, value: object) -> None:
    if not _is_there(value):
        return
    if name in ARGUMENTS:
        found[name] = _kept(value)
    elif name in PRESENT and _is_stated(value):
        found[name] = SET
    for path, short in _BLOCKS.get(name, ()):
        kept = {_kept(each) for each in _at(value, path) if _is_there(each)} if path else {SET}
        if kept:
            # Blocks that differ among themselves have no one answer.
            found[short] = kept.pop() if len(kept) == 1 else SET


def _is_stated(value: object) -> bool:
    """Whether something is there for sure: a variable or a condition may turn out to be null."""
    return _is_there(value) and not (isinstance(value, str) and _OPEN.search(value))


def _is_there(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def _kept(value: object) -> Setting:
    if isinstance(value, str) and value in _FLAGS:
        return _FLAGS[value]
    return harmless(value)


def _at(value: object, path: tuple[str, ...]) -> list[object]:
    """What stands at a path, in each of the blocks on the way."""
    found = [value]
    for name in path:
        blocks = (one for each in found for one in (each if isinstance(each, list) else [each]))
        found = [
            each[name]
            for each in islice(blocks, _MOST_BLOCKS)
            if isinstance(each, dict) and name in each
        ]
    return found
