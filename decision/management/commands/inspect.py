"""``manage.py inspect FILE|FOLDER…``: the stateful resources in infrastructure files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandParser

from decision.catalog import ContentError
from decision.content import current_catalog
from decision.management.base import BAD_INPUT, PlainCommand
from decision.readers.documents import Limits
from decision.readers.shapes import Refused
from decision.readers.system import read_files
from decision.records.inspection import inspection_of, to_json, to_text

#: Folders that hold what tools have fetched, not what the team wrote.
FETCHED = {".terraform", ".git", "node_modules", ".venv", "__pycache__"}
ENDINGS = {".json", ".yaml", ".yml", ".tf", ".tofu", ".tfstate", ".template"}


class Command(PlainCommand):
    help = "Find the stateful resources in infrastructure files; nothing of them is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", metavar="FILE|FOLDER", nargs="+", type=Path)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            types = current_catalog().resource_types
            reading = read_files(dict(self._files(options["paths"])), Limits())
        except ContentError as error:
            self._refuse("\n".join(map(str, error.problems)))
        except Refused as refused:
            self._refuse(str(refused))
        found = inspection_of(types, reading)
        text = (
            to_text(found)
            if options["format"] == "text"
            else json.dumps(to_json(found), indent=2, ensure_ascii=False) + "\n"
        )
        self.stdout.write(text, ending="")

    def _files(self, paths: list[Path]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            try:
                if path.is_dir():
                    for each in sorted(path.rglob("*")):
                        if self._is_wanted(each.relative_to(path)) and each.is_file():
                            yield str(each), each.read_bytes()
                else:
                    yield str(path), path.read_bytes()
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else "not a file name"
                self._refuse(f"{path}: the file cannot be read: {reason}")

    def _is_wanted(self, path: Path) -> bool:
        return path.suffix in ENDINGS and FETCHED.isdisjoint(path.parts)

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(message)
        raise SystemExit(BAD_INPUT)
