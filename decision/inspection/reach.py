"""What can be reached in a graph."""

from collections.abc import Iterable, Mapping, Sequence


def reached[Node](starts: Iterable[Node], onward: Mapping[Node, Sequence[Node]]) -> set[Node]:
    """Everything that can be reached, with the starts themselves."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
