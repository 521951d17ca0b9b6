"""``manage.py mindmap FILE -o out.svg|png|pdf``: the map with a system's position on it."""

from pathlib import Path
from typing import Any, cast

from django.core.management.base import CommandError, CommandParser

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.mindmap import MarkedMap
from decision.management.base import BAD_INPUT
from decision.management.input import AnswerFileCommand
from decision.management.output import write_file
from decision.reports.drawing import (
    SLIDE_LOOK,
    TALK_LOOK,
    DrawingUnavailable,
    Format,
    Look,
    draw,
)
from decision.web.presenters.maps import marked_map, small_map, studio
from decision.web.presenters.result import result_view

FORMS = ("svg", "png", "pdf")


class Command(AnswerFileCommand):
    help = "Draw the talk's map with a system's position, or the small map of the system alone."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.svg|png|pdf")
        parser.add_argument(
            "--small",
            action="store_true",
            help="one slide with system, stores, reasons and next steps",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        form = output.suffix.removeprefix(".").lower()
        if form not in FORMS:
            names = ", ".join(f".{each}" for each in FORMS)
            raise CommandError(
                f"{output.name}: the name must end in one of {names}.", returncode=BAD_INPUT
            )
        catalog, system = self.read(options["file"])
        marked, look = _map(catalog, system, small=options["small"])
        try:
            data = draw(marked, cast(Format, form), look, studio())
        except DrawingUnavailable as error:
            raise CommandError(str(error), returncode=1) from error
        write_file(output, data)


def _map(catalog: Catalog, system: System, *, small: bool) -> tuple[MarkedMap, Look]:
    result = result_view(catalog, system)
    if small:
        return small_map(result), SLIDE_LOOK
    return marked_map(catalog, system, result), TALK_LOOK
