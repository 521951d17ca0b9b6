"""Preparing the folder installs what is missing, once, and asks nothing."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import prepare, system_packages
from scripts.prepare import NotReadyError
from scripts.system_packages import CI, RUN, TEST, Need, advice, missing


def need(name: str, *, present: bool) -> Need:
    return Need(name, "does something", lambda: present, f"deb-{name}", f"rpm-{name}", f"b-{name}")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have run; all of them succeed."""
    ran: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("scripts.system_packages.subprocess.run", record)
    return ran


def machine(monkeypatch: pytest.MonkeyPatch, *programs: str, user: int) -> None:
    """Pretend to be on a machine with these programs, as this user id."""
    monkeypatch.setattr(
        "scripts.system_packages.shutil.which", lambda name: name if name in programs else None
    )
    monkeypatch.setattr("scripts.system_packages.os.geteuid", lambda: user)


def test_only_what_is_not_there_is_missing() -> None:
    there, lacking = need("there", present=True), need("lacking", present=False)

    assert missing([there, lacking]) == [lacking]


def test_the_tests_need_all_that_the_app_needs_and_more() -> None:
    assert set(RUN) < set(TEST) < set(CI)


def test_the_image_installs_the_debian_packages_that_the_app_needs() -> None:
    dockerfile = (prepare.ROOT / "Dockerfile").read_text()

    assert [n.debian for n in RUN if n.debian not in dockerfile] == []


def test_the_advice_names_the_packages_of_three_systems() -> None:
    text = advice([need("one", present=False), need("two", present=False)])

    assert "apt-get install --yes --no-install-recommends deb-one deb-two" in text
    assert "dnf install rpm-one rpm-two" in text
    assert "brew install b-one b-two" in text
    assert "one: does something" in text


def test_a_package_that_meets_two_needs_is_named_once() -> None:
    assert advice(RUN).count("dnf install pango harfbuzz graphviz fontconfig") == 1


def test_homebrew_casks_get_a_command_of_their_own() -> None:
    lines = [line.strip() for line in advice(TEST).splitlines() if "brew install" in line]

    assert [line.split("brew install ")[1] for line in lines] == [
        "pango harfbuzz graphviz fontconfig poppler",
        "--cask google-chrome",
    ]


def test_as_root_apt_reads_its_lists_once_and_installs(
    monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    machine(monkeypatch, "apt-get", user=0)

    with pytest.raises(NotReadyError):
        prepare.bring([need("one", present=False)])

    update, install = (command[2:-2] for command in commands)
    assert update == ["apt-get", "update"]
    assert install == ["apt-get", "install", "--yes", "--no-install-recommends", "deb-one"]
    assert all(command[:2] == ["env", "DEBIAN_FRONTEND=noninteractive"] for command in commands)


def test_a_sudo_without_password_is_used(
    monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    machine(monkeypatch, "apt-get", "sudo", user=1000)

    with pytest.raises(NotReadyError):
        prepare.bring([need("one", present=False)])

    assert commands[0] == ["sudo", "-n", "true"]
    assert all(command[:2] == ["sudo", "-n"] for command in commands)


def test_without_rights_or_without_apt_nothing_is_tried(
    monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    machine(monkeypatch, "apt-get", user=1000)
    without_rights = system_packages.apt_as_root()
    machine(monkeypatch, "dnf", user=0)
    without_apt = system_packages.apt_as_root()

    assert (without_rights, without_apt, commands) == (None, None, [])


def test_what_cannot_be_installed_is_named_and_it_stops(
    monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    machine(monkeypatch, user=1000)

    with pytest.raises(NotReadyError, match="Missing on this machine:\n  Pango: sets the text"):
        prepare.bring([need("there", present=True), replace(RUN[0], present=lambda: False)])

    assert commands == []


def test_a_failing_apt_ends_in_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "apt-get", user=0)

    def fail(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(100, command)

    monkeypatch.setattr("scripts.system_packages.subprocess.run", fail)

    with pytest.raises(NotReadyError, match="deb-one"):
        prepare.bring([need("one", present=False)])


def test_a_uv_that_does_not_start_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shim = tmp_path / "uv"
    shim.write_text("#!/bin/sh\necho 'uv: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(prepare, "TOOLS", tmp_path / "no-tools")

    assert prepare.usable_uv() is None


def test_an_environment_that_fits_the_lock_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def never(_: str) -> None:
        pytest.fail("it was synchronised again")

    monkeypatch.setattr(prepare, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(prepare, "SECRET_KEY", tmp_path / "secret-key")
    monkeypatch.setattr(prepare, "sync", never)
    monkeypatch.setattr(prepare, "_starts", lambda _: True)
    monkeypatch.setattr(prepare, "bring", lambda _: None)
    prepare.STAMP.write_text(prepare._stamp())

    prepare.ready("run")


def test_a_changed_lock_synchronises_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    used: list[str] = []
    monkeypatch.setattr(prepare, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(prepare, "SECRET_KEY", tmp_path / "secret-key")
    monkeypatch.setattr(prepare, "sync", used.append)
    monkeypatch.setattr(prepare, "usable_uv", lambda: "uv")
    monkeypatch.setattr(prepare, "bring", lambda _: None)
    prepare.STAMP.write_text("of another lock")

    prepare.ready("run")

    assert used == ["uv"]


def test_the_secret_key_is_written_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    prepare.write_secret_key(path)
    first = path.read_text()
    prepare.write_secret_key(path)

    assert path.read_text() == first
    assert len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_measured_against_is_installed_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps: list[list[str]] = []
    (lock := tmp_path / "requirements-bench.lock").write_text("orjson==1")
    monkeypatch.setattr(prepare, "PEERS_LOCK", lock)
    monkeypatch.setattr(prepare, "PEERS", tmp_path / "peers")
    monkeypatch.setattr(prepare, "usable_uv", lambda: "uv")
    monkeypatch.setattr(prepare, "_starts", Path.exists)

    def step(command: list[str]) -> None:
        steps.append(command)
        (python := tmp_path / "peers" / "bin" / "python").parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(prepare, "_step", step)

    assert prepare.peers() == prepare.peers() == tmp_path / "peers" / "bin"
    assert [each[:3] for each in steps] == [["uv", "venv", "--quiet"], ["uv", "pip", "sync"]]
    lock.write_text("orjson==2")
    prepare.peers()
    assert len(steps) == 4
