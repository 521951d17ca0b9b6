"""The task list, the answers page and the cards of stores, in the shape of their components."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.domain.vocabulary import DONT_KNOW
from decision.models import Store
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow, Group, Status, Step


@dataclass(frozen=True, slots=True)
class Task:
    title: str
    url: str
    status: str
    status_label: str
    hint: str


#: What a question takes on average: reading it with its options, a short exchange, a click.
SECONDS_PER_QUESTION = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions have an answer of the team, or one that is filled in for it."""

    answered: int
    filled: int
    total: int

    @property
    def time_text(self) -> str:
        """How long the questions that are still open will take; empty when none is."""
        return time_for(self.total - self.answered - self.filled)

    @property
    def text(self) -> str:
        return wording.answered_text(self.answered, self.filled, self.total)


@dataclass(frozen=True, slots=True)
class FirstRound:
    """The talk's own questions are answered: a place to stop, or to go deeper from."""

    open: int
    time_text: str
    next_url: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    question: str
    answer: str
    note: str
    change_url: str
    state: str
    files: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """An answer that nobody gave, with the page that asks for it."""

    question: str
    answer: str
    url: str

    @classmethod
    def of(cls, step: Step) -> "FilledIn":
        return cls(step.question.short, step.option_title, step.url)


@dataclass(frozen=True, slots=True)
class StoreCard:
    number: int
    name: str
    url: str
    kind: str
    zone: str
    zone_label: str
    meta: str
    filled_in: tuple[FilledIn, ...] = ()


def progress(flow: Flow) -> Progress:
    return progress_of(flow.steps)


def progress_of(steps: Sequence[Step]) -> Progress:
    """How far these questions are answered; "we don't know" is an answer of the team."""
    statuses = [step.status for step in steps]
    filled, opened = statuses.count(Status.PREFILLED), statuses.count(Status.UNANSWERED)
    return Progress(len(statuses) - filled - opened, filled, len(statuses))


def time_for(questions: int) -> str:
    """About how long it takes to answer this many questions."""
    if not questions:
        return ""
    minutes = -(-questions * SECONDS_PER_QUESTION // 60)
    return ngettext("about %(minutes)d minute left", "about %(minutes)d minutes left", minutes) % {
        "minutes": minutes
    }


def first_round(flow: Flow) -> FirstRound | None:
    """The pause after the talk's own questions, while deeper ones are open."""
    following = flow.next_open
    if following is None or not flow.is_first_round_done:
        return None
    left = flow.count(Status.UNANSWERED)
    return FirstRound(left, time_for(left), following.url)


def tasks(groups: Iterable[Group], *, may_edit: bool) -> list[Task]:
    """One task per section or store; readers get no links, since they cannot answer."""
    return [_task(group, may_edit) for group in groups]


def _task(group: Group, may_edit: bool) -> Task:
    step = group.next_step
    status = "done" if group.is_done else "started" if group.answered else "to-do"
    return Task(
        title=group.title,
        url=step.url if step and may_edit else "",
        status=status,
        status_label="",
        hint=_hint(group),
    )


def _hint(group: Group) -> str:
    unknown = sum(step.status is Status.DONT_KNOW for step in group.steps)
    done = progress_of(group.steps).text
    if not unknown:
        return done
    return f"{done}, " + ngettext("%d not known", "%d not known", unknown) % unknown


def _nothing(_number: int | None, _question: str) -> str:
    return ""


def answer_groups(
    flow: Flow, *, may_edit: bool, files: Callable[[int | None, str], str] = _nothing
) -> list[AnswerGroup]:
    """All answers and notes, for the system by section and for every store.

    ``files`` says what the team's files say of an answer, by store number and question.
    """
    # A store may be called like a section, so the title alone does not tell them apart.
    found: dict[tuple[bool, str], list[AnswerRow]] = {}
    for group in flow.groups:
        rows = found.setdefault((group.store is None, group.title), [])
        rows.extend(_row(step, may_edit, files(*step.key)) for step in group.steps)
    return [AnswerGroup(title, tuple(rows)) for (_is_section, title), rows in found.items()]


def _row(step: Step, may_edit: bool, files: str) -> AnswerRow:
    state = {Status.DONT_KNOW: "unknown", Status.UNANSWERED: "unanswered"}.get(
        step.status, "answered"
    )
    return AnswerRow(
        question=step.question.title,
        answer=answer_text(step),
        note=step.note,
        change_url=step.url if may_edit else "",
        state=state,
        files=files,
    )


def answer_text(step: Step) -> str:
    """The answer in words; what the store's kind filled in and what is muted says so."""
    if step.option == DONT_KNOW:
        return _("We don’t know")
    if not step.option:
        return _("Not answered")
    text = step.option_title
    if step.status is Status.PREFILLED and step.is_of_kind:
        text = _("%s (from the kind of store)") % text
    elif step.status is Status.PREFILLED:
        text = _("%s (follows from other answers)") % text
    return _("%s (has no effect here)") % text if step.muted else text


def filled_in(flow: Flow, store: Store) -> tuple[FilledIn, ...]:
    """What is filled in for one store and not yet the team's own."""
    return tuple(FilledIn.of(step) for step in flow.filled_in(store))


def store_cards(flow: Flow, zones: dict[int, tuple[str, str]]) -> list[StoreCard]:
    """The stores with how far each is answered; ``zones`` gives id and title by number."""
    cards = []
    by_store: dict[int, list[Step]] = {store.number: [] for store in flow.sheet.stores}
    for step in flow.steps:
        if step.store:
            by_store[step.store.number].append(step)
    for store in flow.sheet.stores:
        steps = by_store[store.number]
        filled = [step for step in steps if step.status is Status.PREFILLED]
        going_on = next((step for step in steps if step.status is Status.UNANSWERED), None)
        kind = flow.catalog.kinds.get(store.kind)
        zone, zone_label = zones.get(store.number, ("", ""))
        cards.append(
            StoreCard(
                number=store.number,
                name=store.name,
                url=going_on.url if going_on else reverse("result", args=[store.assessment_id]),
                kind=kind.title if kind else "",
                zone=zone,
                zone_label=zone_label,
                meta=progress_of(steps).text,
                filled_in=tuple(FilledIn.of(step) for step in filled),
            )
        )
    return cards
