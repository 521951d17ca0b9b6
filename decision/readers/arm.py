"""Azure Resource Manager templates, as written by hand, exported, or built from Bicep.

Resources stand in a list, or in an object by symbolic name; nested deployments are read with
their outer one. A resource that is written within another is a part of it, as the keys are of a
vault: its references are its parent's. Where the outer one only holds others (a database server
and its databases), each is a resource of its own. Locks are kept as settings of what they lock.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from decision.readers.arm_expressions import Call, Names, Node, parsed
from decision.readers.documents import mapping
from decision.readers.names import is_type, numbered, plain
from decision.readers.settings import harmless, kept
from decision.readers.shapes import Edge, Place, Resource, Setting, Unit

FORMAT = "arm"

_SCHEMA = "deploymenttemplate.json"
_DEPLOYMENT = "microsoft.resources/deployments"
_LOCK = "microsoft.authorization/locks"
#: Resources that only hold others: what is written within them is stored, copied and deleted
#: on its own.
_HOLDERS = frozenset(
    {
        "microsoft.dbformariadb/servers",
        "microsoft.dbformysql/servers",
        "microsoft.dbforpostgresql/servers",
        "microsoft.kusto/clusters",
        "microsoft.netapp/netappaccounts",
        "microsoft.netapp/netappaccounts/capacitypools",
        "microsoft.sql/managedinstances",
        "microsoft.sql/servers",
        "microsoft.synapse/workspaces",
    }
)

#: Properties that protect, whatever the type of resource.
PROTECTING = frozenset(
    {
        "enablePurgeProtection",
        "enableSoftDelete",
        "softDeleteRetentionInDays",
        "retentionInDays",
        "isVersioningEnabled",
        "zoneRedundant",
    }
)
#: The same within a property: what it is kept as, by property and key.
PROTECTING_WITHIN = {
    ("backup", "backupRetentionDays"): "backupRetentionDays",
    ("backup", "geoRedundantBackup"): "geoRedundantBackup",
    ("storageProfile", "backupRetentionDays"): "backupRetentionDays",
    ("storageProfile", "geoRedundantBackup"): "geoRedundantBackup",
    ("deleteRetentionPolicy", "enabled"): "deleteRetentionPolicy",
    ("containerDeleteRetentionPolicy", "enabled"): "containerDeleteRetentionPolicy",
    ("backupPolicy", "type"): "backupPolicy",
}
_NAMING = frozenset({"resourceid", "extensionresourceid", "subscriptionresourceid"})


def seems(document: object) -> bool:
    """Whether this is a template: its schema says so, or its resources are Azure's."""
    if not isinstance(document, Mapping):
        return False
    if _SCHEMA in str(document.get("$schema", "")).lower():
        return True
    return "contentVersion" in document and any(
        "/" in str(each.get("type", "")) for _, each in _entries(document)
    )


def read(document: Mapping[str, Any], unit: str) -> Unit:
    """One deployment, with those nested in it."""
    found = list(_declared(document, Names(document.get("variables"))))
    addresses = numbered(f"{each.type}/{each.name}" for each in found)
    declared = dict(zip(addresses, found, strict=True))
    index = _Index(declared)
    edges = dict.fromkeys(
        Edge(Place(unit, address), Place(unit, target), kind)
        for address, each in declared.items()
        for target, kind in _references(each, index)
        if target != address
    )
    locks = _locks(declared, index)
    return Unit(
        unit,
        FORMAT,
        None,
        tuple(
            Resource(
                address,
                each.type,
                "azure" if each.type.lower().startswith("microsoft.") else "custom",
                unit,
                _settings(each) | locks.get(address, {}),
            )
            for address, each in declared.items()
        ),
        tuple(edges),
    )


def is_incomplete(document: object) -> bool:
    """Whether the template deploys others that it only names by their address."""
    waiting = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Mapping):
            if "templateLink" in each:
                return True
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return False


@dataclass(slots=True)
class _Declared:
    type: str
    name: str
    contents: list[Mapping[str, Any]]
    names: Names
    symbol: str | None = None
    parent: "_Declared | None" = None
    #: Further types and names that mean this resource: of the parts written within it.
    parts: list[tuple[str, str]] = field(default_factory=list)
    #: Levels of the locks that are written within it.
    locks: list[object] = field(default_factory=list)


