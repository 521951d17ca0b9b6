"""Results as the page components take them: the id draws the motif, the label says it."""

from dataclasses import dataclass

from decision.catalog import schema


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result; ``result`` is its id, ``label`` its word in the reader's language."""

    result: str
    label: str
    sentence: str = ""
    explanation: str = ""

    @classmethod
    def of(cls, result: schema.Result) -> "Outcome":
        return cls(result.id, result.title, result.sentence, result.explanation)
