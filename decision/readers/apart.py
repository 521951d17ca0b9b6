"""Files are read in a process of their own: what a file does to its reader, it does there.

The process is started for one reading and gone after it. It gets the files through a pipe, writes
nothing to disk, and answers with a reading; values of the files never come back. Whatever happens
to it, the caller gets a reading or ``Refused``.
"""

import signal
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from decision import confined
from decision.readers.documents import Limits, check_size
from decision.readers.exchange import Outcome, ProtocolError, Task, read_answer, write_task
from decision.readers.shapes import Reading, Refused

#: The module that reads, as a program.
CHILD = "decision.readers.child"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one reading may use: bytes of address space, seconds of computing and of waiting, and
    bytes of its answer. None is without limit."""

    memory: int | None = None
    cpu_seconds: int | None = None
    wall_seconds: float | None = None
    answer: int = 1024**3


#: For files from the web, where others wait. An answer has many times its size as objects of the
#: server, which keeps at most 20 million characters of it.
WEB: Final = Allowed(memory=768 * 1024**2, cpu_seconds=20, wall_seconds=30, answer=32 * 1024**2)
#: For files that whoever gives the command has chosen.
COMMAND: Final = Allowed()

#: What a pipe takes at once: sixteen times the usual, for files of many megabytes.
PIPE_BYTES: Final = 1024**2

_SMALLER = (
    "Choose fewer or smaller files, or read them with the command `manage.py inspect`, which "
    "has no such limit."
)
_TOO_LONG = f"Reading the files took too long and was stopped. {_SMALLER}"
_TOO_MUCH = f"Reading the files needs more memory than is allowed and was stopped. {_SMALLER}"
_KILLED = (
    "The process that reads the files was stopped from outside, as a machine does that runs out "
    "of memory. Try again, with fewer or smaller files."
)
_BROKEN = (
    "The files could not be read: something in them ends the program that reads them. Choose "
    "them one by one to find out which it is."
)
_CRASHED = (
    "The files could not be read: reading them needs more memory than is allowed, or something in "
    f"them ends the program that reads them. {_SMALLER}"
)
_NO_START = "The process that reads files could not be started. Try again in a moment."


def read_apart(files: Mapping[str, bytes], limits: Limits, allowed: Allowed = WEB) -> Reading:
    """What ``read_files`` makes of the files. Raises ``Refused`` for whatever happens to it."""
    check_size(files, limits)
    return _Child(allowed).read(Task(files, limits))


class _Child:
    """One process, for one reading."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._late = threading.Event()
        numbers = (allowed.memory or 0, allowed.cpu_seconds or 0)
        try:
            self._process = subprocess.Popen(  # noqa: S603 our own module, no shell
                confined.command(CHILD, *numbers),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it could quote the files
                pipesize=PIPE_BYTES,
                env=confined.environment(),
                cwd="/",
            )
        except OSError:
            raise Refused(_NO_START) from None

    def read(self, task: Task) -> Reading:
        """The reading, after which the process is gone. Raises ``Refused``."""
        timer = threading.Timer(self._allowed.wall_seconds or 0, self._stop)
        if self._allowed.wall_seconds is not None:
            timer.start()
        try:
            answer = self._asked(task)
        finally:
            timer.cancel()
            self._end()
        if answer is None:
            raise Refused(self._why())
        outcome, content = answer
        match outcome:
            case Outcome.READ if isinstance(content, Reading):
                return content
            case Outcome.REFUSED if isinstance(content, str):
                raise Refused(content)
            case Outcome.NO_MEMORY:
                raise Refused(_TOO_MUCH)
            case _:
                raise Refused(_BROKEN)

    def _asked(self, task: Task) -> tuple[Outcome, Reading | str] | None:
        """The answer, or none where the process does not give one."""
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            return None
        try:
            write_task(to, task)
            to.close()
        except OSError:
            pass  # it ended before it had read all; how, it may have said
        try:
            return read_answer(back, self._allowed.answer)
        except (OSError, ProtocolError):
            return None

    def _stop(self) -> None:
        self._late.set()
        self._process.kill()

    def _end(self) -> None:
        """No process and no pipe stays behind."""
        # One that answered is about to end by itself; one that did not has nothing more to say.
        try:
            self._process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # what was not sent yet cannot be sent any more

    def _why(self) -> str:
        """What happened, by how the process ended."""
        if self._late.is_set() or self._process.returncode == -signal.SIGXCPU:
            return _TOO_LONG
        if self._process.returncode == -signal.SIGKILL:
            return _KILLED
        if self._process.returncode == -signal.SIGSEGV and self._allowed.memory is not None:
            return _CRASHED  # libraries written in C may not notice that there is no more memory
        return _BROKEN