class _Index:
    """Resources by what others call them."""

    def __init__(self, declared: Mapping[str, _Declared]) -> None:
        self._by_id: dict[str, str] = {}
        self._by_symbol: dict[str, str] = {}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for address, each in declared.items():
            for type_, name in ((each.type, each.name), *each.parts):
                self._by_id.setdefault(_id(type_, name), address)
                self._by_name[name.lower()].add(address)
            if each.symbol is not None:
                self._by_symbol.setdefault(each.symbol, address)
            for content in each.contents:
                copy = content.get("copy")
                if isinstance(copy, Mapping) and isinstance(copy.get("name"), str):
                    self._by_symbol.setdefault(copy["name"], address)

    def by_id(self, type_: str, name: str) -> str | None:
        """The resource of that type and name, or the one that it is a part of."""
        while "/" in type_:
            if found := self._by_id.get(_id(type_, name)):
                return found
            type_, name = type_.rpartition("/")[0], name.rpartition("/")[0]
        return None

    def by_text(self, text: str) -> str | None:
        """The resource that a text names: by symbol, by type and name, or by name alone."""
        if text in self._by_symbol:
            return self._by_symbol[text]
        if found := next(filter(None, (self.by_id(*each) for each in _readings(text))), None):
            return found
        named = self._by_name.get(text.lower(), set())
        return next(iter(named)) if len(named) == 1 else None


def _id(type_: str, name: str) -> str:
    return f"{type_}|{name}".lower()


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Types and names that a path can mean: type and name in turns, or the type first."""
    _, separator, behind = text.rpartition("/providers/")
    parts = (behind if separator else text).strip("/").split("/")
    if len(parts) < 3 or "." not in parts[0]:
        return
    yield "/".join((parts[0], *parts[1::2])), "/".join(parts[2::2])
    if len(parts) % 2:
        middle = (len(parts) + 1) // 2
        yield "/".join(parts[:middle]), "/".join(parts[middle:])


def _entries(template: Mapping[str, Any]) -> list[tuple[str | None, Mapping[str, Any]]]:
    """The resources of a template, with their symbolic names where they have some."""
    resources = template.get("resources")
    if isinstance(resources, Mapping):
        pairs: list[tuple[str | None, object]] = [(str(k), v) for k, v in resources.items()]
    elif isinstance(resources, list):
        pairs = [(None, each) for each in resources]
    else:
        pairs = []
    return [(symbol, each) for symbol, each in pairs if isinstance(each, Mapping)]


def _declared(template: Mapping[str, Any], names: Names) -> Iterator[_Declared]:
    for symbol, each in _entries(template):
        if each.get("existing") is not True and is_type(each.get("type")):
            yield from _resource(each, symbol, names, None)


def _resource(
    content: Mapping[str, Any], symbol: str | None, names: Names, parent: _Declared | None
) -> Iterator[_Declared]:
    one = _Declared(content["type"], _name(content, names), [_own(content)], names, symbol, parent)
    yield one
    for inner_symbol, each in _entries(content):
        if not is_type(each.get("type")):
            continue
        full = _within(one, each, names)
        if one.type.lower() in _HOLDERS:
            yield from _resource(full, inner_symbol, names, one)
        else:
            _fold(one, full, names)
    template = mapping(mapping(content.get("properties")).get("template"))
    if one.type.lower() == _DEPLOYMENT:
        yield from _declared(template, _scope(content, template, names))


def _own(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What belongs to the resource itself, without those written within it."""
    own = {key: value for key, value in content.items() if key != "resources"}
    if str(content["type"]).lower() == _DEPLOYMENT:
        properties = mapping(content.get("properties"))
        own["properties"] = {k: v for k, v in properties.items() if k != "template"}
    return own


def _within(parent: _Declared, content: Mapping[str, Any], names: Names) -> Mapping[str, Any]:
    """A resource within another, with the type and the name that it has in full."""
    type_, name = content["type"], _name(content, names)
    if type_.lower() == "providers/locks" or type_.lower().endswith("/providers/locks"):
        return {**content, "type": "Microsoft.Authorization/locks"}
    if not type_.lower().startswith(f"{parent.type.lower()}/") and "." not in type_.split("/")[0]:
        type_ = f"{parent.type}/{type_}"
    if type_.count("/") > name.count("/") + 1:
        name = f"{parent.name}/{name}"
    return {**content, "type": type_, "name": name}


def _fold(parent: _Declared, content: Mapping[str, Any], names: Names) -> None:
    """Make a resource that is written within another a part of that one."""
    if content["type"].lower() == _LOCK:
        parent.locks.append(mapping(content.get("properties")).get("level"))
        return
    part = _Declared(content["type"], _name(content, names), [], names)
    parent.parts.append((part.type, part.name))
    parent.contents.append(_own(content))
    for _, each in _entries(content):
        if is_type(each.get("type")):
            _fold(parent, _within(part, each, names), names)


