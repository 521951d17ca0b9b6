"""Taking apart the name of a resource's type, as each tool writes it.

``aws_db_instance``, ``AWS::RDS::DBInstance``, ``aws:rds/instance:Instance`` and
``rds.aws.upbound.io/v1beta1/Instance`` are the same thing. Here they become a tool, a cloud, the
words of the service and the words of the name; and keys under which two of them can meet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

#: Longer names are no types.
LONGEST = 300


class Tool(StrEnum):
    """Who writes types this way."""

    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"
    PULUMI = "pulumi"
    KUBERNETES = "kubernetes"
    AZURE = "azure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type in parts. ``service`` and ``name`` are words in lower case and in the singular."""

    tool: Tool
    cloud: str
    service: tuple[str, ...]
    name: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.service, *self.name)


#: How the same cloud is called by different tools and providers.
_CLOUDS = {
    "awscc": "aws",
    "aws-native": "aws",
    "awsx": "aws",
    "azurerm": "azure",
    "azure-native": "azure",
    "azure-nextgen": "azure",
    "azapi": "azure",
    "azurestack": "azure",
    "microsoft": "azure",
    "gcp": "google",
    "google-native": "google",
    "google-beta": "google",
    "k8s": "kubernetes",
}
#: Their services are in the name; of other providers, the provider is the service.
_HYPERSCALERS = frozenset({"aws", "azure", "google", "kubernetes"})

#: Groups of Kubernetes types that stand for the resources of a cloud, by their end.
_OPERATED = (
    (".aws.upbound.io", "aws"),
    (".aws.m.upbound.io", "aws"),
    (".aws.crossplane.io", "aws"),
    (".services.k8s.aws", "aws"),
    (".gcp.upbound.io", "google"),
    (".gcp.m.upbound.io", "google"),
    (".gcp.crossplane.io", "google"),
    (".cnrm.cloud.google.com", "google"),
    (".azure.upbound.io", "azure"),
    (".azure.m.upbound.io", "azure"),
    (".azure.crossplane.io", "azure"),
    (".azure.com", "azure"),
)
#: Groups of Kubernetes itself, as joined words.
_BUILT_IN = frozenset(
    {
        "",
        "admissionregistration",
        "apiextension",
        "app",
        "autoscaling",
        "batch",
        "discovery",
        "extension",
        "networking",
        "policy",
        "rbacauthorization",
        "scheduling",
        "storage",
    }
)
#: Ends of the names of groups that say nothing.
_DOMAINS = frozenset({"io", "com", "org", "dev", "net", "k8s", "sh", "in", "co", "ai", "cloud"})

#: Names that capital letters in the middle would cut in two.
_BRANDS = frozenset(
    {
        "activemq",
        "clickhouse",
        "cockroachdb",
        "cosmosdb",
        "couchdb",
        "documentdb",
        "dynamodb",
        "graphql",
        "influxdb",
        "mariadb",
        "memorydb",
        "mongodb",
        "mysql",
        "neo4j",
        "postgresql",
        "rabbitmq",
        "scylladb",
        "timescaledb",
    }
)
_VERSION = re.compile(r"v\d+\w*")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")
_PARTS = re.compile(r"[^A-Za-z0-9]+")
#: ``aws_s3_bucket.logs``, ``module.shop[0].data.aws_ami.base``: an address, with its type.
_ADDRESS = re.compile(
    r"(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?P<data>data\.)?"
    r"(?P<type>[a-z][a-z0-9-]*_\w+)(?:\.[\w-]+(?:\[[^\]]*\])?)?"
)
#: What begins with a capital letter and has no group is a kind of Kubernetes.
_KIND = re.compile(r"[A-Z][A-Za-z0-9]*")


@lru_cache(maxsize=4096)
def taken_apart(written: str) -> TypeName:
    """The parts of a type. Text that is none comes back as words of no tool and no cloud."""
    written = written[:LONGEST].strip()
    if written.startswith("urn:pulumi:"):
        written = _type_of_urn(written)
    if "::" in written:
        return _of_cloudformation(written)
    if "/" in written and "." in written.split("/", 1)[0] and _is_arm(written):
        return _of_arm(written)
    if written.count(":") >= 1:
        return _of_pulumi(written)
    if "/" in written or _KIND.fullmatch(written):
        return _of_kubernetes(written)
    return _of_terraform(written)


