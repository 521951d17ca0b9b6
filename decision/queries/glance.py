"""What a participant's screen depends on, asked by a whole room every second.

Plain SQL, the same on both databases: to put these two queries together by the object-relational
mapper takes several times as long as all the rest of an answer that nothing is new.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from decision.domain.workshop.progress import Stage
from decision.models import Pace, Showing
from decision.models.link import digest_of

PLACE = """
SELECT p.id, w.revision, w.showing, w.pace, w.timer_ends_at IS NOT NULL,
    i.id, i.stage, i.revealed, i.reasons_given
FROM decision_participant p
JOIN decision_workshop w ON w.id = p.workshop_id
LEFT JOIN decision_item i ON i.id = w.current_id
WHERE p.digest = %s AND p.workshop_id = %s AND NOT p.has_left AND w.expires_at > %s
"""
OWN_VOTES = """
SELECT item_id, round, "option", reason FROM decision_vote
WHERE participant_id = %s ORDER BY item_id, round
"""
OWN_VOTE = """
SELECT round, "option", reason FROM decision_vote
WHERE participant_id = %s AND item_id = %s ORDER BY round
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything by which a participant's screen can differ from what it was.

    ``me`` is who looks; then comes where the last step has led, and how often somebody gave a
    reason since; ``found`` are their own votes as far as the screen shows them, as they may sit at
    two devices: round, option and reason, with the item before them at their own pace.
    """

    me: Any
    revision: int
    showing: str
    pace: str
    timer_runs: bool
    item: int | None
    stage: str | None
    revealed: int | None
    reasons_given: int | None
    found: tuple[tuple[Any, ...], ...] = ()

    @property
    def is_voting(self) -> bool:
        return self.shows_item and self.stage == Stage.VOTING

    @property
    def shows_item(self) -> bool:
        return self.showing == Showing.ITEM and self.item is not None

    @property
    def at_own_pace(self) -> bool:
        return self.showing == Showing.LOBBY and self.pace == Pace.OWN

    def in_common(self) -> tuple[object, ...] | None:
        """What the screen is alike by for many; ``None`` where it is for one person alone.

        So it is where it has a form, and at their own pace. After a reveal it is alike for all
        who voted for the same: only their own mark, and whether they gave a reason, tell them
        apart.
        """
        if self.is_voting or self.at_own_pace:
            return None
        item = (self.item, self.stage, self.revealed, self.reasons_given)
        own = [
            (option, bool(reason))
            for round_, option, reason in self.found
            if round_ == self.revealed
        ]
        return (self.revision, self.showing, self.pace, *item, *own)


def glance(secret: str, workshop_id: UUID) -> Glance | None:
    """What whoever holds the secret looks at, in two queries; ``None`` if it opens nothing."""
    native = connection.features.has_native_uuid_field
    with connection.cursor() as cursor:
        key = workshop_id if native else workshop_id.hex
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(PLACE, [digest_of(secret), key, now])
        row = cursor.fetchone()
        if row is None:
            return None
        seen = Glance(*row)
        if seen.shows_item:
            cursor.execute(OWN_VOTE, [seen.me, seen.item])
        elif seen.at_own_pace:
            cursor.execute(OWN_VOTES, [seen.me])
        else:
            return seen
        return replace(seen, found=tuple(cursor.fetchall()))
