"""Plans and states as ``terraform show -json`` and ``tofu show -json`` print them.

Every format version that there is (0.1, 0.2, 1.x): what differs is left out or optional. Resources
come from ``planned_values`` (``values`` of a state) and, where they go away, from
``resource_changes``; references from ``configuration``, or ``depends_on`` of a state.

``read`` takes the text or bytes of the file rather than a parsed document, because msgspec decodes
only the fields below and passes over all others. ``seems`` takes the file's top-level keys, with
anything under them: :func:`decision.readers.terraform.head`.
"""

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Raw, Struct

from decision.readers.shapes import Change, Edge, Place, Reading, Refused, Resource, Unit
from decision.readers.terraform import TOOL, as_index, module_path, provider, typed
from decision.readers.terraform_references import (
    DEPENDS_ON,
    REFERENCE,
    Configuration,
    Instance,
    Links,
    Module,
    Path,
    Said,
    absolute,
    fullest,
)
from decision.readers.terraform_settings import Kept, Values

PLAN = "terraform-plan"
STATE = "terraform-show-state"
#: Newer major versions of the format are read too, with a remark.
KNOWN = ("0.", "1.")

_PARTS = frozenset({"planned_values", "resource_changes", "configuration", "prior_state", "values"})
_NOTHING = Raw()


class Planned(Struct, gc=False):
    """A resource in ``planned_values`` or ``values``."""

    type: str = ""
    name: str = ""
    address: str = ""
    mode: str = "managed"
    index: int | float | str | None = None
    provider_name: str | None = None
    values: Values | None = None
    depends_on: list[str] | None = None
    deposed_key: str | None = None


class PlannedModule(Struct):
    """A module in ``planned_values`` or ``values``."""

    address: str = ""
    resources: list[Planned] | None = None
    child_modules: "list[PlannedModule] | None" = None


class Root(Struct):
    """``planned_values`` or ``values``."""

    root_module: PlannedModule | None = None


class Action(Struct, gc=False):
    """``change`` of a resource; what was there is decoded for those that go away only."""

    actions: list[str] | None = None
    before: Raw = _NOTHING


class ChangedResource(Struct, gc=False):
    """One of ``resource_changes``."""

    type: str = ""
    name: str = ""
    address: str = ""
    module_address: str | None = None
    mode: str = "managed"
    index: int | float | str | None = None
    provider_name: str | None = None
    change: Action | None = None
    deposed: str | None = None


class Output(Struct):
    """An output of a module."""

    expression: Raw = _NOTHING
    depends_on: list[str] | None = None


class Lifecycle(Struct):
    """Terraform's own plans leave it out; some that write plans of their own do not."""

    prevent_destroy: Raw = _NOTHING


class Configured(Struct):
    """A resource or data source in ``configuration``."""

    type: str = ""
    name: str = ""
    mode: str = "managed"
    expressions: Raw = _NOTHING
    provisioners: Raw = _NOTHING
    count_expression: Raw = _NOTHING
    for_each_expression: Raw = _NOTHING
    depends_on: list[str] | None = None
    lifecycle: Lifecycle | None = None


class Call(Struct):
    """A call of a module, with the module that is called."""

    expressions: dict[str, Raw] | None = None
    count_expression: Raw = _NOTHING
    for_each_expression: Raw = _NOTHING
    depends_on: list[str] | None = None
    module: "ConfiguredModule | None" = None


class ConfiguredModule(Struct):
    """A module in ``configuration``."""

    resources: list[Configured] | None = None
    module_calls: dict[str, Call] | None = None
    outputs: dict[str, Output] | None = None


class ConfiguredRoot(Struct):
    """``configuration``."""

    root_module: ConfiguredModule | None = None


class Document(Struct):
    """A plan, or a state in the same format."""

    format_version: str | None = None
    planned_values: Root | None = None
    values: Root | None = None
    resource_changes: list[ChangedResource] | None = None
    configuration: ConfiguredRoot | None = None


_TWICE = "Two resources in the file have the same address; Terraform writes none."

#: The decoder that does the work, here for measuring against.
DECODER = msgspec.json.Decoder(Document)
_VALUES = msgspec.json.Decoder(Values | None)


