"""content/ in, one frozen :class:`Catalog` out."""

from decision.catalog.catalog import Catalog

__all__ = ["Catalog"]
