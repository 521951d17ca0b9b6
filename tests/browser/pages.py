"""A furnished site: assessments in every state, and every page that they have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from decision import actions
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.models import Role
from decision.web.presenters.examples import example_system
from tests.systems import Shop, new_shop
from tests.web.addresses import GUARDED, PUBLIC, Address

#: What people really type: a name without a space, as long as a name may be.
LONG_NAME = "orders-and-payments-archive-" * 7 + "2026"
LONG_NOTE = "We talked about this for long. " * 120
QUIET = frozenset({"assessment-export", "map-download", "report-pdf"})


@dataclass(frozen=True)
class Site:
    """``full`` is answered, ``bare`` has no store, ``crowded`` long names and many stores."""

    full: Shop
    bare: Shop
    crowded: Shop


def furnish() -> Site:
    return Site(
        full=stored(example_system(current_catalog(), "craft-market")),
        bare=new_shop(name="Bare"),
        crowded=crowded_shop(),
    )


def stored(system: System) -> Shop:
    created = actions.import_system(system=system, catalog=current_catalog())
    rows = tuple(created.assessment.stores.all())
    return Shop(created.assessment, created.edit_secret, created.read_secret, rows)


def crowded_shop() -> Shop:
    """Thirty stores, one of them open; the first name and a note as long as they may be."""
    answered = example_system(current_catalog(), "craft-market")
    stores = [replace(answered.stores[0], name=LONG_NAME)]
    stores += [replace(answered.stores[n % 2], name=f"Store {n}") for n in range(2, 31)]
    notes = {**answered.notes, "iac-adoption": LONG_NOTE}
    open_store = Store(name="Nobody knows", kind=None, answers={}, notes={})
    return stored(
        replace(answered, name=LONG_NAME, notes=notes, stores=(*stores[:29], open_store))
    )


def all_but(names: frozenset[str]) -> Iterator[Address]:
    """Addresses that answer a GET with a page."""
    return (each for each in (*PUBLIC, *GUARDED) if "GET" in each.methods and each.name not in names)


def public_paths(site: Site) -> list[str]:
    return [each.url(site.full) for each in all_but(QUIET) if each in PUBLIC]


def guarded_paths(shop: Shop) -> list[str]:
    return [each.url(shop) for each in all_but(QUIET) if each in GUARDED]


def edit_link(shop: Shop) -> str:
    """A fresh edit link's path."""
    secret = actions.make_link(assessment=shop.assessment, role=Role.EDIT)
    return reverse("link-open", args=[secret])
