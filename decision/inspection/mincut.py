"""The smallest set of references between two sides of a graph, by networkx.

Nodes that are bound to neither side fall into groups that hang together; each group is a minimum
cut of its own, so that a large system takes as long as its parts and not as their product.

Sources: Ford and Fulkerson, "Maximal flow through a network" (1956), for the minimum cut; Boykov
and Kolmogorov (2004) for the algorithm that networkx runs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import networkx
from networkx.algorithms.flow import boykov_kolmogorov

from decision.inspection.reach import reached

type Pair = tuple[str, str]

#: Groups with more nodes are not cut within: a minimum cut could take minutes. They stay.
MOST = 2_000
#: The two sides, as nodes.
_KEPT, _REST = object(), object()


def smallest_side(
    kept: Collection[str],
    rest: Collection[str],
    pairs: Collection[Pair],
    tight: Collection[Pair] = (),
) -> tuple[set[str], bool]:
    """The side of ``kept`` after a minimum cut, and whether none is smaller.

    ``pairs`` are (source, target). Cuts that part the fewest ``tight`` pairs come first, then those
    that part the fewest pairs; of these the one counts with the fewest whose source is on the kept
    side; of those the one whose kept side is the smallest.
    """
    one = 2 * len(pairs) + 1  # no number of such sources is worth one more pair
    costs = dict.fromkeys(pairs, one) | dict.fromkeys(tight, one * (len(pairs) + 2))
    bound = dict.fromkeys(rest, _REST) | dict.fromkeys(kept, _KEPT)
    found, is_smallest = set(kept), True
    for group in _groups(bound, pairs):
        free = {each for pair in group for each in pair if each not in bound}
        if len(free) > MOST:
            is_smallest = False
        else:
            found |= free & _side(_graph(bound, group, costs))
    return found, is_smallest


def _groups(bound: Collection[str], pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs by the free nodes that hang together; pairs between bound nodes are in no group."""
    graph: networkx.Graph = networkx.Graph()
    touching = []
    for source, target in pairs:
        free = [each for each in (source, target) if each not in bound]
        if free:
            graph.add_edge(free[0], free[-1])
            touching.append((free[0], (source, target)))
    number = {
        node: place
        for place, nodes in enumerate(networkx.connected_components(graph))
        for node in nodes
    }
    groups: dict[int, list[Pair]] = defaultdict(list)
    for node, pair in touching:
        groups[number[node]].append(pair)
    yield from groups.values()


def _graph(
    bound: Mapping[str, object], group: Iterable[Pair], costs: Mapping[Pair, int]
) -> networkx.DiGraph:
    """What it costs to part each pair, by who is on the kept side."""
    graph = networkx.DiGraph()
    graph.add_nodes_from((_KEPT, _REST))
    for source, target in group:
        first, second = bound.get(source, source), bound.get(target, target)
        cost = costs[source, target]
        for start, end, more in ((first, second, 1), (second, first, 0)):
            before = graph.get_edge_data(start, end, {"capacity": 0})["capacity"]
            graph.add_edge(start, end, capacity=before + cost + more)
    return graph


def _side(graph: networkx.DiGraph) -> set[object]:
    """What more could still flow to from the kept side: the smallest such side."""
    residual = boykov_kolmogorov(graph, _KEPT, _REST)
    onward: dict[object, list[object]] = defaultdict(list)
    for start, end, flow in residual.edges(data=True):
        if flow["flow"] < flow["capacity"]:
            onward[start].append(end)
    return reached([_KEPT], onward)
