"""What is stateful: types of resources as tools write them, listed, guessed or not known."""

from decision.domain.resources.classify import classify
from decision.domain.resources.types import (
    Basis,
    Classified,
    Label,
    Listed,
    ResourceTypes,
    Rule,
)

__all__ = ["Basis", "Classified", "Label", "Listed", "ResourceTypes", "Rule", "classify"]
