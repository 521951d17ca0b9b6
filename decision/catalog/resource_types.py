"""The table of types and its rules, built from content that has been checked."""

from decision.catalog import schema
from decision.catalog.content import Content
from decision.domain.resources import Label, Listed, ResourceTypes, Rule


def resource_types_of(content: Content) -> ResourceTypes:
    """What content says of types, for :func:`decision.domain.resources.classify`."""
    rules = content.type_rules
    return ResourceTypes(
        listed={
            name: listed
            for file, groups in content.resource_types.items()
            for group in groups.groups
            for listed in (_listed(file, group),)
            for name in group.types
        },
        rules=tuple(map(_rule, rules.rules)),
        aliases={
            f"{cloud} {begins}": other
            for cloud, names in rules.aliases.items()
            for begins, other in names.items()
        },
        always={tool: tuple(names) for tool, names in rules.always.items()},
    )


def _listed(file: str, group: schema.TypeGroup) -> Listed:
    name = file.rpartition("/")[2].removesuffix(".yaml")
    return Listed(
        group=f"{name}: {group.kind}",
        label=Label(group.label),
        kind=group.kind,
        zone=group.zone,
        holds_data=group.holds_data,
        ripple=group.ripple,
        protect=tuple(group.protect),
        sources=tuple(group.sources),
    )


def _rule(rule: schema.TypeRule) -> Rule:
    return Rule(
        id=rule.id,
        label=Label(rule.label),
        kind=rule.kind,
        zone=rule.zone,
        holds_data=rule.holds_data,
        ripple=rule.ripple,
        clouds=frozenset(rule.clouds),
        ending=Rule.phrases(rule.ending),
        words=Rule.phrases(rule.words),
        beginning=Rule.phrases(rule.beginning),
        unless=Rule.phrases(rule.unless),
        settings=frozenset(rule.settings),
        sources=tuple(rule.sources),
    )
