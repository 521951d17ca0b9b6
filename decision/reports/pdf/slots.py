"""How many reports may be made at once on this machine, over all server processes.

A report occupies its server process for seconds. With fewer slots than processes there is
always one left for pages. Slots are locks on files: the system frees them when a process
ends, however it ends.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

from decision.filelocks import first_free
from decision.reports.pdf.press import ReportBusy

LOGGER: Final = logging.getLogger(__name__)


@contextmanager
def slot(folder: Path, count: int) -> Iterator[None]:
    """Hold one of ``count`` slots. Raises ``ReportBusy`` at once when all are taken.

    Where the folder cannot be made or written there are no slots: a report is then made
    without one, within what its own process allows.
    """
    held = None
    try:
        held = first_free(folder, "slot", count)
    except OSError as error:
        LOGGER.warning("Reports are made without slots: %s.", error.strerror)
    else:
        if held is None:
            raise ReportBusy("Other reports are being made just now.")
    with held or nullcontext():
        yield
