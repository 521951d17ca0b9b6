"""One at a time: whoever comes second waits until the first is done."""

from pathlib import Path
from threading import Event, Thread

from decision.web.turns import turn

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
