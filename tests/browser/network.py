"""A network that is as slow as a test wants it to be."""

from collections.abc import Callable
from time import monotonic

from playwright.sync_api import Page, Route

from tests.browser.visitor import PATIENCE


class Held:
    """Requests of one kind that wait, until they are let go.

    ``seen`` counts them from the first one on. The server answers when a request is let go, or
    ``at_once``: then the answer waits, and is out of date when it comes.
    """

    def __init__(
        self, page: Page, address: str, method: str = "GET", *, at_once: bool = False
    ) -> None:
        self.seen = 0
        self._page = page
        self._method = method
        self._at_once = at_once
        self._waiting: list[Callable[[], None]] = []
        self._is_open = False
        page.route(address, self._take)

    def wait(self) -> None:
        """Until there is one that waits."""
        end = monotonic() + PATIENCE / 1000
        while not self._waiting:
            assert monotonic() < end, "Nothing was asked for."
            self._page.wait_for_timeout(10)  # in which the browser is listened to

    def let_go(self) -> None:
        """Let go on what waits, and hold nothing any more."""
        self._is_open = True
        for go_on in self._waiting:
            go_on()
        self._waiting.clear()

    def _take(self, route: Route) -> None:
        if route.request.method != self._method:
            route.fallback()
            return
        self.seen += 1
        if self._is_open:
            route.continue_()
        elif self._at_once:
            self._answer_later(route)
        else:
            self._waiting.append(route.continue_)

    def _answer_later(self, route: Route) -> None:
        answer = route.fetch()
        if self._is_open:  # it was let go meanwhile
            route.fulfill(response=answer)
        else:
            self._waiting.append(lambda: route.fulfill(response=answer))
