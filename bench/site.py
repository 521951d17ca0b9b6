"""Visits to the site within this process: no server, no network, a database in a file."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from decision import actions
from decision.content import current_catalog
from decision.domain.answers import System
from decision.domain.findings import kept_findings
from decision.models import Assessment


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that has opened the edit link of one stored assessment."""

    client: Client
    assessment: Assessment

    def get(self, name: str, *arguments: object) -> bytes:
        """The page of this name; anything but a page raises."""
        response = self.client.get(reverse(name, args=[self.assessment.pk, *arguments]))
        if response.status_code != 200:
            raise RuntimeError(f"{name} answered {response.status_code}.")
        return bytes(response.content)

    def get_afresh(self, name: str, *arguments: object) -> bytes:
        """The page as after a change of answers: nothing on it was worked out or drawn before."""
        forget()
        return self.get(name, *arguments)

    def queries(self, name: str, *arguments: object) -> int:
        """How many queries a page takes."""
        with CaptureQueriesContext(connection) as captured:
            self.get(name, *arguments)
        return len(captured)

    def bare(self) -> bytes:
        """The view that does nothing."""
        return bytes(self.client.get(reverse("bare")).content)


def forget() -> None:
    """Forget what is kept of answers seen before: findings and drawings."""
    kept_findings(current_catalog().rulebook).clear()
    cache.clear()


def visit(system: System) -> Visit:
    """Store a system and open it."""
    created = actions.import_system(system=system, catalog=current_catalog())
    client = Client(headers={"host": "localhost"})
    client.post(reverse("link-open", args=[created.edit_secret]))
    return Visit(client, created.assessment)
