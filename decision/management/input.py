"""How commands read answer files and refuse bad input: plain messages, exit code 2."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from django.core.management.base import CommandParser

from decision.catalog import Catalog, ContentError
from decision.catalog.yamltree import Limits
from decision.content import current_catalog
from decision.domain.answers import System
from decision.management.base import BAD_INPUT, PlainCommand
from decision.records.answer_file import AnswerFileError, read_answer_file


class AnswerFileCommand(PlainCommand):
    """A command about one answer file. It needs no database."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="an answer file; - reads standard input")

    def refuse(self, messages: Iterable[object]) -> NoReturn:
        """Print what is wrong and end with exit code 2."""
        for message in messages:
            self.stderr.write(str(message))
        raise SystemExit(BAD_INPUT)

    def read(self, file: str) -> tuple[Catalog, System]:
        """The content, and the system that the file describes."""
        try:
            catalog = current_catalog()
            return catalog, read_answer_file(self._data(file), self._name(file), catalog)
        except (ContentError, AnswerFileError) as error:
            self.refuse(error.problems)

    def _data(self, file: str) -> bytes:
        """The file's bytes, and no more of them than it takes to see that they are too many."""
        most = Limits().bytes + 1
        try:
            if file == "-":
                return self._standard_input(most)
            with Path(file).open("rb") as opened:
                return opened.read(most)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a file name"
            self.refuse([f"{self._name(file)}: the file cannot be read: {reason}"])

    def _standard_input(self, most: int) -> bytes:
        if sys.stdin is None:  # the shell has closed it (`<&-`)
            self.refuse(["standard input: it is closed"])
        return sys.stdin.buffer.read(most)

    def _name(self, file: str) -> str:
        return "standard input" if file == "-" else file
