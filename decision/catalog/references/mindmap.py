"""Checks of the mind map: ids, ends of links, and what its branches point to."""

from collections.abc import Iterable, Iterator

from decision.catalog import schema
from decision.catalog.content import Place
from decision.catalog.references.checker import Checker

FILE = Place("mind-map.yaml")


def check(checker: Checker) -> None:
    drawn = checker.content.mind_map
    if drawn is None:
        return
    nodes = list(_nodes(drawn.branches, FILE / "branches"))
    links = [(FILE / "cross-links" / n, each) for n, each in enumerate(drawn.cross_links)]
    checker.sourced(FILE, drawn.sources)
    checker.unique(
        "node",
        [(FILE / "id", drawn.id), *((place / "id", node.id) for place, node in nodes)],
    )
    checker.unique("cross-link", ((place / "id", link.id) for place, link in links))
    known = {node.id for _, node in nodes}
    for place, link in links:
        checker.refer("node", place / "start", link.start, known)
        checker.refer("node", place / "end", link.end, known)
    for place, node in nodes:
        checker.refer_all("glossary term", place / "terms", node.terms, checker.terms)
        checker.condition(place / "marks", node.marks)
        if node.question and checker.knows_questions:
            checker.refer("question", place / "question", node.question, checker.questions)


def _nodes(nodes: Iterable[schema.MapNode], place: Place) -> Iterator[tuple[Place, schema.MapNode]]:
    for number, node in enumerate(nodes):
        yield place / number, node
        yield from _nodes(node.children, place / number / "children")
