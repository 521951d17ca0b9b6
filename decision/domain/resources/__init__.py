"""What is stateful, and what protects it: types of resources and their settings."""

from decision.domain.resources.classify import classify
from decision.domain.resources.protection import (
    Gap,
    Guard,
    Holds,
    Protecting,
    Protection,
    ProtectionRules,
    plain,
    protection_of,
)
from decision.domain.resources.types import (
    Basis,
    Classified,
    Label,
    Listed,
    ResourceTypes,
    Rule,
)

__all__ = [
    "Basis",
    "Classified",
    "Gap",
    "Guard",
    "Holds",
    "Label",
    "Listed",
    "Protecting",
    "Protection",
    "ProtectionRules",
    "ResourceTypes",
    "Rule",
    "classify",
    "plain",
    "protection_of",
]
