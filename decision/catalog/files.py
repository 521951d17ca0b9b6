"""Which files content has, and reading a folder of them into memory."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from decision.catalog import schema
from decision.catalog.plaintext import UnreadableError, decoded
from decision.catalog.problems import ContentError, Problem, did_you_mean

#: One class for each file of the content.
FILES: Mapping[str, type[BaseModel]] = {
    "edition.yaml": schema.Edition,
    "outcomes.yaml": schema.Outcomes,
    "facts.yaml": schema.Facts,
    "scoring.yaml": schema.Scoring,
    "factors.yaml": schema.Factors,
    "gates.yaml": schema.Gates,
    "contradictions.yaml": schema.Contradictions,
    "kinds.yaml": schema.Kinds,
    "prerequisites.yaml": schema.Prerequisites,
    "playbooks.yaml": schema.Playbooks,
    "glossary.yaml": schema.Glossary,
    "sources.yaml": schema.Sources,
    "disagreements.yaml": schema.Disagreements,
    "mind-map.yaml": schema.MindMap,
    "cards.yaml": schema.Cards,
    "evidence.yaml": schema.EvidenceRules,
    "moves.yaml": schema.Moves,
    "resource-types/rules.yaml": schema.TypeRules,
    "resource-types/protection.yaml": schema.ProtectionSettings,
}

#: One class for all files of a folder.
FOLDERS: Mapping[str, type[BaseModel]] = {
    "questions": schema.Section,
    "guardrails": schema.Guardrails,
    "examples": schema.Example,
    "resource-types": schema.TypeGroups,
}

#: Content cannot do without these; the others may be absent as long as they would be empty.
NEEDED = ("edition.yaml", "outcomes.yaml", "scoring.yaml", "mind-map.yaml")

MOST_BYTES = 1_000_000

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")


def read_folder(folder: Path) -> dict[str, str]:
    """All content files by relative path. Raises ``ContentError`` for unreadable ones."""
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 0, "there is no such folder")])
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or _is_beside(name):
            continue
        if path.suffix != ".yaml":
            problems.append(Problem(name, 0, "content files end in .yaml"))
            continue
        try:
            found[name] = decoded(path.read_bytes(), name, MOST_BYTES)
        except UnreadableError as error:
            problems.extend(error.problems)
        except OSError:
            problems.append(Problem(name, 0, "the file cannot be read"))
    if problems:
        raise ContentError(problems)
    return found


def _is_beside(name: str) -> bool:
    """Whether a file lies in the folder without being content: notes, schemas, hidden files."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part.endswith("~") for part in parts)
    return hidden or parts[0] == "schemas" or parts[-1] == "README.md"


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over names and texts in the order of their names.

    Each text comes with its length, so that no two different folders read the same. Line
    ends are ``\\n`` by now: a checkout on Windows has the same hash.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        data = files[name].encode()
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def model_of(name: str) -> type[BaseModel] | None:
    """The class of a content file, or None where no such file is known."""
    folder, _, rest = name.partition("/")
    if name not in FILES and rest and "/" not in rest:
        return FOLDERS.get(folder)
    return FILES.get(name)


def is_translation(name: str) -> bool:
    """Whether the file holds texts in another language."""
    folder, _, rest = name.partition("/")
    return bool(_LANGUAGE.fullmatch(folder)) and model_of(rest) is not None


def languages_in(files: Iterable[str]) -> frozenset[str]:
    """The languages besides English that some of these files are in."""
    return frozenset(name.partition("/")[0] for name in files if is_translation(name))


def misplaced(files: Mapping[str, str]) -> Iterator[Problem]:
    """Files that no class describes, and files that are needed and not there."""
    for name in files:
        if model_of(name) is None and not is_translation(name):
            yield Problem(name, 0, "unexpected file", did_you_mean(name, FILES))
        elif is_translation(name) and name.partition("/")[2] not in files:
            yield Problem(name, 0, "there is no English file to translate")
    for name in NEEDED:
        if name not in files:
            yield Problem(name, 0, "the file is missing")
    if not any(name.startswith("questions/") for name in files):
        yield Problem("questions", 0, "the folder has no file with questions")
