"""CloudFormation and SAM templates, and the templates that CDK writes.

References are ``Ref``, ``Fn::GetAtt``, ``Fn::Sub`` (as the one of the two that it stands for) and
``DependsOn``, in JSON, in YAML and in YAML's short form. What a stack exports and imports by name
joins stacks that are read together.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from decision.readers.cloudformation_loops import LOOP, unrolled
from decision.readers.documents import mapping
from decision.readers.settings import SET, harmless, kept, present
from decision.readers.shapes import Edge, Place, Resource, Setting, Unit
from decision.readers.yaml_values import Tagged

FORMAT = "cloudformation"

#: Attributes of a resource, beside its properties, that say what becomes of its data.
POLICIES = frozenset({"DeletionPolicy", "UpdateReplacePolicy"})

#: Properties that protect, whatever the type of resource.
PROTECTING = frozenset(
    {
        "BackupRetentionPeriod",
        "DeletionProtection",
        "DeletionProtectionEnabled",
        "PreserveOnDelete",
        "RetentionInDays",
        "RetentionPeriodHours",
        "SnapshotRetentionLimit",
        "TerminationProtection",
        "TerminationProtectionEnabled",
    }
)
#: Properties of which it counts that they are there: the resource is then a part or a copy of
#: another. They hold names, which are never kept.
PRESENT = frozenset(
    {
        "DBClusterIdentifier",
        "ReplicationSourceIdentifier",
        "RestoreTime",
        "SourceDBClusterIdentifier",
        "SourceDBInstanceIdentifier",
        "UseLatestRestorableTime",
    }
)
#: The same within a property: what it is kept as, by property and key.
PROTECTING_WITHIN = {
    ("VersioningConfiguration", "Status"): "Versioning",
    ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"): "PointInTimeRecovery",
    ("LifecyclePolicy", None): "LifecyclePolicy",
    ("ReplicationConfiguration", None): "Replication",
    ("BackupPolicy", "Status"): "BackupPolicy",
    ("DeletionProtection", "Mode"): "DeletionProtection",
}

_GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable"

_SUB = re.compile(r"\$\{(?P<not>!)?(?P<name>[A-Za-z0-9.:]+)\}")


def seems(document: object) -> bool:
    """Whether this is a template: it has resources with types, or says that it is one."""
    if not isinstance(document, Mapping):
        return False
    resources = document.get("Resources")
    if not isinstance(resources, Mapping):
        return False
    return "AWSTemplateFormatVersion" in document or any(
        str(name).startswith(LOOP) or (isinstance(each, Mapping) and "::" in str(each.get("Type")))
        for name, each in resources.items()
    )


def read(document: Mapping[str, Any], unit: str) -> Unit:
    """One stack."""
    declared = {
        address: each
        for address, each in unrolled(document["Resources"]).items()
        if isinstance(each, Mapping) and isinstance(each.get("Type"), str)
    }
    edges = dict.fromkeys(
        Edge(Place(unit, address), Place(unit, target), kind)
        for address, each in declared.items()
        for target, kind in _references(each)
        if target in declared
    )
    return Unit(
        unit,
        FORMAT,
        "cdk" if _is_from_cdk(declared) else "cloudformation",
        tuple(_resource(address, each, unit) for address, each in declared.items()),
        tuple(edges),
        exports=_exports(document, declared),
        imports=tuple(
            (address, name) for address, each in declared.items() for name in _imports(each)
        ),
    )


def _resource(address: str, declared: Mapping[str, Any], unit: str) -> Resource:
    type_ = declared["Type"]
    provider = "aws" if type_.startswith(("AWS::", "Alexa::")) else "custom"
    return Resource(address, type_, provider, unit, _settings(declared))


def _settings(declared: Mapping[str, Any]) -> dict[str, Setting]:
    properties = {
        name: value
        for name, value in mapping(declared.get("Properties")).items()
        if not _is_no_value(value)
    }
    found = {
        **kept(declared, POLICIES),
        **kept(properties, PROTECTING),
        # What only a condition puts there may as well be left out.
        **present({k: v for k, v in properties.items() if not _is_condition(v)}, PRESENT),
    }
    if declared["Type"] == _GLOBAL_TABLE:
        found |= _of_replicas(properties.get("Replicas"))
    for (name, key), short in PROTECTING_WITHIN.items():
        value = properties.get(name)
        if value is not None and (key is None or _is_function(value)):
            found[short] = harmless(value)
        elif isinstance(value, Mapping) and value.get(key) is not None:
            found[short] = harmless(value[key])
    return found


def _of_replicas(replicas: object) -> dict[str, Setting]:
    """The settings that a table in several regions has in each of them; where they differ there is
    no one answer."""
    if not isinstance(replicas, list) or not replicas:
        return {}
    found: dict[str, Setting] = {}
    for path in (
        ("DeletionProtectionEnabled",),
        ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"),
    ):
        values: list[Setting | None] = []
        for each in replicas:
            value: object = each
            for key in path:
                value = value if _is_function(value) else mapping(value).get(key)
            values.append(None if value is None else harmless(value))
        if any(each is not None for each in values):
            name = path[-1].replace("RecoveryEnabled", "Recovery")
            alike = all(each == values[0] for each in values)
            found[name] = values[0] if alike and values[0] is not None else SET
    return found


def _is_function(value: object) -> bool:
    """Whether a value is worked out, such as by ``Fn::If``, so that the file does not show it."""
    if isinstance(value, Mapping) and len(value) == 1:
        return str(next(iter(value))).startswith(("Fn::", "Ref"))
    return isinstance(value, Tagged)


def _is_condition(value: object) -> bool:
    if isinstance(value, Mapping):
        return "Fn::If" in value
    return isinstance(value, Tagged) and value.tag == "If"


def _is_no_value(value: object) -> bool:
    """Whether this says that a property is left out."""
    return _is_function(value) and text_of(value) == "AWS::NoValue"


def _references(declared: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names that a resource refers to, and how."""
    depends = declared.get("DependsOn", ())
    for name in (depends,) if isinstance(depends, str) else depends:
        yield str(name), "DependsOn"
    yield from _within({key: value for key, value in declared.items() if key != "DependsOn"})


