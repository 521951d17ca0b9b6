"""The content that this installation serves, read once for each process and language.

Content is read-only and the same for every replica; a change of it needs a restart, like a
change of code. Pages show it in the language that is active; rules, ids and the content hash
are the same in all languages.
"""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from decision.catalog import (
    ENGLISH,
    Catalog,
    ContentError,
    catalog_from_files,
    languages_in,
    load_catalog,
)
from decision.models import Edition


class UnreadableEdition(Exception):
    """A stored edition that this version of the program cannot read any more."""


def current_catalog() -> Catalog:
    """The catalog of the newest edition. Raises ``ContentError`` where content is broken."""
    return _current(settings.CONTENT_FOLDER, active_language())


def catalog_for(content_hash: str) -> Catalog:
    """The catalog of a stored edition; the files are read only if it is not the current one.

    Raises ``UnreadableEdition`` where its format is older than what is still understood.
    """
    current = current_catalog()
    if content_hash == current.content_hash:
        return current
    try:
        return _stored_catalog(content_hash, active_language())
    except ContentError as error:
        raise UnreadableEdition(content_hash) from error


def languages() -> list[tuple[str, str]]:
    """Code and own name of each language that pages can be read in, English always."""
    configured = list(settings.LANGUAGES)
    if len(configured) == 1:
        return configured
    translated = _translated(settings.CONTENT_FOLDER)
    return [(code, name) for code, name in configured if code == ENGLISH or code in translated]


def active_language() -> str:
    """The language of this request if content has it, else English."""
    active = get_language()
    return active if active and active in dict(languages()) else ENGLISH


@lru_cache(maxsize=16)
def _current(folder: Path, language: str) -> Catalog:
    return load_catalog(folder, language)


@lru_cache(maxsize=16)
def _stored_catalog(content_hash: str, language: str) -> Catalog:
    """A stored edition never changes, so it is read once for each process and language."""
    return catalog_from_files(Edition.objects.get(pk=content_hash).files, language)


@cache
def _translated(folder: Path) -> frozenset[str]:
    return languages_in(_current(folder, ENGLISH).files)
