"""From files to a frozen catalog, or to the list of everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel

from decision.catalog import schema
from decision.catalog.catalog import Catalog
from decision.catalog.content import Content
from decision.catalog.files import content_hash, is_translation, misplaced, model_of, read_folder
from decision.catalog.plaintext import UnreadableError
from decision.catalog.problems import ContentError, Problem
from decision.catalog.references import problems_in
from decision.catalog.resource_types import protection_of, resource_types_of
from decision.catalog.rules import mind_map_of, rulebook_of
from decision.catalog.shapes import shaped
from decision.catalog.translations import translated
from decision.catalog.yamltree import Document, read_tree

ENGLISH = "en"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def load_catalog(folder: Path, language: str = ENGLISH) -> Catalog:
    """Read a content folder. Raises ``ContentError`` with all problems.

    Texts that the language does not have are English.
    """
    return catalog_from_files(read_folder(folder), language)


def catalog_from_files(files: Mapping[str, str], language: str = ENGLISH) -> Catalog:
    """Read content from texts by relative path, as ``Catalog.files`` holds them."""
    content, problems = read_content(files, language)
    problems += problems_in(content)
    if problems:
        raise ContentError(problems)
    assert content.mind_map is not None  # else its file would have been a problem
    outcomes = content.outcomes
    return Catalog(
        edition=content.edition,
        content_hash=content_hash(files),
        files=dict(files),
        rulebook=rulebook_of(content),
        boundaries=_by_id(outcomes.boundaries),
        environments=_by_id(outcomes.environments),
        results=_by_id(outcomes.results),
        zones=_by_id(outcomes.zones),
        separation_levels=_by_id(outcomes.separation_levels),
        sections=tuple(content.sections.values()),
        questions=_by_id(question for _, question in content.placed_questions()),
        facts=_by_id(content.facts),
        scoring=content.scoring,
        factors=tuple(content.factors),
        gates=_by_id(content.gates),
        implications=_by_id(content.scoring.implications),
        contradictions=_by_id(content.contradictions),
        kinds=_by_id(content.kinds),
        guardrails=_by_id(each for file in content.guardrails.values() for each in file.guardrails),
        guardrail_tools={
            each.id: file.title for file in content.guardrails.values() for each in file.guardrails
        },
        guardrail_providers=_providers(content.guardrails.values()),
        prerequisites=_by_id(content.prerequisites),
        playbooks=_by_id(content.playbooks),
        glossary=_by_id(content.terms),
        sources=_by_id(content.sources),
        disagreements=_by_id(content.disagreements),
        cards=_by_id(content.cards),
        mind_map=mind_map_of(content.mind_map),
        examples=_by_id(content.examples.values()),
        resource_types=resource_types_of(content),
        type_classes=_by_id(content.type_rules.classes),
        protection=protection_of(content),
        evidence=_by_id(content.evidence),
        unit_sizes=content.unit_sizes,
        moves=content.moves,
        language=language,
    )


def read_content(files: Mapping[str, str], language: str) -> tuple[Content, list[Problem]]:
    """All files in their classes, and what is wrong with each file alone.

    Every translation is checked, whichever language is asked for.
    """
    problems = list(misplaced(files))
    documents = _documents(files, problems)
    for name in [name for name in documents if is_translation(name)]:
        folder, _, english = name.partition("/")
        other = documents.pop(name)
        if english in documents:
            merged, found = translated(documents[english], other)
            problems += found
            if folder == language:
                documents[english] = merged
    values = {}
    for name, document in documents.items():
        value, found = shaped(document, _model(name))
        problems += found
        if value is not None:
            values[name] = value
    unread = {name for name in files if name not in values and not is_translation(name)}
    broken = unread | {problem.file for problem in problems}
    return Content(documents, values, frozenset(broken)), problems


def _documents(files: Mapping[str, str], problems: list[Problem]) -> dict[str, Document]:
    """The values of all files that can be read, in the order of their names."""
    documents = {}
    for name in sorted(files):
        if model_of(name) is None and not is_translation(name):
            continue
        try:
            documents[name] = read_tree(files[name], name)
        except UnreadableError as error:
            problems += error.problems
    return documents


def _model(name: str) -> type[BaseModel]:
    model = model_of(name)
    assert model is not None  # other files are not read at all
    return model


def _providers(files: Iterable[schema.Guardrails]) -> dict[str, str]:
    """The name of the cloud of each guardrail that is for one cloud only."""
    return {
        each.id: provider.title
        for file in files
        for each in file.guardrails
        for provider in file.providers
        if provider.id == each.provider
    }


def _by_id[E: _HasId](items: Iterable[E]) -> dict[str, E]:
    return {item.id: item for item in items}
