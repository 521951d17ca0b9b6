"""Whatever an author writes: a catalog or problems, never a traceback."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from decision.catalog import ContentError, catalog_from_files
from decision.catalog.yamltree import read_tree
from tests.catalog.toy_content import toy_files

type Way = tuple[str | int, ...]


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The ways to everything in a file."""
    yield way
    entries = value.items() if isinstance(value, dict) else ()
    members = enumerate(value) if isinstance(value, list) else entries
    for step, inner in members:
        yield from ways(inner, (*way, step))


def replaced(value: Any, way: Way, new: Any) -> Any:
    """A copy with something else at one place."""
    if not way:
        return new
    step, *rest = way
    copy = value.copy()
    copy[step] = replaced(value[step], tuple(rest), new)
    return copy


VALUES = {name: read_tree(text, name).value for name, text in toy_files().items()}
PLACES = st.sampled_from([(name, way) for name, value in VALUES.items() for way in ways(value)])
WORDS = st.sampled_from(
    ["team", "one", "any", "unknown", "verdict", "environment", "zone", "iac-unit"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-3, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(PLACES, ANYTHING, st.sampled_from(["", "de/"]))
def test_any_change_at_any_place_gives_a_catalog_or_problems(
    place: tuple[str, Way], new: Any, folder: str
) -> None:
    name, way = place
    changed = json.dumps(replaced(VALUES[name], way, new))

    with suppress(ContentError):
        catalog_from_files({**toy_files(), f"{folder}{name}": changed}, "de")
