"""The files of a move, one by one and all together, made when somebody takes them away."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.inspection.moves import Move, Plan, Written

#: More lines of a file than this are only in the download.
MOST_LINES = 150
#: The file in the archive that says what to do with the others.
GUIDE = "move.md"
#: Archives have dates; this one is always the same, so that equal files make equal archives.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class FileView:
    """A generated file; ``lines_left_out`` are those that only the download has."""

    id: str
    name: str
    text: str
    lines: int
    lines_left_out: int
    query: str


def file_views(move: Move, query: str) -> tuple[FileView, ...]:
    """``query`` is that of the choice of stores; the name of the file is put behind it."""
    return tuple(_view(each, number, query) for number, each in enumerate(move.files, start=1))


def _view(file: Written, number: int, query: str) -> FileView:
    lines = file.text.splitlines()
    return FileView(
        id=f"file-{number}",
        name=file.name,
        text="\n".join(lines[:MOST_LINES]),
        lines=len(lines),
        lines_left_out=max(0, len(lines) - MOST_LINES),
        query=f"{query}&file={number}" if query else f"file={number}",
    )


def file_name(file: Written) -> str:
    """Without folders: what a browser stores."""
    return file.name.replace("/", "-")


def archive(plan: Plan) -> bytes:
    """All files of the move, and a guide that says in which order to use them."""
    assert plan.move is not None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(GUIDE, _DATE), "\n".join(_guide(plan, plan.move)))
        for each in plan.move.files:
            packed.writestr(zipfile.ZipInfo(each.name, _DATE), each.text)
    return buffer.getvalue()


def _guide(plan: Plan, move: Move) -> Iterator[str]:
    yield f"# {move.title}"
    yield ""
    yield _("Nothing here has been executed. Review all of it, and try it in a copy first.")
    yield from _section(_("Before you begin"), move.preconditions, "- [ ] ")
    yield from _section(_("Know before"), [each.text for each in plan.warnings], "- ")
    yield from _section(_("Steps"), move.steps, "1. ")
    yield from _section(_("The way back"), move.back, "- ")
    published = [
        text
        for each in plan.split.links
        if each.publish
        for text in (each.publish.text, each.publish.warning)
        if text
    ]
    yield from _section(_("What to publish instead of references"), published, "- ")
    yield ""


def _section(title: str, lines: tuple[str, ...] | list[str], mark: str) -> Iterator[str]:
    if lines:
        yield ""
        yield f"## {title}"
        yield ""
        yield from (f"{mark}{' '.join(line.split())}" for line in lines)
