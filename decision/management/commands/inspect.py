"""``manage.py inspect FILE|FOLDER…``: the stateful resources in infrastructure files."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandParser

from decision.catalog import Catalog, ContentError
from decision.content import current_catalog
from decision.domain.answers import System
from decision.inspection import Examination, examine
from decision.inspection.concerns import Rule
from decision.management.base import BAD_INPUT, PlainCommand
from decision.readers.apart import COMMAND, read_apart
from decision.readers.documents import Limits
from decision.readers.folders import is_wanted
from decision.readers.shapes import Refused
from decision.records.answer_file import AnswerFileError, read_answer_file
from decision.records.inspection import to_json, to_sarif, to_text

#: The exit code where something was found that ``--fail-on`` names; bad input has its own.
CONCERNED = 1

#: Standard input among the paths, and its name as a file.
STDIN = Path("-")
STDIN_NAME = "standard input"


def _rules(text: str) -> frozenset[Rule]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in list(Rule)]
    if wrong or not names:
        raise ArgumentTypeError(f"must be one or more of {', '.join(Rule)}, with commas between")
    return frozenset(map(Rule, names))


def _written(found: Examination, format: str) -> str:
    if format == "text":
        return to_text(found)
    value = to_json(found) if format == "json" else to_sarif(found)
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


class Command(PlainCommand):
    help = "Find the stateful resources in infrastructure files; nothing of them is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", metavar="FILE|FOLDER", nargs="+", type=Path, help="- is standard input"
        )
        parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
        parser.add_argument(
            "--answers",
            metavar="ANSWER-FILE",
            type=Path,
            help="an answer file: the files are held against its answers",
        )
        parser.add_argument(
            "--fail-on",
            metavar="CONCERN[,CONCERN…]",
            type=_rules,
            default=frozenset(),
            help=f"exit with {CONCERNED} for any of these: {', '.join(Rule)}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            catalog = current_catalog()
            system = self._answers(catalog, options["answers"])
            files = dict(self._files(options["paths"]))
            reading = read_apart(files, Limits(), COMMAND)
        except (ContentError, AnswerFileError) as error:
            self._refuse("\n".join(map(str, error.problems)))
        except Refused as refused:
            only = f"{next(iter(files))}: " if len(files) == 1 else ""
            self._refuse(f"{only}{refused}")
        found = examine(catalog, reading, system)
        self.stdout.write(_written(found, options["format"]), ending="")
        stopping = [each for each in found.concerns if each.rule in options["fail_on"]]
        if stopping:
            for each in stopping:
                self.stderr.write(f"{each.rule}: {each.message}")
            raise SystemExit(CONCERNED)

    def _answers(self, catalog: Catalog, path: Path | None) -> System | None:
        if path is None:
            return None
        ((name, data),) = self._files([path])
        return read_answer_file(data, name, catalog)

    def _files(self, paths: list[Path]) -> Iterator[tuple[str, bytes]]:
        for path in dict.fromkeys(paths):
            try:
                if path == STDIN:
                    yield STDIN_NAME, self._standard_input()
                elif path.is_dir():
                    for each in sorted(path.rglob("*")):
                        if is_wanted(each.relative_to(path)) and each.is_file():
                            yield str(each), each.read_bytes()
                else:
                    yield str(path), path.read_bytes()
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else "not a file name"
                self._refuse(f"{path}: the file cannot be read: {reason}")

    def _standard_input(self) -> bytes:
        if sys.stdin is None:  # the shell has closed it (`<&-`)
            self._refuse(f"{STDIN_NAME}: it is closed")
        return sys.stdin.buffer.read()

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(message)
        raise SystemExit(BAD_INPUT)
