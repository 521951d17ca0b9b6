"""Reading answer files: what a team said, as YAML or JSON.

::

    system: Serverless start-up
    answers: {iac-adoption: full, team-structure: cross-functional}
    notes: {iac-adoption: All stacks are in one repository.}
    stores:
      - name: orders table
        kind: key-value-database
        answers: {consumers: exclusive, recovery: restorable}

Anybody may send such a file, so it is refused as a whole, with every problem named, before
any of it is used.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from decision.catalog import Catalog, Problem
from decision.catalog.answering import answering, statement_conflicts
from decision.catalog.plaintext import UnreadableError, is_invisible
from decision.catalog.problems import did_you_mean, did_you_mean_one_of, excerpt, listed
from decision.catalog.yamltree import Document, Path, read_tree
from decision.domain.answers import Store, System, known, of_store
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Level

FORMAT = 1
MOST_STORES = 200
MOST_NAME = 200
MOST_NOTE = 4_000
#: Who sees this many problems mends those first.
MOST_PROBLEMS = 50

SYSTEM_KEYS = ("system", "answers", "notes", "stores", "format", "edition")
STORE_KEYS = ("name", "kind", "answers", "notes")


class AnswerFileError(Exception):
    """The file cannot be used; ``problems`` says why, in the order of its lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(set(problems), key=lambda each: (each.line, each.message))
        self.problems: tuple[Problem, ...] = tuple(found)
        super().__init__("\n".join(map(str, self.problems)))


def read_answer_file(data: bytes | str, name: str, catalog: Catalog) -> System:
    """The system that a file describes; ``name`` is for messages.

    Raises ``AnswerFileError`` when anything in it is unknown, illegal, out of bounds or at
    odds with itself.
    """
    try:
        document = read_tree(data, name)
    except UnreadableError as error:
        raise AnswerFileError(error.problems) from None
    return system_from(document, catalog)


def system_from(document: Document, catalog: Catalog) -> System:
    """The system in a file that was read already."""
    reader = _Reader(document, catalog)
    try:
        system = reader.system()
    except _EnoughError:
        system = None
    if system is None or reader.problems:
        raise AnswerFileError(reader.problems)
    return system


class _EnoughError(Exception):
    """So many problems that looking for more helps nobody."""


