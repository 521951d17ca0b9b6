"""Child processes of our own that work on what others sent: what they get, may use, and when
they end.

Two of them exist: one lays out reports, one reads infrastructure files. Neither gets the server's
variables, both have their limits set before they load anything, and both end with their server.
"""

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parents[1]

#: A child gets none of the server's variables but these: the others hold its secrets.
KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
               "XDG_CACHE_HOME", "PYTHONPYCACHEPREFIX", "DYLD_FALLBACK_LIBRARY_PATH",
               "LD_LIBRARY_PATH")  # fmt: skip


def command(module: str, *arguments: object) -> list[str]:
    """How to start a module of the project as a child: with exec, since servers have threads."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """The variables of a child, the same for every run so that it does the same in every run."""
    own = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        "LANG": "C.UTF-8",
        **own,
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        **more,
    }


def limit(*, memory: int | None, largest_file: int) -> None:
    """Bound the address space and the size of files, in bytes; called within the child.

    There are no core dumps: they would hold what was sent.
    """
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Allow so much computing from now on; more ends the process, with SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def end_with_parent(tidy: Callable[[], None] = lambda: None) -> None:
    """End this process, after ``tidy``, when the one that started it has died."""
    threading.Thread(target=_watch, args=(os.getppid(), tidy), daemon=True).start()


def _watch(parent: int, tidy: Callable[[], None]) -> NoReturn:
    while os.getppid() == parent:
        time.sleep(1)
    tidy()
    os._exit(0)
