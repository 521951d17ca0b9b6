"""Assessments in every state, and every page that they have."""

from collections.abc import Collection
from dataclasses import replace

from decision import actions
from decision.catalog.examples import example_system
from decision.content import current_catalog
from decision.domain.answers import Store, System
from tests.systems import Shop, new_shop
from tests.web.addresses import GUARDED, PUBLIC, Address

#: What people really type: a name without a space, as long as a name may be.
LONG_NAME = "orders_and_payments_archive_" * 7 + "2026"
LONG_NOTE = "We talked about this for long. " * 120
#: These addresses give files, not pages.
FILES = frozenset(
    {
        "assessment-export",
        "files-graph-download",
        "map-download",
        "report-pdf",
        "report-pdf-short",
    }
)


def full_shop() -> Shop:
    """Two stores, everything answered, with notes."""
    return stored(example_system(current_catalog(), "craft-market"))


def bare_shop() -> Shop:
    """Neither a store nor an answer."""
    return new_shop(name="Bare")


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
    return stored(replace(answered, name=LONG_NAME, notes=notes, stores=(*stores[:29], open_store)))


def public_paths(shop: Shop) -> list[str]:
    """The pages that everybody sees; ``shop`` is what the confirm page opens."""
    return [each.url(shop) for each in PUBLIC if is_page(each)]


def guarded_paths(shop: Shop, names: Collection[str] = ()) -> list[str]:
    """The pages of an assessment, or those of ``names``."""
    return [
        each.url(shop) for each in GUARDED if is_page(each) and (not names or each.name in names)
    ]


def is_page(address: Address) -> bool:
    return "GET" in address.methods and address.name not in FILES
