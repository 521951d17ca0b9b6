"""What to publish instead of a reference that leads from one unit to another."""

from collections.abc import Mapping

from decision.catalog import schema
from decision.inspection.moves.shapes import Link, Publish, Role
from decision.inspection.moves.writing import filled
from decision.readers.names import readable


def published(
    moves: schema.Moves, link: Link, names: Mapping[Role, str], tool: schema.MoveToolId | None
) -> Publish | None:
    """The first entry of content that fits; None for tools of which it says nothing."""
    entry = next((each for each in moves.publish if tool and _fits(each, link, tool)), None)
    if entry is None:
        return None
    values = {
        "reader": readable(link.reader.resource.address),
        "read": readable(link.read.resource.address),
        "from": readable(names[link.of]),
        "to": readable(names[link.to]),
    }
    backward = moves.warnings["backward"] if link.is_backward else None
    return Publish(
        published_as=entry.published_as,
        text=filled(entry.text, values),
        warning=filled(backward.text, values) if backward else None,
        sources=tuple(dict.fromkeys((*entry.sources, *(backward.sources if backward else ())))),
    )


def _fits(entry: schema.Publishing, link: Link, tool: schema.MoveToolId) -> bool:
    return (
        (not entry.tools or tool in entry.tools)
        and (not entry.kinds or link.read.about.kind in entry.kinds)
        and (not entry.references or set(link.kinds) <= set(entry.references))
    )
