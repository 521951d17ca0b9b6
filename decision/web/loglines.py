"""Log lines without secrets: whoever reads the log must not be able to open an assessment, nor
come into a workshop."""

import logging
import re

# The pages that open a link or a room have the secret or the join code in their path; elsewhere
# a secret shows by its prefix.
SECRETS = re.compile(
    r"(?<=/open/|/join/)[^/\s\"'<>?#]+|\b(edit|read|facilitate|project|participate)-[A-Za-z0-9_-]{20,}"
)


class WithoutSecrets(logging.Formatter):
    """Removes link secrets and join codes from the finished line, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub("[secret]", super().format(record))
