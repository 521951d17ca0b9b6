"""``manage.py explain FILE STORE BOUNDARY ENVIRONMENT``: how one cell was worked out."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandParser

from decision.catalog.problems import did_you_mean, excerpt, listed
from decision.domain.answers import Store, System
from decision.domain.vocabulary import Boundary, Environment
from decision.management.input import AnswerFileCommand
from decision.records.explanation import explain


class Command(AnswerFileCommand):
    help = "Show step by step how the result of one store, boundary and environment came about."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("store", metavar="STORE", help="the store's name in the file")
        parser.add_argument("boundary", metavar="BOUNDARY", help=listed(tuple(Boundary)))
        parser.add_argument("environment", metavar="ENVIRONMENT", help=listed(tuple(Environment)))

    def handle(self, *args: Any, **options: Any) -> None:
        catalog, system = self.read(options["file"])
        store = self._store(system, options["store"])
        boundary = Boundary(self._known("boundary", options["boundary"], Boundary))
        environment = Environment(self._known("environment", options["environment"], Environment))
        text = explain(catalog, system, store, boundary, environment)
        self.stdout.write(text, ending="")

    def _store(self, system: System, name: str) -> Store:
        stores = {store.name: store for store in system.stores}
        return stores[self._known("store", " ".join(name.split()), stores)]

    def _known(self, what: str, name: str, known: Iterable[str]) -> str:
        """The name, if there is such a thing; else the command ends."""
        names = tuple(known)
        if name not in names:
            hint = did_you_mean(name, names) or f"there is {listed(names) or 'none'}"
            self.refuse([f"unknown {what} {excerpt(name)} ({hint})"])
        return name
