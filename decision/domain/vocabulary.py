"""The words of the domain, as enumerations.

The values are the product's public ids: answer files, JSON, stored rows, tests and
addresses use them, so they are never renamed.
"""

from enum import StrEnum


class Boundary(StrEnum):
    """Where "together" can mean something: five separate questions about one store."""

    SCHEMA_REPOSITORY = "schema-repository"
    INFRASTRUCTURE_REPOSITORY = "infrastructure-repository"
    IAC_UNIT = "iac-unit"
    PIPELINE = "pipeline"
    OWNER = "owner"


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Result(StrEnum):
    """What is recommended for one boundary of one store in one environment."""

    TOGETHER = "together"
    SEPARATE = "separate"
    EITHER = "either"
    ASK_FIRST = "ask-first"
    NOT_YET = "not-yet"
    NOT_APPLICABLE = "not-applicable"


class Zone(StrEnum):
    """How hard it is to keep state whole through infrastructure changes (CASF)."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class SeparationLevel(StrEnum):
    """How far store and application are apart in production, from one unit to own everything."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"


class Level(StrEnum):
    """Whether a question is asked once for the system or once for each store."""

    SYSTEM = "system"
    STORE = "store"


#: The talk's question: one stack, one state, one release, where it counts.
VERDICT_BOUNDARY = Boundary.IAC_UNIT
VERDICT_ENVIRONMENT = Environment.PRODUCTION

#: The answer that says "we do not know": told apart from an unanswered question
#: everywhere it is shown, and treated alike in scoring.
DONT_KNOW = "dont-know"

#: The verdict of a system whose stores differ.
MIXED = "mixed"
