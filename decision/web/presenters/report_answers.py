"""All answers for the report: answered, not known, not answered and not asked, told apart."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.answers import Store, System, known, of_store
from decision.domain.facts import is_asked, is_muted, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import DONT_KNOW, VERDICT_ENVIRONMENT, Level
from decision.web.presenters import wording


class State(StrEnum):
    ANSWERED = "answered"
    PREFILLED = "prefilled"
    DONT_KNOW = "dont-know"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question; ``remark`` says where an answer comes from, or why it has no effect."""

    question: str
    ours: bool  # added by this product; else the talk's own
    answer: str
    state: State
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    title: str
    rows: tuple[AnswerRow, ...]

    @property
    def noted(self) -> "AnswerGroup":
        """Those that the team said something about: it does not know, or it gave a note."""
        rows = (row for row in self.rows if row.note or row.state is State.DONT_KNOW)
        return replace(self, rows=tuple(rows))

    @property
    def open(self) -> tuple[str, ...]:
        """The questions without an answer and without a note."""
        return tuple(
            row.question for row in self.rows if row.state is State.UNANSWERED and not row.note
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions are asked, and how many of them have which kind of answer."""

    answered: int
    filled: int
    dont_know: int
    unanswered: int

    @property
    def asked(self) -> int:
        return self.answered + self.filled + self.dont_know + self.unanswered


def answer_groups(catalog: Catalog, system: System) -> tuple[AnswerGroup, ...]:
    """Every question there is: the system's by section, then all of each store."""
    return tuple(group for group in _groups(catalog, system) if group.rows)


def counts(groups: tuple[AnswerGroup, ...]) -> Counts:
    states = [row.state for group in groups for row in group.rows]
    return Counts(
        answered=states.count(State.ANSWERED),
        filled=states.count(State.PREFILLED),
        dont_know=states.count(State.DONT_KNOW),
        unanswered=states.count(State.UNANSWERED),
    )


def unsettled(groups: tuple[AnswerGroup, ...]) -> tuple[AnswerGroup, ...]:
    """What a review may ask about: open questions, and answers with a note."""
    found = (replace(group, rows=tuple(filter(_is_unsettled, group.rows))) for group in groups)
    return tuple(group for group in found if group.rows)


def _is_unsettled(row: AnswerRow) -> bool:
    return bool(row.note) or row.state in (State.DONT_KNOW, State.UNANSWERED)


def asked_terms(catalog: Catalog) -> tuple[str, ...]:
    """Ids of the terms that questions explain in place."""
    return tuple(term for question in catalog.questions.values() for term in question.terms)


def _groups(catalog: Catalog, system: System) -> Iterator[AnswerGroup]:
    found = values(catalog.rulebook, known(system.answers), VERDICT_ENVIRONMENT)
    for section in catalog.sections:
        questions = [each for each in section.questions if Level(each.level) is Level.SYSTEM]
        rows = _Rows(catalog, found, system.answers, system.notes, {}, ())
        yield AnswerGroup(section.title, tuple(map(rows.row, questions)))
    for store in system.stores:
        yield _store_group(catalog, system, store)


def _store_group(catalog: Catalog, system: System, store: Store) -> AnswerGroup:
    given = with_kind(catalog.rulebook, store, of_store(system, store))
    rows = _Rows(
        catalog,
        values(catalog.rulebook, given, VERDICT_ENVIRONMENT),
        store.answers,
        store.notes,
        given,
        catalog.rulebook.kinds.get(store.kind or "", {}),
    )
    questions = (
        question
        for section in catalog.sections
        for question in section.questions
        if Level(question.level) is Level.STORE
    )
    facts = (each for each in catalog.facts.values() if each.id in store.answers)
    stated = tuple(rows.fact_row(each) for each in facts)
    return AnswerGroup(store.name, (*stated, *map(rows.row, questions)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of the system, or of one store."""

    catalog: Catalog
    found: Mapping[str, str]
    answers: Mapping[str, str]
    notes: Mapping[str, str]
    prefill: Mapping[str, str]
    of_kind: Collection[str]

    def fact_row(self, fact: schema.Fact) -> AnswerRow:
        """A fact that the team stated directly instead of answering what it follows from."""
        answer = wording.option_title(self.catalog, fact.id, self.answers[fact.id])
        return AnswerRow(
            fact.title, False, answer, State.ANSWERED, _("stated directly"),
            self.notes.get(fact.id, ""),
        )  # fmt: skip

    def row(self, question: schema.Question) -> AnswerRow:
        rule = self.catalog.rulebook.question_by_id[question.id]
        own = self.answers.get(question.id, "")
        option = own or self.prefill.get(question.id, "")
        asked = is_asked(rule, self.found)
        return AnswerRow(
            question=question.title,
            ours=question.origin == "added",
            answer=wording.option_title(self.catalog, question.id, option) if option else "",
            state=_state(own, option, asked=asked),
            remark=self._remark(
                question.id, own, option, counts=asked and not is_muted(rule, self.found)
            ),
            note=self.notes.get(question.id, ""),
        )

    def _remark(self, question: str, own: str, option: str, *, counts: bool) -> str:
        if not option:
            return ""
        if not counts:
            return _("has no effect here")
        if own:
            return ""
        of_kind = question in self.of_kind
        return _("from the kind of store") if of_kind else _("follows from other answers")


def _state(own: str, option: str, *, asked: bool) -> State:
    if not asked:
        return State.NOT_ASKED
    if own == DONT_KNOW:
        return State.DONT_KNOW
    if own:
        return State.ANSWERED
    return State.PREFILLED if option else State.UNANSWERED
