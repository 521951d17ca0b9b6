"""Remember what is worked out from a catalog alone, once for each language."""

from collections.abc import Callable
from functools import lru_cache, wraps

from django.utils.translation import get_language

from decision.catalog import Catalog

#: A few editions in a few languages.
KEPT = 16


def per_language[Result](function: Callable[[Catalog], Result]) -> Callable[[Catalog], Result]:
    """Cache ``function`` by catalog and active language; a catalog never changes."""

    @lru_cache(maxsize=KEPT)
    def remembered(catalog: Catalog, language: str | None) -> Result:
        return function(catalog)

    @wraps(function)
    def wrapper(catalog: Catalog) -> Result:
        return remembered(catalog, get_language())

    return wrapper
