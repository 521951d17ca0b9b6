"""Drawings of graphs: for a page, as a file, as a text for Graphviz.

All but the text raise ``DrawingUnavailable`` with a message for people.
"""

import hashlib
from typing import Final, Literal

from decision.reports.drawing.graphdot import graph_text
from decision.reports.drawing.labels import clean
from decision.reports.drawing.picture import Arrow, Box, Crossing, GraphPicture
from decision.reports.drawing.process import DrawingUnavailable, run_dot
from decision.reports.drawing.studio import Studio
from decision.reports.drawing.svg import Finish, Group, finished_svg

__all__ = ["GraphForm", "graph_file", "graph_key", "graph_svg"]

GraphForm = Literal["svg", "png", "dot"]

#: To be raised when the same graph is drawn differently, so that caches forget.
REVISION: Final = 1

#: More than this is not laid out: it could take any time, and nobody could read it.
MOST_BOXES: Final = 200
MOST_ARROWS: Final = 500


def graph_svg(picture: GraphPicture, studio: Studio) -> str:
    """Return an SVG element for a page: classes for its style sheet, and links."""
    finish = Finish(picture.title, picture.family, _groups(picture), "resource-graph", role="group")
    return finished_svg(_drawn(picture, "svg", studio), finish)


def graph_file(picture: GraphPicture, form: GraphForm, studio: Studio) -> bytes:
    """Return a file to download, on white paper; as ``dot`` the text that Graphviz draws."""
    if form == "dot":
        return graph_text(picture).encode()
    raw = _drawn(picture, form, studio)
    if form == "png":
        return raw
    return finished_svg(raw, Finish(picture.title, picture.family, paper=True)).encode()


def graph_key(picture: GraphPicture, variant: str) -> str:
    """Return a name for a drawing: the same for the same picture and variant."""
    content = repr((REVISION, variant, picture))
    return hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()


def _drawn(picture: GraphPicture, form: Literal["svg", "png"], studio: Studio) -> bytes:
    if len(picture.boxes) > MOST_BOXES or len(picture.arrows) > MOST_ARROWS:
        raise DrawingUnavailable("There is too much to draw.")
    text = graph_text(picture)
    return run_dot(
        text, "layered-svg" if form == "svg" else "layered-png", studio.fonts, studio.limits
    )


def _groups(picture: GraphPicture) -> dict[str, Group]:
    found = {
        f"g{n}": Group({"class": "frame"}, clean(each)) for n, each in enumerate(picture.groups)
    }
    found |= {f"n{n}": _box(each) for n, each in enumerate(picture.boxes)}
    return found | {f"e{n}": _arrow(each) for n, each in enumerate(picture.arrows)}


def _box(box: Box) -> Group:
    kinds = ["node", f"shape-{box.shape}"]
    kinds += ["is-several"] if box.is_several else []
    kinds += ["is-focus"] if box.is_focus else []
    label = clean(box.title)
    return Group({"class": " ".join(kinds), "data-label": label}, clean(box.hint), box.url)


def _arrow(arrow: Arrow) -> Group:
    kinds = ["edge"]
    kinds += ["crosses-groups"] if arrow.crosses_groups else []
    kinds += [f"cut-{arrow.crossing}"] if arrow.crossing is not Crossing.NOT else []
    return Group({"class": " ".join(kinds)}, clean(arrow.hint))
