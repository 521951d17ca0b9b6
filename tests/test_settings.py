"""Settings refuse what is unsafe and say what to do."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "decide.example.org"}


def settings_from(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings that this environment, and nothing else of ours, gives."""
    for name in ("DEVELOPMENT", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "HTTPS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "decision" / "settings.py"))


def test_production_does_not_start_without_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        settings_from(monkeypatch, ALLOWED_HOSTS="decide.example.org")


def test_production_does_not_start_without_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS is not set"):
        settings_from(monkeypatch, SECRET_KEY="k" * 50)


def test_an_empty_secret_key_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        settings_from(monkeypatch, SECRET_KEY="  ", ALLOWED_HOSTS="decide.example.org")


def test_a_switch_takes_only_one_and_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="DEVELOPMENT must be 1 or 0, not 'yes'"):
        settings_from(monkeypatch, DEVELOPMENT="yes")


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "many", "²"])
def test_a_number_of_days_is_whole_and_above_zero(
    monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match="UNDO_DAYS must be a whole number above zero"):
        settings_from(monkeypatch, **PRODUCTION, UNDO_DAYS=days)


@pytest.mark.parametrize("name", ["UNDO_DAYS", "RETENTION_DAYS"])
@pytest.mark.parametrize("days", ["36501", "9" * 5000])
def test_a_number_of_days_ends_before_dates_do(
    monkeypatch: pytest.MonkeyPatch, name: str, days: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be at most 36500"):
        settings_from(monkeypatch, **PRODUCTION, **{name: days})


@pytest.mark.parametrize("url", ["nope", "nope://host/name", "postgres://u:geheim@h:port/name"])
def test_an_address_of_no_database_is_refused_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is no address") as refused:
        settings_from(monkeypatch, **PRODUCTION, DATABASE_URL=url)

    assert url not in str(refused.value)


def test_a_log_level_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    lower = settings_from(monkeypatch, **PRODUCTION, LOG_LEVEL="debug")

    assert lower["LOGGING"]["root"]["level"] == "DEBUG"
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL must be one of DEBUG, INFO"):
        settings_from(monkeypatch, **PRODUCTION, LOG_LEVEL="nope")


def test_development_keeps_no_connection_open(monkeypatch: pytest.MonkeyPatch) -> None:
    production = settings_from(monkeypatch, **PRODUCTION)
    development = settings_from(monkeypatch, SECRET_KEY="k", DEVELOPMENT="1")

    ages = [each["DATABASES"]["default"]["CONN_MAX_AGE"] for each in (production, development)]
    assert ages == [60, 0]


def test_english_is_always_among_the_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = settings_from(monkeypatch, **PRODUCTION)
    several = settings_from(monkeypatch, **PRODUCTION, LANGUAGES="de, en, zh-hans")

    assert alone["LANGUAGES"] == [("en", "English")]
    assert [code for code, _ in several["LANGUAGES"]] == ["en", "de", "zh-hans"]
    assert several["LANGUAGES"][1] == ("de", "Deutsch")


@pytest.mark.parametrize("code", ["german", "../de", "zh-cn", "DE"])
def test_an_unknown_language_is_refused(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="is no language code"):
        settings_from(monkeypatch, **PRODUCTION, LANGUAGES=code)


def test_debug_needs_development_too(monkeypatch: pytest.MonkeyPatch) -> None:
    production = settings_from(monkeypatch, **PRODUCTION, DEBUG="1")
    development = settings_from(monkeypatch, SECRET_KEY="k", DEVELOPMENT="1", DEBUG="1")

    assert (production["DEBUG"], development["DEBUG"]) == (False, True)


def test_production_keeps_cookies_to_https(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(monkeypatch, **PRODUCTION)

    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"


def test_development_answers_to_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(monkeypatch, SECRET_KEY="k", DEVELOPMENT="1")

    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["SESSION_COOKIE_SECURE"] is False


def test_hosts_are_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = PRODUCTION | {"ALLOWED_HOSTS": "a.example.org, b.example.org c.example.org"}

    hosts = settings_from(monkeypatch, **environment)["ALLOWED_HOSTS"]

    assert hosts == ["a.example.org", "b.example.org", "c.example.org"]


def test_sqlite_waits_for_its_turn_and_keeps_what_it_acknowledged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = settings_from(monkeypatch, **PRODUCTION)["DATABASES"]["default"]

    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
    }
    assert "ATOMIC_REQUESTS" not in database or database["ATOMIC_REQUESTS"] is False


def test_postgresql_is_named_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://ann:secret@db.example.org:5433/decisions"

    database = settings_from(monkeypatch, **PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
    assert "init_command" not in database.get("OPTIONS", {})


def test_uploads_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(monkeypatch, **PRODUCTION)

    assert settings["FILE_UPLOAD_HANDLERS"] == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]
    assert settings["FILE_UPLOAD_MAX_MEMORY_SIZE"] == settings["MAX_BODY_BYTES"]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    names = {"DEVELOPMENT": "0", "SECRET_KEY": "", "ALLOWED_HOSTS": ""}
    # Set while a browser test runs in the same process; no deployment has it.
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**inherited, **names, "DJANGO_SETTINGS_MODULE": "decision.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_own_deployment_check_finds_nothing() -> None:
    key = "a long text with many different letters: 0123456789 abcdefghijklmnopqrstuvwxyz"

    done = manage("check", "--deploy", "--fail-level", "INFO", **PRODUCTION | {"SECRET_KEY": key})

    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_cannot_start_says_why_in_one_line() -> None:
    done = manage("migrate")

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("Not started: SECRET_KEY is not set.")
