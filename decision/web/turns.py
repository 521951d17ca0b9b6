"""One at a time, over all server processes of a machine: what takes long is worked out once.

Whoever comes second waits, and then finds what the first has kept. Turns are locks on files: the
system frees them when a process ends, however it ends.
"""

import fcntl
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOGGER: Final = logging.getLogger(__name__)

#: So many files are enough: two names that share one only wait for each other.
FILES = 16


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
