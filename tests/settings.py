"""The project's settings for a test run, on any machine and beside other runs.

SQLite tests use a file, not shared memory: threads of the live server then have connections of
their own, as in production.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="together-or-not-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ.update(
    DEVELOPMENT="1",
    DEBUG="0",
    SECRET_KEY="only for tests, never for a site",
    DATA_FOLDER=str(FOLDER),
)

from decision.settings import *  # noqa: E402, F403
from decision.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}

# Many tests at once leave little of a machine to each of them.
REPORT_SECONDS = 300
