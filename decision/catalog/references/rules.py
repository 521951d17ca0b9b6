"""Checks of what decides: factors, gates and contradictions."""

from decision.catalog import schema
from decision.catalog.content import Place
from decision.catalog.problems import did_you_mean, excerpt, listed
from decision.catalog.references.checker import Checker
from decision.catalog.rules import weights

#: More would drown everything else; a condition that strong is a gate.
MOST_POINTS = 20


def check(checker: Checker) -> None:
    for number, factor in enumerate(checker.content.factors):
        _factor(checker, Place("factors.yaml", ("factors", number)), factor)
    _gates(checker)
    _contradictions(checker)


def _factor(checker: Checker, place: Place, factor: schema.Factor) -> None:
    checker.refer_all("source", place / "sources", factor.sources, checker.sources)
    known = checker.options.get(factor.question)
    if known is None and checker.knows_questions:
        checker.refer("question or fact", place / "question", factor.question, checker.options)
    for name, option in factor.options.items():
        where = place / "options" / name
        if known is not None and name not in known:
            message = f"{excerpt(name)} is no option of '{factor.question}': use {listed(known)}"
            checker.report(where, message, did_you_mean(name, known))
        checker.refer_all("source", where / "sources", option.sources, checker.sources)
        if not (option.sources or factor.sources):
            message = "at least one source must be named, here or for the whole question"
            checker.report(where, message)
        checker.condition(where / "when", option.when)
        _points(checker, where / "points", factor, option)


def _points(
    checker: Checker, place: Place, factor: schema.Factor, option: schema.FactorOption
) -> None:
    written = [points for row in option.points.values() for points in _flat(row)]
    if any(abs(points) > MOST_POINTS for points in written):
        checker.report(place, f"points must be between -{MOST_POINTS} and {MOST_POINTS}")
        return
    if not checker.content.whole("scoring.yaml"):
        return
    for row in weights(factor, option, checker.content.scoring).values():
        for points in row.values():
            if points % 1:
                message = "points must be whole hundredths, also after risk is counted in"
                checker.report(place, message)
                return


def _flat(row: float | dict[schema.BoundaryId, float]) -> list[float]:
    return list(row.values()) if isinstance(row, dict) else [row]


def _gates(checker: Checker) -> None:
    gates = checker.content.gates
    top = Place("gates.yaml", ("gates",))
    checker.unique("gate", ((top / number / "id", gate.id) for number, gate in enumerate(gates)))
    for number, gate in enumerate(gates):
        place = top / number
        checker.sourced(place, gate.sources)
        checker.condition(place / "when", gate.when)
        if not gate.when:
            checker.report(place / "when", "a gate needs a condition, else it decides everything")
        checker.refer_all(
            "prerequisite", place / "prerequisites", gate.prerequisites, checker.prerequisites
        )
        for position, effect in enumerate(gate.effects):
            where = place / "effects" / position
            checker.condition(where / "when", effect.when)
            if not effect.boundaries or not effect.environments:
                checker.report(where, "an effect needs at least one boundary and one environment")


def _contradictions(checker: Checker) -> None:
    contradictions = checker.content.contradictions
    top = Place("contradictions.yaml", ("contradictions",))
    checker.unique(
        "contradiction",
        ((top / number / "id", each.id) for number, each in enumerate(contradictions)),
    )
    for number, each in enumerate(contradictions):
        checker.condition(top / number / "when", each.when)
        checker.refer_all("source", top / number / "sources", each.sources, checker.sources)