def _scope(content: Mapping[str, Any], template: Mapping[str, Any], names: Names) -> Names:
    """A nested deployment has variables of its own if it says that it evaluates them inside."""
    options = mapping(mapping(content.get("properties")).get("expressionEvaluationOptions"))
    inner = str(options.get("scope", "")).lower() == "inner"
    return Names(template.get("variables"), names.effort) if inner else names


def _name(content: Mapping[str, Any], names: Names) -> str:
    return plain(names.text(parsed(content.get("name"))).replace("//", "/"))


def _references(each: _Declared, index: _Index) -> Iterator[tuple[str, str]]:
    if each.parent is not None:
        target = index.by_id(each.parent.type, each.parent.name)
        if target:
            yield target, "parent"
    for content in each.contents:
        depends = content.get("dependsOn")
        for one in depends if isinstance(depends, list) else (depends,):
            for target in _targets(parsed(one), each.names, index):
                yield target, "dependsOn"
        waiting: list[object] = [v for k, v in content.items() if k not in ("dependsOn", "name")]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Mapping):
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, str) and value.startswith("["):
                yield from _of_calls(parsed(value), each.names, index)


def _targets(node: Node | None, names: Names, index: _Index) -> Iterator[str]:
    """Resources that a dependency names."""
    if node is None:
        return
    found = [target for target, _ in _of_calls(node, names, index)]
    yield from found
    if not found and (target := index.by_text(names.text(node))):
        yield target


def _of_calls(node: Node | None, names: Names, index: _Index) -> Iterator[tuple[str, str]]:
    """Resources that an expression names, by the function that asks for them."""
    asked: dict[int, str] = {}
    for call in names.calls(node):
        name = call.name.lower()
        if name == "reference" or (name.startswith("list") and len(call.arguments) > 1):
            kind = "reference" if name == "reference" else "list"
            for first in call.arguments[:1]:
                asked[id(first)] = kind
                text = names.text(first)
                if target := index.by_text(text):
                    yield target, kind
        elif name in _NAMING:
            target = _of_id(call, names, index)
            if target:
                yield target, asked.get(id(call), "resourceId")


def _of_id(call: Call, names: Names, index: _Index) -> str | None:
    """``resourceId([subscription], [group], type, names…)``."""
    texts = [names.text(each) for each in call.arguments]
    for place, text in enumerate(texts):
        provider, separator, rest = text.partition("/")
        if separator and "." in provider and not provider.startswith("{"):
            named = texts[place + 1 : place + 2 + rest.count("/")]
            return index.by_id(text, "/".join(named))
    return None


def _locks(declared: Mapping[str, _Declared], index: _Index) -> dict[str, dict[str, Setting]]:
    """The level of the lock on each resource; one without a scope locks the whole group."""
    found: dict[str, dict[str, Setting]] = {}
    is_group_locked = False
    for address, each in declared.items():
        for level in each.locks:
            found[address] = {"lock": harmless(level)}
        is_lock = each.type.lower() == _LOCK or each.type.lower().endswith("/providers/locks")
        if not is_lock:
            continue
        content = each.contents[0]
        level = mapping(content.get("properties")).get("level")
        is_of_group = each.type.lower() == _LOCK and content.get("scope") is None
        if level is None or (is_of_group and is_group_locked):  # the first one counts
            continue
        is_group_locked = is_group_locked or is_of_group
        for target in _locked(each, content, declared, index):
            found.setdefault(target, {"lock": harmless(level)})
    return found


def _locked(
    each: _Declared,
    content: Mapping[str, Any],
    declared: Mapping[str, _Declared],
    index: _Index,
) -> list[str]:
    if each.type.lower() != _LOCK:  # <type of what is locked>/providers/locks
        owner = each.type[: -len("/providers/locks")]
        name = "/".join(each.name.split("/")[: owner.count("/")])
        target = index.by_id(owner, name)
        return [target] if target else []
    if content.get("scope") is not None:
        return list(_targets(parsed(content["scope"]), each.names, index))
    return [address for address, one in declared.items() if one.type.lower() != _LOCK]


def _settings(each: _Declared) -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for content in reversed(each.contents):  # what is set on the resource itself counts
        properties = mapping(content.get("properties"))
        found |= kept(properties, PROTECTING)
        for (name, key), short in PROTECTING_WITHIN.items():
            value = mapping(properties.get(name)).get(key)
            if value is not None:
                found[short] = harmless(value)
    if each.type.lower() == _LOCK:
        level = mapping(each.contents[0].get("properties")).get("level")
        if level is not None:
            found["level"] = harmless(level)
    return found
