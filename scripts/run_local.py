"""Bring the database up to date and serve the app on this machine, in one process.

``python -m scripts.run_local HOST:PORT [reload]``. As two commands, Django and the content would
be loaded twice, and the start would take twice as long.
"""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command


def serve(address: str, *, reload: bool) -> None:
    """Migrate, then serve until interrupted; raises ImproperlyConfigured on a bad setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decision.settings")
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    django.setup()
    # The server checks everything right after this, the content included.
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("runserver", address, use_reloader=reload)


if __name__ == "__main__":
    try:
        serve(sys.argv[1], reload="reload" in sys.argv[2:])
    except ImproperlyConfigured as error:
        sys.exit(f"Not started: {error}")
