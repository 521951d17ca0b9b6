"""Worked examples: as systems for the engine, and whether they give what they promise."""

from collections.abc import Iterator

from decision.catalog import schema
from decision.catalog.catalog import Catalog
from decision.catalog.problems import Problem
from decision.catalog.yamltree import Document, Path, read_tree
from decision.domain.answers import Store, System
from decision.domain.recommendation import StoreRecommendation, recommend
from decision.domain.vocabulary import Boundary, Environment


def example_system(catalog: Catalog, example: str) -> System:
    """A worked example as the engine sees it."""
    found = catalog.examples[example]
    return System(
        name=found.system,
        answers=found.answers,
        notes=found.notes,
        stores=tuple(
            Store(name=each.name, kind=each.kind, answers=each.answers, notes=each.notes)
            for each in found.stores
        ),
    )


def broken_promises(catalog: Catalog) -> list[Problem]:
    """Every verdict and cell of an example that is not as its ``expect`` says, with its line."""
    problems: list[Problem] = []
    for name in sorted(catalog.files):
        if name.startswith("examples/"):
            document = read_tree(catalog.files[name], name)
            problems += _broken_in(document, catalog, catalog.examples[document.value["id"]])
    return problems


def _broken_in(document: Document, catalog: Catalog, example: schema.Example) -> Iterator[Problem]:
    recommendation = recommend(catalog.rulebook, example_system(catalog, example.id))
    for store in recommendation.stores:
        for path, what, expected, found in _promises(example.expect[store.name], store):
            if found != expected:
                message = f"'{store.name}', {what}: expected {expected}, found {found}"
                yield document.problem(("expect", store.name, *path), message)


def _promises(
    expected: schema.ExpectedStore, store: StoreRecommendation
) -> Iterator[tuple[Path, str, str, str]]:
    """Yield place, name, expected and found result of each promise."""
    yield ("verdict",), "verdict", expected.verdict, store.verdict.value
    for boundary, results in expected.cells.items():
        spread = isinstance(results, dict)
        cells = results if isinstance(results, dict) else dict.fromkeys(Environment, results)
        for environment, result in cells.items():
            path = ("cells", boundary, *((str(environment),) if spread else ()))
            found = store.cells[Boundary(boundary)][Environment(environment)].result.value
            yield path, f"{boundary} in {environment}", result, found
