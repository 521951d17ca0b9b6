"""Compose files: services and named volumes of one project."""

from collections.abc import Iterator, Mapping
from typing import Any

from decision.readers.images import data_image
from decision.readers.names import numbered, plain
from decision.readers.shapes import Edge, Place, Resource, Setting, Unit

FORMAT = "compose"

_TOP = frozenset(
    {"configs", "include", "models", "name", "networks", "secrets", "services", "version",
     "volumes"}
)  # fmt: skip
#: Fields by which a service of another kind of file is told from one of Compose.
_OF_A_SERVICE = frozenset({"build", "extends", "image", "provider"})
_NOT_OF_A_SERVICE = frozenset({"script", "stage", "class", "handler", "steps"})


def seems(document: object) -> bool:
    """Whether the file has services as Compose writes them, also in the oldest form."""
    if not isinstance(document, Mapping) or not document:
        return False
    services = document.get("services")
    if isinstance(services, Mapping):
        known = all(key in _TOP or str(key).startswith("x-") for key in document)
        shaped = all(each is None or isinstance(each, Mapping) for each in services.values())
        return shaped and (known or any(_is_service(each) for each in services.values()))
    return all(_is_service(each) for each in document.values())


def read(document: Mapping[str, Any], unit: str) -> Unit:
    """One project."""
    has_services = isinstance(document.get("services"), Mapping)
    services = _entries(document["services"] if has_services else document, "service")
    volumes = _entries(document.get("volumes") if has_services else None, "volume")
    edges = dict.fromkeys(
        Edge(Place(unit, address), Place(unit, target), kind)
        for _, (address, service) in services.items()
        for target, kind in _references(service, services, volumes)
        if target != address
    )
    return Unit(
        unit,
        FORMAT,
        None,
        (
            *(Resource(a, "service", "docker", unit, _of_service(s)) for a, s in services.values()),
            *(Resource(a, "volume", "docker", unit, _of_volume(v)) for a, v in volumes.values()),
        ),
        tuple(edges),
    )


type _Entries = dict[str, tuple[str, Mapping[str, Any]]]


def _entries(value: object, kind: str) -> _Entries:
    """By name: the address, and what is declared."""
    if not isinstance(value, Mapping):
        return {}
    addresses = numbered(f"{kind}/{plain(name)}" for name in value)
    return {
        str(name): (address, each if isinstance(each, Mapping) else {})
        for address, (name, each) in zip(addresses, value.items(), strict=True)
    }


def _is_service(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and not _OF_A_SERVICE.isdisjoint(value)
        and _NOT_OF_A_SERVICE.isdisjoint(value)
    )


def _references(
    service: Mapping[str, Any], services: _Entries, volumes: _Entries
) -> Iterator[tuple[str, str]]:
    for kind, name in _services_named(service):
        if name in services:
            yield services[name][0], kind
    for name in map(_source, _list(service.get("volumes"))):
        if name in volumes:
            yield volumes[name][0], "volumes"


def _services_named(service: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("depends_on", "links"):
        for each in _list(service.get(key)):
            yield key, str(each).split(":", 1)[0]
    for each in _list(service.get("volumes_from")):
        name = str(each)
        if not name.startswith("container:"):
            yield "volumes_from", name.split(":", 1)[0]
    for key in ("network_mode", "net", "ipc", "pid"):
        prefix, _, name = str(service.get(key, "")).partition(":")
        if prefix == "service":
            yield key, name
    extends = service.get("extends")
    if isinstance(extends, str):
        yield "extends", extends
    elif isinstance(extends, Mapping) and "file" not in extends:
        yield "extends", str(extends.get("service", ""))


def _source(volume: object) -> str:
    """The name of a volume that is mounted; folders of the machine have none."""
    if isinstance(volume, Mapping):
        return str(volume.get("source") or volume.get("src") or "")
    name, separator, _ = str(volume).partition(":")
    return name if separator else ""


def _of_service(service: Mapping[str, Any]) -> dict[str, Setting]:
    image = data_image(service.get("image"))
    return {"image": image} if image else {}


def _of_volume(volume: Mapping[str, Any]) -> dict[str, Setting]:
    return {"external": True} if volume.get("external") else {}


def _list(value: object) -> list[Any]:
    """Entries of a list; the keys where the same is written as a mapping."""
    if isinstance(value, Mapping):
        return list(value)
    return value if isinstance(value, list) else []
