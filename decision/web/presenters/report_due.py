"""What is due, once for all stores: the same item for several stores is printed one time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem
from decision.web.presenters.report_sources import SourceIndex
from decision.web.presenters.result import ResultView, StoreView


@dataclass(frozen=True, slots=True)
class SharedItem:
    """Something due, and for which stores; empty where it is due for all."""

    item: DueItem
    stores: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedTool:
    tool: str
    items: tuple[SharedItem, ...]


@dataclass(frozen=True, slots=True)
class SharedPlaybook:
    playbook: schema.Playbook
    stores: str
    refs: tuple[int, ...]


def shared_prerequisites(
    stores: tuple[StoreView, ...], index: SourceIndex
) -> tuple[SharedItem, ...]:
    found = ((store.name, item) for store in stores for item in store.due.prerequisites)
    return _shared(found, len(stores), index)


def shared_guardrails(stores: tuple[StoreView, ...], index: SourceIndex) -> tuple[SharedTool, ...]:
    """By tool, in content order."""
    by_tool: dict[str, list[tuple[str, DueItem]]] = {}
    for store in stores:
        for tool in store.due.guardrails:
            by_tool.setdefault(tool.tool, []).extend((store.name, item) for item in tool.items)
    return tuple(
        SharedTool(tool, _shared(items, len(stores), index)) for tool, items in by_tool.items()
    )


def shared_playbooks(
    catalog: Catalog, stores: tuple[StoreView, ...], index: SourceIndex
) -> tuple[SharedPlaybook, ...]:
    names: dict[str, list[str]] = {}
    for store in stores:
        if store.due.playbook:
            names.setdefault(store.due.playbook.id, []).append(store.name)
    playbooks = catalog.playbooks
    return tuple(
        SharedPlaybook(
            playbooks[each],
            wording.listed(found),
            index.refs(wording.source_line(catalog, playbooks[each].sources)),
        )
        for each, found in names.items()
    )


def playbook_lines(catalog: Catalog, result: ResultView) -> Iterator[str]:
    """The lines of sources of all playbooks."""
    for store in result.stores:
        if store.due.playbook:
            yield wording.source_line(catalog, store.due.playbook.sources)


def _shared(
    found: Iterable[tuple[str, DueItem]], stores: int, index: SourceIndex
) -> tuple[SharedItem, ...]:
    items: dict[str, DueItem] = {}
    names: dict[str, list[str]] = {}
    for name, item in found:
        items.setdefault(item.id, item)
        names.setdefault(item.id, []).append(name)
    ordered = sorted(items.values(), key=lambda item: not item.urgent)
    return tuple(
        SharedItem(
            item,
            "" if len(names[item.id]) == stores else wording.listed(names[item.id]),
            index.refs(item.source),
        )
        for item in ordered
    )
