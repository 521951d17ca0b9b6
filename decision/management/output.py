"""How commands write files: a message where that is not possible, exit code 2."""

from pathlib import Path

from django.core.management.base import CommandError

from decision.management.base import BAD_INPUT


def write_file(path: Path, data: bytes) -> None:
    """Write ``data``. Raises ``CommandError`` that says what is in the way."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CommandError(
            f"{path}: could not be written: {error.strerror}.", returncode=BAD_INPUT
        ) from error
