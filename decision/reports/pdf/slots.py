"""How many reports may be made at once on this machine, over all server processes.

A report occupies its server process for seconds. With fewer slots than processes there is
always one left for pages. Slots are locks on files: the system frees them when a process
ends, however it ends.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Final

from decision.reports.pdf.press import ReportBusy

LOGGER: Final = logging.getLogger(__name__)


@contextmanager
def slot(folder: Path, count: int) -> Iterator[None]:
    """Hold one of ``count`` slots. Raises ``ReportBusy`` at once when all are taken.

    Where the folder cannot be made or written there are no slots: a report is then made
    without one, within what its own process allows.
    """
    try:
        held: IO[str] | None = _take(folder, count)
    except OSError as error:
        LOGGER.warning("Reports are made without slots: %s.", error.strerror)
        held = None
    with held or nullcontext():
        yield


def _take(folder: Path, count: int) -> IO[str]:
    """An open file with the lock of a free slot; closing it frees the slot."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = (folder / f"slot-{number}").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        except OSError:
            file.close()
            raise
        else:
            return file
    raise ReportBusy("Other reports are being made just now.")
