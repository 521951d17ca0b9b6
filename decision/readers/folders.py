"""Which files of a folder are read: those that may declare infrastructure, by their names."""

from pathlib import PurePath
from typing import Final

#: Folders that hold what tools have fetched, not what the team wrote.
FETCHED: Final = frozenset({".terraform", ".git", "node_modules", ".venv", "__pycache__"})
ENDINGS: Final = frozenset({".json", ".yaml", ".yml", ".tf", ".tofu", ".tfstate", ".template"})


def is_wanted(path: PurePath) -> bool:
    """Whether a file at this path, from the folder that was chosen, is read."""
    return path.suffix in ENDINGS and FETCHED.isdisjoint(path.parts)
