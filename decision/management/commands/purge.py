"""``manage.py purge``: erase what is expired, or was deleted longer ago than can be undone."""

from typing import Any

from django.core.management.base import BaseCommand

from decision import actions
from decision.content import current_catalog


class Command(BaseCommand):
    help = "Erase expired assessments, and deleted ones whose undo period is over."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run it once a day; running it more often does no harm."""
        count = actions.purge(keep=current_catalog())
        erased = "1 assessment" if count == 1 else f"{count} assessments"
        self.stdout.write(f"Erased {erased}.")
