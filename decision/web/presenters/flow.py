"""The questionnaire as a path: which steps there are, in which order, how far a team is.

Position and progress are never stored; they are worked out from the answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from django.urls import reverse

from decision.catalog import Catalog
from decision.catalog.schema import Question, Section
from decision.domain.answers import System, known, of_store
from decision.domain.facts import is_asked, is_muted, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import DONT_KNOW, Environment, Level
from decision.models import Answer, Store
from decision.queries import Sheet


class Status(StrEnum):
    """Unanswered, "we don't know" and pre-filled are told apart wherever answers are shown."""

    ANSWERED = "answered"
    DONT_KNOW = "dont-know"
    PREFILLED = "prefilled"
    UNANSWERED = "unanswered"


#: What the team has not answered itself.
TO_LOOK_AT = (Status.UNANSWERED, Status.PREFILLED)


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the path, for the system or for one store."""

    question: Question
    section: Section
    store: Store | None
    answer: Answer | None
    prefilled: str
    muted: bool
    assessment: UUID
    is_of_kind: bool = False  # what is filled in comes from the kind of store

    @property
    def url(self) -> str:
        """Worked out when it is wanted: a page has many steps and links to a few of them."""
        if self.store is None:
            return reverse("question", args=[self.assessment, self.question.id])
        return reverse(
            "store-question", args=[self.assessment, self.store.number, self.question.id]
        )

    @property
    def option(self) -> str:
        """The option that counts: the team's own, else what is filled in."""
        return (self.answer.option if self.answer else "") or self.prefilled

    @property
    def note(self) -> str:
        return self.answer.note if self.answer else ""

    @property
    def status(self) -> Status:
        own = self.answer.option if self.answer else ""
        if own == DONT_KNOW:
            return Status.DONT_KNOW
        if own:
            return Status.ANSWERED
        return Status.PREFILLED if self.prefilled else Status.UNANSWERED

    @property
    def option_title(self) -> str:
        return next((each.title for each in self.question.options if each.id == self.option), "")

    @property
    def key(self) -> tuple[int | None, str]:
        return (self.store.number if self.store else None, self.question.id)


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that belong together on the task list: a section, or one store."""

    title: str
    steps: tuple[Step, ...]
    store: Store | None = None

    @property
    def answered(self) -> int:
        return sum(step.status is not Status.UNANSWERED for step in self.steps)

    @property
    def is_done(self) -> bool:
        return self.answered == len(self.steps)

    @property
    def next_step(self) -> Step | None:
        """Where to go on: the first open question, else the first one."""
        opened = (step for step in self.steps if step.status is Status.UNANSWERED)
        return next(opened, self.steps[0] if self.steps else None)


class Flow:
    """All steps of one assessment.

    The talk's own questions come first, for the system and every store, so that a team can
    stop there with a wide answer; the deeper ones follow, again system before stores.
    """

    def __init__(self, catalog: Catalog, sheet: Sheet) -> None:
        self.catalog = catalog
        self.sheet = sheet

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for group in self.groups for step in group.steps)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return (*self.first_groups, *self.deeper_groups)

    @cached_property
    def first_groups(self) -> tuple[Group, ...]:
        """The talk's own questions, by section and by store."""
        return tuple(self._groups(core=True))

    @cached_property
    def deeper_groups(self) -> tuple[Group, ...]:
        return tuple(self._groups(core=False))

    def _groups(self, *, core: bool) -> Iterator[Group]:
        for section in self.catalog.sections:
            steps = tuple(
                step
                for step in self._system_steps
                if step.section is section and step.question.core == core
            )
            if steps:
                yield Group(section.title, steps)
        for store, own in self._store_steps:
            steps = tuple(step for step in own if step.question.core == core)
            if steps:
                yield Group(store.name, steps, store)

    @cached_property
    def _system_steps(self) -> tuple[Step, ...]:
        known_answers = known(self.system.answers)
        found = values(self.catalog.rulebook, known_answers, Environment.PRODUCTION)
        return tuple(self._steps(None, found, {}, {}))

    @cached_property
    def _store_steps(self) -> tuple[tuple[Store, tuple[Step, ...]], ...]:
        rulebook = self.catalog.rulebook
        both = []
        for store, own in zip(self.sheet.stores, self.system.stores, strict=True):
            given = with_kind(rulebook, own, of_store(self.system, own))
            found = values(rulebook, given, Environment.PRODUCTION)
            filled = {name: each for name, each in given.items() if name not in own.answers}
            kind = rulebook.kinds.get(store.kind, {})
            both.append((store, tuple(self._steps(store, found, filled, kind))))
        return tuple(both)

    def _steps(
        self,
        store: Store | None,
        found: Mapping[str, str],
        filled: Mapping[str, str],
        kind: Mapping[str, str],
    ) -> Iterator[Step]:
        level = Level.STORE if store else Level.SYSTEM
        number = store.number if store else None
        for section in self.catalog.sections:
            for question in section.questions:
                rule = self.catalog.rulebook.question_by_id[question.id]
                if question.level != level or not is_asked(rule, found):
                    continue
                yield Step(
                    question=question,
                    section=section,
                    store=store,
                    answer=self.sheet.answer(number, question.id),
                    prefilled=filled.get(question.id, ""),
                    muted=is_muted(rule, found),
                    assessment=self.sheet.assessment.pk,
                    is_of_kind=question.id in kind,
                )

    @cached_property
    def system(self) -> System:
        return self.sheet.system()

    def step(self, number: int | None, question: str) -> Step | None:
        """The step for a question, or ``None`` while it is not asked."""
        return next((step for step in self.steps if step.key == (number, question)), None)

    def after(self, step: Step) -> str:
        """The address of what comes next once ``step`` is saved: the next question to look at.

        That is one that the team has not answered itself, so that what was confirmed or
        copied is not asked again. After the talk's own questions the path pauses: at the list
        of stores while there is none, else at the task list, which offers the first result.
        """
        to_do = (each for each in self._behind(step) if each.status in TO_LOOK_AT)
        return self._next(step, next(to_do, None))

    def following(self, step: Step) -> str:
        """The address of the question after ``step``, answered or not: for leafing through."""
        return self._next(step, next(iter(self._behind(step)), None))

    def _next(self, step: Step, following: Step | None) -> str:
        if step.question.core and (following is None or not following.question.core):
            pause = "assessment-tasks" if self.sheet.stores else "store-list"
            return reverse(pause, args=[self.sheet.assessment.pk])
        if following is None:
            return reverse("check-answers", args=[self.sheet.assessment.pk])
        return following.url

    def _behind(self, step: Step) -> tuple[Step, ...]:
        keys = [each.key for each in self.steps]
        # Another tab may have closed the question meanwhile.
        return self.steps[keys.index(step.key) + 1 :] if step.key in keys else ()

    def before(self, step: Step) -> str:
        for previous, here in pairwise(self.steps):
            if here.key == step.key:
                return previous.url
        return reverse("assessment-tasks", args=[self.sheet.assessment.pk])

    @property
    def next_open(self) -> Step | None:
        """The first question without an answer."""
        return next((s for s in self.steps if s.status is Status.UNANSWERED), None)

    def position(self, step: Step) -> int:
        """Which question this is, counted from 1."""
        return next(n for n, each in enumerate(self.steps, start=1) if each.key == step.key)

    def filled_in(self, store: Store) -> tuple[Step, ...]:
        """The steps of one store whose answer is filled in and not yet the team's own."""
        steps = next((steps for each, steps in self._store_steps if each == store), ())
        return tuple(step for step in steps if step.status is Status.PREFILLED)

    def count(self, status: Status) -> int:
        return sum(step.status is status for step in self.steps)

    @property
    def is_first_round_done(self) -> bool:
        return bool(self.sheet.stores) and all(group.is_done for group in self.first_groups)
