"""What the files say of the team's answers, and what of it can be adopted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.inspection.evidence import Evidence, Says
from decision.web.presenters import wording
from decision.web.presenters.infrastructure.look import (
    MOST_SHOWN,
    Beside,
    Look,
    linked_store,
)

#: So many of the resources that show something are named.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What the files say of one answer; ``option`` is empty where nothing can be adopted."""

    says: str
    title: str
    url: str
    store: str
    number: int | None
    question: str
    because: str
    shown_by: str
    answer: str
    option: str
    option_title: str
    seen: int
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the files say in one way; ``count`` is of all, ``left_out`` of those not shown."""

    shown: tuple[EvidenceView, ...]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


def saying(said: list[EvidenceView], says: Says) -> Said:
    found = [each for each in said if each.says == says]
    return Said(tuple(found[:MOST_SHOWN]), len(found))


def evidence_view(look: Beside, said: Evidence) -> EvidenceView | None:
    """None for what is about a store that the assessment does not have, and for what is filled in
    anyway."""
    store = linked_store(look, said.found)
    if said.found is not None and store is None:
        return None
    number = store.number if store else None
    step = look.steps.get((number, said.question))
    if said.says is Says.SUGGESTS and step and step.prefilled == said.option:
        # The kind of the store, which these files show too, fills it in: nobody has answered yet.
        return None
    row = look.flow.sheet.answer(number, said.question)
    known = {option.id for option in step.question.options} if step else set()
    can_adopt = said.says is not Says.SUPPORTS and said.option in known
    named = list(said.shown_by[:MOST_NAMED])
    if len(said.shown_by) > MOST_NAMED:
        named.append(_("%d more") % (len(said.shown_by) - MOST_NAMED))
    return EvidenceView(
        says=said.says.value,
        title=wording.asked(look.catalog, said.question),
        url=step.url if step else "",
        store=store.name if store else "",
        number=number,
        question=said.question,
        because=said.because,
        shown_by=", ".join(named),
        answer=_answer(look, said.question, said.answer),
        option=(said.option or "") if can_adopt else "",
        option_title=wording.option_title(look.catalog, said.question, said.option)
        if can_adopt
        else "",
        seen=row.revision if row else 0,
        source=wording.source_line(look.catalog, said.sources),
    )


def _answer(look: Beside, question: str, option: str | None) -> str:
    """An answer in words; empty where there is none."""
    return wording.option_title(look.catalog, question, option) if option else ""


def adoptable(look: Look, number: int | None, question: str, option: str) -> EvidenceView | None:
    """What the files suggest for one question, if it is this option."""
    said = (evidence_view(look, each) for each in look.examination.evidence)
    wanted = (number, question, option)
    return next(
        (each for each in said if each and (each.number, each.question, each.option) == wanted),
        None,
    )
