"""The order in which decision diagrams read the answers.

Any order gives the same results. A good one keeps what has to be remembered small: questions
that occur together in rules stand near each other.
"""

from collections.abc import Iterable

from decision.domain.rulebook import Fact, Rulebook, reads


def reading_order(rulebook: Rulebook) -> tuple[str, ...]:
    """Questions, and facts that can be stated directly, so that few rules are half read."""
    groups = [group for group in _groups(rulebook) if len(group) > 1]
    left = [node.id for node in rulebook.nodes if _is_input(rulebook, node.id)]
    read: set[str] = set()
    ordered: list[str] = []
    while left:
        best = min(left, key=lambda name: (_half_read(groups, {*read, name}), left.index(name)))
        ordered.append(best)
        read.add(best)
        left.remove(best)
    return tuple(ordered)


def _half_read(groups: Iterable[frozenset[str]], read: set[str]) -> int:
    """How many answers must be remembered: those read, in rules that are not read to the end."""
    remembered: set[str] = set()
    for group in groups:
        if not group <= read:
            remembered |= group & read
    return len(remembered)


def _groups(rulebook: Rulebook) -> set[frozenset[str]]:
    """The inputs that one rule or one question's weight depends on, for every rule."""
    inputs = _inputs(rulebook)
    weights: dict[str, frozenset[str]] = {}
    for factor in rulebook.factors:
        before = weights.get(factor.question, frozenset((factor.question,)))
        weights[factor.question] = before | factor.when.names()
    named = [
        *weights.values(),
        *(
            frozenset().union(gate.when.names(), *(each.when.names() for each in gate.effects))
            for gate in rulebook.gates
        ),
        *(each.when.names() for each in rulebook.contradictions if each.impossible),
    ]
    return {
        frozenset().union(*(inputs.get(name, frozenset()) for name in names)) for names in named
    }


def _inputs(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """By question or fact: the inputs that its value depends on."""
    found: dict[str, frozenset[str]] = {}
    for node in rulebook.order:
        own = frozenset((node.id,)) if _is_input(rulebook, node.id) else frozenset()
        found[node.id] = own.union(*(found.get(name, frozenset()) for name in reads(node)))
    return found


def _is_input(rulebook: Rulebook, name: str) -> bool:
    fact: Fact | None = rulebook.fact_by_id.get(name)
    return fact is None or fact.answerable
