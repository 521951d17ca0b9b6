"""Several files as one system: each becomes a unit or more, and what they share joins them."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from decision.readers import (
    arm,
    cdk,
    cloudformation,
    compose,
    kubernetes,
    nested,
    pulumi,
    terraform_hcl,
)
from decision.readers.documents import Limits, check_size
from decision.readers.names import is_readable, numbered, readable
from decision.readers.recognise import BESIDE_CDK, TERRAFORM, Recognised, recognise
from decision.readers.shapes import Edge, Place, Reading, Refused, Unit

IMPORT = "ImportValue"

_READERS: dict[str, Callable[[Any, str], Unit | Reading]] = {
    arm.FORMAT: arm.read,
    cloudformation.FORMAT: cloudformation.read,
    compose.FORMAT: compose.read,
    kubernetes.FORMAT: kubernetes.read,
    pulumi.FORMAT: pulumi.read,
    terraform_hcl.FORMAT: terraform_hcl.read,
    **{format_: reader.read for format_, reader in TERRAFORM.items()},
}
_ENDING = re.compile(r"(?:\.template|\.tfplan|\.tfstate|\.plan)?\.[A-Za-z0-9]{1,8}$")
_VARIABLE = re.compile(r"\$\{[^{}]*\}")
#: The name of Terraform's files where they lie in no folder of their own.
_FOLDER = "terraform"
#: So many refused files are named one by one.
_MOST_NAMED = 20


def read_files(files: Mapping[str, bytes], limits: Limits) -> Reading:
    """Everything in the files, by path. A file that is not read gives a remark, saying why.

    Raises ``Refused`` if none is read, or if they are too large together.
    """
    check_size(files, limits)
    recognised, refused = _recognised(files, limits)
    if message := _too_much_hcl(recognised, limits):
        refused |= {p: message for p, e in recognised.items() if e.format == terraform_hcl.FORMAT}
        recognised = {path: e for path, e in recognised.items() if path not in refused}
    recognised = _together(recognised)
    names, remarks = _names(recognised)
    units: list[Unit] = []
    taken: set[str] = set()
    for path, each in recognised.items():
        if each.format not in _READERS:
            continue
        try:
            reading = _reading(each, names[path])
            if taken & {unit.name for unit in reading.units}:  # a folder called as a file
                reading = _reading(each, f"{names[path]}-{len(taken) + 1}")
        except Refused as error:
            refused[path] = str(error)
            continue
        units.extend(replace(unit, path=readable(path, 300)) for unit in reading.units)
        taken.update(unit.name for unit in reading.units)
        remarks.extend(_remarks(path, each, reading))
    if not units:
        raise Refused(_why(refused))
    after = _order(recognised, names)
    units = _joined([_cleaned(each) for each in _with_nested(units, recognised)])
    remarks = [*_left_out(refused), *remarks, *_unexplained(units, after)]
    return Reading(tuple(units), tuple(remarks))


def _recognised(
    files: Mapping[str, bytes], limits: Limits
) -> tuple[dict[str, Recognised], dict[str, str]]:
    found, refused = {}, {}
    for path, data in files.items():
        try:
            found[path.replace("\\", "/")] = recognise(data, limits, path)
        except Refused as error:
            refused[path] = str(error)
    with_manifest = any(each.format == cdk.FORMAT for each in found.values())
    for path, each in found.items():
        if each.format == BESIDE_CDK and not with_manifest:
            refused[path] = (
                "This belongs to a cloud assembly of CDK and declares no resources. "
                "Choose manifest.json and the templates of cdk.out."
            )
        elif each.format == cdk.FORMAT and not _has_template(found):
            refused[path] = (
                "This is the manifest of a cloud assembly of CDK. "
                "Choose the templates that it names as well."
            )
    return found, refused


def _too_much_hcl(found: Mapping[str, Recognised], limits: Limits) -> str:
    """Why Terraform's files are not read that together would take too long, else nothing."""
    found_texts = (each.content for each in found.values() if each.format == terraform_hcl.FORMAT)
    texts = [each for each in found_texts if not terraform_hcl.is_json(each)]
    characters, tokens = limits.hcl_characters, limits.hcl_tokens
    if characters is not None and sum(map(len, texts)) > characters:
        over = f"{characters:,} characters"
    elif tokens is not None and sum(terraform_hcl.tokens(each, tokens) for each in texts) > tokens:
        over = f"{tokens:,} words and signs"
    else:
        return ""
    return (
        f"Terraform's files are read word by word, and there are more than {over} in them. "
        "Choose the plan instead (`terraform show -json`), or read them with the command "
        "`manage.py inspect`, which has no such limit."
    )


