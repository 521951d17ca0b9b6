"""Flips: the smallest sets of answer changes that give a store another verdict."""

from collections.abc import Iterator, Mapping

from decision.domain.answers import Store, System, known, of_store
from decision.domain.limits import stand
from decision.domain.prefill import assumed_questions, from_kind, unknown_to_the_team
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.pairs import Tried, flip, pair_flips
from decision.domain.sensitivity.shapes import Change, Flip, LoadBearing, Turn
from decision.domain.sensitivity.situations import Situation, Situations, situations
from decision.domain.unknowns import result_of
from decision.domain.vocabulary import (
    DONT_KNOW,
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Level,
    Result,
)

ASK_FIRST = Result.ASK_FIRST


class StoreChanges:
    """Every single change of one store's answers, tried once, and what follows from that."""

    def __init__(self, rulebook: Rulebook, system: System, store: Store) -> None:
        self._situations: Situations = situations(rulebook)
        self.store = store
        standing = stand(rulebook, system, store)
        self.standing = standing
        self.answers = standing.answers
        given = standing.given
        self._given = {**given, **self.answers}
        self._said = {**system.answers, **store.answers, **given}
        self._plain = self._situations.of(_said_or_of_kind(rulebook, system, store))
        self.now = self._situations.completed(self._plain)
        self.verdict = (
            result_of(rulebook, standing, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)
            if standing.aside
            else self._situations.verdict(self.now)
        )
        self._level = {node.id: Level.STORE for node in rulebook.facts}
        self._level |= {question.id: question.level for question in rulebook.questions}
        self._changeable = {each.id for each in rulebook.questions if each.changeable}
        self.tried = list(self._try_all(rulebook))
        self._alone = {(e.change.question, e.change.after): e.verdict for e in self.tried}

    def flips(self) -> tuple[Flip, ...]:
        """All flips of one and of two changes.

        Those that only open a question come last, those that place the store nowhere before
        them. Changes that a team can make come before others, smaller flips before larger
        ones, and the rest is in content order.
        """
        found = [*self._single_flips(), *self._pair_flips()]
        return tuple(sorted(found, key=self._place))

    def _place(self, flip: Flip) -> tuple[bool, bool, bool, int]:
        given = all(change.question in self._changeable for change in flip.changes)
        nowhere = flip.verdict in (Result.NOT_YET, Result.NOT_APPLICABLE)
        return bool(flip.opens), nowhere, not given, len(flip.changes)

    def _single_flips(self) -> Iterator[Flip]:
        """Flips of one change; one that opens a question is followed through its answers."""
        for each in self.tried:
            if each.verdict is None or each.verdict is self.verdict:
                continue
            followed = list(self._followed(each)) if each.verdict is ASK_FIRST else []
            yield from followed or [
                flip(self._situations, (each.change,), each.situation, each.verdict)
            ]

    def _followed(self, tried: Tried) -> Iterator[Flip]:
        """A change with an answer to a question that it opens, where that leads elsewhere."""
        for question in self._situations.open_deciders(tried.situation):
            for option in question.options:
                if self._alone.get((question.id, option)) not in (None, self.verdict, ASK_FIRST):
                    continue  # this answer is enough
                plain = self._situations.changed(tried.plain, question.id, option)
                found = self._situations.completed(plain)
                verdict = self._verdict(found)
                if verdict not in (None, self.verdict, ASK_FIRST):
                    before = self._said.get(question.id)
                    then = Change(question.id, question.level, before, option)
                    yield Flip((tried.change, then), verdict)

    def _pair_flips(self) -> Iterator[Flip]:
        return pair_flips(self._situations, self.now, self._plain, self.verdict, self.tried)

    def load_bearing(self) -> tuple[LoadBearing, ...]:
        """Given answers whose change alone flips the verdict."""
        turns: dict[str, list[Turn]] = {}
        for each in self.tried:
            if each.verdict not in (None, self.verdict) and each.change.question in self.answers:
                turn = Turn(each.change.after, each.verdict)
                turns.setdefault(each.change.question, []).append(turn)
        return tuple(
            LoadBearing(question, self._level[question], self.answers[question], tuple(found))
            for question, found in turns.items()
        )

    def first_answers(self) -> Mapping[str, list[Tried]]:
        """The answers that are possible, by open question or one to look at again."""
        found: dict[str, list[Tried]] = {}
        for each in self.tried:
            if each.verdict is not None and each.change.question not in self.answers:
                found.setdefault(each.change.question, []).append(each)
        return found

    def turning_alone(self) -> frozenset[str]:
        """The open questions with an answer that changes the verdict, all else as it is."""
        return frozenset(
            question
            for question, tried in self.first_answers().items()
            if any(each.verdict is not self.verdict for each in tried)
        )

    def spread(self, question: str) -> int:
        """How far apart the scores are that the options of a question lead to."""
        scores = [
            self._situations.score(each.situation)
            for each in self.tried
            if each.change.question == question and each.verdict is not None
        ]
        return max(scores) - min(scores)

    def _try_all(self, rulebook: Rulebook) -> Iterator[Tried]:
        for question in rulebook.questions:
            if self._situations.is_asked(self.now, question.id):
                yield from self._try(question.id, question.level, question.options)
        for fact in rulebook.facts:
            if fact.answerable and fact.id in known(self.store.answers):
                yield from self._try(fact.id, Level.STORE, fact.options)

    def _try(self, name: str, level: Level, options: tuple[str, ...]) -> Iterator[Tried]:
        for option in options:
            if option == self._given.get(name):
                continue
            plain = self._situations.changed(self._plain, name, option)
            found = self._situations.completed(plain)
            change = Change(name, level, self._said.get(name), option)
            yield Tried(change, plain, found, self._verdict(found))

    def _verdict(self, found: Situation) -> Result | None:
        """The verdict of a completed situation; None where its answers cannot be true."""
        possible = self._situations.is_possible(found)
        return self._situations.verdict(found) if possible else None


def _said_or_of_kind(rulebook: Rulebook, system: System, store: Store) -> dict[str, str]:
    """Answers without assumptions: those come and go with the changes that are tried.

    "We don't know" is among them where nothing may be assumed in its place.
    """
    unknown = unknown_to_the_team(store)
    declined = {q.id: DONT_KNOW for q in assumed_questions(rulebook) if q.id in unknown}
    return {**from_kind(rulebook, store, of_store(system, store)), **declined}
