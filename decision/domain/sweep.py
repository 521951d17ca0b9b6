"""Every way to answer the open questions, in one sweep instead of one by one.

The sweep reads one question after another. All ways so far that leave the same rules half
read are kept together as one value, such as a range of scores. So the work grows with
what is half read at a time, not with the number of completions; nothing is approximated.
"""

from collections.abc import Callable, Iterable, Sequence

from decision.domain.diagrams import Diagram, Leaf, Node

type Open[G] = tuple[Node[G], ...]
#: What the ways so far add up to, by what has to be told apart in the end.
type Ways[K, V] = dict[K, V]


def separate_parts[G](rules: Iterable[Diagram[G]]) -> tuple[list[G], list[Open[G]]]:
    """What is decided already, and groups of open rules that share no question."""
    decided: list[G] = []
    groups: list[tuple[set[int], list[Node[G]]]] = []
    for rule in rules:
        if isinstance(rule, Leaf):
            decided.append(rule.value)
            continue
        levels, members = set(rule.levels), [rule]
        apart = []
        for group in groups:
            if levels.isdisjoint(group[0]):
                apart.append(group)
            else:
                levels |= group[0]
                members = group[1] + members
        groups = [*apart, (levels, members)]
    groups.sort(key=lambda group: min(group[0]))
    return decided, [_in_order(members) for _, members in groups]


def sweep[G, K, V](
    rules: Open[G],
    ways: Ways[K, V],
    add: Callable[[K, V, Sequence[G]], tuple[K, V] | None],
    merge: Callable[[V, V], V],
) -> Ways[K, V]:
    """Add every way to answer what ``rules`` leave open to the ``ways`` so far.

    ``add`` gives a way's new key and value after the gains of some rules, or None where the
    answers are impossible; ``merge`` joins two values with the same key.
    """
    levels = sorted(frozenset().union(*(rule.levels for rule in rules)))
    waiting = {rules: ways}
    for level in levels:
        following: dict[Open[G], Ways[K, V]] = {}
        for half_read, so_far in waiting.items():
            for rest, gains in _next(half_read, level):
                into = following.setdefault(rest, {})
                for key, value in so_far.items():
                    if (added := add(key, value, gains)) is not None:
                        at, new = added
                        into[at] = merge(into[at], new) if at in into else new
        waiting = following
    return waiting.get((), {})


def _next[G](half_read: Open[G], level: int) -> list[tuple[Open[G], list[G]]]:
    """What is left of the rules, and what is gained, for each option at a level."""
    reading = [rule for rule in half_read if rule.level == level]
    if not reading:
        return [(half_read, [])]
    waiting = [rule for rule in half_read if rule.level != level]
    found: dict[tuple[int, ...], tuple[Open[G], list[G]]] = {}
    for branches in zip(*(rule.branches for rule in reading), strict=True):
        same = tuple(branch.serial for branch in branches)
        if same not in found:
            rest = [branch for branch in branches if isinstance(branch, Node)]
            gains = [branch.value for branch in branches if isinstance(branch, Leaf)]
            found[same] = _in_order([*waiting, *rest]), gains
    return list(found.values())


def _in_order[G](rules: Iterable[Node[G]]) -> Open[G]:
    return tuple(sorted(rules, key=lambda rule: rule.serial))
