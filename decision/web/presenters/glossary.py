"""The glossary in alphabetical order."""

from dataclasses import dataclass

from decision.catalog import Catalog, schema


@dataclass(frozen=True, slots=True)
class TermEntry:
    id: str
    title: str
    definition: str
    origin: str
    see: tuple[schema.Term, ...]


def term_entries(catalog: Catalog) -> list[TermEntry]:
    """All terms by title, with those they point to."""
    entries = (
        TermEntry(
            term.id,
            term.title,
            term.definition,
            term.origin,
            tuple(catalog.glossary[each] for each in term.see),
        )
        for term in catalog.glossary.values()
    )
    return sorted(entries, key=lambda entry: entry.title.casefold())
