"""Content: the files that authors edit, read into one frozen :class:`Catalog`.

Start with :mod:`decision.catalog.schema` (what each file holds); ``loader`` reads the files,
``references`` checks what needs several of them, ``rules`` builds the engine's rulebook.
"""

from decision.catalog.catalog import Catalog
from decision.catalog.files import languages_in
from decision.catalog.loader import ENGLISH, catalog_from_files, load_catalog
from decision.catalog.problems import ContentError, Problem

__all__ = [
    "ENGLISH",
    "Catalog",
    "ContentError",
    "Problem",
    "catalog_from_files",
    "languages_in",
    "load_catalog",
]
