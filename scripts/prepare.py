"""Make this folder ready: ``python -m scripts.prepare run|test|ci``.

Brings the system packages, uv, the virtual environment with the locked packages, and a secret
key for this machine. Asks nothing. Where all is there it only looks, in well under a second.
Needs nothing but the standard library: it runs before anything is installed.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts import system_packages
from scripts.system_packages import Need

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
TOOLS_LOCK = ROOT / "requirements-tools.lock"
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / ".lock-installed"
PEERS_LOCK = ROOT / "requirements-bench.lock"
PEERS = TOOLS / "peers"
SECRET_KEY = ROOT / "var" / "secret-key"
NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 12))"


class NotReadyError(Exception):
    """What a person has to do first; the message is for them."""


def ready(purpose: str) -> None:
    """Bring everything that ``purpose`` (run, test or ci) needs. Raises NotReadyError."""
    needs = system_packages.PURPOSES[purpose]
    if _synced():
        bring(needs)
    elif uv := usable_uv():
        bring(needs)
        sync(uv)
    else:
        bring((*needs, system_packages.VENV))
        sync(installed_uv())
    write_secret_key(SECRET_KEY)


def bring(needs: Iterable[Need]) -> None:
    """Install what is missing, or raise NotReadyError with what to install."""
    lacking = system_packages.missing(needs)
    as_root = system_packages.apt_as_root() if lacking else None
    if as_root is not None:
        say("Installing system packages: " + ", ".join(need.name for need in lacking))
        try:
            system_packages.install(lacking, as_root)
        except subprocess.CalledProcessError as error:
            say(f"apt could not install them (exit code {error.returncode}).")
        lacking = system_packages.missing(lacking)
    if lacking:
        raise NotReadyError(system_packages.advice(lacking))


def _synced() -> bool:
    """Whether the environment works and holds exactly what the lock says."""
    return STAMP.exists() and STAMP.read_text() == _stamp() and _starts(VENV / "bin" / "python")


def _stamp() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _starts(python: Path) -> bool:
    """Whether this Python runs and is new enough: its base may have been removed."""
    return python.exists() and _quiet([str(python), "-c", NEW_ENOUGH])


def _quiet(command: list[str]) -> bool:
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode == 0


def usable_uv() -> str | None:
    """The uv of this machine, if it runs: a pyenv shim can be there and refuse."""
    for path in (shutil.which("uv"), TOOLS / "bin" / "uv"):
        if path and Path(path).exists() and _quiet([str(path), "--version"]):
            return str(path)
    return None


def installed_uv() -> str:
    """Install the locked uv into ``.tools`` and return its path; needs Python's venv module."""
    say("Installing uv")
    shutil.rmtree(TOOLS, ignore_errors=True)
    _step([sys.executable, "-m", "venv", str(TOOLS)])
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    _step([*pip, "--disable-pip-version-check", "--require-hashes", "-r", str(TOOLS_LOCK)])
    return str(TOOLS / "bin" / "uv")


def sync(uv: str) -> None:
    """Make the environment hold exactly the locked packages, and note which lock that was."""
    python = VENV / "bin" / "python"
    if not _starts(python):
        shutil.rmtree(VENV, ignore_errors=True)
        _step([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
    say("Installing the locked Python packages")
    STAMP.unlink(missing_ok=True)
    command = [uv, "pip", "sync", "--quiet", "--python", str(python), "--require-hashes"]
    _step([*command, str(LOCK)])
    # The parser of Terraform's language keeps what it makes of its grammar, which takes seconds;
    # the process that reads a team's files may write nothing.
    _step([str(python), "-c", "import hcl2; hcl2.loads('')"])
    STAMP.write_text(_stamp())


def peers() -> Path:
    """The folder of the programs that the benchmarks measure against, installed when first asked
    for: they are many and large. Raises NotReadyError where they cannot be had."""
    python, stamp = PEERS / "bin" / "python", PEERS / ".lock-installed"
    wanted = hashlib.sha256(PEERS_LOCK.read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted and _starts(python)):
        uv = usable_uv() or installed_uv()
        say("Installing what the benchmarks measure against")
        shutil.rmtree(PEERS, ignore_errors=True)
        _step([uv, "venv", "--quiet", "--python", sys.executable, str(PEERS)])
        command = [uv, "pip", "sync", "--quiet", "--python", str(python), "--require-hashes"]
        _step([*command, str(PEERS_LOCK)])
        stamp.write_text(wanted)
    return python.parent


def _step(command: list[str]) -> None:
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, cwd=ROOT)
    if done.returncode != 0:
        raise NotReadyError(f"This step failed: {' '.join(command)}")


def write_secret_key(path: Path) -> None:
    """Write a new secret key, readable by its owner alone, unless there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        ready(sys.argv[1])
    except NotReadyError as error:
        sys.exit(str(error))
