"""What is due besides the placement: guardrails, prerequisites and a playbook.

Protection is a separate axis: it is chosen by the facts of a store in an environment, and
is due whatever the placement turns out to be. Texts live in the catalog; here are only the
conditions that choose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision.domain.conditions import Always, Condition
from decision.domain.vocabulary import Environment, Result

#: The name under which conditions of advice see the store's verdict.
VERDICT = "verdict"

#: The guardrails that do not depend on a tool.
ANY_TOOL = "any"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A protection setting of one tool, for some kinds of store (none named: for all)."""

    id: str
    tool: str
    kinds: frozenset[str] = frozenset()
    environments: frozenset[Environment] = frozenset(Environment)
    when: Condition = Always()


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Something to do before, or together with, any move."""

    id: str
    when: Condition
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Playbook:
    """The steps that lead to a verdict from where the team is."""

    id: str
    verdicts: frozenset[Result]
    when: Condition = Always()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which the sources contradict each other, and when it matters."""

    id: str
    when: Condition = Always()


def guardrails_for(
    guardrails: Iterable[Guardrail], kind: str | None, tools: frozenset[str]
) -> tuple[Guardrail, ...]:
    """The guardrails of these tools that fit a kind of store.

    A store of no known kind gets those for every kind; those that name kinds are left out.
    """
    return tuple(
        guardrail
        for guardrail in guardrails
        if guardrail.tool in tools and (not guardrail.kinds or kind in guardrail.kinds)
    )


def guardrails_due(
    guardrails: Iterable[Guardrail],
    values: Mapping[Environment, Mapping[str, str]],
    verdict: Result,
) -> tuple[str, ...]:
    """Ids of those whose condition certainly holds in at least one of their environments."""
    seen = {environment: {**values[environment], VERDICT: verdict} for environment in Environment}
    return tuple([each.id for each in guardrails if _is_due(each, seen)])


def _is_due(guardrail: Guardrail, seen: Mapping[Environment, Mapping[str, str]]) -> bool:
    for where in guardrail.environments:  # noqa: SIM110 (a generator costs twice as much here)
        if guardrail.when.holds(seen[where]) is True:
            return True
    return False


def prerequisites_due(
    prerequisites: Iterable[Prerequisite], values: Mapping[str, str], verdict: Result
) -> tuple[str, ...]:
    """Ids of the prerequisites due for one store, the urgent ones first."""
    seen = {**values, VERDICT: verdict.value}
    due = [each for each in prerequisites if each.when.holds(seen) is True]
    return tuple(each.id for each in sorted(due, key=lambda each: not each.urgent))


def playbook_for(
    playbooks: Iterable[Playbook], values: Mapping[str, str], verdict: Result
) -> str | None:
    """The first playbook that is written for this verdict and these facts."""
    for playbook in playbooks:
        if verdict in playbook.verdicts and playbook.when.holds(values) is True:
            return playbook.id
    return None


def disagreements_about(
    disagreements: Iterable[Disagreement], values: Mapping[str, str], verdict: Result
) -> tuple[str, ...]:
    """Ids of the disagreements between sources that matter to one store."""
    seen = {**values, VERDICT: verdict.value}
    return tuple(each.id for each in disagreements if each.when.holds(seen) is True)
