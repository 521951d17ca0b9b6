"""The lock files agree with each other and name no registry."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def versions(name: str) -> set[str]:
    """Each ``package==version`` of a lock file."""
    return set(re.findall(r"^([a-z0-9.-]+==[^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_what_runs_in_the_image_is_what_the_tests_ran_with() -> None:
    running, everything = versions("requirements-run.lock"), versions("requirements.lock")

    assert running
    assert running - everything == set()


def test_every_locked_package_has_a_hash() -> None:
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text()
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

        assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_the_locks_name_no_registry_so_that_mirrors_work() -> None:
    for path in ROOT.glob("*.lock"):
        assert "://" not in path.read_text()
        assert "--index" not in path.read_text()
