"""All files of the content, each in its class, before anything is checked across them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from decision.catalog import schema
from decision.catalog.files import FILES, FOLDERS
from decision.catalog.yamltree import Document, Path

RULES_OF_TYPES = "resource-types/rules.yaml"
PROTECTION = "resource-types/protection.yaml"
EVIDENCE = "evidence.yaml"
MOVES = "moves.yaml"

#: What stands in for a list file that is absent or broken.
_EMPTY: Mapping[str, BaseModel] = {
    "outcomes.yaml": schema.Outcomes.model_construct(
        boundaries=[], environments=[], results=[], zones=[], separation_levels=[]
    ),
    "facts.yaml": schema.Facts(facts=[]),
    "factors.yaml": schema.Factors(factors=[]),
    "gates.yaml": schema.Gates(gates=[]),
    "scoring.yaml": schema.Scoring(
        thresholds=schema.Thresholds(together=2, separate=-2), risk={}, implications=[]
    ),
    "contradictions.yaml": schema.Contradictions(contradictions=[]),
    "kinds.yaml": schema.Kinds(kinds=[]),
    "prerequisites.yaml": schema.Prerequisites(prerequisites=[]),
    "playbooks.yaml": schema.Playbooks(playbooks=[]),
    "glossary.yaml": schema.Glossary(terms=[]),
    "sources.yaml": schema.Sources(sources=[]),
    "disagreements.yaml": schema.Disagreements(disagreements=[]),
    "cards.yaml": schema.Cards(cards=[]),
    RULES_OF_TYPES: schema.TypeRules(classes=[], rules=[]),
    PROTECTION: schema.ProtectionSettings(settings=[]),
    EVIDENCE: schema.EvidenceRules(sizes={}, evidence=[]),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and the way to it within the file."""

    file: str
    path: Path = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.file, (*self.path, step))


@dataclass(frozen=True, slots=True)
class Content:
    """Documents (for lines) and their typed values; ``broken`` files have no value."""

    documents: Mapping[str, Document]
    values: Mapping[str, BaseModel]
    broken: frozenset[str] = frozenset()

    def whole(self, *names: str) -> bool:
        """Whether none of these files or folders is broken."""
        return not any(
            name in self.broken or any(each.startswith(f"{name}/") for each in self.broken)
            for name in names
        )

    def _one[M: BaseModel](self, name: str, model: type[M]) -> M:
        found = self.values.get(name, _EMPTY.get(name))
        assert isinstance(found, model)
        return found

    def _folder[M: BaseModel](self, name: str, model: type[M]) -> dict[str, M]:
        assert FOLDERS[name] is model
        return {
            file: value
            for file, value in self.values.items()
            if file.startswith(f"{name}/") and isinstance(value, model)
        }

    @property
    def edition(self) -> schema.Edition:
        return self._one("edition.yaml", schema.Edition)

    @property
    def outcomes(self) -> schema.Outcomes:
        return self._one("outcomes.yaml", schema.Outcomes)

    @property
    def sections(self) -> dict[str, schema.Section]:
        """Sections by file, in the order of their positions."""
        found = self._folder("questions", schema.Section)
        return dict(sorted(found.items(), key=lambda each: each[1].position))

    @property
    def facts(self) -> list[schema.Fact]:
        return self._one("facts.yaml", schema.Facts).facts

    @property
    def scoring(self) -> schema.Scoring:
        return self._one("scoring.yaml", schema.Scoring)

    @property
    def factors(self) -> list[schema.Factor]:
        return self._one("factors.yaml", schema.Factors).factors

    @property
    def gates(self) -> list[schema.Gate]:
        return self._one("gates.yaml", schema.Gates).gates

    @property
    def contradictions(self) -> list[schema.Contradiction]:
        return self._one("contradictions.yaml", schema.Contradictions).contradictions

    @property
    def kinds(self) -> list[schema.Kind]:
        return self._one("kinds.yaml", schema.Kinds).kinds

    @property
    def guardrails(self) -> dict[str, schema.Guardrails]:
        return self._folder("guardrails", schema.Guardrails)

    @property
    def prerequisites(self) -> list[schema.Prerequisite]:
        return self._one("prerequisites.yaml", schema.Prerequisites).prerequisites

    @property
    def playbooks(self) -> list[schema.Playbook]:
        return self._one("playbooks.yaml", schema.Playbooks).playbooks

    @property
    def terms(self) -> list[schema.Term]:
        return self._one("glossary.yaml", schema.Glossary).terms

    @property
    def sources(self) -> list[schema.Source]:
        return self._one("sources.yaml", schema.Sources).sources

    @property
    def disagreements(self) -> list[schema.Disagreement]:
        return self._one("disagreements.yaml", schema.Disagreements).disagreements

    @property
    def cards(self) -> list[schema.Card]:
        return self._one("cards.yaml", schema.Cards).cards

    @property
    def resource_types(self) -> dict[str, schema.TypeGroups]:
        """Groups of types by file."""
        return self._folder("resource-types", schema.TypeGroups)

    @property
    def type_rules(self) -> schema.TypeRules:
        return self._one(RULES_OF_TYPES, schema.TypeRules)

    @property
    def protection(self) -> list[schema.ProtectionSetting]:
        return self._one(PROTECTION, schema.ProtectionSettings).settings

    @property
    def evidence(self) -> list[schema.EvidenceRule]:
        return self._one(EVIDENCE, schema.EvidenceRules).evidence

    @property
    def unit_sizes(self) -> dict[str, schema.UnitSizes]:
        """From how many resources on a unit is large, by tool."""
        return self._one(EVIDENCE, schema.EvidenceRules).sizes

    @property
    def moves(self) -> schema.Moves | None:
        """What is said of moves; None where the file is absent or broken."""
        found = self.values.get(MOVES)
        return found if isinstance(found, schema.Moves) else None

    @property
    def mind_map(self) -> schema.MindMap | None:
        """The map; None only while its file is broken."""
        found = self.values.get("mind-map.yaml")
        return found if isinstance(found, schema.MindMap) else None

    @property
    def examples(self) -> dict[str, schema.Example]:
        return self._folder("examples", schema.Example)

    def placed_questions(self) -> Iterator[tuple[Place, schema.Question]]:
        """Every question with its place, in the order of the questionnaire."""
        for file, section in self.sections.items():
            for number, question in enumerate(section.questions):
                yield Place(file, ("questions", number)), question


assert set(_EMPTY) <= set(FILES)
