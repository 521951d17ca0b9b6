"""The votes of a workshop as they may leave it: see ``decision.records.votes``."""

from collections.abc import Mapping

from decision.catalog import Catalog
from decision.domain.workshop.tally import Tally, tally
from decision.models import Item, Workshop
from decision.queries import Hall, RevealedRound
from decision.records.votes import Round, VotedItem, VoteRecord
from decision.web.presenters.workshop.counts import tallies_by_role
from decision.web.presenters.workshop.subjects import Subject, store_names, subject_of


def vote_record(catalog: Catalog, hall: Hall) -> VoteRecord:
    workshop = hall.workshop
    return VoteRecord(
        title=workshop.title,
        date=day_of(workshop),
        edition=catalog.edition.id,
        is_rehearsal=workshop.is_rehearsal,
        participants=hall.voters,
        items=tuple(_item(catalog, hall, item) for item in hall.items if item.revealed),
    )


def day_of(workshop: Workshop) -> str:
    """The day of the workshop: when it ended, else when it was set up."""
    return (workshop.ended_at or workshop.created_at).date().isoformat()


def _item(catalog: Catalog, hall: Hall, item: Item) -> VotedItem:
    subject = subject_of(catalog, hall.workshop, item)
    name = store_names(hall.workshop).get(item.store) if item.store is not None else None
    rounds = hall.rounds(item)
    by_role = tallies_by_role(rounds, subject, hall.roles)
    return VotedItem(
        number=item.position,
        subject=str(item.subject),
        name=item.name,
        title=subject.title,
        store=name,
        options={choice.id: choice.title for choice in subject.choices},
        agreed=item.agreed or None,
        dissent=item.dissent,
        rounds=tuple(
            _round(number, each, own, subject)
            for number, (each, own) in enumerate(zip(rounds, by_role, strict=True), start=1)
        ),
        reasons=open_reasons(hall, item),
    )


def _round(
    number: int, found: RevealedRound, by_role: Mapping[str, Tally], subject: Subject
) -> Round:
    if not found.votes:
        return Round(number, found.total, None, {})
    return Round(
        number,
        found.total,
        _counts(tally(subject.options, [vote.option for vote in found.votes])),
        {role: _counts(by_role[role]) for role in sorted(by_role)},
    )


def _counts(counted: Tally) -> Mapping[str, int]:
    return {count.option: count.votes for count in counted.counts}


def open_reasons(hall: Hall, item: Item) -> tuple[str, ...]:
    """The reasons of the last revealed round: those that a facilitator sees and can hide.

    What was hidden in the first round stays hidden, though it was carried into the second.
    """
    rounds = hall.rounds(item)
    hidden = {vote.reason for each in rounds for vote in each.votes if vote.is_hidden}
    last = rounds[-1].votes if rounds else ()
    return tuple(sorted({vote.reason for vote in last} - hidden - {""}))
