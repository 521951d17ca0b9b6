"""What is due, once for all stores: the same item for several stores is printed one time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.domain.advice import ANY_TOOL
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem, by_cloud, each_once, guardrails_by_tool
from decision.web.presenters.report_sources import SourceIndex
from decision.web.presenters.result import ResultView, StoreView


@dataclass(frozen=True, slots=True)
class SharedItem:
    """Something due, and for which stores; empty where it is due for all."""

    item: DueItem
    stores: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedCloud:
    """Settings that are for one cloud only."""

    title: str
    items: tuple[SharedItem, ...]


@dataclass(frozen=True, slots=True)
class SharedTool:
    """The settings of one tool: those for every cloud, then those for one each.

    ``brief``: one of several tools that the team may use, so that only titles are of use.
    """

    tool: str
    items: tuple[SharedItem, ...]
    clouds: tuple[SharedCloud, ...] = ()
    brief: bool = False

    @property
    def every(self) -> tuple[SharedItem, ...]:
        return (*self.items, *(item for cloud in self.clouds for item in cloud.items))


@dataclass(frozen=True, slots=True)
class SharedPlaybook:
    playbook: schema.Playbook
    stores: str
    refs: tuple[int, ...]


def shared_prerequisites(
    stores: tuple[StoreView, ...], index: SourceIndex
) -> tuple[SharedItem, ...]:
    found = ((store.name, item) for store in stores for item in store.due.prerequisites)
    return _shared(each_once(found), len(stores), index)


def shared_guardrails(
    catalog: Catalog, stores: tuple[StoreView, ...], index: SourceIndex
) -> tuple[SharedTool, ...]:
    """By tool, in content order."""
    by_tool = guardrails_by_tool((store.name, store.due) for store in stores)
    free = {each.id for each in catalog.rulebook.guardrails if each.tool == ANY_TOOL}
    own = [tool for tool, found in by_tool.items() if found[0][0].id not in free]
    return tuple(
        _tool(tool, _shared(found, len(stores), index), brief=len(own) > 1 and tool in own)
        for tool, found in by_tool.items()
    )


def _tool(title: str, items: tuple[SharedItem, ...], *, brief: bool) -> SharedTool:
    clouds = by_cloud(items, lambda each: each.item.provider)
    every = tuple(clouds.pop("", ()))
    named = tuple(SharedCloud(cloud, tuple(found)) for cloud, found in clouds.items())
    return SharedTool(title, every, named, brief)


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
    found: Iterable[tuple[DueItem, list[str]]], stores: int, index: SourceIndex
) -> tuple[SharedItem, ...]:
    return tuple(
        SharedItem(
            item,
            "" if len(names) == stores else wording.listed(names),
            index.refs(item.source),
        )
        for item, names in sorted(found, key=lambda each: not each[0].urgent)
    )