def _within(value: object) -> Iterator[tuple[str, str]]:
    for name, inner in functions(value):
        yield from _of_function(name, inner)


def functions(value: object) -> Iterator[tuple[str, object]]:
    """All that may be functions: every key, and every tag with the ``!`` of its short form."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Mapping):
            for key, inner in each.items():
                yield str(key), inner
                waiting.append(inner)
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, Tagged):
            yield f"!{each.tag}", each.value
            waiting.append(each.value)


def _of_function(name: str, value: object) -> Iterator[tuple[str, str]]:
    match name.removeprefix("!").removeprefix("Fn::"):
        case "Ref" if isinstance(value, str):
            yield value, "Ref"
        case "GetAtt" if isinstance(value, str):
            yield value.split(".", 1)[0], "GetAtt"
        case "GetAtt" if isinstance(value, list) and value and isinstance(value[0], str):
            yield value[0], "GetAtt"
        case "Sub":
            yield from _of_sub(value)


def _of_sub(value: object) -> Iterator[tuple[str, str]]:
    """Names in a text, but for those that the function brings along itself."""
    own: object = {}
    if isinstance(value, list) and value:
        own = value[1] if len(value) > 1 else {}
        value = value[0]
    if not isinstance(value, str):
        return
    # Each once: a text of many megabytes can name the same thing a million times.
    for is_not, name in dict.fromkeys(_SUB.findall(value)):
        if is_not or (isinstance(own, Mapping) and name in own):
            continue
        yield name.split(".", 1)[0], "GetAtt" if "." in name else "Ref"


def _exports(document: Mapping[str, Any], declared: Mapping[str, Any]) -> dict[str, str]:
    """What other stacks can import: the resource by exported name."""
    found = {}
    for each in mapping(document.get("Outputs")).values():
        name = text_of(mapping(mapping(each).get("Export")).get("Name"))
        target = next((t for t, _ in _within(each) if t in declared), None) if name else None
        if target:
            found[name] = target
    return found


def _imports(declared: object) -> Iterator[str]:
    for function, value in functions(declared):
        if function in ("Fn::ImportValue", "!ImportValue") and (name := text_of(value)):
            yield name


def text_of(value: object) -> str:
    """The text of a name, also where it is put together from the name of a stack."""
    if isinstance(value, Tagged):
        value = value.value
    elif isinstance(value, Mapping) and len(value) == 1:
        value = next(iter(value.values()))
    return value if isinstance(value, str) else ""


def _is_from_cdk(declared: Mapping[str, Any]) -> bool:
    return any(
        each["Type"] == "AWS::CDK::Metadata"
        or (isinstance(each.get("Metadata"), Mapping) and "aws:cdk:path" in each["Metadata"])
        for each in declared.values()
    )
