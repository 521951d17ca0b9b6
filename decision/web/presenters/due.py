"""What is due for a store whatever its placement: prerequisites, guardrails, a playbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.domain.recommendation import StoreRecommendation
from decision.web.presenters import wording


@dataclass(frozen=True, slots=True)
class DueItem:
    """A guardrail or prerequisite in the shape of its page component."""

    id: str
    title: str
    because: str
    source: str
    setting: str = ""
    setting_title: str = ""
    steps: tuple[str, ...] = ()
    done_when: str = ""
    trap: str = ""
    provider: str = ""  # the cloud that a setting is for; empty: for every one
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ToolGuardrails:
    tool: str
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class Due:
    prerequisites: tuple[DueItem, ...]
    guardrails: tuple[ToolGuardrails, ...]
    playbook: schema.Playbook | None

    @property
    def guardrail_count(self) -> int:
        return sum(len(each.items) for each in self.guardrails)


@dataclass(frozen=True, slots=True)
class SharedGuardrail:
    """A guardrail, and the stores that it is due for; ``stores`` is empty where it is all."""

    item: DueItem
    stores: str


@dataclass(frozen=True, slots=True)
class CloudGuardrails:
    """Settings that are for one cloud only."""

    title: str
    items: tuple[SharedGuardrail, ...]


@dataclass(frozen=True, slots=True)
class SharedTool:
    """The settings of one tool: those for every cloud, then those for one each."""

    tool: str
    items: tuple[SharedGuardrail, ...]
    clouds: tuple[CloudGuardrails, ...] = ()


def guardrails_of(stores: Sequence[tuple[str, Due]]) -> tuple[SharedTool, ...]:
    """The guardrails of several stores (name, due), each once, by tool in content order."""
    return tuple(
        _tool(tool, [_shared(item, names, len(stores)) for item, names in found])
        for tool, found in guardrails_by_tool(stores).items()
    )


def _tool(title: str, found: Iterable[SharedGuardrail]) -> SharedTool:
    clouds = by_cloud(found, lambda each: each.item.provider)
    every = tuple(clouds.pop("", ()))
    own = tuple(CloudGuardrails(cloud, tuple(items)) for cloud, items in clouds.items())
    return SharedTool(title, every, own)


def by_cloud[T](found: Iterable[T], cloud: Callable[[T], str]) -> dict[str, list[T]]:
    """What is due by the cloud that it is for, in order; "" is for every one."""
    clouds: dict[str, list[T]] = {}
    for each in found:
        clouds.setdefault(cloud(each), []).append(each)
    return clouds


def guardrails_by_tool(
    stores: Iterable[tuple[str, Due]],
) -> dict[str, list[tuple[DueItem, list[str]]]]:
    """By tool: each guardrail once, with the names of the stores that it is due for."""
    by_tool: dict[str, list[tuple[str, DueItem]]] = {}
    for name, due in stores:
        for tool in due.guardrails:
            by_tool.setdefault(tool.tool, []).extend((name, item) for item in tool.items)
    return {tool: each_once(found) for tool, found in by_tool.items()}


def each_once(found: Iterable[tuple[str, DueItem]]) -> list[tuple[DueItem, list[str]]]:
    """Each item once, with the names of the stores that it is due for."""
    items: dict[str, tuple[DueItem, list[str]]] = {}
    for name, item in found:
        items.setdefault(item.id, (item, []))[1].append(name)
    return list(items.values())


def _shared(item: DueItem, names: Sequence[str], stores: int) -> SharedGuardrail:
    return SharedGuardrail(item, "" if len(names) == stores else wording.some(names))


def due_for(catalog: Catalog, store: StoreRecommendation) -> Due:
    return Due(
        prerequisites=tuple(
            _prerequisite(catalog, catalog.prerequisites[each]) for each in store.prerequisites
        ),
        guardrails=_guardrails(catalog, store.guardrails),
        playbook=catalog.playbooks[store.playbook] if store.playbook else None,
    )


def _prerequisite(catalog: Catalog, each: schema.Prerequisite) -> DueItem:
    return DueItem(
        id=each.id,
        title=each.title,
        because=each.because,
        source=wording.source_line(catalog, each.sources),
        steps=tuple(each.steps),
        done_when=each.done_when,
        urgent=each.urgent,
    )


def _guardrails(catalog: Catalog, ids: Iterable[str]) -> tuple[ToolGuardrails, ...]:
    by_tool: dict[str, list[DueItem]] = {}
    for each in ids:
        guardrail, tool = catalog.guardrails[each], catalog.guardrail_tools[each]
        by_tool.setdefault(tool, []).append(
            DueItem(
                id=guardrail.id,
                title=guardrail.title,
                because=guardrail.because,
                source=wording.source_line(catalog, guardrail.sources),
                setting=guardrail.setting,
                setting_title=tool,
                trap=guardrail.trap or "",
                provider=catalog.guardrail_providers.get(each, ""),
            )
        )
    return tuple(ToolGuardrails(tool, tuple(items)) for tool, items in by_tool.items())
