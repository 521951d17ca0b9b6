"""Which of the team's answers made a gate act, or made answers contradict each other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.answers import Store, System
from decision.domain.conditions import Condition
from decision.domain.facts import values, values_by_environment
from decision.domain.grounds import gate_grounds, grounds
from decision.domain.limits import Standing, stand
from decision.domain.vocabulary import VERDICT_ENVIRONMENT
from decision.web.presenters import wording
from decision.web.presenters.reasons import Fired


def fired(catalog: Catalog, system: System, store: Store) -> Fired:
    """What makes each gate act on one store, wherever it acts."""
    rulebook = catalog.rulebook
    answers = stand(rulebook, system, store).answers
    found = values_by_environment(rulebook, answers)
    said = _Said(catalog, system, store)
    acting = {
        gate.id: gate_grounds(rulebook, gate, found, answers)
        for gate in rulebook.gates
        if any(gate.when.holds(each) is True for each in found.values())
    }
    return {
        gate: tuple(said.answer(name, answers[name]) for name in names if name in answers)
        for gate, names in acting.items()
    }


def contradicting(catalog: Catalog, standing: Standing, when: Condition) -> tuple[str, ...]:
    """The questions whose answers make a contradiction, in content order."""
    rulebook = catalog.rulebook
    found = values(rulebook, standing.answers, VERDICT_ENVIRONMENT) | dict(standing.given)
    names = grounds(rulebook, found, standing.given, when) or tuple(when.names())
    return tuple(name for name in names if name in catalog.questions)


@dataclass(frozen=True, slots=True)
class _Said:
    """Puts answers into words; those that nobody gave say so."""

    catalog: Catalog
    system: System
    store: Store

    def answer(self, name: str, option: str) -> str:
        text = wording.answer(self.catalog, name, option)
        given = name in self.store.answers or name in self.system.answers
        return text if given else _("%s (filled in)") % text
