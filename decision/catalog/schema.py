"""The shape of every file in ``content/``.

Each class is one YAML mapping. Unknown keys, missing keys and wrong types are refused
by :mod:`decision.catalog.loader`, which adds file, line and a "did you mean"; the
JSON Schemas in ``content/schemas/`` that editors use are generated from these classes.
What needs knowledge of several files at once (does this id exist?) is checked in
:mod:`decision.catalog.references`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, HttpUrl, Tag

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
BoundaryId = Literal[
    "schema-repository", "infrastructure-repository", "iac-unit", "pipeline", "owner"
]
EnvironmentId = Literal["development", "test", "production"]
ResultId = Literal["together", "separate", "either", "ask-first", "not-yet", "not-applicable"]
EffectId = Literal[
    "not-applicable",
    "not-yet",
    "together",
    "separate",
    "either",
    "at-most-either",
    "at-least-either",
    "not-yet-before-together",
]
LevelId = Literal["L0", "L1", "L2", "L3", "L4"]
ZoneId = Literal["easy", "medium", "hard"]
ToolId = Literal["cloudformation", "cdk", "terraform", "pulumi", "kubernetes", "azure", "any"]

# {question-or-fact: option | [options], environment: …, any: […], all: […], not: {…}, unknown: […]}
ConditionData = dict[str, Any]
Points = float
PointsByBoundary = dict[BoundaryId, Points]
PointsByEnvironment = dict[EnvironmentId, PointsByBoundary]


def _written_by(points: Any) -> str:
    """Which of the two ways of writing points this is, so that messages fit it."""
    first = next(iter(points.values()), None) if isinstance(points, dict) else None
    return "by-environment" if isinstance(first, dict) else "by-boundary"


def _spread(result: Any) -> str:
    return "by-environment" if isinstance(result, dict) else "everywhere"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- edition.yaml ------------------------------------------------------------------


class Edition(Strict):
    id: Annotated[str, Field(pattern=r"^\d{4}\.\d+$")]
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: Text
    summary: Text
    showcase: Identifier  # the worked example on the start page


# --- outcomes.yaml -----------------------------------------------------------------


class Boundary(Strict):
    id: BoundaryId
    title: Text  # a noun phrase, e.g. "Infrastructure unit"
    short: Text  # fits a table header
    explanation: Text  # what "together" means here, one or two sentences
    together: Text  # "One stack, one state, one release"
    separate: Text


class Environment(Strict):
    id: EnvironmentId
    title: Text


class Result(Strict):
    id: ResultId
    title: Text  # one or two words
    sentence: Text  # completes "The {store} …", e.g. "belongs together with the application"
    explanation: Text


class Zone(Strict):
    id: ZoneId
    title: Text
    explanation: Text
    examples: Text


class SeparationLevel(Strict):
    id: LevelId
    title: Text
    explanation: Text
    when: dict[BoundaryId, ResultId] = {}  # production results that select the level
    facts: ConditionData = {}  # and answers that must hold


class Outcomes(Strict):
    boundaries: list[Boundary]
    environments: list[Environment]
    results: list[Result]
    zones: list[Zone]
    separation_levels: Annotated[list[SeparationLevel], Field(alias="separation-levels")]


# --- questions/*.yaml --------------------------------------------------------------


class Option(Strict):
    id: Identifier
    title: Text  # the answer as a team would say it
    help: Text | None = None


class Question(Strict):
    id: Identifier
    level: Literal["system", "store"]
    origin: Literal["talk", "map", "added"]
    core: bool = False  # one of the first questions that give a wide answer alone
    reference: Text | None = None  # "Q3.1.1": the talk's own number or map branch
    title: Text  # the question itself, ends with "?"
    short: Text  # a noun phrase for tables: "Who consumes the store"
    why: Text  # why we ask, what it decides
    help: Text | None = None
    example: Text | None = None
    terms: list[Identifier] = []  # glossary ids explained in place
    sources: list[Identifier]
    asked_when: Annotated[ConditionData | None, Field(alias="asked-when")] = None
    muted_when: Annotated[ConditionData | None, Field(alias="muted-when")] = None
    muted_because: Annotated[Text | None, Field(alias="muted-because")] = None
    decides: list[BoundaryId] = []  # unknown here may mean ask-first there
    options: Annotated[list[Option], Field(min_length=2)]


class Section(Strict):
    id: Identifier
    title: Text
    intro: Text
    position: int
    questions: list[Question]


# --- facts.yaml --------------------------------------------------------------------


class FactRule(Strict):
    value: Identifier
    when: ConditionData


class Fact(Strict):
    id: Identifier
    title: Text
    explanation: Text
    values: dict[Identifier, Text]  # each with its words
    rules: list[FactRule]  # the first that holds gives the value
    speaks_for: Annotated[Identifier | None, Field(alias="speaks-for")] = None  # the question
    answerable: bool = False  # an answer file may state it directly


class Facts(Strict):
    facts: list[Fact]


# --- scoring.yaml ------------------------------------------------------------------


class Thresholds(Strict):
    together: Points
    separate: Points


class ImplicationIf(Strict):
    boundary: BoundaryId
    result: ResultId
    gated: bool = False  # only when a gate, not the score, gave that result


class Implication(Strict):
    id: Identifier
    title: Text
    when: ImplicationIf
    effect: Literal["separate", "together"]
    boundaries: list[BoundaryId]
    because: Text
    sources: list[Identifier]


class Scoring(Strict):
    thresholds: Thresholds
    risk: dict[EnvironmentId, Points]
    implications: list[Implication]


# --- factors.yaml ------------------------------------------------------------------


class FactorOption(Strict):
    points: Annotated[
        Annotated[PointsByBoundary, Tag("by-boundary")]
        | Annotated[PointsByEnvironment, Tag("by-environment")],
        Discriminator(_written_by),
    ]
    because: Text
    sources: list[Identifier] = []  # in addition to the factor's
    when: ConditionData | None = None  # a further condition: an interaction


class Factor(Strict):
    question: Identifier  # a question or a fact
    risk: bool = False
    sources: list[Identifier]
    options: dict[Identifier, FactorOption]


class Factors(Strict):
    factors: list[Factor]


# --- gates.yaml --------------------------------------------------------------------


class GateEffect(Strict):
    result: EffectId
    boundaries: list[BoundaryId]
    environments: list[EnvironmentId] = ["development", "test", "production"]
    when: ConditionData | None = None


class Gate(Strict):
    id: Identifier
    title: Text
    when: ConditionData
    effects: list[GateEffect] = []
    prerequisites: list[Identifier] = []
    because: Text
    released_when: Annotated[Text, Field(alias="released-when")]
    sources: list[Identifier]


class Gates(Strict):
    gates: list[Gate]


# --- contradictions.yaml -----------------------------------------------------------


class Contradiction(Strict):
    id: Identifier
    title: Text
    when: ConditionData
    because: Text
    mend: Text  # what the team should look at
    impossible: bool = False  # such completions of unknown answers are left out
    sources: list[Identifier] = []


class Contradictions(Strict):
    contradictions: list[Contradiction]


# --- kinds.yaml --------------------------------------------------------------------


class Kind(Strict):
    id: Identifier
    title: Text
    group: Text  # heading in the picker
    examples: Text  # products people know
    note: Text | None = None
    answers: dict[Identifier, Identifier]  # what it pre-fills
    sources: list[Identifier]


class Kinds(Strict):
    kinds: list[Kind]


# --- guardrails/*.yaml -------------------------------------------------------------


class Guardrail(Strict):
    id: Identifier
    title: Text  # an imperative
    kinds: list[Identifier] = []  # empty: every kind
    when: ConditionData | None = None
    setting: Text  # the exact setting or snippet, as typed
    because: Text
    trap: Text | None = None  # how it is commonly got wrong
    environments: list[EnvironmentId] = ["test", "production"]
    sources: list[Identifier]


class Guardrails(Strict):
    tool: ToolId
    title: Text
    guardrails: list[Guardrail]


# --- prerequisites.yaml ------------------------------------------------------------


class Prerequisite(Strict):
    id: Identifier
    title: Text  # an imperative
    when: ConditionData
    steps: Annotated[list[Text], Field(min_length=1)]
    done_when: Annotated[Text, Field(alias="done-when")]
    because: Text
    urgent: bool = False  # before anything else is moved
    sources: list[Identifier]


class Prerequisites(Strict):
    prerequisites: list[Prerequisite]


# --- playbooks.yaml ----------------------------------------------------------------


class Playbook(Strict):
    id: Identifier
    title: Text
    verdicts: list[ResultId]
    when: ConditionData | None = None
    steps: Annotated[list[Text], Field(min_length=1)]
    sources: list[Identifier]


class Playbooks(Strict):
    playbooks: list[Playbook]


# --- glossary.yaml -----------------------------------------------------------------


class Term(Strict):
    id: Identifier
    title: Text
    definition: Text
    origin: Literal["talk", "map", "added"]
    see: list[Identifier] = []
    sources: list[Identifier]


class Glossary(Strict):
    terms: list[Term]


# --- sources.yaml ------------------------------------------------------------------


class Source(Strict):
    id: Identifier
    title: Text
    author: Text
    year: int | None = None
    url: HttpUrl | None = None
    note: Text | None = None  # what it is used for, where to look in it


class Sources(Strict):
    sources: list[Source]


# --- disagreements.yaml ------------------------------------------------------------


class Side(Strict):
    position: Text
    because: Text
    sources: list[Identifier]


class Disagreement(Strict):
    id: Identifier
    title: Text
    when: ConditionData | None = None  # when it matters to this team; absent: always
    sides: Annotated[list[Side], Field(min_length=2)]
    decides: Text  # what tells which side fits


class Disagreements(Strict):
    disagreements: list[Disagreement]


# --- mind-map.yaml -----------------------------------------------------------------

MapRole = Literal["definitions", "affected-by", "workload-types", "casf", "figure"]


class MapNode(Strict):
    id: Identifier
    title: Text
    note: Text | None = None
    terms: list[Identifier] = []
    marks: ConditionData | None = None  # on the team's path when these answers hold
    zone: ZoneId | None = None  # stores of this zone are shown here
    question: Identifier | None = None  # the question this branch is about
    role: MapRole | None = None  # colour family; branches below inherit it
    children: list["MapNode"] = []


class MapBranch(MapNode):
    role: Literal["definitions", "affected-by", "workload-types"]


class CrossLink(Strict):
    id: Identifier
    start: Identifier
    end: Identifier
    label: Text
    style: Literal["dashed", "dotted"] = "dashed"


class MindMap(Strict):
    id: Identifier
    title: Text
    branches: list[MapBranch]
    cross_links: Annotated[list[CrossLink], Field(alias="cross-links")]
    sources: list[Identifier]


# --- examples/*.yaml ---------------------------------------------------------------


class ExampleStore(Strict):
    name: Text
    kind: Identifier | None = None
    answers: dict[Identifier, Identifier]
    notes: dict[Identifier, Text] = {}


ExpectedResult = Annotated[
    Annotated[ResultId, Tag("everywhere")]
    | Annotated[dict[EnvironmentId, ResultId], Tag("by-environment")],
    Discriminator(_spread),
]


class ExpectedStore(Strict):
    verdict: ResultId
    cells: dict[BoundaryId, ExpectedResult] = {}


class Example(Strict):
    id: Identifier
    title: Text
    story: Text
    lesson: Text  # what this case teaches, one sentence
    system: Text
    answers: dict[Identifier, Identifier]
    notes: dict[Identifier, Text] = {}
    stores: Annotated[list[ExampleStore], Field(min_length=1)]
    expect: dict[str, ExpectedStore]  # by store name


# --- cards.yaml --------------------------------------------------------------------

#: What a card can be called. "It depends" is an answer too: the card says on what.
CardAnswer = Literal["stateful", "stateless", "it-depends"]


class Card(Strict):
    id: Identifier
    title: Text  # a question about one thing, ends with "?"
    scene: Text  # what exactly is meant, so that all vote on the same thing
    answer: CardAnswer  # what follows from the talk's definition
    because: Text
    zone: ZoneId | None = None  # the zone of such a store
    terms: Annotated[list[Identifier], Field(min_length=1)]  # the definitions that are shown
    questions: list[Identifier] = []  # answers to these rest on the definition
    sources: list[Identifier]


class Cards(Strict):
    cards: list[Card]
