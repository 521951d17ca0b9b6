"""Concerns about a system as SARIF 2.1.0, the format in which pipelines show findings.

See the standard of OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from typing import Any
from urllib.parse import quote

from decision.inspection import Examination
from decision.inspection.concerns import Concern, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NAME = "Together or not?"

_RULES: dict[Rule, tuple[str, str, str]] = {
    Rule.REPLACE: (
        "StoreIsLost",
        "error",
        "The plan replaces or destroys a stateful resource.",
    ),
    Rule.UNPROTECTED: (
        "StoreIsUnprotected",
        "warning",
        "Nothing guards a store against being deleted, or against being replaced.",
    ),
    Rule.CONTRADICTION: (
        "AnswerIsContradicted",
        "warning",
        "The files say something else than an answer of the team.",
    ),
}


def to_sarif(examination: Examination) -> dict[str, Any]:
    """One run with every concern."""
    paths = {unit.name: unit.path for unit in examination.inspection.units}
    order = list(Rule)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": NAME, "rules": [_rule(each) for each in order]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(each, order.index(each.rule), paths) for each in examination.concerns
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    name, level, text = _RULES[rule]
    return {
        "id": rule.value,
        "name": name,
        "shortDescription": {"text": text},
        "defaultConfiguration": {"level": level},
    }


def _result(each: Concern, index: int, paths: dict[str, str]) -> dict[str, Any]:
    _, level, _ = _RULES[each.rule]
    result: dict[str, Any] = {
        "ruleId": each.rule.value,
        "ruleIndex": index,
        "level": level,
        "message": {"text": each.message},
    }
    if each.found is not None:
        resource = each.found.resource
        path = paths.get(resource.unit)
        location: dict[str, Any] = {
            "logicalLocations": [
                {
                    "name": resource.address,
                    "fullyQualifiedName": f"{resource.unit}/{resource.address}",
                    "kind": "resource",
                }
            ]
        }
        if path:
            location["physicalLocation"] = {"artifactLocation": {"uri": _uri(path)}}
        result["locations"] = [location]
    return result


def _uri(path: str) -> str:
    """A relative reference, as the standard wants it; a leading slash would mean another root."""
    return quote(path.lstrip("/"))
