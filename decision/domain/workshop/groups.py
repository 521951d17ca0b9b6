"""Which groups are large enough to be shown without pointing at anybody."""

from collections.abc import Mapping

#: Counts of fewer people are never shown, and never computable from what is shown.
SMALLEST_GROUP = 3


def may_be_shown(size: int) -> bool:
    return size >= SMALLEST_GROUP


def shown_groups(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The groups whose counts may stand beside the count of everybody, in their order.

    A group needs three people. So do all that are left out, taken together: otherwise
    subtracting the shown ones from everybody would show them. The smallest shown group is
    left out until that holds.
    """
    shown = {name: size for name, size in sizes.items() if may_be_shown(size)}
    rest = sum(sizes.values()) - sum(shown.values())
    while shown and 0 < rest < SMALLEST_GROUP:
        smallest = min(shown, key=lambda name: shown[name])
        rest += shown.pop(smallest)
    return tuple(shown)
