"""What is stored: assessments with stores, answers and links; workshops; frozen editions."""

from decision.models.answer import Answer
from decision.models.assessment import Assessment
from decision.models.edition import Edition
from decision.models.gone_code import GoneCode
from decision.models.infrastructure import DecidedType, Infrastructure, StorePlace
from decision.models.link import Link, Role
from decision.models.store import Store
from decision.models.workshop import (
    ActionPoint,
    FailedTry,
    Item,
    KeptVerdict,
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
    "DecidedType",
    "Edition",
    "FailedTry",
    "GoneCode",
    "Infrastructure",
    "Item",
    "KeptVerdict",
    "Link",
    "Naming",
    "Pace",
    "Participant",
    "Role",
    "Showing",
    "Store",
    "StorePlace",
    "Vote",
    "Workshop",
    "WorkshopLink",
    "WorkshopRole",
]
