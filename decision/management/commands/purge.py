"""``manage.py purge``: erase what is expired, or was deleted longer ago than can be undone."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import CommandError
from django.db import Error

from decision import actions
from decision.actions.workshop import purge_workshops
from decision.catalog import ContentError
from decision.content import current_catalog
from decision.management.base import BAD_INPUT, PlainCommand
from decision.reports.pdf import ReportCache

#: Finished reports hold answers and notes: they stay no longer than this after their last use.
REPORTS_KEPT_SECONDS = 24 * 3600


class Command(PlainCommand):
    help = (
        "Erase expired assessments and workshops, deleted assessments beyond undoing, "
        "old sessions and reports."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once a day; running it more often does no harm."""
        try:
            workshops = purge_workshops()  # first: they hold editions that may go then
            assessments = actions.purge(keep=current_catalog())
            actions.purge_proposals()
            SessionStore.clear_expired()
        except ContentError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        except Error as error:
            reason = " ".join(str(error).split())
            raise CommandError(
                f"The database cannot be used ({reason}). Is it there, and is it up to date? "
                "`manage.py migrate` brings it up to date.",
                returncode=BAD_INPUT,
            ) from error
        ReportCache(settings.REPORT_CACHE_DIR).drop_older(REPORTS_KEPT_SECONDS)
        erased = (_counted(assessments, "assessment"), _counted(workshops, "workshop"))
        self.stdout.write(f"Erased {' and '.join(erased)}.")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
