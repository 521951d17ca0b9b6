"""Cards: what a workshop settles about words before it answers questions."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import Identifier, Strict, Text, ZoneId

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
