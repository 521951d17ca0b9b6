"""The shipped content, loaded once for all tests of decision quality."""

from functools import cache
from pathlib import Path

from decision.catalog.loader import load_catalog
from decision.domain.rulebook import Rulebook

PROJECT = Path(__file__).resolve().parents[2]
CONTENT = PROJECT / "content"


@cache
def rulebook() -> Rulebook:
    """The rulebook of ``content/``; loading fails with the list of problems."""
    return load_catalog(CONTENT).rulebook
