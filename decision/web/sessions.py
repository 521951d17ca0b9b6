"""Sessions in the database that requests at the same time do not overwrite.

Django writes a session back whole. Two links opened at once in one browser would then lose
the grant of the one that is saved first. Here a request writes only what it has changed.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.contrib.sessions.backends import db
from django.db import router, transaction

from decision.web.access import GRANTS

_GONE = object()


class SessionStore(db.SessionStore):
    """The session engine: what others saved meanwhile stays, unless it was changed here too."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._as_read: dict[str, Any] = {}

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        self._as_read = deepcopy(data)
        return data

    def save(self, must_create: bool = False) -> None:
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        with transaction.atomic(using=router.db_for_write(self.model)):
            rows = self.model.objects.select_for_update()
            row = rows.filter(session_key=self.session_key).first()
            if row is not None:
                stored = self.decode(row.session_data)
                self._session_cache = merged(self._as_read, dict(self.items()), stored)
            super().save()
        self._as_read = deepcopy(dict(self.items()))


def merged(
    before: Mapping[str, Any], mine: Mapping[str, Any], stored: Mapping[str, Any]
) -> dict[str, Any]:
    """What is stored, with the changes from ``before`` to ``mine``; grants one by one."""
    result = dict(stored)
    for key in before.keys() | mine.keys():
        old, new = before.get(key, _GONE), mine.get(key, _GONE)
        if old == new:
            continue
        if key == GRANTS:
            parts = (each.get(key) or {} for each in (before, mine, stored))
            result[key] = merged(*parts)
        elif new is _GONE:
            result.pop(key, None)
        else:
            result[key] = new
    return result
