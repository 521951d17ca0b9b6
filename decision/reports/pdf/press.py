"""Worker processes: started when needed, kept warm, stopped when they take too much."""

import atexit
import logging
import os
import shutil
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from decision import confined
from decision.reports.pdf.protocol import Job, Outcome, ProtocolError, read_answer, write_job

LOGGER: Final = logging.getLogger(__name__)


class ReportBusy(Exception):
    """All workers are at work; the message is for people."""


class ReportFailed(Exception):
    """This document could not be rendered; the message is for people."""


class _WorkerGoneError(Exception):
    """A worker that was kept warm has ended in between."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use, and when it is replaced."""

    memory: int = 1536 * 1024**2  # of address space, in bytes
    cpu_seconds: int = 25
    wall_seconds: float = 30
    output: int = 32 * 1024**2
    wait_seconds: float = 3  # for a worker to get free
    at_once: int = 2
    idle_seconds: int = 600
    jobs: int = 50  # per worker


class Worker:
    """One child process and the pipes to it; used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._scratch = tempfile.mkdtemp(prefix="report-")
        numbers = (limits.memory, limits.cpu_seconds, limits.output,
                   limits.idle_seconds, limits.jobs)  # fmt: skip
        self._process = subprocess.Popen(  # noqa: S603 our own module, no shell
            confined.command("decision.reports.pdf.worker", *map(int, numbers)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._scratch),
            cwd=self._scratch,
        )
        self.done = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_usable(self) -> bool:
        return self.done < self._limits.jobs and self._process.poll() is None

    def render(self, job: Job) -> bytes:
        """Do one job; a worker that takes too long or breaks is ended and of no more use."""
        late = threading.Event()
        timer = threading.Timer(self._limits.wall_seconds, self._stop, [late])
        timer.start()
        try:
            outcome, content = self._ask(job)
        except (OSError, ProtocolError) as error:
            self.close()
            if late.is_set():
                raise ReportFailed("The report took too long and was stopped.") from error
            if self.done:
                raise _WorkerGoneError from error
            raise ReportFailed("The report needs more than it may use and was stopped.") from error
        finally:
            timer.cancel()
        self.done += 1
        if outcome is Outcome.TOO_LARGE:
            raise ReportFailed("The report is too large.")
        if outcome is Outcome.FAILED:
            LOGGER.error("A report could not be rendered: %s.", content.decode("ascii", "replace"))
            raise ReportFailed("The report could not be rendered.")
        return content

    def _ask(self, job: Job) -> tuple[Outcome, bytes]:
        pipes = self._process.stdin, self._process.stdout
        if pipes[0] is None or pipes[1] is None:
            raise ProtocolError
        write_job(pipes[0], job)  # type: ignore[arg-type]
        return read_answer(pipes[1], self._limits.output)  # type: ignore[arg-type]

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def close(self) -> None:
        """End the process and remove what it may have left behind."""
        self._process.kill()
        self.let_go()
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def let_go(self) -> None:
        """Close this side of the pipes only; a worker whose pipes are all closed ends."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent yet cannot be sent any more
                    LOGGER.debug("A pipe to a worker was broken.")


class Press:
    """Renders documents in workers, a few at once, one of them kept warm."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._reset()
        _presses.add(self)

    def _reset(self) -> None:
        self._free = threading.BoundedSemaphore(self._limits.at_once)
        self._lock = threading.Lock()
        self._warm: Worker | None = None

    def render(self, job: Job) -> bytes:
        """Render a job; raise ReportBusy or ReportFailed."""
        if not self._free.acquire(timeout=self._limits.wait_seconds):
            raise ReportBusy("Other reports are being made. Try again in a moment.")
        try:
            try:
                return self._render(job)
            except _WorkerGoneError:
                # It may have ended by itself while it was idle: a new one tells.
                return self._render(job)
        finally:
            self._free.release()

    def warm_up(self) -> None:
        """Start a worker ahead of its first document; raise ReportFailed where none starts."""
        with self._worker():
            pass  # it goes on loading by itself

    def _render(self, job: Job) -> bytes:
        with self._worker() as worker:
            return worker.render(job)

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        with self._lock:
            worker, self._warm = self._warm, None
        if worker is None or not worker.is_usable:
            if worker:
                worker.close()
            worker = _start(self._limits)
        try:
            yield worker
        finally:
            self._keep(worker)

    def _keep(self, worker: Worker) -> None:
        with self._lock:
            if self._warm is None and worker.is_usable:
                self._warm = worker
                return
        worker.close()

    @property
    def warm_pid(self) -> int | None:
        """The process that waits for the next document, if there is one."""
        return self._warm.pid if self._warm else None

    def close(self) -> None:
        """End the warm worker."""
        with self._lock:
            worker, self._warm = self._warm, None
        if worker:
            worker.close()

    def forget(self) -> None:
        """After a fork: the workers belong to the parent; two processes must not share one."""
        worker = self._warm
        self._reset()
        if worker:
            worker.let_go()


def _start(limits: Limits) -> Worker:
    try:
        return Worker(limits)
    except OSError as error:
        raise ReportFailed("The renderer could not be started.") from error


def _environment(scratch: str) -> dict[str, str]:
    # The same bytes from every worker: no date of its own.
    return confined.environment(SOURCE_DATE_EPOCH="0", TMPDIR=scratch, REPORT_SCRATCH=scratch)


def _forget_all() -> None:
    for press in list(_presses):
        press.forget()


_presses: "weakref.WeakSet[Press]" = weakref.WeakSet()
os.register_at_fork(after_in_child=_forget_all)


def _close_all() -> None:
    """At the end of the server process: no worker stays behind, not even for a moment."""
    for press in list(_presses):
        press.close()


atexit.register(_close_all)
