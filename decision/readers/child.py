"""The process that reads files: ``python -m decision.readers.child MEMORY CPU-SECONDS``.

One task comes in through the pipe, one answer goes out; 0 stands for no limit. Limits are set
before anything is loaded that looks at a file, and no file can be written, not even a core dump.
"""

import gc
import os
import sys
from typing import IO, TYPE_CHECKING

from decision.confined import allow_seconds, end_with_parent, limit

if TYPE_CHECKING:
    from decision.readers.exchange import Outcome


def main() -> None:
    """Do the one task."""
    memory, seconds = (int(each) for each in sys.argv[1:3])
    limit(memory=memory or None, largest_file=0)
    if seconds:
        allow_seconds(seconds)
    end_with_parent()
    # A process that does one thing and ends collects nothing.
    gc.disable()
    # Loaded under the limits.
    from decision.readers import exchange  # noqa: PLC0415

    outcome, content = exchange.Outcome.FAILED, b""
    try:
        outcome, content = _done(sys.stdin.buffer)
    except MemoryError:
        outcome = exchange.Outcome.NO_MEMORY
    except Exception:
        # Nothing of the error goes on: it could quote the file.
        outcome = exchange.Outcome.FAILED
    exchange.write_answer(sys.stdout.buffer, outcome, content)
    # Without taking apart what was built.
    os._exit(0)


def _done(source: "IO[bytes]") -> "tuple[Outcome, bytes]":
    from decision.readers import exchange  # noqa: PLC0415
    from decision.readers.shapes import Refused  # noqa: PLC0415
    from decision.readers.system import read_files  # noqa: PLC0415

    task = exchange.read_task(source)
    try:
        return exchange.Outcome.READ, exchange.encoded(read_files(task.files, task.limits))
    except Refused as refused:
        return exchange.Outcome.REFUSED, exchange.encoded(str(refused))


if __name__ == "__main__":
    main()
