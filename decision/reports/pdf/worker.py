"""The child process that renders: ``python -m decision.reports.pdf.worker``.

It reads jobs from its standard input until that closes, and imports neither Django nor the
settings. Limits are set before anything else is loaded. It ends by itself when its server
is gone, when nothing came for a while, or when it has done enough documents.
"""

import gc
import os
import select
import shutil
import sys
from typing import BinaryIO, Final

from decision.confined import allow_seconds, end_with_parent, limit
from decision.reports.pdf.protocol import Outcome, ProtocolError, read_job, write_answer

#: No file that is written while rendering (fonts, mostly) is larger.
LARGEST_FILE: Final = 32 * 1024**2

#: Seconds of computing for loading the libraries, before the first job.
START_SECONDS: Final = 20


def main() -> None:
    """Serve jobs; the limits come as arguments: memory, CPU seconds, output, idle, jobs."""
    memory, seconds, most, idle, jobs = (int(each) for each in sys.argv[1:6])
    limit(memory=memory, largest_file=LARGEST_FILE)
    allow_seconds(START_SECONDS)
    end_with_parent(_remove_scratch)
    from decision.reports.pdf import typeset  # noqa: PLC0415 slow: after the limits are set

    # What is loaded stays; collecting it again and again would cost a tenth of the time.
    gc.collect()
    gc.freeze()
    with sys.stdin.buffer as source, sys.stdout.buffer as target:
        for _ in range(jobs):
            if not _has_input(source, idle) or not _serve(typeset, source, target, seconds, most):
                break
    _remove_scratch()


def _has_input(source: BinaryIO, idle: int) -> bool:
    return bool(select.select([source], [], [], idle)[0])


def _serve(typeset, source: BinaryIO, target: BinaryIO, seconds: int, most: int) -> bool:  # type: ignore[no-untyped-def]
    """Do one job; False when there is none any more."""
    try:
        job = read_job(source)
    except ProtocolError:
        return False
    if job is None:
        return False
    allow_seconds(seconds)
    gc.disable()
    try:
        outcome, content = Outcome.DONE, typeset.typeset(job)
    except Exception as error:
        # Only the kind of error: its text could quote the document.
        outcome, content = Outcome.FAILED, type(error).__name__.encode()
    finally:
        gc.enable()
    if len(content) > most:
        outcome, content = Outcome.TOO_LARGE, b""
    write_answer(target, outcome, content)
    gc.collect()
    return True


def _remove_scratch() -> None:
    folder = os.environ.get("REPORT_SCRATCH", "")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