def _together(found: Mapping[str, Recognised]) -> dict[str, Recognised]:
    """The files, those of Terraform's folders as one: its reader tells which are units."""
    texts = {p: each.content for p, each in found.items() if each.format == terraform_hcl.FORMAT}
    others = {path: each for path, each in found.items() if path not in texts}
    if not texts:
        return others
    whole = {posixpath.normpath("/" + path): text for path, text in texts.items()}
    folder = posixpath.commonpath([posixpath.dirname(path) for path in whole])
    name = next(iter(texts)) if len(texts) == 1 else folder.strip("/")
    if not name or name in others:
        name = _FOLDER
    named: dict[str, str] = {}
    for path, text in whole.items():
        relative = _ending(posixpath.relpath(path, folder), text)
        named[relative if relative not in named else f"more {relative}"] = text
    return {**others, name: Recognised(terraform_hcl.FORMAT, named)}


def _ending(path: str, text: str) -> str:
    """The path with the ending by which Terraform knows a file; it was told by its content."""
    if path.endswith((".tf", ".tf.json", ".tofu", ".tofu.json")):
        return path
    return f"{path}.tf.json" if terraform_hcl.is_json(text) else f"{path}.tf"


def _has_template(found: Mapping[str, Recognised]) -> bool:
    return any(each.format == cloudformation.FORMAT for each in found.values())


def _reading(each: Recognised, name: str) -> Reading:
    try:
        found = _READERS[each.format](each.content, name)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # A file can be valid JSON or YAML and have a list where its format has a text. The
        # error could quote the file: it goes no further.
        raise Refused(
            f"This seems to be a file of {each.format}, and parts of it do not have the shape "
            "that the format has. Check it with its own tool."
        ) from None
    return found if isinstance(found, Reading) else Reading((found,))


def _names(recognised: Mapping[str, Recognised]) -> tuple[dict[str, str], list[str]]:
    """A name for every unit: that of its stack, else that of its file; each only once."""
    stacks, remarks = _stacks(recognised)
    stems = {path: _ENDING.sub("", posixpath.basename(path)) or path for path in recognised}
    often = Counter(stems.values())
    wanted = []
    for path, each in recognised.items():
        stem = stems[path]
        if often[stem] > 1:
            stem = _ENDING.sub("", path)
        own = pulumi.stack_name(each.content) if each.format == pulumi.FORMAT else None
        name = stacks[path].name if path in stacks else own or stem
        wanted.append(readable(name, 120))
    return dict(zip(recognised, numbered(wanted, "-"), strict=True)), remarks


def _stacks(recognised: Mapping[str, Recognised]) -> tuple[dict[str, cdk.Stack], list[str]]:
    """The stacks that manifests name, by the path of their template."""
    templates = [p for p, each in recognised.items() if each.format == cloudformation.FORMAT]
    found: dict[str, cdk.Stack] = {}
    remarks = []
    for path, each in recognised.items():
        for stack in cdk.stacks(each.content, path) if each.format == cdk.FORMAT else ():
            template = cdk.template_among(stack, templates)
            if template is None:
                remarks.append(
                    f"The manifest names the stack {stack.name}, whose template is not among "
                    "the files."
                )
            else:
                found[template] = stack
    return found, remarks


