"""One at a time, or a few, over all server processes of a machine.

What takes long is worked out once: whoever comes second waits, and then finds what the first has
kept. What takes much memory is done by a few at once. Turns are locks on files: the system frees
them when a process ends, however it ends.
"""

import fcntl
import logging
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Final

from decision.filelocks import first_free

LOGGER: Final = logging.getLogger(__name__)

#: So many files are enough: two names that share one only wait for each other.
FILES = 16

#: Seconds between two looks at whether one of several turns is free.
BETWEEN = 0.05


class NoTurn(Exception):
    """All turns stayed taken as long as somebody was ready to wait."""


@contextmanager
def turn(folder: Path, name: str) -> Iterator[None]:
    """Hold the turn of ``name``, waiting for whoever holds it.

    Where the folder cannot be made or written everybody goes at once: that only takes longer.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"turn-{zlib.crc32(name.encode()) % FILES}").open("w")
    except OSError as error:
        LOGGER.warning("Nobody waits for a turn: %s.", error.strerror)
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            LOGGER.warning("Nobody waits for a turn: %s.", error.strerror)
        yield


@contextmanager
def one_of(folder: Path, name: str, count: int, seconds: float) -> Iterator[None]:
    """Hold one of ``count`` turns of ``name``. Raises ``NoTurn`` after waiting for ``seconds``.

    Where the folder cannot be made or written everybody goes at once.
    """
    try:
        held: IO[str] | None = _taken(folder, name, count, seconds)
    except OSError as error:
        LOGGER.warning("Nobody waits for a turn: %s.", error.strerror)
        held = None
    with held or nullcontext():
        yield


def _taken(folder: Path, name: str, count: int, seconds: float) -> IO[str]:
    """An open file with the lock of a turn; closing it frees the turn."""
    end = time.monotonic() + seconds
    while (held := first_free(folder, name, count)) is None:
        if time.monotonic() >= end:
            raise NoTurn
        time.sleep(BETWEEN)
    return held