class _Reader:
    """Walks through one document and collects what is wrong with it."""

    def __init__(self, document: Document, catalog: Catalog) -> None:
        self.document = document
        self.catalog = catalog
        self.rulebook = catalog.rulebook
        self.legal = answering(self.rulebook.questions, self.rulebook.facts)
        self.problems: list[Problem] = []

    def report(self, path: Path, message: str, hint: str = "") -> None:
        self.problems.append(self.document.problem(path, message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _EnoughError

    def system(self) -> System | None:
        if self.document.value is None:
            self.report((), "the file is empty")
            return None
        top = self.mapping((), self.document.value, SYSTEM_KEYS)
        if not isinstance(self.document.value, dict):
            return None
        self.header(top)
        system = System(
            name=self.name((), top, "system"),
            answers=self.answers((), top, Level.SYSTEM),
            notes=self.notes((), top, Level.SYSTEM),
            stores=self.stores(top),
        )
        for number, store in enumerate(system.stores):
            self.conflicts(("stores", number), system, store)
        return system

    def header(self, top: Mapping[str, Any]) -> None:
        """``format`` and ``edition`` come with exports; only the format has to fit."""
        written = top.get("format", FORMAT)
        if written != FORMAT or isinstance(written, bool):
            self.report(("format",), f"this program reads answer files of format {FORMAT} only")
        if not isinstance(top.get("edition", ""), str):
            self.report(("edition",), "must be text", "put it in quotes")

    def mapping(self, path: Path, value: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
        """A mapping that may only have these keys."""
        if not isinstance(value, dict):
            what = "the file" if not path else "a store"
            self.report(path, f"{what} must be a mapping with the keys {listed(keys)}")
            return {}
        for key in value:
            if key not in keys:
                self.report((*path, key), f"unknown key {excerpt(key)}", self._other_key(key, keys))
        return value

    def _other_key(self, key: str, keys: tuple[str, ...]) -> str:
        """What to write instead of a key; a question belongs under the answers of its level."""
        if key in self.legal.levels:
            whose = "a store" if self.legal.levels[key] is Level.STORE else "the system"
            return f"'{key}' belongs under 'answers:' of {whose}"
        return did_you_mean(key, keys) or f"the keys here are {listed(keys)}"

    def name(self, path: Path, within: Mapping[str, Any], key: str) -> str:
        """A name on one line, with single spaces, as the pages store it."""
        if key not in within:
            self.report(path, f"missing key '{key}'", "it gives the name")
            return ""
        value = within[key]
        if not isinstance(value, str):
            number = isinstance(value, int | float)
            self.report((*path, key), "must be text", "put it in quotes" if number else "")
            return ""
        if "\n" in value.strip():
            self.report((*path, key), "must be on one line")
        tidy = " ".join(value.split())
        if not tidy:
            self.report((*path, key), "must not be empty")
        elif is_invisible(tidy):
            self.report((*path, key), "must have something that can be seen")
        if len(tidy) > MOST_NAME:
            self.report((*path, key), f"must not be longer than {MOST_NAME} characters")
        return tidy

    def answers(self, path: Path, within: Mapping[str, Any], level: Level) -> dict[str, str]:
        """Legal answers at one level; an empty ``answers:`` is none."""
        found = self._by_question((*path, "answers"), within, level)
        for question, option in found.items():
            finding = self.legal.illegal(question, option)
            if finding:
                self.report((*path, "answers", question), *finding)
        return found

    def notes(self, path: Path, within: Mapping[str, Any], level: Level) -> dict[str, str]:
        """Notes by question; empty ones are left out."""
        found: dict[str, str] = {}
        for question, note in self._by_question((*path, "notes"), within, level).items():
            here = (*path, "notes", question)
            if not isinstance(note, str):
                hint = "put it in quotes" if isinstance(note, int | float) else ""
                self.report(here, "must be text", hint)
            elif len(note.strip()) > MOST_NOTE:
                self.report(here, f"must not be longer than {MOST_NOTE:,} characters")
            elif note.strip():
                found[question] = note.strip()
        return found

    def _by_question(self, path: Path, within: Mapping[str, Any], level: Level) -> dict[str, Any]:
        """The entries of a mapping by question, without those that do not belong here."""
        value = within.get(str(path[-1]))
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report(path, f"'{path[-1]}' must be a mapping by question")
            return {}
        found: dict[str, Any] = {}
        for question, given in value.items():
            finding = self.legal.misplaced(question, level)
            if finding:
                self.report((*path, question), *finding)
            else:
                found[question] = given
        return found

    def stores(self, top: Mapping[str, Any]) -> tuple[Store, ...]:
        value = top.get("stores")
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report(("stores",), "'stores' must be a list")
            return ()
        if len(value) > MOST_STORES:
            self.report(("stores",), f"there are more than {MOST_STORES} stores")
            return ()
        found = [self.store(("stores", number), each) for number, each in enumerate(value)]
        first: dict[str, int] = {}
        for number, store in enumerate(found):
            if store.name and first.setdefault(store.name, number) != number:
                line = self.document.line(("stores", first[store.name]))
                message = f"a store named {excerpt(store.name)} is here a second time"
                self.report(("stores", number, "name"), message, f"first in line {line}")
        return tuple(found)

    def store(self, path: Path, value: object) -> Store:
        given = self.mapping(path, value, STORE_KEYS)
        if not isinstance(value, dict):
            return Store("")
        return Store(
            name=self.name(path, given, "name"),
            kind=self.kind(path, given),
            answers=self.answers(path, given, Level.STORE),
            notes=self.notes(path, given, Level.STORE),
        )

    def kind(self, path: Path, given: Mapping[str, Any]) -> str | None:
        value = given.get("kind")
        if value is None or (isinstance(value, str) and value in self.catalog.kinds):
            return value
        if not isinstance(value, str):
            self.report((*path, "kind"), "must be text")
            return None
        kinds = self.catalog.kinds
        hint = did_you_mean_one_of(value, kinds) or f"the kinds are {listed(list(kinds))}"
        self.report((*path, "kind"), f"unknown kind {excerpt(value)}", hint)
        return None

    def conflicts(self, path: Path, system: System, store: Store) -> None:
        """A fact that is stated and that the other answers rule out."""
        if self.problems:
            return  # answers that were refused would lead to more, and misleading, messages
        said = with_kind(self.rulebook, store, of_store(system, store))
        for fact, possible in statement_conflicts(self.rulebook, said):
            stated = known(store.answers)[fact]
            message = f"'{fact}: {stated}' contradicts the other answers of this store"
            hint = f"they lead to {listed(possible)}" if possible else "they lead to no value"
            self.report((*path, "answers", fact), message, hint)
