"""The app as production serves it, for a test or a measurement: on this machine, for a while.

The server is ``scripts/serve`` in a process group of its own, with a free port, a key and a
folder of its own; nothing of it outlives the ``with`` block.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@dataclass
class Served:
    """A server that can be killed and started again on the same data."""

    environment: Mapping[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start, and wait until it answers; raises RuntimeError if it does not."""
        self.process = subprocess.Popen(
            [str(ROOT / "scripts" / "serve")],
            env=self.environment,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop(signal.SIGKILL)
                raise RuntimeError("The server did not start.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the whole group, with SIGKILL in mid-sentence."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait()
        self.process = None

    def manage(self, *arguments: str) -> str:
        """What a command of ``manage.py`` prints, with the server's settings."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def cpu_seconds(self) -> float:
        """Computing time of the whole group so far (Linux)."""
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if self.process and int(fields[2]) == self.process.pid:
                    total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, database: str = "", **more: str) -> Iterator[Served]:
    """Serve with all data in ``folder``, or with a PostgreSQL database by its URL."""
    port = _free_port()
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    server = Served(
        {
            **os.environ,
            "PATH": programs,
            "DEVELOPMENT": "0",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "decision.settings",
            "SECRET_KEY": "for a server of a few seconds, never for a site",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "0",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "DATA_FOLDER": str(folder),
            "DATABASE_URL": database,
            "STATIC_ROOT": str(folder / "static"),
            "LOG_LEVEL": "ERROR",
            **more,
        },
        port,
    )
    try:
        server.manage("collectstatic", "--no-input", "--verbosity", "0")
        server.start()
        yield server
    finally:
        server.stop(signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
