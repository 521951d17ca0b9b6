"""The small map for slides: one assessment, its stores, verdicts, reasons and next steps."""

from dataclasses import dataclass

from decision.domain.mindmap import MarkedMap, MarkedNode

MAP_ID = "assessment"


@dataclass(frozen=True, slots=True)
class AssessedStore:
    """One store's result in words that are shown as they are; ``zone`` is the id of its zone,
    ``files`` what the team's files say of it."""

    name: str
    zone: str
    zone_title: str
    verdict: str
    verdict_title: str
    reasons: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    files: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The whole result in words; ``next_steps`` are those that belong to no single store."""

    system: str
    verdict: str
    verdict_title: str
    stores: tuple[AssessedStore, ...]
    next_steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    verdict: str = "Verdict"
    reasons: str = "Why"
    next_steps: str = "Next steps"
    next_step: str = "Next step"
    files: str = "In the files"


def assessment_map(assessed: Assessed, words: AssessmentWords | None = None) -> MarkedMap:
    """Build the map: system, then its stores with zone, verdict, files, reasons, next steps."""
    words = words or AssessmentWords()
    branches = [
        _store_node(f"store-{number}", store, words)
        for number, store in enumerate(assessed.stores, start=1)
    ]
    if assessed.next_steps:
        branches.append(_steps_node("system-steps", assessed.next_steps, words))
    root = MarkedNode(
        id="system",
        title=assessed.system,
        note=assessed.verdict_title,
        role="system",
        children=tuple(branches),
    )
    return MarkedMap(MAP_ID, assessed.system, root)


def _store_node(id_: str, store: AssessedStore, words: AssessmentWords) -> MarkedNode:
    verdict = MarkedNode(
        id=f"{id_}-verdict", title=store.verdict_title, role=f"verdict-{store.verdict}"
    )
    children = [verdict]
    if store.files:
        children.append(_list_node(f"{id_}-files", words.files, "files", (store.files,)))
    if store.reasons:
        children.append(_list_node(f"{id_}-reasons", words.reasons, "reason", store.reasons))
    if store.next_steps:
        children.append(_steps_node(f"{id_}-steps", store.next_steps, words))
    return MarkedNode(
        id=id_,
        title=store.name,
        note=store.zone_title,
        role="store",
        zone=store.zone,
        children=tuple(children),
    )


def _steps_node(id_: str, steps: tuple[str, ...], words: AssessmentWords) -> MarkedNode:
    title = words.next_step if len(steps) == 1 else words.next_steps
    return _list_node(id_, title, "step", steps)


def _list_node(id_: str, title: str, role: str, items: tuple[str, ...]) -> MarkedNode:
    """Build a node with a child for each item; a single item needs no child."""
    if len(items) == 1:
        return MarkedNode(id=id_, title=f"{title}: {items[0]}", role=role)
    children = tuple(
        MarkedNode(id=f"{id_}-{number}", title=item, role=role)
        for number, item in enumerate(items, start=1)
    )
    return MarkedNode(id=id_, title=title, role=f"{role}s", children=children)
