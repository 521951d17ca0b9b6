"""Kubernetes manifests: objects of the cluster's API, one by one, in lists, or from Helm.

The type of an object is its ``apiVersion`` and ``kind`` ("apps/v1/StatefulSet"), its address
namespace, kind and name. References are the fields of the API that name another object; they
are followed wherever they stand, so that custom resources with the same fields are understood.
A StatefulSet holds its data through its claim templates and stays one resource.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from decision.readers.documents import mapping
from decision.readers.names import is_type, numbered, plain
from decision.readers.settings import SET, harmless
from decision.readers.shapes import Edge, Place, Refused, Resource, Setting, Unit

FORMAT = "kubernetes"

#: Parts of an object that hold values or reports, and no references.
_VALUES = frozenset({"data", "stringData", "binaryData", "status", "openAPIV3Schema"})
#: What a tool reads before the cluster is asked: no objects of the cluster.
_OF_TOOLS = ("kustomize.config.k8s.io/", "kind.x-k8s.io/")
_DEFINITION = "CustomResourceDefinition"
#: A selector that matches more than this is drawn no further; nor is it looked for among more
#: workloads that have the rarest of its labels.
_MOST_SELECTED = 200
_MOST_LABELLED = 2_000

#: Fields that hold the name of another object, and its kind.
_NAME_FIELDS = {
    "claimName": "PersistentVolumeClaim",
    "ingressClassName": "IngressClass",
    "persistentVolumeClaimName": "PersistentVolumeClaim",
    "priorityClassName": "PriorityClass",
    "secretName": "Secret",
    "serviceAccount": "ServiceAccount",
    "serviceAccountName": "ServiceAccount",
    "serviceName": "Service",
    "storageClassName": "StorageClass",
    "volumeName": "PersistentVolume",
    "volumeSnapshotClassName": "VolumeSnapshotClass",
}
#: Where Argo CD is told to leave an object that is gone from the repository, and its words for it.
_ARGO = "argocd.argoproj.io/sync-options"
_ARGO_KEEPS = frozenset({"Prune=false", "Delete=false"})
#: How a claim named its class before there was a field for it.
_OLD_CLASS = "volume.beta.kubernetes.io/storage-class"
_NAME_FIELDS[_OLD_CLASS] = "StorageClass"
#: Fields that hold an object, or a list of objects, with a name; and the kind that is meant
#: where the object does not say it itself.
_OBJECT_FIELDS = {
    "backendRefs": "Service",
    "claimRef": "PersistentVolumeClaim",
    "configMap": "ConfigMap",
    "configMapKeyRef": "ConfigMap",
    "configMapRef": "ConfigMap",
    "dataSource": "PersistentVolumeClaim",
    "dataSourceRef": "PersistentVolumeClaim",
    "imagePullSecrets": "Secret",
    "issuerRef": "Issuer",
    "ownerReferences": "",
    "parentRefs": "Gateway",
    "roleRef": "",
    "scaleTargetRef": "Deployment",
    "secret": "Secret",
    "secretKeyRef": "Secret",
    "secretRef": "Secret",
    "secrets": "Secret",
    "service": "Service",
    "subjects": "",
    "targetRef": "",
}


def seems(document: object) -> bool:
    """Whether this is an object of the API, or a list of objects."""
    return (
        isinstance(document, Mapping)
        and is_type(document.get("apiVersion"))
        and is_type(document.get("kind"))
    )


def read(documents: Iterable[object], unit: str) -> Unit:
    """All objects of a file as one unit. Raises ``Refused`` for a template that is not rendered
    and for a file of credentials."""
    found = [each for document in documents for each in _objects(document)]
    addresses = numbered(each.address for each in found)
    objects = dict(zip(addresses, found, strict=True))
    index = _Index(objects)
    edges = dict.fromkeys(
        Edge(Place(unit, address), Place(unit, target), kind)
        for address, each in objects.items()
        for target, kind in _references(each, index)
        if target != address
    )
    return Unit(
        unit,
        FORMAT,
        "kubernetes",
        tuple(
            Resource(address, each.type, "kubernetes", unit, _settings(each.content))
            for address, each in objects.items()
        ),
        tuple(edges),
    )


@dataclass(frozen=True, slots=True)
class _Object:
    type: str
    kind: str
    namespace: str
    name: str
    content: Mapping[str, Any]

    @property
    def address(self) -> str:
        short = f"{self.kind}/{self.name}"
        return f"{self.namespace}/{short}" if self.namespace else short


#: Namespace, key and value of a label.
type _Label = tuple[str, str, str]


class _Index:
    """Objects by what others call them: kind, namespace and name; and workloads by label."""

    def __init__(self, objects: Mapping[str, _Object]) -> None:
        self._by_name: dict[tuple[str, str, str], str] = {}
        self._by_label: defaultdict[_Label, dict[str, None]] = defaultdict(dict)
        self._selected: dict[frozenset[_Label], list[str]] = {}
        self._definitions: dict[tuple[str, str], str] = {}
        for address, each in objects.items():
            self._by_name.setdefault((each.kind, each.namespace, each.name), address)
            if each.kind == _DEFINITION:
                self._definitions.setdefault(_defined(each), address)
            for key, value in _pod_labels(each).items():
                self._by_label[each.namespace, str(key), str(value)][address] = None

    def named(self, kind: str, namespace: str, name: object) -> str | None:
        """The address of an object, in that namespace or in none."""
        if not isinstance(name, str):
            return None
        found = self._by_name.get((kind, namespace, name))
        return found or self._by_name.get((kind, "", name))

    def holders(self, each: _Object) -> Iterator[tuple[str, str]]:
        """What goes nowhere without taking the object along: its namespace, and the definition of
        its kind."""
        namespace = self._by_name.get(("Namespace", "", each.namespace)) if each.namespace else None
        if namespace:
            yield namespace, "namespace"
        group, slash, _ = each.type.rpartition("/")[0].rpartition("/")
        definition = self._definitions.get((group, each.kind)) if slash else None
        if definition:
            yield definition, "definition"

    def selected(self, namespace: str, labels: Mapping[str, Any]) -> list[str]:
        """The workloads whose pods have all the labels; of very many the first."""
        asked = frozenset((namespace, str(key), str(value)) for key, value in labels.items())
        if asked not in self._selected:
            self._selected[asked] = list(islice(self._with_all(asked), _MOST_SELECTED))
        return self._selected[asked]

    def _with_all(self, labels: Iterable[_Label]) -> Iterator[str]:
        sets = sorted((self._by_label.get(each, {}) for each in labels), key=len)
        for each in islice(sets[0], _MOST_LABELLED) if sets else ():
            if all(each in other for other in sets[1:]):
                yield each


def _objects(document: object, version: object = None, kind: object = None) -> Iterator[_Object]:
    """The objects of a document. In a typed list the items may leave out what they are."""
    if not isinstance(document, Mapping):
        return
    version = document.get("apiVersion") or version
    kind = document.get("kind") or kind
    items = document.get("items")
    if isinstance(kind, str) and kind.endswith("List") and isinstance(items, list):
        of = kind.removesuffix("List") or None
        for each in items:
            yield from _objects(each, version if of else None, of)
        return
    if not (isinstance(version, str) and is_type(version) and is_type(kind)):
        return
    if kind == "Config" and version == "v1":
        raise Refused(
            "This is a kubeconfig: it holds credentials and no infrastructure. "
            "Choose the manifests instead."
        )
    if version.startswith(_OF_TOOLS):
        return
    metadata = mapping(document.get("metadata"))
    name = metadata.get("name") or metadata.get("generateName")
    if isinstance(name, Mapping) or (isinstance(name, str) and "{{" in name):
        raise Refused(TEMPLATE)
    namespace = plain(metadata["namespace"]) if metadata.get("namespace") else ""
    yield _Object(f"{version}/{kind}", str(kind), namespace, plain(name), document)


TEMPLATE = (
    "This seems to be a template of a Helm chart that is not rendered. "
    "Run `helm template` and choose what it prints."
)


def _references(each: _Object, index: _Index) -> Iterator[tuple[str, str]]:
    """Addresses that an object refers to, and by which field."""
    waiting: list[object] = [{k: v for k, v in each.content.items() if k not in _VALUES}]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, Mapping):
            for key, value in part.items():
                if key == "annotations" and isinstance(value, Mapping):
                    value = {_OLD_CLASS: value.get(_OLD_CLASS)}  # noqa: PLW2901
                elif key in ("annotations", "labels", "openAPIV3Schema"):
                    continue
                yield from _of_field(str(key), value, each, index)
                waiting.append(value)
    yield from _selected(each, index)
    yield from index.holders(each)


def _of_field(key: str, value: object, each: _Object, index: _Index) -> Iterator[tuple[str, str]]:
    if key in _NAME_FIELDS:
        target = index.named(_NAME_FIELDS[key], each.namespace, value)
        if target:
            yield target, key
    elif key in _OBJECT_FIELDS:
        for one in value if isinstance(value, list) else (value,):
            if not isinstance(one, Mapping):
                continue
            kind = one.get("kind") or _OBJECT_FIELDS[key]
            namespace = one.get("namespace") or each.namespace
            target = index.named(str(kind), str(namespace), one.get("name"))
            if target:
                yield target, key


def _selected(each: _Object, index: _Index) -> Iterator[tuple[str, str]]:
    """The workloads behind a service, a disruption budget or a network policy."""
    spec = mapping(each.content.get("spec"))
    if each.kind == "Service":
        labels = mapping(spec.get("selector"))
    elif each.kind == "PodDisruptionBudget":
        labels = mapping(mapping(spec.get("selector")).get("matchLabels"))
    elif each.kind == "NetworkPolicy":
        labels = mapping(mapping(spec.get("podSelector")).get("matchLabels"))
    else:
        return
    for target in index.selected(each.namespace, labels):
        yield target, "selector"


def _defined(each: _Object) -> tuple[str, str]:
    """The group and the kind that a definition of custom resources is about."""
    spec = mapping(each.content.get("spec"))
    return plain(spec.get("group")), plain(mapping(spec.get("names")).get("kind"))


def _pod_labels(each: _Object) -> Mapping[str, Any]:
    if each.kind == "Pod":
        return mapping(mapping(each.content.get("metadata")).get("labels"))
    spec = mapping(each.content.get("spec"))
    template = mapping(mapping(mapping(spec.get("jobTemplate")).get("spec")).get("template"))
    template = template or mapping(spec.get("template"))
    return mapping(mapping(template.get("metadata")).get("labels"))


def _settings(content: Mapping[str, Any]) -> dict[str, Setting]:
    spec, metadata = mapping(content.get("spec")), mapping(content.get("metadata"))
    found: dict[str, Setting] = {}
    for name, value in (
        ("reclaimPolicy", content.get("reclaimPolicy")),
        ("deletionPolicy", content.get("deletionPolicy") or spec.get("deletionPolicy")),
        ("persistentVolumeReclaimPolicy", spec.get("persistentVolumeReclaimPolicy")),
    ):
        if value is not None:
            found[name] = harmless(value)
    retention = mapping(spec.get("persistentVolumeClaimRetentionPolicy"))
    for key in ("whenDeleted", "whenScaled"):
        if retention.get(key) is not None:
            found[f"persistentVolumeClaimRetentionPolicy.{key}"] = harmless(retention[key])
    claims = spec.get("volumeClaimTemplates")
    if isinstance(claims, list) and claims:
        found["volumeClaimTemplates"] = len(claims)
    if metadata.get("finalizers"):
        found["finalizers"] = True
    annotations, labels = mapping(metadata.get("annotations")), mapping(metadata.get("labels"))
    if annotations.get("helm.sh/resource-policy") == "keep":
        found["helm.sh/resource-policy"] = SET
    elif labels.get("app.kubernetes.io/managed-by") == "Helm" or "helm.sh/chart" in labels:
        found["helm.sh/resource-policy"] = False
    if not _ARGO_KEEPS.isdisjoint(str(annotations.get(_ARGO, "")).replace(" ", "").split(",")):
        found[_ARGO] = SET
    claims_go = _claims_go(spec)
    if claims_go is not None:
        found["deleteClaim"] = claims_go
    return found


def _claims_go(spec: Mapping[str, Any]) -> Setting | None:
    """Whether an operator of Kafka deletes the claims along with the cluster, where it is said."""
    for part in (spec, mapping(spec.get("kafka"))):
        storage = mapping(part.get("storage"))
        volumes = storage.get("volumes")
        found = {
            harmless(each["deleteClaim"])
            for each in (storage, *(volumes if isinstance(volumes, list) else ()))
            if isinstance(each, Mapping) and each.get("deleteClaim") is not None
        }
        if found:
            return found.pop() if len(found) == 1 else SET
    return None
