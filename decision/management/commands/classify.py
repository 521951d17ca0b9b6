"""``manage.py classify TYPE…``: whether types of resources are stateful, and how that is known."""

import json
import sys
from typing import Any

from django.core.management.base import CommandParser

from decision.catalog import ContentError
from decision.content import current_catalog
from decision.domain.resources import Classified, classify
from decision.management.base import BAD_INPUT, PlainCommand

#: Standard input beyond this is no list of types.
MOST_BYTES = 10_000_000


class Command(PlainCommand):
    help = "Say of types of resources whether they are stateful, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "types",
            metavar="TYPE",
            nargs="+",
            help="a type as its tool writes it, such as aws_db_instance; - reads types from "
            "standard input, one in each line",
        )
        parser.add_argument("--format", choices=("json",), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            types = current_catalog().resource_types
        except ContentError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise SystemExit(BAD_INPUT) from None
        asked = [name for given in options["types"] for name in self._names(given)]
        found = [_as_json(classify(types, name)) for name in asked]
        self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))

    def _names(self, given: str) -> list[str]:
        if given != "-":
            return [given]
        if sys.stdin is None:  # the shell has closed it (`<&-`)
            self._refuse("standard input: it is closed")
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            self._refuse(f"standard input: longer than {MOST_BYTES:,} bytes")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._refuse("standard input: it is not UTF-8 text; write one type in each line")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _refuse(self, message: str) -> None:
        self.stderr.write(message)
        raise SystemExit(BAD_INPUT)


def _as_json(found: Classified) -> dict[str, str | None]:
    return {
        "type": found.type,
        "label": found.label,
        "kind": found.kind,
        "zone": found.zone,
        "basis": found.basis,
    }
