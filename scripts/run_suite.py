"""The whole test suite: on SQLite, then on PostgreSQL where its server is installed.

The second run takes every test that touches the database, but drives no browser again.
Arguments go to pytest.
"""

import os
import subprocess
import sys

from scripts.scratch_postgres import scratch_postgres
from scripts.system_packages import postgres_programs

PYTEST = [sys.executable, "-m", "pytest", "-n", "2"]
NOTHING_SELECTED = 5


def main(arguments: list[str]) -> int:
    """Run both; return the first bad exit code, or 0."""
    heading("SQLite")
    first = _pytest(arguments, {"DATABASE_URL": ""})
    programs = postgres_programs()
    if programs is None:
        print("\nNo PostgreSQL server on this machine: the second run is left out.", flush=True)
        return first
    heading("PostgreSQL")
    try:
        with scratch_postgres(programs) as url:
            second = _pytest(["-m", "database and not browser", *arguments], {"DATABASE_URL": url})
    except subprocess.CalledProcessError as error:
        print(f"PostgreSQL did not start: {(error.output or b'').decode(errors='replace')}")
        second = 1
    # A selection such as -k may hold no test that touches the database.
    return first or (0 if second == NOTHING_SELECTED else second)


def heading(database: str) -> None:
    print(f"\n=== The suite on {database} ===", flush=True)


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        [*PYTEST, *arguments], check=False, env={**os.environ, **environment}
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