def _order(recognised: Mapping[str, Recognised], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of units of which the first is deployed after the second."""
    stacks, _ = _stacks(recognised)
    units = {stack.id: names[path] for path, stack in stacks.items()}
    return [
        (units[stack.id], units[before])
        for stack in stacks.values()
        for before in stack.after
        if before in units
    ]


def _remarks(path: str, each: Recognised, reading: Reading) -> list[str]:
    found = [f"{readable(path, 120)}: {remark}" for remark in reading.remarks]
    if not any(unit.resources for unit in reading.units):
        found.append(f"{readable(path, 120)} declares no resources.")
    if each.format == arm.FORMAT and arm.is_incomplete(each.content):
        found.append(
            f"{readable(path, 120)} links to templates that are not in it; they are not read."
        )
    return found


def _with_nested(units: list[Unit], recognised: Mapping[str, Recognised]) -> list[Unit]:
    """The units with the references between stacks of which one nests the other."""
    names = {unit.path: unit.name for unit in units}
    templates = {
        path: (names[shown], each.content)
        for path, each in recognised.items()
        if each.format == cloudformation.FORMAT and (shown := readable(path, 300)) in names
    }
    if len(templates) < 2:
        return units
    found: dict[str, list[Edge]] = {}
    for edge in nested.edges(templates):
        found.setdefault(edge.source.unit, []).append(edge)
    return [
        replace(unit, edges=(*unit.edges, *found[unit.name])) if unit.name in found else unit
        for unit in units
    ]


def _joined(units: list[Unit]) -> list[Unit]:
    """The units with the references to what others export."""
    exact: dict[str, list[Place]] = {}
    open_: dict[str, list[Place]] = {}
    for unit in units:
        for name, address in unit.exports.items():
            exact.setdefault(name, []).append(Place(unit.name, address))
            open_.setdefault(_VARIABLE.sub("${}", name), []).append(Place(unit.name, address))
    joined = []
    for unit in units:
        found: list[Edge] = []
        for address, name in unit.imports:
            places = [each for each in exact.get(name, ()) if each.unit != unit.name]
            if not places and "${" in name:
                # "${Network}-Vpc" means "${AWS::StackName}-Vpc" of another stack, if only one.
                same = open_.get(_VARIABLE.sub("${}", name), ())
                places = [each for each in same if each.unit != unit.name]
                places = places if len(places) == 1 else []
            found.extend(Edge(Place(unit.name, address), place, IMPORT) for place in places[:1])
        if found:
            unit = replace(unit, edges=tuple(dict.fromkeys((*unit.edges, *found))))  # noqa: PLW2901
        joined.append(unit)
    return joined


def _unexplained(units: list[Unit], after: list[tuple[str, str]]) -> list[str]:
    """Stacks that wait for others although no reference between them was found."""
    known = {(e.source.unit, e.target.unit) for unit in units for e in unit.edges}
    return [
        f"The stack {first} is deployed after {second}, and no reference between them was found."
        for first, second in after
        if (first, second) not in known and first != second
    ]


def _cleaned(unit: Unit) -> Unit:
    """The unit with addresses that can be shown and stored: printable, and not endless."""
    if all(is_readable(each.address) for each in unit.resources):
        return unit
    shown = {each.address: readable(each.address) for each in unit.resources}
    shown = dict(zip(shown, numbered(shown.values()), strict=True))

    def place(each: Place) -> Place:
        return Place(each.unit, shown.get(each.address, readable(each.address)))

    resources = (msgspec.structs.replace(e, address=shown[e.address]) for e in unit.resources)
    return replace(
        unit,
        resources=tuple(resources),
        edges=tuple(Edge(place(e.source), place(e.target), e.kind) for e in unit.edges),
        exports={k: shown.get(v, readable(v)) for k, v in unit.exports.items()},
        imports=tuple((shown.get(a, readable(a)), name) for a, name in unit.imports),
    )


def _left_out(refused: Mapping[str, str]) -> list[str]:
    found = [f"{readable(path, 120)} is left out. {why}" for path, why in refused.items()]
    if len(found) > _MOST_NAMED:
        more = len(found) - _MOST_NAMED
        found = [*found[:_MOST_NAMED], f"{more} more files are left out."]
    return found


def _why(refused: Mapping[str, str]) -> str:
    """One message for everything that was refused, a line for each file."""
    if len(refused) == 1:
        return next(iter(refused.values()))
    return "\n".join(_left_out(refused)) or "None of the files declares infrastructure."