def seems(head: Mapping[str, object]) -> bool:
    """Whether this is a plan or a state in the JSON format for programs."""
    parts = len(_PARTS.intersection(head))
    if "format_version" in head:
        return parts > 0 or "terraform_version" in head or len(head) == 1
    return "planned_values" in head and parts > 1


def read(data: str | bytes, unit: str) -> Reading:
    """One unit: what one state file holds, or would. Raises ``Refused``."""
    document = typed(data, DECODER, "Terraform plan")
    is_plan = document.values is None or document.planned_values is not None
    root = document.planned_values if is_plan else document.values
    found = _Found(unit, document)
    for module in _modules(root.root_module if root else None):
        found.add_module(module)
    for change in document.resource_changes or ():
        found.add_gone(change)
    links = found.links
    links.resources = len(found.resources)
    found.join_depending()
    configuration = document.configuration and document.configuration.root_module
    remarks: dict[str, None] = {}
    if configuration:
        meaning = Configuration(_Tree().of(configuration))
        meaning.join(links)
        remarks |= meaning.remarks | links.remarks
    elif is_plan and found.resources:
        remarks["The plan has no configuration: which resource refers to which is not known."] = (
            None
        )
    version = document.format_version or KNOWN[0]
    if not version.startswith(KNOWN):
        remarks["The plan has a newer format than this reader knows; check what was read."] = None
    return Reading((found.unit(is_plan, links.edges()),), tuple(remarks))


class _Found:
    """The resources of one file, with what is needed to join them."""

    def __init__(self, unit: str, document: Document) -> None:
        self._unit = unit
        changes = document.resource_changes
        self._changes = {
            each.address: _change(each.change) for each in changes or () if not each.deposed
        }
        self._otherwise = None if changes is None else Change.NONE
        self._protected = _protected(document.configuration)
        self._kept = Kept()
        self._depending: dict[tuple[Path, str, str], None] = {}
        self.resources: dict[str, Resource] = {}
        self.links = Links()

    def add_module(self, module: PlannedModule) -> None:
        """The managed resources of one instance of a module."""
        path, indexes = module_path(module.address)
        here = self.links.at(path)
        unit, resources, protected = self._unit, self.resources, self._protected
        start = f"{module.address}." if module.address else ""
        for each in module.resources or ():
            if each.mode != "managed" or each.deposed_key or not each.type:
                continue
            key = f"{each.type}.{each.name}"
            index = "" if each.index is None else as_index(each.index)
            address = each.address
            # Terraform 0.12 leaves out the module and the index.
            if not address or address == key:
                address = f"{start}{key}{index}"
            if address in resources:
                raise Refused(_TWICE)
            kept = self._kept.of(each.values)
            if protected and (path, key) in protected:
                kept = {**kept, "prevent_destroy": True}
            short = provider(each.provider_name or "", each.type)
            change = self._changes.get(address, self._otherwise)
            resources[address] = Resource(address, each.type, short, unit, kept, change)
            instance = Instance(indexes, index, Place(unit, address))
            here.setdefault(key, []).append(instance)
            for name in each.depends_on or ():
                self._depending[path, key, name] = None

    def add_gone(self, each: ChangedResource) -> None:
        """A resource that is in the state and is planned no more."""
        if each.address in self.resources or each.deposed:
            return
        planned = Planned(
            type=each.type,
            name=each.name,
            address=each.address,
            mode=each.mode,
            index=each.index,
            provider_name=each.provider_name,
            values=_before(each.change),
        )
        self.add_module(PlannedModule(each.module_address or "", [planned]))

    def join_depending(self) -> None:
        """Joins what the file itself says to depend on each other, as a state does."""
        for path, key, name in self._depending:
            self.links.join(path, self.links.instances[path][key], absolute(name), DEPENDS_ON)

    def unit(self, is_plan: bool, edges: tuple[Edge, ...]) -> Unit:
        """What was found."""
        resources = tuple(self.resources.values())
        return Unit(self._unit, PLAN if is_plan else STATE, TOOL, resources, edges)


def _modules(root: PlannedModule | None) -> Iterator[PlannedModule]:
    waiting = [root] if root else []
    while waiting:
        module = waiting.pop()
        yield module
        waiting.extend(reversed(module.child_modules or ()))


def _change(change: Action | None) -> Change:
    actions = tuple(change.actions or ()) if change else ()
    return _CHANGES.get(actions, Change.NONE)


