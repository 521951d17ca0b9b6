"""Pulumi stacks: what ``pulumi stack export`` writes, and checkpoints of all versions.

References are a resource's dependencies. ``parent`` says where a resource stands in the program:
it is kept, and is no reference that a cut would cross. Inputs and outputs, which can hold secrets
in plain text, are dropped but for a few settings.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from decision.readers.names import is_type, numbered, plain
from decision.readers.settings import kept, present
from decision.readers.shapes import Edge, Place, Resource, Setting, Unit

FORMAT = "pulumi"
STACK = "pulumi:pulumi:Stack"
STACK_REFERENCE = "pulumi:pulumi:StackReference"

#: What Pulumi itself does to a resource.
OPTIONS = frozenset({"external", "protect", "retainOnDelete"})
#: Inputs that protect, whatever the type of resource.
PROTECTING = frozenset(
    {
        "backupRetentionPeriod",
        "deleteAutomatedBackups",
        "deletionProtection",
        "deletionProtectionEnabled",
        "enableDeletionProtection",
        "forceDestroy",
        "messageRetentionSeconds",
        "pointInTimeRecoveryEnabled",
        "purgeProtectionEnabled",
        "recoveryWindowInDays",
        "retentionInDays",
        "skipFinalSnapshot",
        "snapshotRetentionLimit",
        "softDeleteRetentionDays",
    }
)
#: Properties of which it counts that they are there, never what they are set to.
PRESENT = frozenset(
    {
        "dbClusterIdentifier",
        "masterInstanceName",
        "replicateSourceDb",
        "replicationGroupId",
        "replicationSourceIdentifier",
        "restoreToPointInTime",
        "sourceDbInstanceIdentifier",
    }
)
_PROVIDERS = {"azure-native": "azure", "google-native": "gcp", "aws-native": "aws"}
_STACK_NAME = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){1,2}")


def seems(document: object) -> bool:
    """Whether this is an export or a checkpoint."""
    deployment = _deployment(document)
    if deployment is None:
        return False
    resources = _resources(deployment)
    if resources:
        return any(isinstance(each.get("urn"), str) for each in resources)
    return "manifest" in deployment or deployment.keys() == {"resources"}


def read(document: Mapping[str, Any], unit: str) -> Unit:
    """One stack."""
    found = [
        each
        for each in _resources(_deployment(document) or {})
        if isinstance(each.get("urn"), str) and is_type(_type(each))
    ]
    addresses = _addresses(found)
    by_urn: dict[str, str] = {}
    for address, each in zip(addresses, found, strict=True):
        by_urn.setdefault(each["urn"], address)
    edges = dict.fromkeys(
        Edge(Place(unit, address), Place(unit, by_urn[urn]), kind)
        for address, each in zip(addresses, found, strict=True)
        for urn, kind in _references(each)
        if urn in by_urn and by_urn[urn] != address
    )
    return Unit(
        unit,
        FORMAT,
        "pulumi",
        tuple(
            Resource(address, _type(each), _provider(_type(each)), unit, _settings(each))
            for address, each in zip(addresses, found, strict=True)
        ),
        tuple(edges),
        exports={_stack(each["urn"]): by_urn[each["urn"]] for each in found if _is_stack(each)},
        imports=tuple(_imports(found, addresses)),
    )


def stack_name(document: object) -> str | None:
    """The name of the stack, with its project, from its first resource."""
    deployment = _deployment(document)
    for each in _resources(deployment) if deployment else ():
        name = _stack(each["urn"]) if isinstance(each.get("urn"), str) else ""
        if _STACK_NAME.fullmatch(name):
            return name
    return None


def _deployment(document: object) -> Mapping[str, Any] | None:
    """What all versions hold: a manifest and resources, wrapped differently."""
    if not isinstance(document, Mapping):
        return None
    checkpoint = document.get("checkpoint")
    holders = (document, checkpoint if isinstance(checkpoint, Mapping) else {})
    for holder in holders:
        for key in ("deployment", "latest"):
            inner = holder.get(key)
            if isinstance(inner, Mapping) and ("resources" in inner or "manifest" in inner):
                return inner
    if isinstance(checkpoint, Mapping) and "stack" in checkpoint and "latest" not in checkpoint:
        return {"manifest": {}}  # a stack that nothing was deployed to yet
    return document if "manifest" in document and "resources" in document else None


def _resources(deployment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    resources = deployment.get("resources")
    if isinstance(resources, Mapping):  # the oldest checkpoints, by URN
        return [{"urn": k, **v} for k, v in resources.items() if isinstance(v, Mapping)]
    if not isinstance(resources, list):
        return []
    return [each for each in resources if isinstance(each, Mapping)]


def _type(each: Mapping[str, Any]) -> str:
    """The type token: as given, or the last of the types in the URN."""
    given = each.get("type") or each.get("t")
    if isinstance(given, str):
        return given
    parts = each["urn"].split("::", 3)
    return parts[2].rsplit("$", 1)[-1] if len(parts) > 2 else ""


def _addresses(found: list[Mapping[str, Any]]) -> list[str]:
    """Names of resources; with their types in front where a name is there more than once."""
    names = [plain(each["urn"].split("::", 3)[-1]) for each in found]
    typed = [f"{_type(each)}::{name}" for each, name in zip(found, names, strict=True)]
    often = Counter(names)
    short = (name if often[name] == 1 else long for name, long in zip(names, typed, strict=True))
    return list(numbered(short))


def _provider(type_: str) -> str:
    package = type_.split(":", 1)[0]
    return _PROVIDERS.get(package, package)


def _references(each: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """URNs that a resource depends on; by property where the file says so."""
    by_property = each.get("propertyDependencies")
    named: set[str] = set()
    for urns in by_property.values() if isinstance(by_property, Mapping) else ():
        if isinstance(urns, list):
            named.update(urn for urn in urns if isinstance(urn, str))
    yield from ((urn, "propertyDependencies") for urn in sorted(named))
    depends = each.get("dependencies")
    for urn in depends if isinstance(depends, list) else ():
        if isinstance(urn, str) and urn not in named:
            yield urn, "dependencies"
    for key in ("deletedWith", "parent"):
        if isinstance(each.get(key), str):
            yield each[key], key


def _settings(each: Mapping[str, Any]) -> dict[str, Setting]:
    inputs = each.get("inputs")
    found: dict[str, Setting] = {}
    if isinstance(inputs, Mapping):
        found = {**kept(inputs, PROTECTING), **present(inputs, PRESENT)}
    return found | {name: True for name in sorted(OPTIONS) if each.get(name) is True}


def _is_stack(each: Mapping[str, Any]) -> bool:
    return _type(each) == STACK and bool(_STACK_NAME.fullmatch(_stack(each["urn"])))


def _stack(urn: str) -> str:
    """Project and stack of a URN: ``urn:pulumi:stack::project::type::name``."""
    parts = urn.split("::", 3)
    if len(parts) < 4 or not parts[0].startswith("urn:pulumi:"):
        return ""
    return f"{parts[1]}/{parts[0].removeprefix('urn:pulumi:').rsplit('/', 1)[-1]}"


def _imports(found: list[Mapping[str, Any]], addresses: list[str]) -> Iterator[tuple[str, str]]:
    """Stacks that are referred to: the last two parts of organisation, project and stack."""
    for address, each in zip(addresses, found, strict=True):
        inputs = each.get("inputs")
        if _type(each) == STACK_REFERENCE and isinstance(inputs, Mapping):
            name = inputs.get("name")
            if isinstance(name, str) and _STACK_NAME.fullmatch(name):
                yield address, "/".join(name.split("/")[-2:])
