"""What the page's script and style sheet need to know about each node and edge."""

from collections.abc import Mapping

from decision.domain.mindmap import MarkedLink, MarkedNode
from decision.reports.drawing.labels import clean
from decision.reports.drawing.numbering import Numbered
from decision.reports.drawing.sheet import Sheet
from decision.reports.drawing.svg import Group


def groups(sheet: Sheet, prefix: str = "node-") -> dict[str, Group]:
    """Return attributes by Graphviz id: ``n1`` a node, ``en1`` its edge, ``x0`` a cross-link."""
    by_name = {item.name: item for item in sheet.nodes}
    found: dict[str, Group] = {}
    for item in sheet.nodes:
        found[item.name] = _node_group(item, by_name, sheet, prefix)
        if item.parent:
            found[f"e{item.name}"] = _edge_group(item, by_name)
    for index, link in enumerate(sheet.marked.links):
        found[f"x{index}"] = _link_group(link)
    return found


def _node_group(
    item: Numbered, by_name: Mapping[str, Numbered], sheet: Sheet, prefix: str
) -> Group:
    node = item.node
    attributes = {
        "id": f"{prefix}{node.id}",
        "class": " ".join(["node", *_kinds(item)]),
        "data-id": node.id,
        "data-label": clean(node.title),
    }
    if item.parent:
        attributes["data-parent"] = by_name[item.parent].node.id
    if node.children:
        attributes["data-below"] = str(node.size - 1)
    return Group(attributes, _hint(node, " ".join(sheet.lines[item.name])))


def _kinds(item: Numbered) -> list[str]:
    """Return the classes of a node: its colours, how it is filled, and the team's path."""
    node = item.node
    kinds = [f"zone-{node.zone}" if node.zone else f"role-{node.role}"]
    if item.depth == 0:
        kinds.append("is-root")
    elif item.is_head:
        kinds.append("is-head")
    elif not node.children:
        kinds.append("is-leaf")
    return kinds + (["on-path"] if node.on_path else []) + (["is-here"] if node.here else [])


def _hint(node: MarkedNode, shown: str) -> str:
    """Return the node's note, after its full title where the label had to be cut."""
    title = clean(node.title)
    parts = [title] if title not in shown else []
    return ". ".join([*parts, *([clean(node.note)] if node.note else [])])


def _edge_group(item: Numbered, by_name: Mapping[str, Numbered]) -> Group:
    zone_or_role = f"zone-{item.node.zone}" if item.node.zone else f"role-{item.node.role}"
    kinds = ["edge", zone_or_role, *(["on-path"] if item.node.on_path else [])]
    parent = by_name[item.parent].node.id
    return Group({"class": " ".join(kinds), "data-from": parent, "data-to": item.node.id})


def _link_group(link: MarkedLink) -> Group:
    kinds = ["edge", "cross-link", *(["on-path"] if link.on_path else [])]
    attributes = {"class": " ".join(kinds), "data-from": link.start, "data-to": link.end}
    return Group(attributes, f"{link.start_title}: {link.label} ({link.end_title})")
