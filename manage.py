#!/usr/bin/env python3
"""Django's command line for this project.

Works from a fresh clone once ``make run`` or ``make test`` has made ``.venv``, also with a
Python outside of it.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

VENV_PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    if find_spec("django") is None:
        use_the_project_python()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decision.settings")
    # By hand and without any settings this is a developer's machine. A server is started by
    # decision.wsgi, which assumes production and refuses to run without its settings.
    if not {"SECRET_KEY", "ALLOWED_HOSTS", "DEVELOPMENT"} & os.environ.keys():
        os.environ["DEVELOPMENT"] = "1"

    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What to set is the last thing a person needs to look for in a traceback.
        sys.exit(f"Not started: {error}")
    except OperationalError as error:
        reason = " ".join(str(error).split())
        sys.exit(f"The database cannot be used: {reason}. See DATABASE_URL and DATA_FOLDER.")


def use_the_project_python() -> None:
    """Start again with the Python that has the dependencies; returns only if it is missing."""
    if not VENV_PYTHON.exists():
        sys.exit("The dependencies are not installed yet: `make run` or `make test` does that.")
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])  # noqa: S606 (our own Python)


if __name__ == "__main__":
    main()
