"""From what Terraform's expressions say to resources: through variables, outputs and locals.

A configuration is a tree of modules. An expression in one of them names a resource beside it, or
something that carries references on: ``var.x`` (said by the caller of the module), ``local.x``,
``module.m.x`` (said by an output of the called module), ``data.t.n``. These are followed until
resources are reached; then every instance of the source is joined with instances of the target.

All of it stays linear in the size of the configuration: what a name carries is worked out once,
and there are limits, each with a remark when it is reached.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from decision.readers.shapes import Edge, Place
from decision.readers.terraform import INDEX, module_path

#: How expressions refer to a resource.
REFERENCE = "reference"
DEPENDS_ON = "depends_on"

#: Resources that one variable, output or local can stand for.
MOST_CARRIED = 200
#: Pairs of instances of two resources that are all drawn.
MOST_PAIRS = 64
#: Edges for each resource that there is, on average.
EDGES_PER_RESOURCE = 20

_HEAD = re.compile(
    rf"(?P<data>data\.)?(?P<type>[^.\[]+)\.(?P<name>[^.\[]+)(?P<index>{INDEX})?(?:\.(?P<next>[^.\[]+))?"
)
#: Names that stand for no resource.
_OWN = frozenset({"count", "each", "path", "terraform", "tofu", "self", "provider", "ephemeral"})

type Path = tuple[str, ...]
_NONE: dict[str, "list[Instance]"] = {}


#: A reference as an expression makes it, such as ``aws_vpc.main.id``; its kind; and whether the
#: expression also uses the index of its own resource. A plain tuple, as there are very many.
type Said = tuple[str, str, bool]


@dataclass(slots=True)
class Module:
    """One module as it is called: what each part of it refers to."""

    path: Path = ()
    parent: "Module | None" = None
    #: By ``type.name``, those of data sources with ``data.`` before it.
    resources: dict[str, list[Said]] = field(default_factory=dict)
    outputs: dict[str, list[str]] = field(default_factory=dict)
    locals: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, "Module"] = field(default_factory=dict)
    #: What the caller gives: by variable, and for ``count``, ``for_each`` and ``depends_on``.
    inputs: dict[str, list[str]] = field(default_factory=dict)
    each: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    knows_locals: bool = True

    def walk(self) -> "Iterator[Module]":
        """This module and all below it."""
        waiting = [self]
        while waiting:
            module = waiting.pop()
            yield module
            waiting.extend(module.children.values())


class Target(NamedTuple):
    """A resource that is referred to: its module, its name there, one instance or all ("")."""

    path: Path
    key: str
    which: str = ""
    #: The index of the called module, where only one of its instances is meant.
    call: tuple[int, str] | None = None


def absolute(address: str) -> Target:
    """The resource behind an address that begins at the root, ``module.a.aws_vpc.main[0]``."""
    path, indexes = module_path(address)
    rest = address
    for name, index in zip(path, indexes, strict=True):
        rest = rest.removeprefix(f"module.{name}{index}").removeprefix(".")
    key, bracket, index = rest.partition("[")
    return Target(path, key, bracket + index)


class Instance(NamedTuple):
    """A resource with its index, and the indexes of the modules around it."""

    modules: tuple[str, ...]
    which: str
    place: Place


type _Groups = dict[tuple[str, ...], list[Instance]]


class _Node(NamedTuple):
    """A name in a module that stands for resources: a variable, an output and so on."""

    module: Path
    kind: str
    name: str


#: A name, and which instance of the called module is meant, where only one is.
type _Way = tuple[_Node, tuple[int, str] | None]


class _Head(NamedTuple):
    """How a reference begins, whatever module it stands in."""

    kind: str
    name: str
    which: str
    following: str


def _head(reference: str) -> _Head | None:
    match = _HEAD.match(reference)
    if match is None or match["type"] in _OWN:
        return None
    type_, name = match["type"], match["name"]
    index, following = match["index"] or "", match["next"] or ""
    if match["data"]:
        return _Head("data", f"data.{type_}.{name}", index, following)
    if type_ in ("var", "local", "module"):
        return _Head(type_, name, index, following)
    return _Head("resource", f"{type_}.{name}", index, following)


def fullest(references: Iterable[str]) -> list[str]:
    """Terraform lists ``a.b[0].id`` and then its beginnings ``a.b[0]`` and ``a.b``: the first."""
    found = []
    last = ""
    for each in references:
        if not last.startswith(each) or last[len(each) : len(each) + 1] not in ("", ".", "["):
            found.append(each)
            last = each
    return found


class Links:
    """Edges between the instances of resources, within limits."""

    def __init__(self) -> None:
        #: Edges in the order in which they are found, some of them more than once.
        self.found: list[Edge] = []
        #: By the module's path, then by ``type.name``.
        self.instances: dict[Path, dict[str, list[Instance]]] = {}
        self.remarks: dict[str, None] = {}
        self.resources = 0
        self._lookups: dict[object, dict[Any, list[Instance]]] = {}
        self._paths: list[Path] = []

    def at(self, path: Path) -> dict[str, list[Instance]]:
        """The resources of the module at ``path``, to add to."""
        return self.instances.setdefault(path, {})

    def below(self, start: Path) -> Iterator[Path]:
        """The modules at and below ``start``; asked for when all of them are there."""
        if len(self._paths) != len(self.instances):
            self._paths = sorted(self.instances)
        for number in range(bisect_left(self._paths, start), len(self._paths)):
            path = self._paths[number]
            if path[: len(start)] != start:
                return
            yield path

    def edges(self) -> tuple[Edge, ...]:
        """All edges that were found, each once."""
        return tuple(dict.fromkeys(self.found))

    def only(self, target: Target) -> Place | None:
        """Where a resource is that has one instance, as most have."""
        instances = self.instances.get(target.path, _NONE).get(target.key)
        return instances[0].place if instances and len(instances) == 1 else None

    def join(
        self, path: Path, sources: list[Instance], target: Target, kind: str, *, alike: bool = False
    ) -> None:
        """Edges from the instances of one resource, in the module at ``path``, to another's.

        ``alike`` says that the reference is made with the index of the source.
        """
        targets = self.instances.get(target.path, _NONE).get(target.key)
        if not targets or self.is_full():
            return
        if len(sources) == 1 and len(targets) == 1:
            self._edge(sources[0], targets[0], kind)
            return
        common = _common(path, target.path)
        groups = self._meant(targets, target, common)
        for modules, some in _grouped(sources, common).items():
            if others := groups.get(modules):
                self._join_group(some, others, kind, alike)

    def is_full(self) -> bool:
        """Whether no more edges are taken; says so in the remarks."""
        if len(self.found) <= 1_000 + EDGES_PER_RESOURCE * self.resources:
            return False
        self.remarks["There are more references than are read; the rest is left out."] = None
        return True

    def _meant(self, targets: list[Instance], target: Target, common: int) -> _Groups:
        """The instances that a reference names, by the modules that they share with the source.

        All of them where it names none that is there. What is looked through is remembered, so
        that many references to one resource cost no more than one.
        """
        path, key, which, call = target
        if call:
            depth, index = call
            known = self._known(targets, (path, key, -1 - depth), lambda e: e.modules[depth])
            targets = known.get(index, targets)
        if which:
            by_index = self._known(targets, (path, key, call), lambda e: e.which)
            targets = by_index.get(which, targets)
        if call or which:
            return _grouped(targets, common)
        return self._known(targets, (path, key, common), lambda e: e.modules[:common])

    def _known[T](
        self, targets: list[Instance], name: object, by: Callable[[Instance], T]
    ) -> dict[T, list[Instance]]:
        found = self._lookups.get(name)
        if found is None:
            found = self._lookups[name] = defaultdict(list)
            for each in targets:
                found[by(each)].append(each)
        return found

    def _join_group(
        self, sources: list[Instance], targets: list[Instance], kind: str, alike: bool
    ) -> None:
        pairs = len(sources) * len(targets)
        few = pairs <= MOST_PAIRS or (
            min(len(sources), len(targets)) == 1 and len(self.found) < 10 * self.resources
        )
        if (alike or not few) and len(sources) == len(targets):
            own = {(each.modules, each.which): each for each in targets}
            if own.keys() == {(each.modules, each.which) for each in sources}:
                for source in sources:
                    self._edge(source, own[source.modules, source.which], kind)
                return
        if not few:
            self.remarks["Of resources with many instances, references lead to the first."] = None
            targets = targets[:1]
        for source in sources:
            for target in targets:
                self._edge(source, target, kind)

    def _edge(self, source: Instance, target: Instance, kind: str) -> None:
        if source is not target:
            self.found.append(Edge(source.place, target.place, kind))


def _grouped(instances: list[Instance], common: int) -> _Groups:
    """Instances by the modules that they have in common with others: these belong together."""
    if len(instances) == 1 or not common:
        return {instances[0].modules[:common]: instances}
    groups: _Groups = {}
    for each in instances:
        groups.setdefault(each.modules[:common], []).append(each)
    return groups


def _common(one: Path, other: Path) -> int:
    """How many modules two paths have in common."""
    if one == other:
        return len(one)
    return next(
        (depth for depth, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def within_module(links: Links, path: Path, name: str) -> Iterator[Target]:
    """What a name stands for that is said in the module at ``path`` of an old state.

    ``aws_vpc.main``, ``aws_vpc.main.0``, ``aws_vpc.main.*``, ``aws_vpc.main[0]`` or ``module.a``,
    which is all of a module.
    """
    called, _ = module_path(name)
    if called:
        for at in links.below(path + called):
            for key in links.instances[at]:
                yield Target(at, key)
        return
    type_, _, rest = name.partition(".")
    short, _, number = rest.replace("[", ".", 1).replace("]", "").partition(".")
    yield Target(path, f"{type_}.{short}", f"[{number}]" if number.isdecimal() else "")


class Configuration:
    """What names in a tree of modules stand for."""

    def __init__(self, root: Module) -> None:
        self._modules = {module.path: module for module in root.walk()}
        self._carried: dict[_Node, tuple[Target, ...]] = {}
        #: The same references stand in every module that is called more than once.
        self._heads: dict[str, _Head | None] = {"var.": _Head("after", "", "", "")}
        self.remarks: dict[str, None] = {}

    def join(self, links: Links) -> None:
        """Adds the edges of every resource of the configuration."""
        for module in self._modules.values():
            instances = links.instances.get(module.path, _NONE)
            known: dict[str, list[tuple[Place | None, Target]]] = {}
            after = self._after(module)
            for key, said in module.resources.items():
                sources = instances.get(key)
                if links.is_full():
                    return
                if sources:
                    self._join(links, module, sources, said + after if after else said, known)

    def _join(
        self,
        links: Links,
        module: Module,
        sources: list[Instance],
        said: list[Said],
        known: dict[str, list[tuple[Place | None, Target]]],
    ) -> None:
        own = sources[0].place if len(sources) == 1 else None
        for reference, kind, alike in said:
            ends = known.get(reference)
            if ends is None:
                targets = self._targets(module, reference)
                ends = known[reference] = [(links.only(each), each) for each in targets]
            if len(ends) > 1 and links.is_full():
                return
            for place, target in ends:
                if own is None or place is None:
                    links.join(module.path, sources, target, kind, alike=alike)
                elif own is not place:
                    links.found.append(Edge(own, place, kind))

    def _after(self, module: Module) -> list[Said]:
        """What a call depends on is what everything in the called module depends on.

        It is named from within the module, as the reference to a variable of no name.
        """
        return [("var.", DEPENDS_ON, False)] if module.after else []

    def _targets(self, module: Module, reference: str) -> tuple[Target, ...]:
        found = self._resolved(module, reference)
        if found is None:
            return ()
        if isinstance(found, Target):
            return (found,)
        node, call = found
        behind = self._behind(node)
        return tuple(each._replace(call=call) for each in behind) if call else behind

    def _resolved(self, module: Module, reference: str) -> Target | _Way | None:
        """The resource that a reference names, or the name that stands for some."""
        if reference in self._heads:
            head = self._heads[reference]
        else:
            head = self._heads[reference] = _head(reference)
        if head is None:
            return None
        kind, name, index, following = head
        match kind:
            case "resource":
                return Target(module.path, name, index) if name in module.resources else None
            case "data":
                return (_Node(module.path, kind, name), None) if name in module.resources else None
            case "module":
                child = module.children.get(name)
                if child is None:
                    return None
                call = (len(module.path), index) if index else None
                return _Node(child.path, "output" if following else kind, following), call
            case "local" if not module.knows_locals:
                self.remarks[_LOCALS] = None
        return _Node(module.path, kind, name), None

    def _behind(self, start: _Node) -> tuple[Target, ...]:
        """The resources that a name stands for, in the end."""
        waiting, opened = [start], set[_Node]()
        while waiting:
            node = waiting[-1]
            if node in self._carried:
                waiting.pop()
                continue
            found: dict[Target, None] = {}
            missing = []
            for each in self._direct(node):
                if isinstance(each, Target):
                    found[each] = None
                elif each[0] in self._carried:
                    for target in self._carried[each[0]]:
                        found[target._replace(call=each[1]) if each[1] else target] = None
                elif each[0] not in opened:
                    missing.append(each[0])
            if missing and node not in opened:
                opened.add(node)
                waiting.extend(missing)
                continue
            # A name that is opened and not yet known here stands for itself: a circle.
            opened.add(node)
            if len(found) > MOST_CARRIED:
                self.remarks[
                    f"A name stands for more than {MOST_CARRIED} resources; the rest is left out."
                ] = None
            self._carried[node] = tuple(found)[:MOST_CARRIED]
            waiting.pop()
        return self._carried[start]

    def _direct(self, node: _Node) -> Iterable[Target | _Way]:
        module = self._modules[node.module]
        match node.kind:
            case "data":
                return self._all(module, (said[0] for said in module.resources[node.name]))
            case "local" | "output":
                names = module.locals if node.kind == "local" else module.outputs
                return self._all(module, names.get(node.name, ()))
            case "module":
                return self._whole(module)
            case "after" if module.parent:
                return self._all(module.parent, module.after)
            case "var" if module.parent:
                said = module.inputs.get(node.name, [])
                if any(each.startswith("each.") for each in said):
                    said = [*said, *module.each]
                return self._all(module.parent, said)
        return ()

    def _all(self, module: Module, references: Iterable[str]) -> list[Target | _Way]:
        found = [self._resolved(module, each) for each in references]
        return [each for each in found if each is not None]

    def _whole(self, module: Module) -> Iterator[Target | _Way]:
        for key in module.resources:
            if not key.startswith("data."):
                yield Target(module.path, key)
        for child in module.children.values():
            yield _Node(child.path, "module", ""), None


_LOCALS = (
    "A plan does not say what locals stand for: references through them are missing. "
    "Read the folder of .tf files to have them."
)
