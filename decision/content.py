"""Which catalog is in force: the current content, or the edition of an assessment."""

from functools import lru_cache

from django.conf import settings

from decision.catalog import Catalog
from decision.catalog.loader import catalog_from_files, load_catalog
from decision.models import Edition


@lru_cache(maxsize=1)
def current_catalog() -> Catalog:
    """The content of this installation, read once per process."""
    return load_catalog(settings.CONTENT_DIR)


def catalog_for(edition: Edition) -> Catalog:
    """The catalog of a stored edition; the files are read only if it is not the current one."""
    current = current_catalog()
    return current if edition.pk == current.content_hash else _stored_catalog(edition.pk)


@lru_cache(maxsize=8)
def _stored_catalog(content_hash: str) -> Catalog:
    return catalog_from_files(Edition.objects.get(pk=content_hash).files)
