"""What is stateful, and what protects it: types of resources and their settings."""

from decision.domain.resources.classify import as_it_is, classify
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
    Exempt,
    Label,
    Lending,
    Listed,
    ResourceTypes,
    Rule,
)

__all__ = [
    "Basis",
    "Classified",
    "Exempt",
    "Gap",
    "Guard",
    "Holds",
    "Label",
    "Lending",
    "Listed",
    "Protecting",
    "Protection",
    "ProtectionRules",
    "ResourceTypes",
    "Rule",
    "as_it_is",
    "classify",
    "plain",
    "protection_of",
]
