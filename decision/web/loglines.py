"""Log lines without secrets: whoever reads the log must not be able to open an assessment."""

import logging
import re

# The page that opens a link has the secret in its path; elsewhere a secret shows by its prefix.
SECRETS = re.compile(
    r"(?<=/open/)[^/\s\"'<>?#]+|\b(edit|read|facilitate|project|participate)-[A-Za-z0-9_-]{20,}"
)


class WithoutSecrets(logging.Formatter):
    """Removes link secrets from the finished line, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub("[secret]", super().format(record))
