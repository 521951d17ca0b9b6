import json

import pytest

from decision.readers.shapes import Refused
from tests.readers.reading import edges_of, resource_of, settings_of, types_of, unit_of

SHOP = """
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop, finalizers: [keep.example.org/it]}
spec:
  serviceName: db
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}
  template:
    metadata: {labels: {app: db, tier: data}}
    spec:
      serviceAccountName: runner
      containers:
        - name: db
          envFrom: [{configMapRef: {name: options}}, {secretRef: {name: login}}]
          env: [{name: PASSWORD, value: canary-in-environment}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {storageClassName: fast}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
reclaimPolicy: Retain
---
apiVersion: v1
kind: ConfigMap
metadata: {name: options, namespace: shop}
data: {claimName: canary-in-data, secretName: login}
---
apiVersion: v1
kind: Secret
metadata: {name: login, namespace: shop}
stringData: {password: canary-in-secret}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: runner, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: runs, namespace: shop}
roleRef: {kind: ClusterRole, name: reader}
subjects: [{kind: ServiceAccount, name: runner, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{http: {paths: [{backend: {service: {name: db}}}]}}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: more, namespace: shop}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}
"""


def test_references_of_all_kinds_become_edges() -> None:
    assert edges_of(unit_of(SHOP)) == {
        ("shop/Service/db", "shop/StatefulSet/db", "selector"),
        ("shop/StatefulSet/db", "shop/Service/db", "serviceName"),
        ("shop/StatefulSet/db", "shop/ServiceAccount/runner", "serviceAccountName"),
        ("shop/StatefulSet/db", "shop/ConfigMap/options", "configMapRef"),
        ("shop/StatefulSet/db", "shop/Secret/login", "secretRef"),
        ("shop/StatefulSet/db", "StorageClass/fast", "storageClassName"),
        ("shop/RoleBinding/runs", "ClusterRole/reader", "roleRef"),
        ("shop/RoleBinding/runs", "shop/ServiceAccount/runner", "subjects"),
        ("shop/Ingress/web", "shop/Service/db", "service"),
        ("shop/HorizontalPodAutoscaler/more", "shop/StatefulSet/db", "scaleTargetRef"),
    }


def test_claims_volumes_and_owners() -> None:
    unit = unit_of("""
apiVersion: v1
kind: Pod
metadata: {name: app, ownerReferences: [{kind: ReplicaSet, name: apps}]}
spec:
  volumes:
    - persistentVolumeClaim: {claimName: disk}
    - configMap: {name: settings}
    - secret: {secretName: key}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: disk}, spec: {volumeName: real}}
---
{apiVersion: v1, kind: PersistentVolume, metadata: {name: real},
 spec: {persistentVolumeReclaimPolicy: Retain}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}
---
{apiVersion: v1, kind: Secret, metadata: {name: key}}
---
{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: apps}}
""")
    assert edges_of(unit) == {
        ("Pod/app", "PersistentVolumeClaim/disk", "claimName"),
        ("Pod/app", "ConfigMap/settings", "configMap"),
        ("Pod/app", "Secret/key", "secretName"),
        ("Pod/app", "ReplicaSet/apps", "ownerReferences"),
        ("PersistentVolumeClaim/disk", "PersistentVolume/real", "volumeName"),
    }
    assert settings_of(unit, "PersistentVolume/real") == {"persistentVolumeReclaimPolicy": "Retain"}


def test_protection_is_kept_and_nothing_else() -> None:
    unit = unit_of(SHOP)
    assert settings_of(unit, "shop/StatefulSet/db") == {
        "finalizers": True,
        "persistentVolumeClaimRetentionPolicy.whenDeleted": "Retain",
        "persistentVolumeClaimRetentionPolicy.whenScaled": "Delete",
        "volumeClaimTemplates": 1,
    }
    assert settings_of(unit, "StorageClass/fast") == {"reclaimPolicy": "Retain"}
    assert "canary" not in repr(unit)


def test_a_selector_needs_all_labels_and_the_same_namespace() -> None:
    unit = unit_of("""
{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: x, b: y}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: both, labels: {a: x, b: y, c: z}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: one, labels: {a: x}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: far, namespace: far, labels: {a: x, b: y}}}
""")
    assert edges_of(unit) == {("Service/s", "Pod/both", "selector")}


@pytest.mark.parametrize(
    "document",
    [
        {"apiVersion": "v1", "kind": "List", "items": [
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}},
            {"apiVersion": "v1", "kind": "List", "items": [
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}}]}]},
        {"apiVersion": "v1", "kind": "SecretList", "items": [
            {"metadata": {"name": "a"}}, {"metadata": {"name": "b"}}]},
        [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}},
         {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}}],
    ],
)  # fmt: skip
def test_lists_are_opened(document: object) -> None:
    assert types_of(unit_of(document)) == {"Secret/a": "v1/Secret", "Secret/b": "v1/Secret"}


def test_what_lies_in_a_namespace_or_is_of_a_defined_kind_refers_to_it() -> None:
    names = {"group": "acme.io", "names": {"kind": "Ledger"}}
    unit = unit_of(
        "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n---\n"
        "{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: shop}}\n---\n"
        "{apiVersion: v1, kind: Secret, metadata: {name: other, namespace: elsewhere}}\n---\n"
        "{apiVersion: acme.io/v1, kind: Ledger, metadata: {name: books}}\n---\n"
        "{apiVersion: other.io/v1, kind: Ledger, metadata: {name: more}}\n---\n"
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,"
        f" metadata: {{name: ledgers.acme.io}}, spec: {json.dumps(names)}}}\n"
    )

    assert edges_of(unit) == {
        ("shop/Secret/key", "Namespace/shop", "namespace"),
        ("Ledger/books", "CustomResourceDefinition/ledgers.acme.io", "definition"),
    }


def test_every_address_is_there_once() -> None:
    one = "{apiVersion: v1, kind: Secret, metadata: {name: a}}"
    unit = unit_of(f"{one}\n---\n{one}\n---\n{{apiVersion: v1, kind: Secret}}\n")
    assert [each.address for each in unit.resources] == ["Secret/a", "Secret/a#2", "Secret/unnamed"]


def test_names_that_no_cluster_allows_are_not_shown() -> None:
    unit = unit_of(
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a\nb", "namespace": ["x"]}}
    )
    assert resource_of(unit, "unnamed/Secret/unnamed").type == "v1/Secret"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('apiVersion: v1\nkind: Secret\nmetadata: {name: "{{ .Release.Name }}"}', "helm template"),
        ("apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}", "helm template"),
        ("{{- if .Values.on }}\na: b\n{{- end }}", "helm template"),
        ("apiVersion: v1\nkind: Config\nusers: [{user: {token: canary}}]", "kubeconfig"),
    ],
)
def test_what_is_refused_says_why(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        unit_of(text)
    assert "canary" not in str(refused.value)
