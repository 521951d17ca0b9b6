"""Saving answers, one by one or as tried in a what-if."""

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from decision import queries
from decision.actions.changing import lock, touch
from decision.models import Answer, Assessment, Store


class EditConflict(Exception):
    """Somebody else changed the answer after this form was filled; both are kept."""

    def __init__(self, current: Answer | None) -> None:
        super().__init__("the answer was changed elsewhere")
        self.current = current


class StaleForm(Exception):
    """Some answer or store changed after this form over many answers was filled."""


@transaction.atomic
def save_answer(
    *,
    assessment: Assessment,
    store: Store | None,
    question: str,
    option: str,
    note: str,
    seen: int,
    replaces: Sequence[str] = (),
) -> None:
    """Save the answer and note of one question.

    ``replaces`` names facts that an imported file stated and that the answer puts aside.

    ``seen`` is the revision that the form was filled from, 0 for none. Raises
    ``EditConflict`` when the stored answer has moved on and differs from what is saved.
    """
    lock(assessment)
    current = Answer.objects.filter(assessment=assessment, store=store, question=question).first()
    stored = (current.option, current.note) if current else ("", "")
    if stored == (option, note):
        return
    # An emptied row is to a form that saw no answer what no row is: nothing could be lost.
    unsaid = seen == 0 and not any(stored)
    if not unsaid and (current.revision if current else 0) != seen:
        raise EditConflict(current)
    if current is None:
        Answer.objects.create(
            assessment=assessment, store=store, question=question, option=option, note=note
        )
    else:
        current.option, current.note, current.revision = option, note, current.revision + 1
        current.save()
    if option:
        _put_aside(assessment, store, replaces)
    touch(assessment)


@transaction.atomic
def adopt_answers(
    *,
    assessment: Assessment,
    changes: Mapping[tuple[int | None, str], str],
    seen: str,
    replaced_by: Callable[[str], Sequence[str]] = lambda question: (),
) -> None:
    """Save what was tried in a what-if: options by (store number or None, question).

    ``seen`` is the fingerprint of the answers that it was tried against; raises
    ``StaleForm`` when they have moved on. Notes stay; a what-if never writes one.
    ``replaced_by`` gives the stated facts that an answer to a question puts aside.
    """
    lock(assessment)
    sheet = queries.sheet(assessment)
    if sheet.fingerprint != seen:
        raise StaleForm
    for (number, question), option in changes.items():
        store = None if number is None else sheet.store(number)
        answer, created = Answer.objects.get_or_create(
            assessment=assessment, store=store, question=question, defaults={"option": option}
        )
        if not created and answer.option != option:
            answer.option, answer.revision = option, answer.revision + 1
            answer.save()
        _put_aside(assessment, store, replaced_by(question))
    touch(assessment)


def _put_aside(assessment: Assessment, store: Store | None, facts: Sequence[str]) -> None:
    """Empty the answers to these facts. The rows stay: a revision must never come again."""
    for row in Answer.objects.filter(assessment=assessment, store=store, question__in=facts):
        if row.option or row.note:
            row.option, row.note, row.revision = "", "", row.revision + 1
            row.save()


@transaction.atomic
def fill_answers(
    *, assessment: Assessment, store: Store, options: Mapping[str, str]
) -> dict[str, str]:
    """Save several answers about a store where it has none yet; returns those saved.

    Answers and notes of the team stay as they are.
    """
    lock(assessment)
    rows = {row.question: row for row in Answer.objects.filter(store=store)}
    filled = {}
    for question, option in options.items():
        row = rows.get(question)
        if row is not None and row.option:
            continue
        filled[question] = option
        if row is None:
            Answer.objects.create(
                assessment=assessment, store=store, question=question, option=option
            )
        else:
            row.option, row.revision = option, row.revision + 1
            row.save()
    if filled:
        touch(assessment)
    return filled


@transaction.atomic
def withdraw_answers(*, assessment: Assessment, store: Store, options: Mapping[str, str]) -> int:
    """Undo :func:`fill_answers`; returns how many answers are open again.

    An answer that was changed since stays, and so does every note. Rows are emptied, not
    deleted: a form that was filled before must not take a later answer for the one it saw.
    """
    lock(assessment)
    rows = [
        row
        for row in Answer.objects.filter(store=store, question__in=options)
        if row.option == options[row.question]
    ]
    for row in rows:
        row.option, row.revision = "", row.revision + 1
        row.save()
    if rows:
        touch(assessment)
    return len(rows)
