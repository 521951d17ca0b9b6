"""The table of types and its rules, built from content that has been checked."""

from decision.catalog import schema
from decision.catalog.content import Content
from decision.domain.resources import (
    Exempt,
    Guard,
    Holds,
    Label,
    Lending,
    Listed,
    Protecting,
    ProtectionRules,
    ResourceTypes,
    Rule,
    plain,
)


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
        exceptions=tuple(map(_exception, rules.exceptions)),
        lending=tuple(map(_lending, rules.lending)),
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


def _exception(each: schema.TypeException) -> Exempt:
    return Exempt(
        id=each.id,
        ending=Rule.phrases(each.ending),
        tools=frozenset(map(str, each.tools)),
        clouds=frozenset(each.clouds),
        settings=frozenset(map(plain, each.settings)),
        without=frozenset(map(plain, each.without)),
        label=Label(each.label),
        kind=each.kind,
        sources=tuple(each.sources),
    )


def _lending(each: schema.TypeLending) -> Lending:
    return Lending(
        id=each.id,
        ending=Rule.phrases(each.ending),
        settings=dict(each.settings),
        to=Rule.phrases(each.to),
        tools=frozenset(map(str, each.tools)),
        clouds=frozenset(each.clouds),
        is_referred_to=each.is_referred_to,
        absent=each.absent,
    )


def protection_of(content: Content) -> ProtectionRules:
    """What content says of settings that protect."""
    return ProtectionRules(tuple(map(_protecting, content.protection)))


def _protecting(each: schema.ProtectionSetting) -> Protecting:
    return Protecting(
        names=tuple(each.names),
        absent=Holds(each.absent),
        because=each.because,
        guards=tuple(map(Guard, each.guards)),
        tools=frozenset(each.tools),
        clouds=frozenset(each.clouds),
        types=frozenset(each.types),
        good=tuple(each.good),
        at_least=each.at_least,
        is_set=Holds(each.is_set),
        hidden_in=frozenset(each.hidden_in),
        defaults={name: Holds(value) for name, value in each.defaults.items()},
        want=each.want,
        write={str(tool): text for tool, text in each.write.items()},
        trap=each.trap or "",
        sources=tuple(each.sources),
    )
