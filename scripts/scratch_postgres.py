"""A PostgreSQL server for one test run: a new cluster in a temporary folder, gone afterwards.

It listens on a socket in that folder only, so it meets no other server and needs no port.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing in the cluster outlives the run, so it need not survive a crash.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
USER = "tester"


@contextmanager
def scratch_postgres(programs: Path) -> Iterator[str]:
    """Start a server with the ``programs`` of one installation; give its database URL.

    Raises CalledProcessError when the cluster cannot be made or does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = _account()
    if account:
        shutil.chown(folder, account)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        log = folder / f"{program}.log"
        with log.open("ab") as output:
            done = subprocess.run(
                command,
                check=False,
                user=account,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        if done.returncode != 0:
            raise subprocess.CalledProcessError(done.returncode, command, log.read_bytes())

    data = folder / "data"
    options = " ".join(f"-c {option}" for option in FAST)
    try:
        run(
            "initdb",
            f"--pgdata={data}",
            f"--username={USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        socket = f"-c listen_addresses='' -k {folder}"
        run(
            "pg_ctl",
            "start",
            "-w",
            "-D",
            str(data),
            "-l",
            str(data / "log"),
            "-o",
            f"{socket} {options}",
        )
        try:
            yield f"postgres://{USER}@{quote(str(folder), safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """PostgreSQL refuses to run as root; its packages make a user for it."""
    return "postgres" if os.geteuid() == 0 else None
