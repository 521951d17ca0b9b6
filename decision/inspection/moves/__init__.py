"""What is proposed for a cut: units, what they publish to each other, and how the stores move.

Everything is written for people to review; nothing is executed. Values are never kept, so what a
move needs to know of them (ids, attribute names, accounts) is left open and marked.
"""

from decision.inspection.moves.plan import planned
from decision.inspection.moves.shapes import (
    Files,
    Link,
    Move,
    Plan,
    ProposedUnit,
    Publish,
    Role,
    Split,
    Warned,
    Written,
)

__all__ = [
    "Files",
    "Link",
    "Move",
    "Plan",
    "ProposedUnit",
    "Publish",
    "Role",
    "Split",
    "Warned",
    "Written",
    "planned",
]
