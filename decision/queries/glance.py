"""What a participant's screen depends on, asked by a whole room every second.

Plain SQL, the same on both databases: to put these two queries together by the object-relational
mapper takes several times as long as all the rest of an answer that nothing is new.
"""

from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from decision.domain.workshop.progress import Stage
from decision.models import Pace, Showing
from decision.models.link import digest_of

PLACE = """
SELECT p.id, w.revision, w.showing, w.pace, i.id, i.stage, i.revealed
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
#: How many reasons were revealed, their length together, and one's own vote among them.
REVEALED = """
SELECT SUM(CASE WHEN reason = '' THEN 0 ELSE 1 END), SUM(LENGTH(reason)),
    MAX(CASE WHEN participant_id = %s THEN "option" END),
    MAX(CASE WHEN participant_id = %s THEN reason END)
FROM decision_vote WHERE item_id = %s AND round = %s
"""


def glance(secret: str, workshop_id: UUID) -> tuple[object, ...] | None:
    """Everything by which a participant's screen can differ from what it was, in two queries.

    That is the last step, their own votes as far as the screen shows them (they may sit at two
    devices) and reasons that were added after a reveal. ``None`` if the secret opens nothing (any
    more).
    """
    native = connection.features.has_native_uuid_field
    with connection.cursor() as cursor:
        key = workshop_id if native else workshop_id.hex
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(PLACE, [digest_of(secret), key, now])
        place = cursor.fetchone()
        if place is None:
            return None
        me, _, showing, pace, item, stage, revealed = place
        found: list[Any] = []
        if showing == Showing.ITEM and item is not None and stage == Stage.VOTING:
            cursor.execute(OWN_VOTE, [me, item])
            found = cursor.fetchall()
        elif showing == Showing.ITEM and item is not None:
            cursor.execute(REVEALED, [me, me, item, revealed])
            found = cursor.fetchall()
        elif showing == Showing.LOBBY and pace == Pace.OWN:
            cursor.execute(OWN_VOTES, [me])
            found = cursor.fetchall()
    return (*place, *found)
