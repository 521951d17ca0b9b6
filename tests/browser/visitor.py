"""Somebody with a browser, who notes whatever the browser complains about."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Download, Page, Request, Response

from tests.browser.looks import Look
from tests.systems import Shop

#: Milliseconds that a busy machine may take for anything. Whoever waits goes on at once when it
#: is there, so only a failure takes as long.
PATIENCE = 30_000


class Visitor:
    """One browser context with one page.

    ``problems`` holds console errors (among them each violation of the content security
    policy), script errors and requests that leave the site, each with the page it came from.
    """

    def __init__(self, browser: Browser, site: str, **options: Any) -> None:
        self.site = site
        self.problems: list[str] = []
        self._forgiven: list[str] = []
        self._answered: set[str] = set()
        self._context = browser.new_context(base_url=site, accept_downloads=True, **options)
        self._context.set_default_timeout(PATIENCE)
        self._context.on("request", self._check_origin)
        self._context.on("console", self._check_message)
        self._context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        self.page: Page = self.new_tab()

    def new_tab(self) -> Page:
        """Another tab with the same cookies."""
        return self._context.new_page()

    def go(self, path: str) -> Response:
        """Open a path of the site, whatever its status is."""
        response = self.page.goto(path)
        assert response is not None
        return response

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return urlsplit(self.page.url).path

    @property
    def look(self) -> Look:
        return Look(self.page)

    def follow(self, name: str) -> None:
        """Go where the link with exactly this name leads, in the main part of the page."""
        link = self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first
        with self.page.expect_navigation():
            link.click()

    def submit(self, name: str) -> None:
        """Press the button that sends a form, and go to the page that follows."""
        with self.page.expect_navigation():
            self.press_button(name)

    def press_button(self, name: str) -> None:
        """Press a button by which the page stays."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def download(self, name: str) -> Download:
        """Follow a link of the main part of the page that leads to a file, maybe a report."""
        link = self.page.get_by_role("main").get_by_role("link", name=name)
        with self.page.expect_download(timeout=1000 * settings.REPORT_SECONDS) as download:
            link.click(no_wait_after=True)
        return download.value

    def forgive(self, *words: str) -> None:
        """Let pass what the browser reports about a fault that the test itself makes."""
        self._forgiven += words

    def address(
        self, shop: Shop, name: str, *arguments: object, query: dict[str, str] | None = None
    ) -> str:
        return reverse(name, args=[shop.assessment.pk, *arguments], query=query)

    def open_link(self, secret: str) -> None:
        """Come in by an edit link or a read link."""
        self.go(reverse("link-open", args=[secret]))
        self.submit("Open the assessment")

    def clear_cookies(self) -> None:
        self._context.clear_cookies()

    def leave(self) -> None:
        """Close the browser context; fail when something was wrong on any page."""
        for page in self._context.pages:
            page.unroute_all(behavior="ignoreErrors")
        self._context.close()
        problems = [
            problem
            for problem in self.problems
            if not any(each in problem for each in self._forgiven)
        ]
        assert problems == [], "\n".join(problems)

    def _check_origin(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:")):
            self.problems.append(f"request to another origin: {request.url}")

    def _check_message(self, message: ConsoleMessage) -> None:
        page = message.page.url if message.page else ""
        # Chromium reports the status of a refused page; tests open such pages on purpose.
        is_own_status = (
            message.text.startswith("Failed to load resource") and message.location["url"] == page
        )
        # A hint about speed, which depends on how busy the machine is.
        is_hint = "was preloaded using link preload but not used" in message.text
        if message.type in {"error", "warning"} and not (is_own_status or is_hint):
            self.problems.append(f"{page}: {message.text}")
