"""Finished reports on disk, by the content they were made from.

Any process may read and write at any time: a file appears complete or not at all, and one
that is missing is only made again. Nothing here is the only copy of anything.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from decision.reports.pdf.protocol import Job

#: To be raised when the same job gives other bytes, so that caches forget.
REVISION: Final = 1


def report_key(job: Job, weasyprint: str | None = None) -> str:
    """Return the name of a job's result: the same for the same content, paper and renderer."""
    digest = hashlib.sha256()
    renderer = weasyprint or version("weasyprint")
    head = (str(REVISION), renderer, job.paper, job.language, job.title, job.html)
    parts = [each.encode("utf-8", "surrogatepass") for each in head]
    for name in sorted(job.assets):
        parts += [name.encode(), job.assets[name]]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ReportCache:
    """A folder of finished reports, never larger than ``most`` bytes for long."""

    folder: Path
    most: int = 200 * 1024**2

    def get(self, key: str) -> bytes | None:
        """Return a report, or None; reading it makes it young again."""
        path = self._path(key)
        with suppress(OSError):
            found = path.read_bytes()
            with suppress(OSError):
                os.utime(path)
            return found
        return None

    def put(self, key: str, pdf: bytes) -> None:
        """Keep a report; a full disk or a missing right only means that it is not kept."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(key), pdf)
            self._prune()

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the report of this name; errors of ``make`` pass through and are not kept."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.pdf"

    def _write(self, path: Path, pdf: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".draft", delete=False) as draft:
            try:
                draft.write(pdf)
                draft.close()
                Path(draft.name).replace(path)
            except OSError:
                Path(draft.name).unlink(missing_ok=True)
                raise

    def drop_older(self, seconds: float) -> None:
        """Remove the reports that nobody has read for so long: they hold answers and notes."""
        oldest = time.time_ns() - int(seconds * 1e9)
        for used, _, path in self._files():
            if used < oldest:
                with suppress(OSError):
                    path.unlink()

    def _prune(self) -> None:
        """Remove the oldest until the rest fits; another process may remove them too."""
        files = self._files()
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self.most:
                break
            with suppress(OSError):
                path.unlink()
            total -= size

    def _files(self) -> list[tuple[int, int, Path]]:
        """Time of last use in nanoseconds, size and path of every report, oldest first."""
        found = []
        for path in (*self.folder.glob("*.pdf"), *self.folder.glob("*.draft")):
            with suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime_ns, state.st_size, path))
        return sorted(found)
