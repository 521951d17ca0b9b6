"""State files of Terraform and OpenTofu: version 4, and versions 1 to 3 of before 2019.

Edges come from the dependencies that a state notes, which are the same for every instance of a
resource. Version 4 notes indirect ones too.

``read`` takes the text or bytes of the file, of which only the fields below are decoded; ``seems``
takes its top-level keys, as :func:`decision.readers.terraform.head` gives them.
"""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Raw, Struct

from decision.readers import terraform_settings as settings
from decision.readers.shapes import Place, Reading, Refused, Resource, Unit
from decision.readers.terraform import TOOL, as_index, module_path, provider, typed
from decision.readers.terraform_references import (
    DEPENDS_ON,
    Instance,
    Links,
    Path,
    Target,
    absolute,
    within_module,
)
from decision.readers.terraform_settings import Values

FORMAT = "terraform-state"
DEPENDENCIES = "dependencies"

_WHAT = "Terraform state"
_NOTHING = Raw()
_TOP = frozenset({"resources", "modules", "lineage", "serial", "terraform_version"})
#: Pulumi's files have a version as well.
_OTHERS = frozenset({"deployment", "checkpoint", "manifest", "services", "format_version"})


class Held(Struct, gc=False):
    """An instance of a resource, in version 4."""

    index_key: int | float | str | None = None
    attributes: Values | None = None
    attributes_flat: dict[str, Raw] | None = None
    dependencies: list[str] | None = None
    depends_on: list[str] | None = None
    deposed: str | None = None


class HeldResource(Struct, gc=False):
    """A resource with its instances, in version 4."""

    type: str = ""
    name: str = ""
    module: str | None = None
    mode: str = "managed"
    provider: str | None = None
    instances: list[Held] | None = None


class Primary(Struct, gc=False):
    """What an old state holds of a resource."""

    attributes: dict[str, Raw] | None = None


class OldResource(Struct, gc=False):
    """A resource in versions 1 to 3."""

    type: str = ""
    depends_on: list[str] | None = None
    primary: Primary | None = None
    provider: str | None = None


class OldModule(Struct, gc=False):
    """A module in versions 1 to 3."""

    path: list[str] | None = None
    resources: dict[str, OldResource] | None = None


class Document(Struct):
    """A state of any version."""

    version: int | None = None
    resources: list[HeldResource] | None = None
    modules: list[OldModule] | None = None
    backend: Raw = _NOTHING
    encrypted_data: Raw = _NOTHING


DECODER = msgspec.json.Decoder(Document)
_TEXT = msgspec.json.Decoder(str)


def seems(head: Mapping[str, Raw]) -> bool:
    """Whether this is a state file, encrypted ones included."""
    if "encrypted_data" in head:
        return True
    if "version" not in head or _TOP.isdisjoint(head) or not _OTHERS.isdisjoint(head):
        return False
    # Versions of states are whole numbers; those of packages, which can have resources as well,
    # are texts.
    return bytes(head["version"]).isdigit()


def read(data: str | bytes, unit: str) -> Reading:
    """One unit: what the state file holds. Raises ``Refused``."""
    document = typed(data, DECODER, _WHAT)
    if document.encrypted_data is not _NOTHING:
        raise Refused(
            "This state is encrypted. Use what `tofu show -json` prints, in the folder it is for."
        )
    found = _Found(unit)
    match document.version:
        case 4:
            found.add_all(document.resources or ())
        case 1 | 2 | 3:
            for module in document.modules or ():
                found.add_old(module)
            if document.backend is not _NOTHING and not found.resources:
                found.remark(
                    "This file only notes where the state is kept. Use the state itself: "
                    "`terraform state pull`."
                )
        case _:
            raise Refused("This state file has a version other than 1 to 4, which are known here.")
    return found.reading()


class _Found:
    """The resources of one state, and what they depend on."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._links = Links()
        self._depending: dict[tuple[Path, str, str, str], None] = {}
        self._remarks: dict[str, None] = {}
        self.resources: dict[str, Resource] = {}

    def remark(self, words: str) -> None:
        """Something that the reader should know."""
        self._remarks[words] = None

    def add_all(self, resources: list[HeldResource] | tuple[()]) -> None:
        """The resources of version 4."""
        kept = settings.Kept()
        for each in resources:
            if each.mode != "managed" or not each.type:
                continue
            path, indexes = module_path(each.module or "")
            start = f"{each.module}." if each.module else ""
            key = f"{each.type}.{each.name}"
            short = provider(each.provider or "", each.type)
            for held in each.instances or ():
                if held.deposed:
                    continue
                index = as_index(held.index_key)
                place = Place(self._unit, f"{start}{key}{index}")
                found = (
                    settings.of_flat(_texts(held.attributes_flat))
                    if held.attributes_flat
                    else kept.of(held.attributes)
                )
                resource = Resource(place.address, each.type, short, self._unit, found)
                self._add(path, key, Instance(indexes, index, place), resource)
                for name in held.dependencies or ():
                    self._depending[path, key, name, DEPENDENCIES] = None
                for name in held.depends_on or ():
                    self._depending[path, key, name, DEPENDS_ON] = None

    def add_old(self, module: OldModule) -> None:
        """A module of versions 1 to 3."""
        path = tuple((module.path or ["root"])[1:])
        start = "".join(f"module.{name}." for name in path)
        for written, each in (module.resources or {}).items():
            if written.startswith("data.") or each.primary is None:
                continue
            type_, _, rest = written.partition(".")
            name, _, number = rest.partition(".")
            index = f"[{number}]" if number.isdecimal() else ""
            key = f"{type_}.{name}"
            place = Place(self._unit, f"{start}{key}{index}")
            type_ = each.type or type_
            short = provider(each.provider or "", type_)
            found = settings.of_flat(_texts(each.primary.attributes))
            resource = Resource(place.address, type_, short, self._unit, found)
            self._add(path, key, Instance(("",) * len(path), index, place), resource)
            for said in each.depends_on or ():
                self._depending[path, key, said, DEPENDS_ON] = None

    def _add(self, path: Path, key: str, instance: Instance, resource: Resource) -> None:
        if resource.address in self.resources:
            raise Refused("Two resources in the file have the same address; Terraform writes none.")
        self.resources[resource.address] = resource
        self._links.at(path).setdefault(key, []).append(instance)

    def reading(self) -> Reading:
        """The resources, joined."""
        links = self._links
        links.resources = len(self.resources)
        for path, key, name, kind in self._depending:
            if links.is_full():
                break
            for target in self._targets(path, name, kind):
                links.join(path, links.instances[path][key], target, kind)
            if kind == DEPENDENCIES:
                self.remark("A state lists what a resource depends on indirectly, too.")
        unit = Unit(self._unit, FORMAT, TOOL, tuple(self.resources.values()), links.edges())
        return Reading((unit,), tuple(self._remarks | links.remarks))

    def _targets(self, path: Path, name: str, kind: str) -> Iterator[Target]:
        """Dependencies are addresses from the root; old ones, names in the same module."""
        if kind == DEPENDENCIES:
            yield absolute(name)
            return
        yield from within_module(self._links, path, name)


def _texts(attributes: Mapping[str, Raw] | None) -> dict[str, object]:
    """The flat attributes that are on the list, as texts; the others are left undecoded."""
    return {
        name: _text(raw) for name, raw in (attributes or {}).items() if settings.is_listed(name)
    }


def _text(raw: Raw) -> object:
    try:
        return typed(raw, _TEXT, _WHAT)
    except Refused:
        return None
