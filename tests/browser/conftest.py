"""One Chromium for all browser tests; each test has visitors of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.visitor import PATIENCE, Visitor

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

expect.set_options(timeout=PATIENCE)

type NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this run. Without one the tests are skipped, but never in CI."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("There is no chromium, and in CI the browser tests may not be left out.")
    if program is None:
        pytest.skip("There is no chromium on this machine: the browser tests are left out.")
    # Playwright keeps an event loop in this thread as long as it lives, beside which Django would
    # refuse to touch the database, in every test that follows.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_visitor(chromium: Browser, live_server: LiveServer) -> Iterator[NewVisitor]:
    """Make visitors, each with cookies of their own; at the end none may have met a problem.

    Options are those of a Playwright browser context, such as ``java_script_enabled``.
    """
    with ExitStack() as visitors:

        def new(**options: object) -> Visitor:
            visitor = Visitor(chromium, live_server.url, **options)
            visitors.callback(visitor.leave)
            return visitor

        yield new


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    return new_visitor()
