"""What was filled in for a store at one stroke, remembered so that it can be undone."""

from collections.abc import Mapping

from django.http import HttpRequest

from decision.models import Store
from decision.queries import Sheet

#: Session key: the store's row and the options by question.
FILLED = "filled"


def remember(request: HttpRequest, store: Store, options: Mapping[str, str]) -> None:
    """Keep what was filled in, in place of what was before."""
    request.session[FILLED] = {"store": store.pk, "options": dict(options)}


def remembered(request: HttpRequest, store: Store) -> dict[str, str]:
    """The options by question that were filled in last, if it was for this store."""
    kept = request.session.get(FILLED, {})
    return dict(kept["options"]) if kept.get("store") == store.pk else {}


def forget(request: HttpRequest) -> None:
    request.session.pop(FILLED, None)


def to_undo(request: HttpRequest, sheet: Sheet) -> tuple[Store, int] | None:
    """The store with how many answers can be taken back; those changed since are not."""
    for store in sheet.stores:
        options = sheet.options(store.number)
        kept = remembered(request, store).items()
        count = sum(options.get(question) == option for question, option in kept)
        if count:
            return store, count
    return None
