"""What the app needs from the operating system, beside Python.

``missing`` looks for the thing itself (a library that loads, a program on the path), not for a
package: how it came to the machine does not matter. ``install`` uses apt, where ``apt_as_root``
says that it works without a question; everywhere else ``advice`` says what to install.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian
    "/usr/pgsql-*/bin",  # PostgreSQL's own packages for Fedora
    "/opt/homebrew/opt/postgresql@*/bin",  # macOS
)


@dataclass(frozen=True)
class Need:
    """One thing, why it is needed, how to see that it is there, and the packages that bring it."""

    name: str
    why: str
    present: Callable[[], bool]
    debian: str
    fedora: str
    macos: str


def loads(*names: str) -> Callable[[], bool]:
    """A test that is true when a shared library loads under one of ``names``."""

    def present() -> bool:
        return any(_loads(name) for name in names)

    return present


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def runs(program: str) -> Callable[[], bool]:
    """A test that is true when ``program`` is on the path."""
    return lambda: shutil.which(program) is not None


def chromium() -> str | None:
    """The path of a Chromium or Chrome, for the tests that drive a browser."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    return str(CHROMIUM_ON_MACOS) if CHROMIUM_ON_MACOS.exists() else None


def postgres_programs() -> Path | None:
    """The folder that holds ``initdb`` and ``postgres``, the newest first."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in POSTGRES_FOLDERS:
        found = Path("/").glob(pattern.removeprefix("/"))
        folders += sorted(found, key=_version_of, reverse=True)
    complete = (f for f in folders if (f / "initdb").exists() and (f / "postgres").exists())
    return next(complete, None)


def _version_of(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


VENV = Need(
    "Python's venv module",
    "makes the folder for the Python packages",
    lambda: importlib.util.find_spec("ensurepip") is not None,
    f"python3.{sys.version_info.minor}-venv",
    "python3",
    f"python@3.{sys.version_info.minor}",
)
RUN = (
    Need(
        "Pango",
        "sets the text of the PDF report",
        loads("libpango-1.0.so.0", "libpango-1.0.dylib", "/opt/homebrew/lib/libpango-1.0.dylib"),
        "libpango-1.0-0",
        "pango",
        "pango",
    ),
    Need(
        "Pango for FreeType",
        "sets the text of the PDF report",
        loads(
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
            "/opt/homebrew/lib/libpangoft2-1.0.dylib",
        ),
        "libpangoft2-1.0-0",
        "pango",
        "pango",
    ),
    Need(
        "HarfBuzz subset",
        "embeds fonts in the PDF report",
        loads(
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
            "/opt/homebrew/lib/libharfbuzz-subset.0.dylib",
        ),
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
    ),
    Need("Graphviz", "draws the mind map", runs("dot"), "graphviz", "graphviz", "graphviz"),
    Need(
        "fontconfig",
        "finds the fonts",
        runs("fc-match"),
        "fontconfig",
        "fontconfig",
        "fontconfig",
    ),
)
TEST = (
    *RUN,
    Need(
        "Chromium",
        "is driven by the browser tests",
        lambda: chromium() is not None,
        "chromium",
        "chromium",
        "--cask google-chrome",
    ),
    Need(
        "Poppler's programs",
        "turn PDF pages into pictures for the tests",
        runs("pdftoppm"),
        "poppler-utils",
        "poppler-utils",
        "poppler",
    ),
)
CI = (
    *TEST,
    Need(
        "PostgreSQL server",
        "runs the suite a second time",
        lambda: postgres_programs() is not None,
        "postgresql",
        "postgresql-server",
        "postgresql@17",
    ),
)
PURPOSES = {"run": RUN, "test": TEST, "ci": CI}


def missing(needs: Iterable[Need]) -> list[Need]:
    """The needs that this machine does not meet yet."""
    return [need for need in needs if not need.present()]


def advice(needs: Iterable[Need]) -> str:
    """What is missing and the command that installs it, per system."""
    needs = list(needs)
    lines = ["Missing on this machine:"]
    lines += [f"  {need.name}: {need.why}" for need in needs]
    lines += [
        "",
        "Install it, then run the same command again:",
        f"  Debian, Ubuntu:  sudo {' '.join(_apt_install(needs))}",
        f"  Fedora:          sudo dnf install {_names(need.fedora for need in needs)}",
    ]
    lines += [f"  macOS:           brew install {line}" for line in _brew(needs)]
    return "\n".join(lines)


def _brew(needs: list[Need]) -> list[str]:
    """Homebrew takes formulas and casks in separate commands."""
    formulas = _names(n.macos for n in needs if not n.macos.startswith("--cask"))
    casks = [n.macos for n in needs if n.macos.startswith("--cask")]
    return [line for line in (formulas, *casks) if line]


def _names(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))


def _apt_install(needs: Iterable[Need]) -> list[str]:
    packages = dict.fromkeys(need.debian for need in needs)
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def install(needs: Iterable[Need], as_root: list[str]) -> None:
    """Install with apt; ``as_root`` comes from :func:`apt_as_root`.

    Raises CalledProcessError when apt fails.
    """
    silent = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    for command in (["apt-get", "update"], _apt_install(needs)):
        quiet = [*command, "--quiet=2", "--option=Dpkg::Use-Pty=0"]
        subprocess.run([*silent, *quiet], check=True, stdin=subprocess.DEVNULL)


def apt_as_root() -> list[str] | None:
    """What to put before a command so that root runs it; None without apt or where it would ask."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"], check=False, stdin=subprocess.DEVNULL, capture_output=True
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None
