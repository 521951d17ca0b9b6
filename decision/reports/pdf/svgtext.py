"""Text in drawings, set as whole lines.

WeasyPrint 70 sets the text of an SVG letter by letter, because an SVG may place each letter
on its own. Drawings of ours never do, and their text took a third of the time of a report.
Whole lines also get their kerning. Text with anything unusual is left to WeasyPrint.
"""

from math import inf
from typing import Any, Final

from weasyprint import svg as weasy_svg
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg.bounding_box import extend_bounding_box
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.utils import size
from weasyprint.text.line_break import split_first_line

#: Attributes that place single letters or change the line; so do several values of x and y.
UNUSUAL: Final = ("dx", "dy", "rotate", "letter-spacing", "textLength", "direction",
                  "display-anchor", "dominant-baseline", "alignment-baseline")  # fmt: skip

_by_letters: Final = weasy_svg.text


def install() -> None:
    """Make WeasyPrint use :func:`whole_line` for all text of drawings."""
    for tag, draw in weasy_svg.TAGS.items():
        if draw is _by_letters:
            weasy_svg.TAGS[tag] = whole_line
    weasy_svg.text = whole_line


def whole_line(svg: Any, node: Any, font_size: float) -> None:
    """Draw a text node as one run of text where it starts."""
    place = (node.get("x", "").strip(), node.get("y", "").strip())
    plain = all(place) and not any(" " in each or "," in each for each in place)
    if not plain or not node.text or any(map(node.get, UNUSUAL)) or any(node):
        _by_letters(svg, node, font_size)
        return
    style = _style(svg, node, font_size)
    layout, _, _, width, height, baseline = split_first_line(node.text, style, svg.context, inf, 0)
    x = size(place[0], font_size, svg.inner_width)
    y = size(place[1], font_size, svg.inner_height)
    svg.cursor_position = (x + width, y)
    node.text_bounding_box = extend_bounding_box(
        node.text_bounding_box, ((x, y - baseline), (x + width, y - baseline + height))
    )
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    layout.reactivate(style)
    svg.fill_stroke(fill, stroke, text=True)
    box = TextBox(layout, style)
    box.baseline = baseline
    draw_first_line(svg.stream, box, "none", "none", Matrix(d=-1, e=x, f=y))
    svg.stream.end_text()
    svg.stream.pop_state()


def _style(svg: Any, node: Any, font_size: float) -> Any:
    style = Style()
    style.update(INITIAL_VALUES)
    style.font_config = svg.font_config
    families = node.get("font-family", "sans-serif").split(",")
    style["font_family"] = [family.strip("\"' ") for family in families]
    style["font_style"] = node.get("font-style", "normal")
    weight = {"normal": "400", "bold": "700"}.get(node.get("font-weight", "400"))
    style["font_weight"] = int(weight or _digits(node.get("font-weight", "400")))
    style["font_size"] = font_size
    return style


def _digits(weight: str) -> str:
    return weight if weight.isascii() and weight.isdigit() else "400"
