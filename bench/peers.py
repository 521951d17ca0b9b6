"""Programs of others to measure against, in an environment of their own."""

import statistics
import subprocess
from functools import cache
from pathlib import Path

from bench.timing import Taken
from scripts import prepare

#: Decodes a file some times with orjson and prints the seconds of each time.
DECODING = """
import sys, time, orjson
from pathlib import Path
data = Path(sys.argv[1]).read_bytes()
for _ in range(6):
    start = time.process_time()
    found = orjson.loads(data)
    del found
    print(time.process_time() - start)
"""


@cache
def _folder() -> Path | None:
    """Where their programs are; installed when first asked for."""
    try:
        return prepare.peers()
    except (prepare.NotReadyError, OSError):
        return None


def program(name: str) -> Path | None:
    """A program by its name, if it can be had."""
    folder = _folder()
    return folder / name if folder and (folder / name).exists() else None


def decoding(path: Path) -> tuple[str, Taken | None]:
    """How long orjson takes to decode all of a file, and what to call that."""
    python = program("python")
    if python is None:
        return "orjson cannot be had here", None
    command = [str(python), "-c", DECODING, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        return "orjson does not run here", None
    seconds = [float(each) for each in done.stdout.split()][1:]  # the first one warms up
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return "orjson, everything", Taken(middle, (high - low) / 2 / middle)
