"""A furnished site: assessments in every state, and every page that they have."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from decision import actions
from decision.content import current_catalog
from decision.domain.answers import System
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
    """Thirty stores, the first with the longest name and a long note."""
    kinds = list(current_catalog().kinds)
    shop = new_shop(LONG_NAME, name=LONG_NAME, kind="relational-database")
    for number in range(2, 31):
        kind = kinds[number % len(kinds)]
        actions.add_store(assessment=shop.assessment, name=f"Store {number}", kind=kind)
    for question, option in {"iac-adoption": "full", "infrastructure-ownership": "full"}.items():
        actions.save_answer(
            assessment=shop.assessment, store=None, question=question, option=option,
            note=LONG_NOTE, seen=0,
        )
    return shop


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
