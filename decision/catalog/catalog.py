"""The catalog: all content of one edition, checked, frozen and ready to use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decision.catalog import schema
from decision.domain.rulebook import Rulebook


@dataclass(frozen=True, eq=False)
class Catalog:
    """One edition. Mappings are by id, in content order; ``files`` can rebuild it.

    ``rulebook`` decides; the rest are the words for it. Two catalogs are the same when their
    ``content_hash`` is.
    """

    edition: schema.Edition
    content_hash: str
    rulebook: Rulebook
    boundaries: Mapping[str, schema.Boundary]
    environments: Mapping[str, schema.Environment]
    results: Mapping[str, schema.Result]
    zones: Mapping[str, schema.Zone]
    separation_levels: Mapping[str, schema.SeparationLevel]
    sections: tuple[schema.Section, ...]
    questions: Mapping[str, schema.Question]
    facts: Mapping[str, schema.Fact]
    factors: tuple[schema.Factor, ...]
    scoring: schema.Scoring
    gates: Mapping[str, schema.Gate]
    implications: Mapping[str, schema.Implication]
    contradictions: Mapping[str, schema.Contradiction]
    kinds: Mapping[str, schema.Kind]
    guardrails: Mapping[str, schema.Guardrail]
    guardrail_tools: Mapping[str, str]  # guardrail id to its tool's title
    prerequisites: Mapping[str, schema.Prerequisite]
    playbooks: Mapping[str, schema.Playbook]
    disagreements: Mapping[str, schema.Disagreement]
    glossary: Mapping[str, schema.Term]
    sources: Mapping[str, schema.Source]
    mind_map: schema.MindMap
    examples: Mapping[str, schema.Example]
    files: Mapping[str, str] = field(repr=False)
