"""What a team said: answers for the system and for each of its stores.

*Answered*, *don't know* and *unanswered* are three different things: ``dont-know`` is a
value, an unanswered question has no entry. *Not asked* follows from the others
(:mod:`decision.domain.facts`) and is never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decision.domain.vocabulary import DONT_KNOW

#: Option by question id; ``dont-know`` is an option of every question.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Store:
    """One stateful thing of the system, with its own answers and placement."""

    name: str
    answers: Answers = field(default_factory=dict)
    kind: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class System:
    """What is assessed: system-level answers and one or more stores."""

    name: str
    answers: Answers = field(default_factory=dict)
    stores: tuple[Store, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def known(answers: Answers) -> dict[str, str]:
    """The answers that say something: "don't know" counts as missing from here on."""
    return {question: option for question, option in answers.items() if option != DONT_KNOW}


def of_store(system: System, store: Store) -> dict[str, str]:
    """All known answers that bear on one store."""
    return known(system.answers) | known(store.answers)
