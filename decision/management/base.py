"""What goes wrong around a command: a message and exit code 2, never a traceback."""

import errno
import os
import sys
from contextlib import suppress
from io import StringIO
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, OutputWrapper

#: By convention the exit code for wrong use and wrong input.
BAD_INPUT = 2


class _Closed(StringIO):
    """In place of a standard output that was closed: writing to it fails, as to any such file."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.EBADF, "it is closed")


class PlainCommand(BaseCommand):
    """A command of ours. It needs no checks of the site and ends in words, whatever happens."""

    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Python has None for what the shell has closed (`>&-`).
        if sys.stdout is None and kwargs.get("stdout") is None:
            self.stdout = OutputWrapper(_Closed())
        if sys.stderr is None and kwargs.get("stderr") is None:
            self.stderr = OutputWrapper(StringIO())

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command, and see that what it printed has arrived."""
        try:
            output = super().execute(*args, **options)
            self.stdout.flush()
        except BrokenPipeError:
            _drop_output()  # who reads has had enough, as of `| head`: no reason to complain
            return None
        except UnicodeEncodeError as error:
            code = ord(error.object[error.start])
            self._end(
                f"The output cannot be written in {error.encoding}, which has no U+{code:04X}. "
                "Set PYTHONIOENCODING=utf-8."
            )
        except OSError as error:
            where = error.filename or "standard output"
            self._end(f"{where}: cannot be used: {error.strerror or error}.")
        return output

    def _end(self, message: str) -> NoReturn:
        _drop_output()
        with suppress(OSError):
            self.stderr.write(message)
        raise SystemExit(BAD_INPUT)


def _drop_output() -> None:
    """Send what is still in the buffer nowhere: Python would try, and fail, to write it at exit."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
