"""What all checks share: the known names, and ways to report."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from decision.catalog.answering import Answering
from decision.catalog.conditions import mentions, misshapen
from decision.catalog.content import Content, Place
from decision.catalog.problems import Problem, did_you_mean, excerpt, listed
from decision.domain.advice import VERDICT
from decision.domain.rulebook import ENVIRONMENT
from decision.domain.vocabulary import DONT_KNOW, Environment, Level, Result

#: Names that a condition may read besides questions and facts.
type Extra = Mapping[str, tuple[str, ...]]

EVERYWHERE: Extra = {ENVIRONMENT: tuple(Environment)}
IN_ADVICE: Extra = {**EVERYWHERE, VERDICT: tuple(Result)}


class Checker:
    """Known names of one content, and the problems found so far.

    A collection of names is None where a broken file leaves it incomplete: then nothing can
    be said about a name.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.problems: list[Problem] = []
        whole = content.whole
        self.sources = _ids(content.sources) if whole("sources.yaml") else None
        self.terms = _ids(content.terms) if whole("glossary.yaml") else None
        self.kinds = _ids(content.kinds) if whole("kinds.yaml") else None
        self.prerequisites = _ids(content.prerequisites) if whole("prerequisites.yaml") else None
        asked = [question for _, question in content.placed_questions()]
        self.questions = {each.id: each for each in asked}
        self.facts = {each.id: each for each in content.facts}
        self.knows_questions = whole("questions", "facts.yaml")
        options = {each.id: tuple(option.id for option in each.options) for each in asked}
        self.options = {**options, **{each.id: tuple(each.values) for each in content.facts}}
        stated = {each.id: tuple(each.values) for each in content.facts if each.answerable}
        self.answering = Answering(
            levels={each.id: Level(each.level) for each in asked}
            | dict.fromkeys(stated, Level.STORE),
            options=options | stated,
        )

    def report(self, place: Place, message: str, hint: str = "") -> None:
        document = self.content.documents[place.file]
        self.problems.append(document.problem(place.path, message, hint))

    def refer(self, what: str, place: Place, name: str, known: Collection[str] | None) -> None:
        """Report a name that does not exist."""
        if known is not None and name not in known:
            self.report(place, f"unknown {what} {excerpt(name)}", did_you_mean(name, known))

    def refer_all(
        self, what: str, place: Place, names: Iterable[str], known: Collection[str] | None
    ) -> None:
        for number, name in enumerate(names):
            self.refer(what, place / number, name, known)

    def sourced(self, place: Place, sources: list[str]) -> None:
        """Rules and texts need a source, and it must exist."""
        if not sources:
            self.report(place / "sources", "at least one source must be named")
        self.refer_all("source", place / "sources", sources, self.sources)

    def unique(self, what: str, placed: Iterable[tuple[Place, str]]) -> None:
        """Report ids that come a second time."""
        first: dict[str, Place] = {}
        for place, name in placed:
            if name not in first:
                first[name] = place
                continue
            line = self.content.documents[first[name].file].line(first[name].path)
            where = f"first in {first[name].file}:{line}"
            self.report(place, f"the {what} {excerpt(name)} is here a second time", where)

    def condition(
        self,
        place: Place,
        data: Mapping[str, Any] | None,
        extra: Extra = EVERYWHERE,
        *,
        unknown: bool = False,
    ) -> bool:
        """Check a condition's form, names and options; say whether its form is right."""
        if data is None:
            return True
        wrong = list(misshapen(data, place.path))
        for path, message in wrong:
            self.report(Place(place.file, path), message)
        if not wrong:
            self._check_mentions(place, data, extra, unknown)
        return not wrong

    def _check_mentions(
        self, place: Place, data: Mapping[str, Any], extra: Extra, unknown: bool
    ) -> None:
        names = {**self.options, **extra}
        for mention in mentions(data, place.path):
            here = Place(place.file, mention.path)
            if mention.option is None and not unknown:
                self.report(here, "'unknown' can only be used in advice, not in rules")
            elif mention.name == VERDICT and VERDICT not in extra:
                self.report(here, "'verdict' cannot be used here")
            elif mention.name not in names:
                if self.knows_questions:
                    hint = did_you_mean(mention.name, names)
                    self.report(here, f"unknown question or fact {excerpt(mention.name)}", hint)
            elif mention.option is not None and mention.option not in names[mention.name]:
                self._no_option(here, mention.name, mention.option, names[mention.name])

    def _no_option(self, place: Place, name: str, option: str, known: tuple[str, ...]) -> None:
        message = f"{excerpt(option)} is no option of '{name}': use {listed(known)}"
        hint = did_you_mean(option, known)
        if option == DONT_KNOW:
            hint = "a missing answer makes a condition undecided by itself"
        self.report(place, message, hint)


def _ids(items: Iterable[Any]) -> frozenset[str]:
    return frozenset(item.id for item in items)
