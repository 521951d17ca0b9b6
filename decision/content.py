"""The content that this installation serves, read once for each process.

Content is read-only and the same for every replica; a change of it needs a restart, like a
change of code.
"""

from functools import cache, lru_cache

from django.conf import settings

from decision.catalog import Catalog, catalog_from_files, load_catalog
from decision.models import Edition


@cache
def current_catalog() -> Catalog:
    """The catalog of the newest edition. Raises ``ContentError`` where content is broken."""
    return load_catalog(settings.CONTENT_FOLDER)


def catalog_for(edition: Edition) -> Catalog:
    """The catalog of a stored edition; the files are read only if it is not the current one."""
    current = current_catalog()
    return current if edition.pk == current.content_hash else _stored_catalog(edition.pk)


@lru_cache(maxsize=8)
def _stored_catalog(content_hash: str) -> Catalog:
    """A stored edition never changes, so it is read once for each process."""
    return catalog_from_files(Edition.objects.get(pk=content_hash).files)
