"""``manage.py check_content [FOLDER]``: is the content in order, and if not, where.

The worked examples are tried too: each has to give the results that it promises.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import CommandParser

from decision.catalog import Catalog, ContentError, Problem, load_catalog
from decision.catalog.examples import broken_promises
from decision.management.base import BAD_INPUT, PlainCommand


class Command(PlainCommand):
    help = "Check a content folder, try its examples, print every problem with file and line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", metavar="FOLDER", nargs="?", type=Path, default=settings.CONTENT_FOLDER
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            catalog = load_catalog(options["folder"])
        except ContentError as error:
            self._refuse(error.problems)
        broken = broken_promises(catalog)
        if broken:
            self._refuse(broken)
        self.stdout.write(summary(catalog))

    def _refuse(self, problems: Sequence[Problem]) -> NoReturn:
        for problem in problems:
            self.stderr.write(str(problem))
        count = len(problems)
        self.stderr.write(f"{count} problem{'' if count == 1 else 's'}.")
        raise SystemExit(BAD_INPUT)


def summary(catalog: Catalog) -> str:
    """What the content holds, in a few lines."""
    counts = {
        "sections": catalog.sections,
        "questions": catalog.questions,
        "facts": catalog.facts,
        "factors": catalog.rulebook.factors,
        "gates": catalog.gates,
        "implications": catalog.implications,
        "contradictions": catalog.contradictions,
        "kinds of store": catalog.kinds,
        "guardrails": catalog.guardrails,
        "prerequisites": catalog.prerequisites,
        "playbooks": catalog.playbooks,
        "disagreements": catalog.disagreements,
        "glossary terms": catalog.glossary,
        "sources": catalog.sources,
        "examples": catalog.examples,
    }
    lines = [f"{len(items):>5} {name}" for name, items in counts.items()]
    head = f"Edition {catalog.edition.id}, content hash {catalog.content_hash}. No problem found."
    return "\n".join([head, *lines])
