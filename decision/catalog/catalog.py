"""The catalog: one edition of the content, checked and ready to use."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.catalog import schema
from decision.domain.mindmap import MindMap
from decision.domain.resources import ProtectionRules, ResourceTypes
from decision.domain.rulebook import Rulebook


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything that content says, frozen.

    ``rulebook`` decides; all else is what people read. Mappings are by id and in content
    order. ``content_hash`` names exactly these texts and rules; ``files`` are what they were
    read from, so that an edition can be stored and read again. Two catalogs are the same
    only if they are the same object: compare ``content_hash``.
    """

    edition: schema.Edition
    content_hash: str
    files: Mapping[str, str]
    rulebook: Rulebook
    boundaries: Mapping[str, schema.Boundary]
    environments: Mapping[str, schema.Environment]
    results: Mapping[str, schema.Result]
    zones: Mapping[str, schema.Zone]
    separation_levels: Mapping[str, schema.SeparationLevel]
    sections: tuple[schema.Section, ...]
    questions: Mapping[str, schema.Question]
    facts: Mapping[str, schema.Fact]
    scoring: schema.Scoring
    factors: tuple[schema.Factor, ...]
    gates: Mapping[str, schema.Gate]
    implications: Mapping[str, schema.Implication]
    contradictions: Mapping[str, schema.Contradiction]
    kinds: Mapping[str, schema.Kind]
    guardrails: Mapping[str, schema.Guardrail]
    guardrail_tools: Mapping[str, str]  # the title of a guardrail's tool, by guardrail
    guardrail_providers: Mapping[str, str]  # the name of its cloud, where it is for one only
    prerequisites: Mapping[str, schema.Prerequisite]
    playbooks: Mapping[str, schema.Playbook]
    glossary: Mapping[str, schema.Term]
    sources: Mapping[str, schema.Source]
    disagreements: Mapping[str, schema.Disagreement]
    cards: Mapping[str, schema.Card]
    mind_map: MindMap
    examples: Mapping[str, schema.Example]
    resource_types: ResourceTypes
    type_classes: Mapping[str, schema.TypeClass]
    protection: ProtectionRules
    evidence: Mapping[str, schema.EvidenceRule]
    unit_sizes: Mapping[str, schema.UnitSizes]  # by tool
    moves: schema.Moves | None  # how units come apart, where content says it
    language: str = "en"

    def is_application(self, kind: str | None) -> bool:
        """Whether a class of resources is what runs, not what is kept or shared."""
        known = self.type_classes.get(kind or "")
        return known is not None and known.application
