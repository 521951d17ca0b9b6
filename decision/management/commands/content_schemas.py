"""``manage.py content_schemas``: write the JSON Schemas that editors use."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from decision.catalog.json_schemas import schema_files
from decision.management.base import PlainCommand


class Command(PlainCommand):
    help = "Write the JSON Schema of every kind of content file into its folder `schemas`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            metavar="FOLDER",
            nargs="?",
            type=Path,
            default=settings.CONTENT_FOLDER / "schemas",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        files = schema_files()
        for stale in set(folder.glob("*.schema.json")) - {folder / name for name in files}:
            stale.unlink()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(files)} schemas written.")
