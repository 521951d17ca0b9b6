"""How the settings read the environment: strictly, with a message that says what is allowed."""

import os
from collections.abc import Collection

import dj_database_url
from dj_database_url import DBConfig
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable's value; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas or spaces."""
    return text(name, default).replace(",", " ").split()


def language_names(*codes: str) -> list[tuple[str, str]]:
    """Each language code once, with the language's own name for itself."""
    unknown = [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]
    if unknown:
        raise ImproperlyConfigured(f"LANGUAGES names {unknown[0]!r}, which is no language code.")
    return [(code, LANG_INFO[code]["name_local"].capitalize()) for code in dict.fromkeys(codes)]


def flag(name: str, *, default: bool = False) -> bool:
    """A switch: 1 or 0. Anything else is refused, so that a typing error turns nothing on."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def number(name: str, default: int, most: int) -> int:
    """A whole number above zero, at most ``most``."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not value.strip("0"):
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value!r}.")
    if len(value) > len(str(most)) or int(value) > most:
        raise ImproperlyConfigured(f"{name} must be at most {most}.")
    return int(value)


def one_of(name: str, default: str, allowed: Collection[str]) -> str:
    """One of these words, in capital letters or not."""
    value = text(name, default)
    if value.upper() not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value.upper()


def database(name: str, default: str, conn_max_age: int) -> DBConfig:
    """The database at an address. The address is never quoted: it can hold a password."""
    try:
        return dj_database_url.parse(
            text(name, default), conn_max_age=conn_max_age, conn_health_checks=True
        )
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is no address of a database. It looks like "
            "postgres://user:password@host:5432/name or sqlite:////folder/db.sqlite3"
        ) from error
