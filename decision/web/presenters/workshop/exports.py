"""The votes of a workshop as they may leave it: see ``decision.records.votes``."""

from collections.abc import Mapping

from decision.catalog import Catalog
from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.tally import Tally, tally, tally_by_role
from decision.models import Item, Workshop
from decision.queries import Hall
from decision.records.votes import Round, VotedItem, VoteRecord
from decision.web.presenters.workshop.subjects import Subject, store_names, subject_of


def vote_record(catalog: Catalog, hall: Hall) -> VoteRecord:
    voters = {
        vote.participant_id
        for rounds in hall.revealed.values()
        for votes in rounds.values()
        for vote in votes
    }
    workshop = hall.workshop
    return VoteRecord(
        title=workshop.title,
        date=day_of(workshop),
        edition=catalog.edition.id,
        is_rehearsal=workshop.is_rehearsal,
        participants=len(voters),
        items=tuple(_item(catalog, hall, item) for item in hall.items if item.revealed),
    )


def day_of(workshop: Workshop) -> str:
    """The day of the workshop: when it ended, else when it was set up."""
    return (workshop.ended_at or workshop.created_at).date().isoformat()


def _item(catalog: Catalog, hall: Hall, item: Item) -> VotedItem:
    subject = subject_of(catalog, hall.workshop, item)
    name = store_names(hall.workshop).get(item.store) if item.store is not None else None
    return VotedItem(
        number=item.position,
        subject=str(item.subject),
        name=item.name,
        title=subject.title,
        store=name,
        options={choice.id: choice.title for choice in subject.choices},
        agreed=item.agreed or None,
        dissent=item.dissent,
        rounds=tuple(_round(hall, item, number, subject) for number in range(1, item.revealed + 1)),
        reasons=open_reasons(hall, item),
    )


def _round(hall: Hall, item: Item, number: int, subject: Subject) -> Round:
    votes = hall.votes(item, number)
    if not may_be_shown(len(votes)):
        return Round(number, len(votes), None, {})
    roles = {each.pk: each.role for each in hall.participants}
    by_role = tally_by_role(
        subject.options, [(roles.get(vote.participant_id, ""), vote.option) for vote in votes]
    )
    return Round(
        number,
        len(votes),
        _counts(tally(subject.options, [vote.option for vote in votes])),
        {role: _counts(by_role[role]) for role in sorted(by_role)},
    )


def _counts(counted: Tally) -> Mapping[str, int]:
    return {count.option: count.votes for count in counted.counts}


def open_reasons(hall: Hall, item: Item) -> tuple[str, ...]:
    """Reasons of all rounds that may be shown; a second vote often repeats the first one's.

    What was hidden in one round stays hidden, though it was carried into the next.
    """
    rounds = [hall.votes(item, number) for number in range(1, item.revealed + 1)]
    hidden = {vote.reason for votes in rounds for vote in votes if vote.is_hidden}
    given = {vote.reason for votes in rounds if may_be_shown(len(votes)) for vote in votes}
    return tuple(sorted(given - hidden - {""}))
