"""A tiny content tree that is in order, to be broken one line at a time."""

from functools import cache
from pathlib import Path

from decision.catalog import Catalog, ContentError, catalog_from_files
from decision.catalog.files import read_folder

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "toy-content"


@cache
def toy_catalog() -> Catalog:
    """The toy content as a catalog."""
    return catalog_from_files(toy_files())


def toy_files() -> dict[str, str]:
    return read_folder(FOLDER)


def patched(file: str, old: str, new: str) -> dict[str, str]:
    """The toy files with one text replaced, which must be there exactly once."""
    files = toy_files()
    assert files[file].count(old) == 1, f"{old!r} is {files[file].count(old)} times in {file}"
    return {**files, file: files[file].replace(old, new)}


def problems_of(files: dict[str, str]) -> list[str]:
    """The messages of a content tree, as the command prints them; none if it is in order."""
    try:
        catalog_from_files(files)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []
