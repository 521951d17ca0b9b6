"""``manage.py purge``: erase what is expired, or was deleted longer ago than can be undone."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand

from decision import actions
from decision.content import current_catalog
from decision.reports.pdf import ReportCache

#: Finished reports hold answers and notes: they stay no longer than this after their last use.
REPORTS_KEPT_SECONDS = 24 * 3600


class Command(BaseCommand):
    help = "Erase expired assessments, deleted ones beyond undoing, old sessions and reports."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once a day; running it more often does no harm."""
        count = actions.purge(keep=current_catalog())
        SessionStore.clear_expired()
        ReportCache(settings.REPORT_CACHE_DIR).drop_older(REPORTS_KEPT_SECONDS)
        erased = "1 assessment" if count == 1 else f"{count} assessments"
        self.stdout.write(f"Erased {erased}.")
