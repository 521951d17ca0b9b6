"""One at a time: whoever comes second waits until the first is done."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from decision.web.turns import NoTurn, one_of, turn

#: Seconds; a turn that is never given is a failure.
LONG = 30


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    done: list[str] = []
    begun = Event()

    def second() -> None:
        begun.set()
        with turn(tmp_path, "a room"):
            done.append("second")

    thread = Thread(target=second)
    with turn(tmp_path, "a room"):
        thread.start()
        assert begun.wait(LONG)
        thread.join(0.2)
        done.append("first")
    thread.join(LONG)

    assert done == ["first", "second"]


def test_after_an_error_the_next_one_goes_on(tmp_path: Path) -> None:
    try:
        with turn(tmp_path, "a room"):
            raise ValueError
    except ValueError:
        pass

    with turn(tmp_path, "a room"):
        pass


def test_where_no_file_can_be_made_everybody_goes_at_once(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("not a folder")

    with turn(taken, "a room"), turn(taken, "a room"):
        pass


def test_so_many_go_at_once_and_one_more_is_turned_away(tmp_path: Path) -> None:
    with (
        one_of(tmp_path, "files", 2, 0),
        one_of(tmp_path, "files", 2, 0),
        pytest.raises(NoTurn),
        one_of(tmp_path, "files", 2, 0.01),
    ):
        pytest.fail("a third one got in")

    with one_of(tmp_path, "files", 1, 0), one_of(tmp_path, "others", 1, 0):
        pass


def test_who_waits_for_one_of_several_gets_the_first_that_is_free(tmp_path: Path) -> None:
    done: list[str] = []
    begun = Event()

    def second() -> None:
        begun.set()
        with one_of(tmp_path, "files", 1, LONG):
            done.append("second")

    thread = Thread(target=second)
    with one_of(tmp_path, "files", 1, 0):
        thread.start()
        assert begun.wait(LONG)
        thread.join(0.2)
        done.append("first")
    thread.join(LONG)

    assert done == ["first", "second"]


def test_another_process_waits_as_well(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from decision.web.turns import NoTurn, one_of\n"
        "try:\n    with one_of(Path(sys.argv[1]), 'files', 1, 0): print('in')\n"
        "except NoTurn: print('out')"
    )

    def other() -> str:
        command = [sys.executable, "-c", program, str(tmp_path)]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    with one_of(tmp_path, "files", 1, 0):
        held = other()

    assert (held, other()) == ("out\n", "in\n")


def test_where_no_file_can_be_made_all_of_them_go_at_once(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("not a folder")

    with one_of(taken, "files", 1, 0), one_of(taken, "files", 1, 0):
        pass
