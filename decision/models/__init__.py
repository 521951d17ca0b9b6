"""What is stored: assessments with stores, answers and links; workshops; frozen editions."""

from decision.models.answer import Answer
from decision.models.assessment import Assessment
from decision.models.edition import Edition
from decision.models.link import Link, Role
from decision.models.store import Store
from decision.models.workshop import (
    ActionPoint,
    FailedTry,
    Item,
    Naming,
    Pace,
    Participant,
    Showing,
    Vote,
    Workshop,
    WorkshopLink,
    WorkshopRole,
)

__all__ = [
    "ActionPoint",
    "Answer",
    "Assessment",
    "Edition",
    "FailedTry",
    "Item",
    "Link",
    "Naming",
    "Pace",
    "Participant",
    "Role",
    "Showing",
    "Store",
    "Vote",
    "Workshop",
    "WorkshopLink",
    "WorkshopRole",
]
