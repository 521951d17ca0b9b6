"""What a team's files say, beside its result, its questions and on its maps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision import queries
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Result
from decision.inspection.evidence import Evidence, Says, held_against
from decision.web.presenters import wording
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.evidence import EvidenceView, evidence_view
from decision.web.presenters.infrastructure.facts import CutFacts, KeptFacts, Named, StoreFacts
from decision.web.presenters.infrastructure.look import (
    Beside,
    Look,
    name_of,
    protected_text,
    protection_status,
)
from decision.web.presenters.infrastructure.stores import loss_title


@dataclass(frozen=True, slots=True)
class StoreSays:
    """What the files say of one store. Texts are whole sentences, and empty where nothing is to
    be said; ``cut`` says what a border would cross, if the store is to be separate."""

    address: str
    type: str
    unit: str
    state: str
    protected: str
    missing: str
    users: str
    shares: str
    cut: str
    cut_warning: str
    is_cut: bool
    loss: str
    contradicting: tuple[EvidenceView, ...]
    supporting: int
    suggesting: int

    @property
    def calls(self) -> str:
        """What calls for something, in a few words; empty if nothing does."""
        count = len(self.contradicting)
        found = [
            _("the plan loses it") if self.loss else "",
            _("not protected") if self.state == "to-do" else "",
            ngettext("%d answer contradicted", "%d answers contradicted", count) % count
            if count
            else "",
        ]
        return ", ".join(each for each in found if each)


@dataclass(frozen=True, slots=True)
class FilesSay:
    """What the files say of a whole assessment; ``stores`` by position, counted from 1."""

    url: str
    read_at: datetime
    losses: tuple[str, ...]
    losses_left_out: int
    contradicting: tuple[EvidenceView, ...]
    others: str
    stores: Mapping[int, StoreSays]


_LINES = {
    Says.CONTRADICTS: lambda: _("Your files contradict this: %(because)s"),
    Says.SUPPORTS: lambda: _("Your files support this."),
    Says.SUGGESTS: lambda: _("Your files suggest: %(option)s. %(because)s"),
}


def reading_beside(flow: Flow) -> "Reader | None":
    """What the files say beside these answers; none where no files were read."""
    row = queries.confirmed_head(flow.sheet.assessment)
    return Reader(Look(flow, row)) if row is not None else None


class Reader:
    """One reading beside the answers, without looking at every resource each time."""

    def __init__(self, look: Look) -> None:
        #: Everything about the reading: whoever asks it looks at every resource.
        self.look = look
        self.flow, self.row = look.flow, look.row
        self._kept = KeptFacts(look)

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.flow, self._kept.facts.linked)

    @cached_property
    def said(self) -> tuple[EvidenceView, ...]:
        """What the files say of answers, contradictions first."""
        found = (evidence_view(self._beside, each) for each in self._evidence)
        return tuple(each for each in found if each is not None)

    @property
    def _evidence(self) -> list[Evidence]:
        facts, beside = self._kept.facts, self._beside
        return held_against(beside.catalog, facts.measured, self.flow.system, facts.linked)

    def line(self, number: int | None, question: str) -> str:
        """What they say of one answer as a line of text; empty where they say nothing."""
        return " ".join(
            _LINES[Says(each.says)]() % {"option": each.option_title, "because": each.because}
            for each in self.of(number, question)
        )

    def of(self, number: int | None, question: str) -> tuple[EvidenceView, ...]:
        """What they say of one answer."""
        return tuple(
            each for each in self.said if (each.number, each.question) == (number, question)
        )

    def keep_cuts(self) -> None:
        """Work out where to cut, so that the result can say it."""
        stores = recommend(self.flow.catalog.rulebook, self.flow.system).stores
        self._kept.keep_cuts(_separate(dict(enumerate((each.verdict for each in stores), start=1))))

    def beside(self, verdicts: Mapping[int, str], *, with_cuts: bool = False) -> FilesSay:
        """Everything that is shown beside a result; ``verdicts`` by position, from 1."""
        facts = self._kept.facts
        cuts = self._kept.cuts(_separate(verdicts)) if with_cuts else ()
        numbers = [store.number for store in self.flow.sheet.stores]
        return FilesSay(
            url=reverse("files", args=[self.flow.sheet.assessment.pk]),
            read_at=self.row.read_at,
            losses=tuple(loss_title(each, name_of(self._beside, each)) for each in facts.lost),
            losses_left_out=facts.lost_count - len(facts.lost),
            contradicting=_saying(self.said, Says.CONTRADICTS, None),
            others=_others(facts.unlinked, facts.unlinked_unprotected),
            stores={
                place + 1: self._store(each, numbers[place], verdicts[place + 1], cuts)
                for place, each in sorted(facts.stores.items())
            },
        )

    def _store(
        self,
        facts: StoreFacts,
        number: int,
        verdict: str,
        cuts: Collection[CutFacts] | None,
    ) -> StoreSays:
        found, resource = facts.found, facts.found.resource
        cut = next((each for each in cuts or () if found.place in each.stores), None)
        is_open = cuts is None and verdict == Result.SEPARATE and facts.runs.count > 0
        return StoreSays(
            address=resource.address,
            type=found.about.type,
            unit=resource.unit,
            state=protection_status(found),
            protected=protected_text(found),
            missing=_missing(facts),
            users=_users(facts.users),
            shares=_shares(facts),
            cut=_open() if is_open else _cut(facts, verdict, cut),
            cut_warning=_backward(cut.backward) if cut else "",
            is_cut=is_open or cut is not None,
            loss=loss_title(found, resource.address) if found.is_lost else "",
            contradicting=_saying(self.said, Says.CONTRADICTS, number),
            supporting=len(_saying(self.said, Says.SUPPORTS, number)),
            suggesting=len(_saying(self.said, Says.SUGGESTS, number)),
        )


def _saying(
    said: Collection[EvidenceView], says: Says, number: int | None
) -> tuple[EvidenceView, ...]:
    return tuple(each for each in said if each.says == says and each.number == number)


def _listed(named: Named) -> str:
    more = [ngettext("%d more", "%d more", named.more) % named.more] if named.more else []
    return wording.joined([*named.addresses, *more], _("and"))


def _missing(facts: StoreFacts) -> str:
    count = len(facts.missing)
    if not count:
        return ""
    return ngettext(
        "%d protection setting is missing or not shown.",
        "%d protection settings are missing or not shown.",
        count,
    ) % count  # fmt: skip


def _users(users: Named) -> str:
    if not users.count:
        return _("Nothing in these files refers to it.")
    return ngettext(
        "%(count)d resource refers to it: %(named)s.",
        "%(count)d resources refer to it: %(named)s.",
        users.count,
    ) % {"count": users.count, "named": _listed(users)}  # fmt: skip


def _shares(facts: StoreFacts) -> str:
    unit, runs = facts.found.resource.unit, facts.runs
    if not runs.count:
        return _("Nothing that runs is in its unit, %s.") % unit
    return ngettext(
        "It shares the unit %(unit)s with %(count)d resource that runs: %(named)s.",
        "It shares the unit %(unit)s with %(count)d resources that run: %(named)s.",
        runs.count,
    ) % {"unit": unit, "count": runs.count, "named": _listed(runs)}  # fmt: skip


def _cut(facts: StoreFacts, verdict: str, cut: CutFacts | None) -> str:
    """What the files say of carrying out the verdict."""
    if verdict == Result.TOGETHER:
        if facts.found.is_protected or not facts.missing:
            return ""
        return _("If it stays there, protect it there.")
    if verdict != Result.SEPARATE or cut is None:
        return ""
    if cut.apart == 1:
        return ngettext(
            "Taken out of its unit, %d reference would cross the new border.",
            "Taken out of its unit, %d references would cross the new border.",
            cut.crossings,
        ) % cut.crossings  # fmt: skip
    return ngettext(
        "Its unit is cut for %(stores)d stores together: %(count)d reference would cross the new "
        "border.",
        "Its unit is cut for %(stores)d stores together: %(count)d references would cross the new "
        "border.",
        cut.crossings,
    ) % {"stores": cut.apart, "count": cut.crossings}  # fmt: skip


def _open() -> str:
    return _("Its unit is large: “Where to cut” says what the new border would cross.")


def _separate(verdicts: Mapping[int, str]) -> list[int]:
    """The stores whose verdict is separate, counted from 0."""
    return [position - 1 for position, each in verdicts.items() if each == Result.SEPARATE]


def _backward(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%d of them leads the wrong way and has to be turned around first.",
        "%d of them lead the wrong way and have to be turned around first.",
        count,
    ) % count  # fmt: skip


def _others(count: int, unprotected: int) -> str:
    """Resources that keep data and are none of the stores."""
    if not count:
        return ""
    found = ngettext(
        "The files have %d more resource that keeps data and is none of your stores.",
        "The files have %d more resources that keep data and are none of your stores.",
        count,
    ) % count  # fmt: skip
    if not unprotected:
        return found
    open_ = ngettext(
        "%d of them is not protected.", "%d of them are not protected.", unprotected
    ) % unprotected  # fmt: skip
    return f"{found} {open_}"
