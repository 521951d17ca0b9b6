"""``manage.py recommend FILE``: the recommendation for an answer file."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from decision.catalog import Catalog
from decision.domain.findings import Findings, find
from decision.management.input import AnswerFileCommand
from decision.records.as_json import to_json
from decision.records.as_markdown import to_markdown
from decision.records.as_text import to_text

FORMATS: dict[str, Callable[[Catalog, Findings], str]] = {
    "text": to_text,
    "json": to_json,
    "markdown": to_markdown,
}


class Command(AnswerFileCommand):
    help = "Recommend a placement for every store of an answer file."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--format", choices=FORMATS, default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        catalog, system = self.read(options["file"])
        self.stdout.write(
            FORMATS[options["format"]](catalog, find(catalog.rulebook, system)), ending=""
        )
