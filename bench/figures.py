"""How far what is read and said agrees with a corpus of real files: ``python -m bench.figures``.

The corpus and the labelled types lie beside the project, not in it. Everything printed is counted
in this run. A label counts as *known* unless it is unknown; what is known is right or wrong.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from decision.catalog import Catalog, load_catalog
from decision.domain.resources import Label, classify
from decision.inspection import examine
from decision.readers.documents import Limits
from decision.readers.shapes import Reading, Refused
from decision.readers.system import read_files
from decision.records.inspection.as_json import to_json

PROJECT: Final = Path(__file__).parents[1]
CORPUS: Final = PROJECT.parent / "shared" / "corpus"
LABELLED: Final = PROJECT.parent / "shared" / "domain" / "resource_types.csv"

OF_FILES: Final = (
    "format",
    "files",
    "refused",
    "resources",
    "types as expected",
    "references: right of said",
    "right of all",
    "planted values found again",
)
OF_TYPES: Final = ("tier", "types", "right", "wrong", "unknown", "right of known")

type Reference = tuple[str, str, str]


@dataclass(slots=True)
class Files:
    """What was counted of the files of one format."""

    files: int = 0
    refused: int = 0
    resources: int = 0
    types_equal: int = 0
    planted: int = 0
    found_again: int = 0
    both: int = 0
    only_ours: int = 0
    only_theirs: int = 0

    @property
    def cells(self) -> tuple[object, ...]:
        return (
            self.files,
            self.refused,
            self.resources,
            f"{self.types_equal} of {self.files}",
            *self._references,
            f"{self.found_again} of {self.planted}",
        )

    @property
    def _references(self) -> tuple[str, str]:
        """Precision and recall, where it is known which references there are."""
        if not self.both + self.only_theirs:
            return "", ""
        said = self.both + self.only_ours
        return (
            f"{self.both} of {said}",
            f"{self.both} of {self.both + self.only_theirs}",
        )


@dataclass(slots=True)
class Types:
    """What was counted of the types of one tier."""

    labels: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> tuple[object, ...]:
        labels = self.labels
        known = labels["right"] + labels["wrong"]
        share = f"{labels['right'] / known:.1%}" if known else ""
        return labels.total(), labels["right"], labels["wrong"], labels["unknown"], share


def files(catalog: Catalog, corpus: Path) -> Mapping[str, Files]:
    """Every file of the corpus by itself, by format."""
    types, edges, planted = (
        json.loads((corpus / name).read_text())
        for name in ("types.json", "cloudformation_edges.json", "canaries.json")
    )
    found: dict[str, Files] = defaultdict(Files)
    with (corpus / "manifest.csv").open(newline="", encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest):
            name = row["file"]
            seen = _Seen.of(catalog, corpus / "files" / name)
            counted = found[row["format"]]
            counted.files += 1
            counted.refused += seen.reading is None
            counted.resources += seen.types.total()
            counted.types_equal += dict(seen.types) == (types[name] or {})
            counted.planted += len(planted.get(name, ()))
            counted.found_again += sum(each in seen.shown for each in planted.get(name, ()))
            if name in edges:
                theirs = {tuple(each) for each in edges[name]}
                counted.both += len(seen.references & theirs)
                counted.only_ours += len(seen.references - theirs)
                counted.only_theirs += len(theirs - seen.references)
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """One file as it was read; ``shown`` is everything that would be said of it."""

    reading: Reading | None
    shown: str
    types: Counter[str]
    references: set[Reference]

    @classmethod
    def of(cls, catalog: Catalog, path: Path) -> "_Seen":
        try:
            reading = read_files({path.name: path.read_bytes()}, Limits())
        except Refused as refused:
            return cls(None, str(refused), Counter(), set())
        examined: dict[str, Any] = to_json(examine(catalog, reading))
        return cls(
            reading,
            json.dumps(examined, ensure_ascii=False) + repr(reading),
            Counter(each.type for unit in reading.units for each in unit.resources),
            {
                (each.source.address, each.target.address, each.kind)
                for unit in reading.units
                for each in unit.edges
            },
        )


def types(catalog: Catalog, labelled: Path) -> Mapping[str, Types]:
    """The labelled types against what is said of them, by tier."""
    found: dict[str, Types] = defaultdict(Types)
    with labelled.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            label = classify(catalog.resource_types, row["type"]).label
            is_right = label.value == row["label"]
            said = "unknown" if label is Label.UNKNOWN else "right" if is_right else "wrong"
            found[row["tier"]].labels[said] += 1
    return dict(sorted(found.items()))


def table(head: tuple[str, ...], rows: Mapping[str, Files] | Mapping[str, Types]) -> Iterator[str]:
    """A Markdown table, a line at a time."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for name, each in rows.items():
        yield f"| {' | '.join(map(str, (name, *each.cells)))} |"


def main() -> None:
    if not CORPUS.is_dir() or not LABELLED.is_file():
        sys.exit("The corpus and the labelled types are not beside the project (../shared).")
    catalog = load_catalog(PROJECT / "content")
    print("\n".join(table(OF_FILES, files(catalog, CORPUS))), end="\n\n")
    print("\n".join(table(OF_TYPES, types(catalog, LABELLED))))


if __name__ == "__main__":
    main()
