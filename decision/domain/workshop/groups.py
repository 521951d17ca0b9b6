"""Which groups are large enough to be shown without pointing at anybody."""

from collections import Counter
from collections.abc import Hashable, Mapping, Set

#: Counts of fewer people are never shown, and never computable from what is shown.
SMALLEST_GROUP = 3


def may_be_shown(size: int) -> bool:
    return size >= SMALLEST_GROUP


def may_be_left_over(size: int) -> bool:
    """Whether subtracting what is shown may leave so many people: nobody, or enough of them."""
    return size == 0 or may_be_shown(size)


def may_stand_beside(first: Set[Hashable], second: Set[Hashable]) -> bool:
    """Whether counts of these people may be shown beside counts of those.

    Whoever is counted in one alone is what is left over when they are subtracted.
    """
    return may_be_left_over(len(first - second)) and may_be_left_over(len(second - first))


def rounds_may_be_compared(first: Set[Hashable], second: Set[Hashable]) -> bool:
    """Whether what changed between two rounds may be told; takes who voted in each.

    If one or two people came, or one or two went, the difference of the rounds would be their
    votes as soon as it is known what the others did. Nor may it be told what one or two people
    who voted twice did. The bars of both rounds stay, also with three votes first and then four:
    by themselves they leave open who of the others thinks otherwise now.
    """
    return may_stand_beside(first, second) and may_be_shown(len(first & second))


def groups_may_be_compared[Person: Hashable](
    first: Mapping[Person, str], second: Mapping[Person, str]
) -> bool:
    """Whether counts by group may be shown of two rounds; takes everybody's group in each.

    Then neither one or two people came to any group nor went from it.
    """
    came = Counter(group for person, group in second.items() if person not in first)
    went = Counter(group for person, group in first.items() if person not in second)
    return all(may_be_left_over(size) for size in (*came.values(), *went.values()))


def shown_groups(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The groups whose counts may stand beside the count of everybody, in their order.

    A group needs three people. So do all that are left out, taken together: otherwise
    subtracting the shown ones from everybody would show them. The smallest shown group is
    left out until that holds.
    """
    shown = {name: size for name, size in sizes.items() if may_be_shown(size)}
    rest = sum(sizes.values()) - sum(shown.values())
    while shown and not may_be_left_over(rest):
        smallest = min(shown, key=lambda name: shown[name])
        rest += shown.pop(smallest)
    return tuple(shown)
