"""Flips: the smallest sets of answer changes that give a store another verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from operator import itemgetter

from decision.domain.answers import Store, System, known, of_store
from decision.domain.limits import stand
from decision.domain.prefill import assumed_questions, from_kind, unknown_to_the_team
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.again import verdict_after
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
        self._rulebook = rulebook
        self._system = system
        self.store = store
        standing = stand(rulebook, system, store)
        self.standing = standing
        self.answers = standing.answers
        given = standing.given
        self._given = {**given, **self.answers}
        self._said = {**system.answers, **store.answers, **given}
        self._own = said_or_of_kind(rulebook, system, store)
        self._plain = self._situations.of(self._own)
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

    @property
    def key(self) -> object:
        """Equal for stores that are alike in everything that can reach the verdict.

        What a kind fills in is among the answers; where some are put aside, it can fill in more.
        """
        seen = (self._said, self._own, self.answers, self._given)
        names = [name for name in self._level if self._situations.can_matter(name)]
        kind = self.store.kind if self.standing.aside else None
        said = tuple(tuple(each.get(name) for each in seen) for name in names)
        return self.standing.aside, kind, said

    def flips(self) -> tuple[Flip, ...]:
        """All flips of one and of two changes.

        Those that only make things worse come last, before them those that only open a
        question, and before these those that place the store nowhere. Changes that a team can
        make come before others, those that make something better before the rest, smaller flips
        before larger ones, and what is alike is in content order.
        """
        found = map(self._placed, (*self._single_flips(), *self._pair_flips()))
        return tuple(flip for _, flip in sorted(found, key=itemgetter(0)))

    def _placed(self, flip: Flip) -> tuple[tuple[int, ...], Flip]:
        """The flip with what the content says about its direction; the smaller place, the sooner.

        A flip that makes one thing better and another worse is neither.
        """
        names = [change.question for change in flip.changes]
        gains = [self._gain(change) for change in flip.changes]
        better = min(gains) >= 0 < max(gains)
        worsens = min(gains) < 0 >= max(gains)
        given = all(name in self._changeable for name in names)
        nowhere = flip.verdict in (Result.NOT_YET, Result.NOT_APPLICABLE)
        place = (worsens, bool(flip.opens), nowhere, not given, not better, len(names))
        return place, replace(flip, worsens=True) if worsens else flip

    def _gain(self, change: Change) -> int:
        question = self._rulebook.question_by_id.get(change.question)
        return question.gain(change.before, change.after) if question else 0

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

    @cached_property
    def first_answers(self) -> Mapping[str, list[Tried]]:
        """The answers that are possible, by open question or one to look at again.

        Every question to look at again is among them. Its answers are those that contradict
        nothing any more, even while other answers go on contradicting each other.
        """
        found: dict[str, list[Tried]] = {}
        for each in self.tried:
            question = each.change.question
            again = question in self.standing.aside
            if again:
                found.setdefault(question, [])
            verdict = self._verdict_again(each) if again else each.verdict
            if verdict is not None and question not in self.answers:
                found.setdefault(question, []).append(replace(each, verdict=verdict))
        return found

    def _verdict_again(self, tried: Tried) -> Result | None:
        if tried.verdict is not None:
            return tried.verdict
        return verdict_after(self._rulebook, self._system, self.store, tried.change)

    def turning_alone(self) -> frozenset[str]:
        """The open questions with an answer that changes the verdict, all else as it is."""
        return frozenset(
            question
            for question, tried in self.first_answers.items()
            if any(each.verdict is not self.verdict for each in tried)
        )

    def spread(self, question: str) -> int:
        """How far apart the scores are that the options of a question lead to."""
        tried = self.first_answers[question]
        scores = [self._situations.score(each.situation) for each in tried]
        return max(scores, default=0) - min(scores, default=0)

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


def said_or_of_kind(rulebook: Rulebook, system: System, store: Store) -> dict[str, str]:
    """Answers without assumptions: those come and go with the changes that are tried.

    "We don't know" is among them where nothing may be assumed in its place.
    """
    unknown = unknown_to_the_team(store)
    declined = {q.id: DONT_KNOW for q in assumed_questions(rulebook) if q.id in unknown}
    return {**from_kind(rulebook, store, of_store(system, store)), **declined}
