"""The questionnaire as a graph; pages show the same tree as a list."""

from itertools import groupby

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.mapposition import mark
from decision.domain.mindmap import MapNode, MarkedMap, MindMap
from decision.reports.drawing import Look
from decision.web.presenters.per_language import per_language
from decision.web.presenters.rulebook import describe

#: Colour families of the drawing: the talk's questions, and ours.
TALK, OWN = "definitions", "affected-by"

#: Both branches run to the right: the order is from top to bottom.
FLOW_LOOK = Look(left=())


@per_language
def flow_map(catalog: Catalog) -> MarkedMap:
    """The order of the questions as a tree.

    Two branches: the questions of the talk, then the deeper ones, each by section. What an
    answer opens hangs below its question, with the condition as its note.
    """
    first = _branch(catalog, "first", _("First: the talk's questions"), TALK, core=True)
    deeper = _branch(catalog, "deeper", _("Then: change, risk and cost"), OWN, core=False)
    return mark(MindMap("flow", _("Questions"), (first, deeper)))


def _branch(catalog: Catalog, name: str, title: str, role: str, *, core: bool) -> MapNode:
    sections = (
        MapNode(f"{name}-{section.id}", section.title, children=_by_level(catalog, section, core))
        for section in catalog.sections
    )
    return MapNode(name, title, role=role, children=tuple(s for s in sections if s.children))


def _by_level(catalog: Catalog, section: schema.Section, core: bool) -> tuple[MapNode, ...]:
    """The questions of a section, each under the one that opens it; stores set apart."""
    wanted = [question for question in section.questions if question.core == core]
    nodes: list[MapNode] = []
    for level, found in groupby(wanted, key=lambda question: question.level):
        questions = list(found)
        names = {question.id for question in questions}
        tops = tuple(
            _node(catalog, each, questions)
            for each in questions
            if not (_opened_by(each) & names - {each.id})
        )
        if level == "store":
            identity = f"{section.id}-{'core' if core else 'deeper'}-{len(nodes)}"
            nodes.append(MapNode(identity, _("For each store"), children=tops))
        else:
            nodes.extend(tops)
    return tuple(nodes)


def _node(catalog: Catalog, question: schema.Question, among: list[schema.Question]) -> MapNode:
    below = (each for each in among if question.id in _opened_by(each) - {each.id})
    condition = describe(catalog, question.asked_when)
    title = question.short
    if condition:
        title = _("%(title)s (if %(condition)s)") % {"title": title, "condition": condition}
    return MapNode(
        f"q-{question.id}",
        title,
        children=tuple(_node(catalog, each, among) for each in below),
    )


def _opened_by(question: schema.Question) -> set[str]:
    """The questions and facts at the top of the condition that opens this one."""
    return set(question.asked_when or ()) - {"all", "any", "not"}
