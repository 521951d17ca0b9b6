"""How many reports may be made at once on this machine, over all server processes.

A report occupies its server process for seconds. With fewer slots than processes there is
always one left for pages. Slots are locks on files: the system frees them when a process
ends, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decision.reports.pdf.press import ReportBusy


@contextmanager
def slot(folder: Path, count: int) -> Iterator[None]:
    """Hold one of ``count`` slots. Raises ``ReportBusy`` at once when all are taken."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        with (folder / f"slot-{number}").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise ReportBusy("Other reports are being made just now.")
