"""What if: the same system with some answers changed, and what that moves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from decision.catalog import schema
from decision.domain.answers import System
from decision.domain.vocabulary import DONT_KNOW
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow, Group, Step
from decision.web.presenters.outcome import Outcome
from decision.web.presenters.result import ResultView, StoreView, result_view

#: Options by (store number or None, question).
Changes = Mapping[tuple[int | None, str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with the answer that counts now and the one that is tried."""

    step: Step
    name: str
    tried: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    group: Group
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class MovedCell:
    boundary: schema.Boundary
    environment: schema.Environment
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class MovedTogether:
    """Environments in which the same result becomes the same other one."""

    environments: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MovedBoundary:
    title: str
    moves: tuple[MovedTogether, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One store before and after; ``opens`` are questions that only now have to be asked first."""

    before: StoreView
    after: StoreView
    cells: tuple[MovedCell, ...]
    opens: tuple[str, ...] = ()

    @property
    def boundaries(self) -> tuple[MovedBoundary, ...]:
        """What moved, as the table has it: by boundary, environments that move alike together."""
        rows: dict[str, dict[tuple[str, str], list[MovedCell]]] = {}
        for cell in self.cells:
            alike = rows.setdefault(cell.boundary.title, {})
            alike.setdefault((cell.before.label, cell.after.label), []).append(cell)
        return tuple(
            MovedBoundary(
                title,
                tuple(
                    MovedTogether(
                        wording.listed(each.environment.title for each in found), before, after
                    )
                    for (before, after), found in alike.items()
                ),
            )
            for title, alike in rows.items()
        )

    @property
    def is_seen(self) -> bool:
        """Whether anything moved, the verdict or another cell."""
        return bool(self.cells) or self.before.result != self.after.result


@dataclass(frozen=True, slots=True)
class WhatIf:
    groups: tuple[ChoiceGroup, ...]
    changes: Changes
    before: ResultView
    after: ResultView
    moves: tuple[Move, ...]

    @property
    def moved(self) -> list[Move]:
        return [move for move in self.moves if move.is_seen]

    @property
    def unmoved(self) -> list[Move]:
        return [move for move in self.moves if not move.is_seen]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The changes as form fields, to carry them into the adopting form."""
        return list(as_fields(self.changes).items())


def as_fields(changes: Changes) -> dict[str, str]:
    """Changes as form fields; :func:`read_changes` reads them back."""
    return {field_name(key): option for key, option in changes.items()}


def field_name(key: tuple[int | None, str]) -> str:
    """The form field of a question: ``system.iac-tool`` or ``2.consumers``."""
    number, question = key
    return f"{'system' if number is None else number}.{question}"


def read_changes(flow: Flow, data: Mapping[str, str]) -> dict[tuple[int | None, str], str]:
    """The legal changes in submitted fields; what is unchanged, unknown or illegal is left out."""
    changes = {}
    for step in flow.steps:
        tried = data.get(field_name(step.key))
        legal = {option.id for option in step.question.options} | {DONT_KNOW}
        if tried in legal and tried != step.option:
            changes[step.key] = tried
    return changes


def what_if(flow: Flow, changes: Changes) -> WhatIf:
    """Work out the result with and without the changes."""
    before = result_view(flow.catalog, flow.system)
    after = result_view(flow.catalog, _changed(flow, changes)) if changes else before
    return WhatIf(
        groups=tuple(_choices(group, changes) for group in flow.groups),
        changes=changes,
        before=before,
        after=after,
        moves=tuple(
            Move(old, new, tuple(_moved(old, new)), tuple(_opened(old, new)))
            for old, new in zip(before.stores, after.stores, strict=True)
        ),
    )


def _choices(group: Group, changes: Changes) -> ChoiceGroup:
    return ChoiceGroup(
        group,
        tuple(
            Choice(step, field_name(step.key), changes.get(step.key, step.option))
            for step in group.steps
        ),
    )


def _changed(flow: Flow, changes: Changes) -> System:
    """The system as it would be, were the changes adopted."""

    def of(number: int | None, answers: Mapping[str, str]) -> dict[str, str]:
        tried = {question: option for (own, question), option in changes.items() if own == number}
        put_aside = {
            fact for question in tried for fact in flow.catalog.rulebook.replaced_by(question)
        }
        kept = {name: option for name, option in answers.items() if name not in put_aside}
        return {**kept, **tried}

    stores = tuple(
        replace(store, answers=of(row.number, store.answers))
        for row, store in zip(flow.sheet.stores, flow.system.stores, strict=True)
    )
    return replace(flow.system, answers=of(None, flow.system.answers), stores=stores)


def _opened(old: StoreView, new: StoreView) -> list[str]:
    """Titles of the questions that cells wait for now and did not before."""
    before, after = (
        dict.fromkeys(ask for row in view.rows for cell in row.cells for ask in cell.ask)
        for view in (old, new)
    )
    return [title for title in after if title not in before]


def _moved(old: StoreView, new: StoreView) -> list[MovedCell]:
    return [
        MovedCell(before.boundary, before.environment, before.outcome, after.outcome)
        for old_row, new_row in zip(old.rows, new.rows, strict=True)
        for before, after in zip(old_row.cells, new_row.cells, strict=True)
        if before.result != after.result
    ]
