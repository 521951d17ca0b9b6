"""Flips: the smallest sets of answer changes that give a store another verdict."""

from collections.abc import Iterator, Mapping

from decision.domain.answers import Store, System, known, of_store
from decision.domain.recommendation import with_kind
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.pairs import Tried, pair_flips
from decision.domain.sensitivity.shapes import Change, Flip, LoadBearing, Turn
from decision.domain.sensitivity.situations import Situations, situations
from decision.domain.vocabulary import Level


class StoreChanges:
    """Every single change of one store's answers, tried once, and what follows from that."""

    def __init__(self, rulebook: Rulebook, system: System, store: Store) -> None:
        self._situations: Situations = situations(rulebook)
        self.store = store
        self.answers = with_kind(rulebook, store, of_store(system, store))
        self.now = self._situations.of(self.answers)
        self.verdict = self._situations.verdict(self.now)
        self._said = {**system.answers, **store.answers, **self.answers}
        self.tried = list(self._try_all(rulebook, system))

    def flips(self) -> tuple[Flip, ...]:
        """All flips of one and of two changes, in content order."""
        single = [each for each in self.tried if each.verdict is not self.verdict]
        return (
            *(Flip((each.change,), each.verdict) for each in single),
            *pair_flips(self._situations, self.now, self.verdict, self.tried),
        )

    def load_bearing(self) -> tuple[LoadBearing, ...]:
        """Given answers whose change alone flips the verdict."""
        turns: dict[str, list[Tried]] = {}
        for each in self.tried:
            if each.verdict is not self.verdict and each.change.question in self.answers:
                turns.setdefault(each.change.question, []).append(each)
        return tuple(
            LoadBearing(
                question,
                found[0].change.level,
                self.answers[question],
                tuple(Turn(each.change.after, each.verdict) for each in found),
            )
            for question, found in turns.items()
        )

    def first_answers(self) -> Mapping[str, list[Tried]]:
        """The tried answers by open question, in content order."""
        found: dict[str, list[Tried]] = {}
        for each in self.tried:
            if each.change.question not in self.answers:
                found.setdefault(each.change.question, []).append(each)
        return found

    def spread(self, question: str) -> int:
        """How far apart the scores are that the options of a question lead to."""
        scores = [
            self._situations.score(each.situation)
            for each in self.tried
            if each.change.question == question
        ]
        return max(scores) - min(scores)

    def _try_all(self, rulebook: Rulebook, system: System) -> Iterator[Tried]:
        for question in rulebook.questions:
            if self._situations.is_asked(self.now, question.id):
                yield from self._try(question.id, question.level, question.options)
        for fact in rulebook.facts:
            if fact.answerable and fact.id in known(self.store.answers):
                yield from self._try(fact.id, Level.STORE, fact.options)

    def _try(self, name: str, level: Level, options: tuple[str, ...]) -> Iterator[Tried]:
        for option in options:
            if option == self.answers.get(name):
                continue
            found = self._situations.changed(self.now, name, option)
            change = Change(name, level, self._said.get(name), option)
            yield Tried(change, found, self._situations.verdict(found))
