"""Locks on files: so many at once, and free again when they are let go."""

from pathlib import Path

import pytest

from decision.filelocks import first_free


def test_as_many_are_held_as_there_are_and_the_next_one_gets_none(tmp_path: Path) -> None:
    first, second = (first_free(tmp_path / "new", "name", 2) for _ in range(2))

    assert first is not None
    assert second is not None
    assert first.name != second.name
    assert first_free(tmp_path / "new", "name", 2) is None
    first.close()
    again = first_free(tmp_path / "new", "name", 2)
    assert again is not None
    assert again.name == first.name
    again.close()
    second.close()


def test_other_names_are_other_locks(tmp_path: Path) -> None:
    one, other = first_free(tmp_path, "one", 1), first_free(tmp_path, "other", 1)

    assert one is not None
    assert other is not None
    one.close()
    other.close()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (file := tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="file"):
        first_free(file / "folder", "name", 1)
