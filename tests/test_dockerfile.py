"""Rules that a linter for Dockerfiles would hold us to, and a few of our own."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
STEPS = [
    (words[0], words[1])
    for line in SOURCE.splitlines()
    if line and not line.startswith("#")
    for words in [line.strip().split(maxsplit=1)]
]
STAGES = [stage.split("\n") for stage in re.split(r"^(?=FROM )", SOURCE, flags=re.MULTILINE)[1:]]


def arguments(instruction: str) -> list[str]:
    return [rest for name, rest in STEPS if name == instruction]


def test_every_base_image_has_a_named_tag() -> None:
    images = [rest.split()[0] for rest in arguments("FROM")]

    assert images == ["debian:trixie-slim", "debian:trixie-slim"]


def test_the_image_runs_as_a_user_without_rights() -> None:
    assert arguments("USER") == ["decision"]
    after = STEPS[STEPS.index(("USER", "decision")) :]
    assert {name for name, _ in after} <= {"USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_files_are_copied_never_added() -> None:
    assert arguments("ADD") == []


def test_apt_installs_without_recommendations_and_leaves_no_lists() -> None:
    with_apt = [step for step in arguments("RUN") if "apt-get" in step]

    assert len(with_apt) == len(STAGES)
    for step in with_apt:
        assert step.startswith("apt-get update")
        assert "apt-get install --yes --no-install-recommends" in step
        assert "rm -rf /var/lib/apt/lists/*" in step


def test_python_packages_are_installed_by_hash() -> None:
    installs = [step for step in arguments("RUN") if "pip install" in step or "pip sync" in step]

    assert installs
    assert all("--require-hashes" in step for step in installs)


def test_health_is_checked_and_programs_start_without_a_shell() -> None:
    assert len(arguments("HEALTHCHECK")) == 1
    assert 'CMD ["python", "scripts/healthcheck.py"]' in arguments("HEALTHCHECK")[0]
    assert arguments("CMD") == ['["scripts/serve"]']


def test_no_secret_stays_in_the_image() -> None:
    assert all("SECRET" not in rest for rest in arguments("ENV") + arguments("ARG"))


def test_only_what_runs_the_app_goes_into_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    assert rules[0] == "*"
    let_in = {rule.strip("!/") for rule in rules if rule.startswith("!")}
    assert let_in.isdisjoint({"tests", "bench", "var", ".git", ".venv", "requirements.lock"})