def _type_of_urn(written: str) -> str:
    """``urn:pulumi:prod::shop::component$aws:s3/bucket:Bucket::logs`` names its type third."""
    _, _, of_all, *_ = (*written.split("::"), "", "")
    return of_all.rpartition("$")[2]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in any spelling, in lower case and in the singular."""
    found: list[str] = []
    for part in _PARTS.split(text):
        for word in _CAMEL.findall(part):
            plain = _singular(word.lower())
            if found and found[-1] + plain in _BRANDS:
                found[-1] += plain
            elif not _VERSION.fullmatch(plain):  # the second edition of a type is the same thing
                found.append(plain)
    return tuple(found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "tches", "nches", "rches", "aliases")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ias")):
        return word[:-1]
    return word


def _of_cloudformation(written: str) -> TypeName:
    """``AWS::RDS::DBInstance``; also modules and types of others, such as ``Custom::Seed``."""
    first, *rest = written.split("::")
    cloud = _cloud(first)
    if cloud == "custom":
        return TypeName(Tool.CLOUDFORMATION, cloud, ("custom",), words_of(" ".join(rest)))
    service = tuple(_singular(each.lower()) for each in rest[:-1] if each)
    if cloud not in _HYPERSCALERS:
        service = (_singular(cloud), *service)
    return TypeName(Tool.CLOUDFORMATION, cloud, service, words_of(rest[-1] if rest else ""))


def _is_arm(written: str) -> bool:
    """``Microsoft.Sql/servers/databases``, unlike ``postgresql.cnpg.io/v1/Cluster``."""
    namespace, kind, *_ = written.split("/")
    return namespace[:1].isupper() or (
        namespace.lower().startswith("microsoft.") and not _VERSION.fullmatch(kind)
    )


def _of_arm(written: str) -> TypeName:
    namespace, *rest = written.split("@", 1)[0].split("/")
    first, _, service = namespace.partition(".")
    cloud = _cloud(first)
    words = tuple(_singular(each.lower()) for each in service.split(".") if each)
    return TypeName(Tool.AZURE, cloud, words, words_of(" ".join(rest)))


def _of_pulumi(written: str) -> TypeName:
    """``aws:rds/instance:Instance``, ``kubernetes:apps/v1:StatefulSet``, ``random:index:X``."""
    package, *middle, name = written.split(":")
    if middle and "@" in middle[-1]:  # azapi and provider versions
        middle = [middle[-1].split("@", 1)[0]]
    cloud, own = _cloud(package), _unversioned(words_of(name))
    parts = [each for module in middle for each in module.split("/")]
    module = [each for each in parts if each and not _VERSION.fullmatch(each)][:1]
    service = tuple(word for word in words_of(" ".join(module)) if word not in {"index"})
    if cloud == "kubernetes":
        service = tuple(word for word in service if word != "core")
    elif cloud not in _HYPERSCALERS:
        service = (_singular(cloud), *(word for word in service if _joined(own) != word))
    return TypeName(Tool.PULUMI, cloud, service, own)


def _of_kubernetes(written: str) -> TypeName:
    """``apps/v1/StatefulSet``, ``v1/Secret``, ``postgresql.cnpg.io/v1/Cluster``."""
    *group, kind = written.split("/")
    if group and _VERSION.fullmatch(group[-1]):
        group = group[:-1]
    named = group[0].lower() if group else ""
    for end, cloud in _OPERATED:
        if named.endswith(end):
            service = words_of(named.removesuffix(end))
            return TypeName(Tool.KUBERNETES, cloud, service, words_of(kind))
    service = tuple(word for word in words_of(named) if word not in _DOMAINS)
    return TypeName(Tool.KUBERNETES, "kubernetes", service, words_of(kind))


def _of_terraform(written: str) -> TypeName:
    """``aws_db_instance``; a word alone (a service of Compose) belongs to no cloud."""
    address = _ADDRESS.fullmatch(written)
    if address is not None and address["data"]:  # a data source only reads
        return TypeName(Tool.TERRAFORM, "data", (), words_of(address["type"]))
    if address is not None:
        written = address["type"]
    first, _, rest = written.partition("_")
    if not rest:
        return TypeName(Tool.OTHER, "", (), words_of(written))
    cloud = _cloud(first)
    service = () if cloud in _HYPERSCALERS else (_singular(cloud),)
    return TypeName(Tool.TERRAFORM, cloud, service, words_of(rest))


def _cloud(first: str) -> str:
    return _CLOUDS.get(first.lower(), first.lower())


def _unversioned(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the second edition of a type: ``BucketV2``."""
    if not words:
        return words
    last = re.sub(r"v\d+$", "", words[-1])
    return (*words[:-1], last) if last else words[:-1]


def _joined(words: tuple[str, ...]) -> str:
    return "".join(words)


def keys_of(name: TypeName, aliases: Mapping[str, str]) -> Iterator[str]:
    """Keys under which the same thing can be listed by another tool, the surest first.

    ``aliases`` says how one tool calls what another calls otherwise, by cloud and joined words
    at the beginning of the name: ``aws db`` is ``rds``.
    """
    service, own = _joined(name.service), _joined(name.name)
    whole = service + own
    yield f"{name.cloud}|{whole}"
    if name.cloud == "kubernetes" and service in _BUILT_IN:  # Terraform leaves the group out
        yield f"{name.cloud}|{own}"
    if service and own.startswith(service):  # aws:keyvault/keyVault, Neptune::NeptuneX
        yield f"{name.cloud}|{own}"
    for start in range(1, min(3, len(name.words)) + 1):
        other = aliases.get(f"{name.cloud} {_joined(name.words[:start])}")
        if other is not None:
            rest = _joined(name.words[start:])
            yield f"{name.cloud}|{other}{rest}"
            if rest.startswith(other) and other:
                yield f"{name.cloud}|{rest}"
