"""What is due for a store whatever its placement: prerequisites, guardrails, a playbook."""

from collections.abc import Iterable
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
            )
        )
    return tuple(ToolGuardrails(tool, tuple(items)) for tool, items in by_tool.items())
