"""Simulated votes, so that a facilitator can try a workshop alone.

They are made up and the same each time: a digest of the seed stands in for chance. Most people
take the leading option, some say "we don't know", the others are spread. In the second round
some of those who stood apart go over to the lead.
"""

import hashlib
from collections.abc import Sequence

from decision.domain.vocabulary import DONT_KNOW

#: Enough to show groups by role, few enough to read every bar.
PEOPLE = 11

#: Of 100 people so many take the lead, and so many say that they don't know.
LEADING = 60
UNSURE = 12

#: Of 100 people who stood apart so many go over to the lead in the second round.
MOVED = 55

#: Of 100 people so many give a reason.
GIVING_REASONS = 30


def leading_option(seed: str, options: Sequence[str]) -> str:
    """The option that most simulated people take; never "we don't know" if there is another."""
    sure = [option for option in options if option != DONT_KNOW] or list(options)
    return sure[_chance(seed, "lead", below=len(sure))]


def simulated_votes(
    seed: str, options: Sequence[str], round_: int, lead: str, people: int = PEOPLE
) -> list[str]:
    """What each of ``people`` says in a round; ``seed`` names the workshop and the item."""
    first = _first_round(seed, options, lead, people)
    if round_ == 1:
        return first
    return [
        lead if option != lead and _chance(seed, "moved", place, below=100) < MOVED else option
        for place, option in enumerate(first)
    ]


def _first_round(seed: str, options: Sequence[str], lead: str, people: int) -> list[str]:
    """Shares of the people rather than dice, so that the picture is never a freak one."""
    order = sorted(range(people), key=lambda place: _digest(seed, "order", place))
    leaders = round(people * LEADING / 100)
    unsure = round(people * UNSURE / 100) if DONT_KNOW in options else 0
    others = [option for option in options if option not in (lead, DONT_KNOW)] or [lead]
    said = dict.fromkeys(order[:leaders], lead)
    said |= dict.fromkeys(order[leaders : leaders + unsure], DONT_KNOW)
    for place in order[leaders + unsure :]:
        said[place] = others[_chance(seed, "other", place, below=len(others))]
    return [said[place] for place in range(people)]


def reason_number(seed: str, place: int, reasons: int) -> int | None:
    """Which of so many reasons somebody gives, in both rounds; ``None`` for none."""
    if _chance(seed, "gives", place, below=100) >= GIVING_REASONS:
        return None
    return _chance(seed, "reason", place, below=reasons)


def _chance(seed: str, *what: object, below: int) -> int:
    return _digest(seed, *what) % below


def _digest(seed: str, *what: object) -> int:
    return int.from_bytes(hashlib.sha256(repr((seed, what)).encode()).digest()[:8])
