"""Checks of the types of resources: kinds, zones, sources, settings, and what comes twice."""

import re
from collections.abc import Collection

from decision.catalog import schema
from decision.catalog.content import PROTECTION, RULES_OF_TYPES, Place
from decision.catalog.problems import excerpt
from decision.catalog.references.checker import Checker
from decision.domain.resources.protection import plain


def check(checker: Checker) -> None:
    rules = checker.content.type_rules
    classes = [each.id for each in rules.classes]
    known = checker.kinds is not None and checker.content.whole(RULES_OF_TYPES)
    kinds = {*(checker.kinds or ()), *classes} if known else None
    _classes(checker, classes)
    _groups(checker, kinds)
    _rules(checker, rules, kinds)
    _exceptions(checker, kinds)
    _lending(checker)
    _protection(checker)


def _classes(checker: Checker, classes: list[str]) -> None:
    top = Place(RULES_OF_TYPES, ("classes",))
    checker.unique("class", ((top / n / "id", name) for n, name in enumerate(classes)))
    for number, name in enumerate(classes):
        if checker.kinds is not None and name in checker.kinds:
            checker.report(top / number / "id", f"'{name}' is a kind of store already")


def _groups(checker: Checker, kinds: Collection[str] | None) -> None:
    placed = [
        (Place(file, ("groups", number)), group)
        for file, groups in checker.content.resource_types.items()
        for number, group in enumerate(groups.groups)
    ]
    checker.unique(
        "type",
        (
            (place / "types" / number, name)
            for place, group in placed
            for number, name in enumerate(group.types)
        ),
    )
    for place, group in placed:
        checker.refer("kind", place / "kind", group.kind, kinds)
        checker.sourced(place, group.sources)
        _zone(checker, place, group)


def _rules(checker: Checker, rules: schema.TypeRules, kinds: Collection[str] | None) -> None:
    top = Place(RULES_OF_TYPES, ("rules",))
    checker.unique("rule", ((top / n / "id", each.id) for n, each in enumerate(rules.rules)))
    for number, rule in enumerate(rules.rules):
        place = top / number
        checker.sourced(place, rule.sources)
        _zone(checker, place, rule)
        if rule.kind is not None:
            checker.refer("kind", place / "kind", rule.kind, kinds)
        elif rule.label != "unknown":
            checker.report(place, "a rule needs a 'kind', unless it says 'unknown'")
        if not (rule.ending or rule.words or rule.beginning or rule.clouds or rule.settings):
            checker.report(place, "a rule needs a condition, else it decides everything")
        for key in ("ending", "words", "beginning", "unless"):
            phrases: list[str] = getattr(rule, key)
            for position, phrase in enumerate(phrases):
                if not re.search("[A-Za-z0-9]", phrase):
                    checker.report(place / key / position, "a phrase needs letters or digits")


def _exceptions(checker: Checker, kinds: Collection[str] | None) -> None:
    top = Place(RULES_OF_TYPES, ("exceptions",))
    exceptions = checker.content.type_rules.exceptions
    checker.unique("exception", ((top / n / "id", e.id) for n, e in enumerate(exceptions)))
    for number, each in enumerate(exceptions):
        checker.sourced(top / number, each.sources)
        if each.kind is not None:
            checker.refer("kind", top / number / "kind", each.kind, kinds)


def _lending(checker: Checker) -> None:
    top = Place(RULES_OF_TYPES, ("lending",))
    entries = checker.content.type_rules.lending
    checker.unique("lending", ((top / n / "id", each.id) for n, each in enumerate(entries)))
    for number, each in enumerate(entries):
        checker.sourced(top / number, each.sources)


def _zone(checker: Checker, place: Place, each: schema.TypeGroup | schema.TypeRule) -> None:
    if each.label == "stateful" and each.zone is None:
        checker.report(place, "what is stateful needs a 'zone': easy, medium or hard")
    if each.label != "stateful":
        for key, given in (("zone", each.zone), ("holds-data", each.holds_data)):
            if given:
                checker.report(place / key, f"only what is stateful has '{key}'")


def _protection(checker: Checker) -> None:
    top = Place(PROTECTION, ("settings",))
    described = checker.content.protection
    checker.unique(
        "setting",
        (
            (top / number / "names" / position, " ".join((name, *_belongs(each))))
            for number, each in enumerate(described)
            for position, name in enumerate(map(plain, each.names))
        ),
    )
    for number, each in enumerate(described):
        place = top / number
        checker.sourced(place, each.sources)
        if each.guards and not (each.good or each.at_least is not None or each.is_set == "on"):
            checker.report(place, "a setting that guards needs 'good', 'at-least' or 'set: on'")
    if described and checker.content.whole(PROTECTION):
        _described(checker, {plain(name) for each in described for name in each.names})


def _belongs(each: schema.ProtectionSetting) -> list[str]:
    """Whose types have a setting: of one name there may be one for each."""
    return [*sorted(each.tools), *sorted(each.clouds), *sorted(each.types)]


def _described(checker: Checker, known: Collection[str]) -> None:
    """Settings that protect a type, or all types of a tool, must be described."""
    placed = [
        (Place(file, ("groups", number, "protect", position)), name)
        for file, groups in checker.content.resource_types.items()
        for number, group in enumerate(groups.groups)
        for position, name in enumerate(group.protect)
    ]
    for tool, names in checker.content.type_rules.always.items():
        top = Place(RULES_OF_TYPES, ("always", tool))
        placed.extend((top / position, name) for position, name in enumerate(names))
    for place, name in placed:
        if plain(name) not in known:
            checker.report(place, f"{excerpt(name)} is not described in {PROTECTION}")
