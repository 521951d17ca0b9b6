"""What was confirmed or copied for a store at one stroke, remembered so that it can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from decision.models import Store
from decision.queries import Sheet

#: Session key: the store's row, the options by question, and whether they were copied.
FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Filled:
    """What can be taken back: how many answers of which store, copied or confirmed."""

    store: Store
    count: int
    copied: bool


def remember(
    request: HttpRequest, store: Store, options: Mapping[str, str], *, copied: bool
) -> None:
    """Keep what was filled in, in place of what was before."""
    request.session[FILLED] = {"store": store.pk, "options": dict(options), "copied": copied}


def remembered(request: HttpRequest, store: Store) -> dict[str, str]:
    """The options by question that were filled in last, if it was for this store."""
    kept = request.session.get(FILLED, {})
    return dict(kept["options"]) if kept.get("store") == store.pk else {}


def forget(request: HttpRequest) -> None:
    request.session.pop(FILLED, None)


def to_undo(request: HttpRequest, sheet: Sheet) -> Filled | None:
    """What can be taken back of these stores; answers changed since cannot."""
    for store in sheet.stores:
        options = sheet.options(store.number)
        kept = remembered(request, store).items()
        count = sum(options.get(question) == option for question, option in kept)
        if count:
            return Filled(store, count, bool(request.session[FILLED].get("copied")))
    return None
