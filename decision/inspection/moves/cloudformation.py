"""CloudFormation: the mapping of a stack refactor, and exports instead of crossed references.

The mapping is what ``aws cloudformation create-stack-refactor --resource-mappings`` takes: a list
of ``{"Source": {"StackName", "LogicalResourceId"}, "Destination": {…}}`` (AWS, ResourceMapping).
"""

from collections.abc import Callable, Iterator, Mapping

from decision.catalog import schema
from decision.inspection.moves.shapes import Files, Link, ProposedUnit, Role, Split, Written
from decision.inspection.moves.writing import FILL_IN, as_json, comment, logical_id, slug


def files(_: schema.Moves, split: Split) -> Files:
    """The mapping, the command, and what the templates get."""
    found = [
        *refactor(split),
        *fragments(split),
    ]
    return Files(tuple(each for each in found if each.text), unwritable(split))


def refactor(split: Split, template: Callable[[str], str] | None = None) -> Iterator[Written]:
    """The mapping and the command that takes it."""
    yield Written("resource-mappings.json", "json", as_json(_mappings(split)))
    text = _command(split, template or _template)
    yield Written("create-stack-refactor.sh", "shell", text)


def stack(unit: ProposedUnit) -> str:
    """A name that a stack can have."""
    return slug(unit.name)


def unwritable(split: Split) -> tuple[str, ...]:
    return tuple(
        each.resource.address
        for unit in split.new
        for each in unit.holds
        if logical_id(each.resource.address) is None
    )


def moving(split: Split) -> Iterator[tuple[ProposedUnit, str]]:
    """Logical ids by the unit that they go to."""
    for unit in split.new:
        for each in unit.holds:
            name = logical_id(each.resource.address)
            if name is not None:
                yield unit, name


def _mappings(split: Split) -> list[dict[str, dict[str, str]]]:
    old = stack(split.unit(Role.APPLICATION))
    return [
        {
            "Source": {"StackName": old, "LogicalResourceId": name},
            "Destination": {"StackName": stack(unit), "LogicalResourceId": name},
        }
        for unit, name in moving(split)
    ]


def _template(name: str) -> str:
    return f"{name}.yaml"


def _command(split: Split, template: Callable[[str], str]) -> str:
    """A script that creates the refactor and lists what it would do. ``template`` gives the file
    of a stack."""
    names = [stack(each) for each in split.units]
    definitions = " \\\n    ".join(
        f"StackName={name},TemplateBody@=file://{template(name)}" for name in names
    )
    of_refactor = '--stack-refactor-id "$REFACTOR_ID"'
    return "\n".join(
        [
            comment(
                "The stack names are those of the files. Put the real ones, also in the mapping."
            ),
            "REFACTOR_ID=$(aws cloudformation create-stack-refactor --enable-stack-creation \\",
            f"  --stack-definitions {definitions} \\",
            "  --resource-mappings file://resource-mappings.json \\",
            "  --query StackRefactorId --output text)",
            f"aws cloudformation wait stack-refactor-create-complete {of_refactor}",
            "",
            comment("Read every action before the last steps, which are for you to uncomment."),
            f"aws cloudformation list-stack-refactor-actions {of_refactor}",
            f"# aws cloudformation execute-stack-refactor {of_refactor}",
            f"# aws cloudformation wait stack-refactor-execute-complete {of_refactor}",
            "",
        ]
    )


def fragments(split: Split) -> Iterator[Written]:
    """Outputs of each template that something is read from, and the imports of those that read."""
    for unit in split.units:
        outputs = _outputs(split, unit)
        if outputs:
            yield Written(f"{stack(unit)}.outputs.yaml", "yaml", outputs)
    for unit in split.units:
        imports = _imports(split, unit)
        if imports:
            yield Written(f"{stack(unit)}.imports.yaml", "yaml", imports)


def _exports(split: Split, link: Link) -> Iterator[tuple[str, str, str]]:
    """Output, its value, and the name of its export, for each way in which a link refers."""
    name = logical_id(link.read.resource.address)
    if name is None or link.is_backward or not link.passes:
        return
    prefix = stack(split.unit(link.of))
    # Other ways than Ref read an attribute, whose name is a value and was not kept.
    ways: Mapping[str, str] = {
        **({f"{name}Ref": f"!Ref {name}"} if "Ref" in link.kinds else {}),
        **(
            {f"{name}Attribute": f'!GetAtt [{name}, "{FILL_IN}"]'}
            if set(link.kinds) - {"Ref", "DependsOn"}
            else {}
        ),
    }
    for output, value in ways.items():
        yield output, value, f"{prefix}-{output}"


def _outputs(split: Split, unit: ProposedUnit) -> str:
    values: dict[str, tuple[str, str]] = {}
    readers: dict[str, list[str]] = {}
    for link in split.links:
        if link.of is not unit.role:
            continue
        for output, value, export in _exports(split, link):
            values[output] = (value, export)
            readers.setdefault(output, []).append(link.reader.resource.address)
    if not values:
        return ""
    lines = [comment(f"Add to the template of {stack(unit)}."), "Outputs:"]
    for output, (value, export) in values.items():
        lines += [f"  {output}:"]
        lines += [f"    {comment(f'for {each}')}" for each in readers[output]]
        lines += [f"    Value: {value}", "    Export:", f"      Name: {export}"]
    return "\n".join(lines) + "\n"


def _imports(split: Split, unit: ProposedUnit) -> str:
    lines: list[str] = []
    for link in split.links:
        if link.to is not unit.role:
            continue
        for _, value, export in _exports(split, link):
            reader = logical_id(link.reader.resource.address)
            lines += [
                f"- in: {reader or FILL_IN}",
                f"  instead-of: '{value}'",
                f"  write: '!ImportValue {export}'",
            ]
        if "DependsOn" in link.kinds and not link.is_backward:
            read = link.read.resource.address
            lines.append(comment(f"{link.reader.resource.address}: drop DependsOn {read}"))
    if not lines:
        return ""
    return "\n".join([comment(f"Replace in the template of {stack(unit)}."), *lines]) + "\n"
