"""What ``cdk synth`` writes: a manifest that names the stacks and their templates.

The templates are read as those of CloudFormation; the manifest gives them their names, and says
which stack is deployed after which.
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision.readers.names import plain

FORMAT = "cdk"

_STACK = "aws:cloudformation:stack"
#: Files beside the manifest by their first keys: assets and the tree of constructs.
_ASSETS = frozenset({"version", "files", "dockerImages"})


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack of the manifest: its name, the path of its template, and what comes before it."""

    id: str
    name: str
    template: str
    after: tuple[str, ...]


def seems(document: object) -> bool:
    """Whether this is the manifest of a cloud assembly."""
    if not isinstance(document, Mapping):
        return False
    artifacts = document.get("artifacts")
    return (
        isinstance(document.get("version"), str)
        and isinstance(artifacts, Mapping)
        and all(isinstance(each, Mapping) and "type" in each for each in artifacts.values())
    )


def is_beside(document: object) -> bool:
    """Whether this is another file of a cloud assembly, in which no resource is declared."""
    if not isinstance(document, Mapping) or not isinstance(document.get("version"), str):
        return False
    keys = document.keys()
    tree = str(document["version"]).startswith("tree-") and "tree" in keys
    return tree or keys == {"version"} or ("files" in keys and keys <= _ASSETS)


def stacks(document: Mapping[str, object], path: str) -> tuple[Stack, ...]:
    """The stacks of the manifest at ``path``, with templates from the same folder on."""
    artifacts = document["artifacts"]
    found = []
    for id_, each in artifacts.items() if isinstance(artifacts, Mapping) else ():
        properties = each.get("properties")
        if each.get("type") != _STACK or not isinstance(properties, Mapping):
            continue
        template = properties.get("templateFile")
        if not isinstance(template, str):
            continue
        name = properties.get("stackName") or each.get("displayName") or id_
        after = each.get("dependencies")
        found.append(
            Stack(
                str(id_),
                plain(name),
                posixpath.normpath(posixpath.join(posixpath.dirname(path), template)),
                tuple(one for one in after if isinstance(one, str))
                if isinstance(after, list)
                else (),
            )
        )
    return tuple(found)


def template_among(stack: Stack, paths: Iterable[str]) -> str | None:
    """The path of a stack's template: the one named, or the only one of that file name, since
    a browser sends no folders."""
    paths = list(paths)
    if stack.template in paths:
        return stack.template
    last = posixpath.basename(stack.template)
    same = [each for each in paths if posixpath.basename(each) == last]
    return same[0] if len(same) == 1 else None
