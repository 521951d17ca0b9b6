"""What is due, once for all stores: the same item for several stores is printed one time."""

from collections.abc import Iterable
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem
from decision.web.presenters.result import StoreView


@dataclass(frozen=True, slots=True)
class SharedItem:
    """Something due, and for which stores; empty where it is due for all."""

    item: DueItem
    stores: str


@dataclass(frozen=True, slots=True)
class SharedTool:
    tool: str
    items: tuple[SharedItem, ...]


@dataclass(frozen=True, slots=True)
class SharedPlaybook:
    playbook: schema.Playbook
    stores: str
    source: str


def shared_prerequisites(stores: tuple[StoreView, ...]) -> tuple[SharedItem, ...]:
    return _shared(((store.name, item) for store in stores for item in store.due.prerequisites),
                   len(stores))  # fmt: skip


def shared_guardrails(stores: tuple[StoreView, ...]) -> tuple[SharedTool, ...]:
    """By tool, in content order."""
    by_tool: dict[str, list[tuple[str, DueItem]]] = {}
    for store in stores:
        for tool in store.due.guardrails:
            by_tool.setdefault(tool.tool, []).extend((store.name, item) for item in tool.items)
    return tuple(
        SharedTool(tool, _shared(items, len(stores))) for tool, items in by_tool.items()
    )


def shared_playbooks(
    catalog: Catalog, stores: tuple[StoreView, ...]
) -> tuple[SharedPlaybook, ...]:
    names: dict[str, list[str]] = {}
    for store in stores:
        if store.due.playbook:
            names.setdefault(store.due.playbook.id, []).append(store.name)
    return tuple(
        SharedPlaybook(
            catalog.playbooks[each],
            wording.listed(found),
            wording.source_line(catalog, catalog.playbooks[each].sources),
        )
        for each, found in names.items()
    )


def _shared(found: Iterable[tuple[str, DueItem]], stores: int) -> tuple[SharedItem, ...]:
    items: dict[str, DueItem] = {}
    names: dict[str, list[str]] = {}
    for name, item in found:
        items.setdefault(item.id, item)
        names.setdefault(item.id, []).append(name)
    ordered = sorted(items.values(), key=lambda item: not item.urgent)
    return tuple(
        SharedItem(item, "" if len(names[item.id]) == stores else wording.listed(names[item.id]))
        for item in ordered
    )
