"""content/ -> one frozen Catalog."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel

from decision.catalog import build, schema
from decision.catalog.catalog import Catalog
from decision.domain import advice, rulebook
from decision.domain.rulebook import POINT
from decision.domain.vocabulary import Result


def load_catalog(folder: Path) -> Catalog:
    files = {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }
    return catalog_from_files(files)


def catalog_from_files(files: Mapping[str, str]) -> Catalog:
    def read[T: BaseModel](model: type[T], name: str) -> T:
        return model.model_validate(yaml.safe_load(files[name]))

    def folder(name: str) -> list[str]:
        return [each for each in sorted(files) if each.startswith(f"{name}/")]

    outcomes = read(schema.Outcomes, "outcomes.yaml")
    sections = sorted(
        (read(schema.Section, name) for name in folder("questions")), key=lambda s: s.position
    )
    questions = {q.id: q for section in sections for q in section.questions}
    facts = read(schema.Facts, "facts.yaml").facts
    scoring = read(schema.Scoring, "scoring.yaml")
    factors = read(schema.Factors, "factors.yaml")
    gates = read(schema.Gates, "gates.yaml").gates
    contradictions = read(schema.Contradictions, "contradictions.yaml").contradictions
    kinds = read(schema.Kinds, "kinds.yaml").kinds
    tools = [read(schema.Guardrails, name) for name in folder("guardrails")]
    prerequisites = read(schema.Prerequisites, "prerequisites.yaml").prerequisites
    playbooks = read(schema.Playbooks, "playbooks.yaml").playbooks
    disagreements = read(schema.Disagreements, "disagreements.yaml").disagreements
    book = rulebook.Rulebook(
        questions=tuple(build.question(each) for each in questions.values()),
        facts=tuple(build.fact(each) for each in facts),
        factors=tuple(build.factors(factors, scoring.risk)),
        gates=tuple(build.gate(each) for each in gates),
        implications=tuple(build.implication(each) for each in scoring.implications),
        contradictions=tuple(
            rulebook.Contradiction(each.id, build.condition(each.when), each.impossible)
            for each in contradictions
        ),
        levels=tuple(build.level(each) for each in outcomes.separation_levels),
        guardrails=tuple(
            build.guardrail(each, tool.tool) for tool in tools for each in tool.guardrails
        ),
        prerequisites=tuple(
            advice.Prerequisite(each.id, build.condition(each.when), each.urgent)
            for each in prerequisites
        ),
        playbooks=tuple(
            advice.Playbook(
                each.id, frozenset(Result(v) for v in each.verdicts), build.condition(each.when)
            )
            for each in playbooks
        ),
        disagreements=tuple(
            advice.Disagreement(each.id, build.condition(each.when)) for each in disagreements
        ),
        kinds={each.id: each.answers for each in kinds},
        tool_question="iac-tool",
        together_from=round(scoring.thresholds.together * POINT),
        separate_from=round(scoring.thresholds.separate * POINT),
    )
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return Catalog(
        edition=read(schema.Edition, "edition.yaml"),
        content_hash=digest.hexdigest(),
        rulebook=book,
        boundaries={each.id: each for each in outcomes.boundaries},
        environments={each.id: each for each in outcomes.environments},
        results={each.id: each for each in outcomes.results},
        zones={each.id: each for each in outcomes.zones},
        separation_levels={each.id: each for each in outcomes.separation_levels},
        sections=tuple(sections),
        questions=questions,
        facts={each.id: each for each in facts},
        factors=tuple(factors.factors),
        scoring=scoring,
        gates={each.id: each for each in gates},
        implications={each.id: each for each in scoring.implications},
        contradictions={each.id: each for each in contradictions},
        kinds={each.id: each for each in kinds},
        guardrails={each.id: each for tool in tools for each in tool.guardrails},
        guardrail_tools={each.id: tool.title for tool in tools for each in tool.guardrails},
        prerequisites={each.id: each for each in prerequisites},
        playbooks={each.id: each for each in playbooks},
        disagreements={each.id: each for each in disagreements},
        glossary={each.id: each for each in read(schema.Glossary, "glossary.yaml").terms},
        sources={each.id: each for each in read(schema.Sources, "sources.yaml").sources},
        mind_map=read(schema.MindMap, "mind-map.yaml"),
        examples={
            each.id: each for each in (read(schema.Example, name) for name in folder("examples"))
        },
        files=files,
    )