#: By ``actions``; a resource that is left in the cloud and created anew is a new one as well.
_CHANGES = {
    ("create",): Change.CREATE,
    ("update",): Change.UPDATE,
    ("delete",): Change.DESTROY,
    ("forget",): Change.FORGET,
    ("delete", "create"): Change.REPLACE,
    ("create", "delete"): Change.REPLACE,
    ("forget", "create"): Change.REPLACE,
    ("create", "forget"): Change.REPLACE,
}


def _before(change: Action | None) -> Values | None:
    if change is None or not memoryview(change.before).nbytes:
        return None
    before: Values | None = typed(change.before, _VALUES, "Terraform plan")
    return before


def _protected(configuration: ConfiguredRoot | None) -> frozenset[tuple[Path, str]]:
    """Resources whose configuration shows ``prevent_destroy``."""
    root = configuration.root_module if configuration else None
    return frozenset(
        (path, f"{each.type}.{each.name}")
        for path, module in _configured(root)
        for each in module.resources or ()
        if each.lifecycle and bytes(each.lifecycle.prevent_destroy) == b"true"
    )


def _configured(root: ConfiguredModule | None) -> Iterator[tuple[Path, ConfiguredModule]]:
    waiting: list[tuple[Path, ConfiguredModule]] = [((), root)] if root else []
    while waiting:
        path, module = waiting.pop()
        yield path, module
        for name, call in (module.module_calls or {}).items():
            if call.module:
                waiting.append(((*path, name), call.module))


class _Tree:
    """What each part of a configuration refers to."""

    def __init__(self) -> None:
        # Lists of references repeat: "var.tags" stands in nearly every resource.
        self._lists: dict[bytes, list[Said]] = {}
        self._expressions: dict[bytes, list[Said]] = {}

    def of(self, configured: ConfiguredModule) -> Module:
        """The tree of modules."""
        modules: dict[Path, Module] = {}
        for path, each in _configured(configured):
            module = modules.setdefault(path, Module(path, knows_locals=False))
            module.resources = {_key(one): self._said(one) for one in each.resources or ()}
            module.outputs = {
                name: self._names(output.expression) + list(output.depends_on or ())
                for name, output in (each.outputs or {}).items()
            }
            for name, call in (each.module_calls or {}).items():
                child = Module((*path, name), module, knows_locals=False)
                child.inputs = {
                    variable: self._names(raw) for variable, raw in (call.expressions or {}).items()
                }
                child.each = self._names(call.for_each_expression, call.count_expression)
                child.after = list(call.depends_on or ())
                modules[child.path] = module.children[name] = child
        return modules[()]

    def _said(self, each: Configured) -> list[Said]:
        found = self._within(each.expressions)
        for raw in (each.count_expression, each.for_each_expression, each.provisioners):
            if raw is not _NOTHING:
                found = found + self._within(raw)
        if each.depends_on:
            found = found + [(name, DEPENDS_ON, False) for name in each.depends_on]
        return found

    def _names(self, *parts: Raw) -> list[str]:
        return [said[0] for raw in parts for said in self._within(raw)]

    def _within(self, raw: Raw) -> list[Said]:
        """The references at any depth, as ``"references": […]``; all else is passed over.

        They are not to be changed: a module that is called often stands there as often.
        In a text such a quote would stand behind a backslash, so that texts are not mistaken.
        """
        written = bytes(raw)
        known = self._expressions.get(written)
        if known is not None:
            return known
        found: list[Said] = []
        for listed in _LISTED.findall(written):
            said = self._lists.get(listed)
            if said is None:
                said = self._lists[listed] = _said_in(listed)
            found += said
        self._expressions[written] = found
        return found


_LISTED = re.compile(
    rb'"references"\s*+:\s*+(\[\s*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*+,?\s*+)*+\])', re.DOTALL
)
_TEXTS = msgspec.json.Decoder(list[str])


def _said_in(text: bytes) -> list[Said]:
    references = typed(text, _TEXTS, "Terraform plan")
    alike = b'"count.index' in text or b'"each.' in text
    return [(each, REFERENCE, alike) for each in fullest(references)]


def _key(each: Configured) -> str:
    start = "" if each.mode == "managed" else "data." if each.mode == "data" else f"{each.mode}:"
    return f"{start}{each.type}.{each.name}"
