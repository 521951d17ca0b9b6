"""A fitting Python is found by running it, whatever is on the path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder with nothing but the script, and an empty path for programs."""
    for name in ("scripts", "bin", "home"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "scripts" / "find-python", tmp_path / "scripts")
    for program in ("dirname", "cat"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program) or "")
    return tmp_path


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def good(name: str) -> str:
    """A Python of our own version that reports itself as ``name``."""
    return f'#!/bin/sh\ncase "$2" in *print*) echo {name} ;; esac\n'


def find(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": str(folder / "bin"), "HOME": str(folder / "home"), **environment}
    command = ["/bin/sh", str(folder / "scripts" / "find-python")]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_the_tested_version_is_preferred(folder: Path) -> None:
    program(folder / "bin" / "python3", good("plain"))
    program(folder / "bin" / "python3.13", good("tested"))

    assert find(folder).stdout == "tested\n"


def test_a_python_that_is_too_old_or_a_shim_that_fails_is_passed_over(folder: Path) -> None:
    program(folder / "bin" / "python3.13", OLD)
    program(folder / "bin" / "python3", OLD)
    program(folder / "bin" / "python3.12", good("fits"))

    assert find(folder).stdout == "fits\n"


def test_the_environment_of_an_earlier_run_comes_first(folder: Path) -> None:
    program(folder / "bin" / "python3.13", good("system"))
    program(folder / ".venv" / "bin" / "python", good("environment"))

    assert find(folder).stdout == "environment\n"


def test_a_python_of_pyenv_is_found_without_pyenv_on_the_path(folder: Path) -> None:
    versions = folder / "home" / ".pyenv" / "versions"
    program(versions / "3.10.2" / "bin" / "python3", good("old"))
    program(versions / "3.13.1" / "bin" / "python3", good("pyenv"))

    assert find(folder).stdout == "pyenv\n"


def test_a_python_of_uv_is_found(folder: Path) -> None:
    program(folder / "uv-python", good("from-uv"))
    program(folder / "bin" / "uv", f"#!/bin/sh\necho {folder}/uv-python\n")

    assert find(folder).stdout == "from-uv\n"


def test_a_named_python_that_does_not_fit_is_an_error(folder: Path) -> None:
    program(folder / "bin" / "python3", good("system"))
    program(folder / "old", OLD)

    found = find(folder, PYTHON=str(folder / "old"))

    assert (found.returncode, found.stdout) == (1, "")
    assert "older than Python 3.12" in found.stderr


def test_without_a_fitting_python_it_says_what_to_install(folder: Path) -> None:
    found = find(folder)

    assert (found.returncode, found.stdout) == (1, "")
    for words in ("Debian 13", "Fedora", "macOS", "pyenv install 3.13"):
        assert words in found.stderr


def test_here_it_finds_a_python_that_runs() -> None:
    done = subprocess.run(
        [str(ROOT / "scripts" / "find-python")],
        env=os.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )

    version = subprocess.check_output([done.stdout.strip(), "--version"], text=True)
    assert version.startswith("Python 3.1")
    assert sys.version_info >= (3, 12)
