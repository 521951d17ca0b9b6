"""Stores in the files: what protects them, and what gives cause for concern."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.domain.resources import Gap, Guard, Holds
from decision.inspection import Found
from decision.inspection.concerns import Rule
from decision.readers.shapes import Change, Place
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem
from decision.web.presenters.infrastructure.look import (
    Look,
    basis_text,
    linked_store,
    name_of,
    protected_text,
    protection_status,
)


@dataclass(frozen=True, slots=True)
class ConcernView:
    """Something to look at at once; ``url`` leads to where it is explained.

    Of what is not protected the title is the name alone: all of it stands in one list.
    """

    title: str
    text: str
    is_loss: bool
    url: str


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store in the files. ``name`` is empty for one that the assessment does not have.

    Of the ``gaps`` so many are ``missing``, and so many ``unseen``: the files do not show them.
    """

    id: str
    name: str
    address: str
    unit: str
    type: str
    kind: str
    zone: str
    zone_label: str
    basis: str
    protected: str
    state: str
    change: str
    in_place: tuple[str, ...]
    by_default: tuple[str, ...]
    gaps: tuple[DueItem, ...]
    missing: int
    unseen: int


def concern_view(look: Look, rule: Rule, found: Found | None, ids: dict[Place, str]) -> ConcernView:
    assert found is not None
    url = f"#{ids[found.place]}" if found.place in ids else ""
    name = name_of(look, found)
    if rule is Rule.REPLACE:
        return ConcernView(loss_title(found, name), _loss_text(found), True, url)
    guards = found.protection.open_guards if found.protection else ()
    against = wording.joined([_guard(each) for each in guards], _("and"))
    return ConcernView(name, _("against %s") % against if against else "", False, url)


def loss_title(found: Found, name: str) -> str:
    if found.resource.change is Change.REPLACE:
        return _("The plan would replace “%s”") % name
    return _("The plan would destroy “%s”") % name


def _loss_text(found: Found) -> str:
    if found.is_kept_if_full:
        return _("It is stateful (%s): this fails unless it is empty.") % found.about.type
    if found.about.holds_data:
        return _("It is stateful (%s): its data goes with it.") % found.about.type
    return _("It is stateful (%s): others know it by its name.") % found.about.type


def _guard(guard: Guard) -> str:
    return {
        Guard.DELETION: _("deletion"),
        Guard.REPLACEMENT: _("replacement"),
        Guard.CONTENTS: _("the deletion of what lies within"),
        Guard.RECOVERY: _("a loss without a way back"),
    }[guard]


def store_view(look: Look, found: Found, id: str) -> StoreView:
    store, protection = linked_store(look, found), found.protection
    return StoreView(
        id=id,
        name=store.name if store else "",
        address=found.resource.address,
        unit=found.resource.unit,
        type=found.about.type,
        kind=look.kind_title(found),
        zone=found.about.zone or "",
        zone_label=look.zone_title(found),
        basis=basis_text(found),
        protected=protected_text(found),
        state=protection_status(found),
        change=loss_title(found, found.resource.address) if found.is_lost else "",
        in_place=protection.by if protection else (),
        by_default=protection.by_default if protection else (),
        gaps=gap_items(look, found, id),
        missing=sum(each.holds is Holds.OFF for each in protection.gaps) if protection else 0,
        unseen=sum(each.holds is not Holds.OFF for each in protection.gaps) if protection else 0,
    )


def gap_items(look: Look, found: Found, id: str) -> tuple[DueItem, ...]:
    """What is missing or not shown; ``id`` is that of the part of the page around them."""
    gaps = found.protection.gaps if found.protection else ()
    return tuple(_gap(look, gap, f"{id}-{n}") for n, gap in enumerate(gaps, start=1))


def _gap(look: Look, gap: Gap, id: str) -> DueItem:
    against = wording.joined([_guard(each) for each in gap.against], _("and"))
    title = _("%(setting)s: against %(against)s") if against else "%(setting)s"
    return DueItem(
        id=id,
        title=title % {"setting": gap.setting, "against": against},
        because=gap.because,
        source=wording.source_line(look.catalog, gap.sources),
        setting=gap.write,
        setting_title=gap.setting,
        trap=gap.trap,
    )


def urgency(look: Look, found: Found) -> int:
    """What is lost first, then what nothing protects, then what the files do not show; machines
    that are none of the team's stores come last."""
    if found.is_lost:
        return 0
    if found.is_machine and found.place not in look.linked:
        return 4
    return {False: 1, None: 2, True: 3}[found.is_protected]
