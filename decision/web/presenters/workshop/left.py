"""What somebody wrote and the room has left behind: to be sent still, or to be copied."""

from dataclasses import dataclass

from decision import queries
from decision.content import catalog_for
from decision.domain.workshop.progress import Move, Stage, moves
from decision.models import Item
from decision.queries import Ballot
from decision.web.presenters.workshop.subjects import Subject, subject_of
from decision.web.workshop_forms import ReasonForm, SettleForm


@dataclass(frozen=True, slots=True)
class LeftReason:
    """The reason of a participant, under what they wrote it for.

    ``item`` is its number in addresses; it may be on no agenda, and then has no words.
    ``form`` sends the reason, where there is a revealed vote that it can still go with.
    """

    item: int
    subject: Subject | None
    text: str
    form: ReasonForm | None


def left_reason(own: Ballot, number: int, text: str) -> LeftReason | None:
    """``None`` if nothing was written, or nothing that is not kept already."""
    workshop, text = own.participant.workshop, text.strip()
    item = queries.item_of(workshop, number)
    kept = {vote.reason for (of, _), vote in own.votes.items() if of == number}
    if not text or text.replace("\r\n", "\n") in kept:
        return None
    if item is None:
        return LeftReason(number, None, text, None)
    subject = subject_of(catalog_for(workshop.edition_id), workshop, item)
    form = ReasonForm({"reason": text}, auto_id=f"left-{number}-%s")
    return LeftReason(number, subject, text, form if _takes_reasons(own, item) else None)


def _takes_reasons(own: Ballot, item: Item) -> bool:
    """Whether this person may add a reason: as ``actions.workshop.give_reason`` has it."""
    is_shown = item.revealed > 0 and item.stage != Stage.VOTING
    voted = own.vote(item, item.revealed) is not None
    return is_shown and voted and own.participant.workshop.accepts_people


@dataclass(frozen=True, slots=True)
class LeftSettling:
    """The agreed answer and the dissent of a facilitator, under what they are about.

    ``form`` keeps them, where the item can still be settled. ``settled`` is what was agreed on
    meanwhile, in words.
    """

    item: Item
    subject: Subject
    option: str
    agreed: str
    dissent: str
    settled: str
    form: SettleForm | None


def left_settling(item: Item, form: SettleForm, *, has_ended: bool) -> LeftSettling | None:
    """``form`` is what was sent for ``item``. ``None`` if somebody has kept just that."""
    subject = form.subject
    option, dissent = form.data.get("agreed", ""), form.data.get("dissent", "").strip()
    is_settled = item.stage == Stage.SETTLED
    if is_settled and option == item.agreed and dissent in ("", item.dissent):
        return None
    can_settle = Move.SETTLE in moves(queries.progress_of(item)) and not has_ended
    again = SettleForm(subject, form.data, auto_id=f"left-{item.pk}-%s")
    return LeftSettling(
        item=item,
        subject=subject,
        option=option,
        agreed=subject.title_of(option),
        dissent=dissent,
        settled=subject.title_of(item.agreed) if is_settled else "",
        form=again if can_settle else None,
    )
