"""``manage.py report FILE -o out.pdf``: the decision report for an answer file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import CommandError, CommandParser

from decision.management.input import AnswerFileCommand
from decision.management.output import write_file
from decision.reports.pdf import Limits, Paper, Press, ReportBusy, ReportFailed
from decision.web.presenters.report import Extent
from decision.web.report_files import report_pdf_for_system

#: Nobody else waits for a command, so it may take longer than a page.
PATIENT = Limits(wall_seconds=120, cpu_seconds=100)


class Command(AnswerFileCommand):
    help = "Write the decision report for an answer file as an accessible PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.pdf")
        parser.add_argument("--paper", choices=get_args(Paper), default="a4")
        parser.add_argument(
            "--short",
            action="store_true",
            help="the answer and its reasons only, without all answers, settings and the map",
        )
        parser.add_argument(
            "--date",
            type=_date,
            metavar="YYYY-MM-DD",
            help="when the answers last changed; without it, when the file did",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        catalog, system = self.read(options["file"])
        changed = options["date"] or _changed(options["file"])
        extent: Extent = "short" if options["short"] else "full"
        press = Press(PATIENT)
        try:
            press.warm_up()  # it loads its libraries while this process works out the result
            pdf = report_pdf_for_system(
                catalog, system, changed, options["paper"], extent, render=press.render
            )
        except (ReportBusy, ReportFailed) as error:
            raise CommandError(str(error), returncode=1) from error
        finally:
            press.close()
        write_file(options["output"], pdf)


def _date(text: str) -> date:
    """A date on the command line; argparse turns the ``ValueError`` into a message."""
    return date.fromisoformat(text)


def _changed(file: str) -> date:
    """The day of the file's last change, in UTC; standard input changes now."""
    if file == "-":
        return datetime.now(UTC).date()
    return datetime.fromtimestamp(Path(file).stat().st_mtime, UTC).date()
