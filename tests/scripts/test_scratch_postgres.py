"""A PostgreSQL for one run comes and goes without a trace."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from scripts.scratch_postgres import scratch_postgres
from scripts.system_packages import postgres_programs

PROGRAMS = postgres_programs()


@pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL server on this machine")
def test_it_answers_on_a_socket_and_leaves_nothing_behind() -> None:
    assert PROGRAMS is not None

    with scratch_postgres(PROGRAMS) as url:
        folder = Path(unquote(urlsplit(url).netloc.split("@")[1]))
        with psycopg.connect(url) as connection:
            row = connection.execute("SHOW listen_addresses").fetchone()
        assert row == ("",)
        assert folder.exists()

    assert not folder.exists()


def test_a_server_that_does_not_start_is_an_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0 and PROGRAMS is None:
        pytest.skip("root needs the user that the package makes")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(OSError, match="initdb"), scratch_postgres(tmp_path / "no-programs"):
        pass

    assert list(tmp_path.iterdir()) == []
