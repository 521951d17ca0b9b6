"""Somebody else at the same moment: an act in a thread, on a database connection of its own."""

from collections.abc import Callable
from threading import Thread

from django.db import connection

#: How long somebody else is given to get in between, in seconds. They do not, if they must wait.
A_MOMENT = 0.5


class Elsewhere:
    """``act`` in a thread that :meth:`begin` starts."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._results: list[object] = []
        self._thread = Thread(target=self._run)

    def begin(self) -> None:
        """Start, and give it a moment."""
        self._thread.start()
        self._thread.join(A_MOMENT)

    def result(self) -> object:
        """What came of it, when it is done: a result or an exception."""
        self._thread.join()
        [result] = self._results
        return result

    def _run(self) -> None:
        try:
            self._results.append(self._act())
        except Exception as error:
            self._results.append(error)
        finally:
            connection.close()
