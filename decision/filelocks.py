"""Locks on files, each held by one process of this machine at a time.

The system frees a lock when its process ends, however it ends.
"""

import fcntl
from pathlib import Path
from typing import IO


def first_free(folder: Path, name: str, count: int) -> IO[str] | None:
    """An open file with the first of ``count`` locks of ``name`` that nobody holds, else none.

    Closing the file frees the lock. Raises ``OSError`` where the folder cannot be made or written,
    or knows no locks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = (folder / f"{name}-{number}").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        except OSError:
            file.close()
            raise
        else:
            return file
    return None
