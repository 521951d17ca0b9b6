"""The corpus of real files, which lies beside the project where it is there at all."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def corpus() -> Path:
    """The folder of the corpus; the test is skipped where there is none."""
    folder = PROJECT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("The corpus of real infrastructure files is not beside the project.")
    return folder
