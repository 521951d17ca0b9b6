"""Kubernetes: volumes that stay, and labels by which another release of Helm takes objects over."""

import re
from collections.abc import Iterator

from decision.catalog import schema
from decision.inspection.found import Found
from decision.inspection.moves.shapes import Files, ProposedUnit, Split, Written
from decision.inspection.moves.writing import FILL_IN, comment, is_named, slug

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?")
_RETAIN = """'{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'"""


def files(_: schema.Moves, split: Split) -> Files:
    """Two scripts of kubectl, to be read before they are run."""
    cannot = [
        each.resource.address for unit in split.new for each in unit.holds if _words(each) is None
    ]
    keep = [line for unit in split.new for each in unit.holds for line in _keep(each)]
    adopt = [line for unit in split.new for line in _adopt(unit)]
    written = []
    if keep:
        written.append(Written("keep.sh", "shell", "\n".join(keep) + "\n"))
    if adopt:
        written.append(Written("adopt.sh", "shell", "\n".join(adopt) + "\n"))
    return Files(tuple(written), tuple(cannot), frozenset({"volumes"}) if keep else frozenset())


def _words(found: Found) -> tuple[str, str, str] | None:
    """Kind as kubectl takes it (kind.version.group), name, and the option for the namespace."""
    *before, kind, name = ["", *found.resource.address.split("/")][-3:]
    namespace = before[0] if before else ""
    version, _, group = found.resource.type.rpartition("/")[0].rpartition("/")[::-1]
    parts = [kind, name, *([namespace] if namespace else []), *([version] if version else [])]
    if not is_named(name) or not all(map(_NAME.fullmatch, parts)):
        return None
    if group and not _NAME.fullmatch(group):
        return None
    resource = ".".join((kind, version, group)) if group else kind
    return resource, name, f" --namespace {namespace}" if namespace else ""


def _keep(found: Found) -> Iterator[str]:
    words = _words(found)
    kind = found.resource.type.rpartition("/")[2]
    if words is None:
        return
    _, name, namespace = words
    if kind == "PersistentVolumeClaim":
        yield (
            f'kubectl patch pv "$(kubectl get pvc {name}{namespace} '
            f"--output jsonpath='{{.spec.volumeName}}')\" \\\n  --patch {_RETAIN}"
        )
    elif kind == "PersistentVolume":
        yield f"kubectl patch pv {name} --patch {_RETAIN}"
    elif kind == "StatefulSet":
        yield comment(
            f"{name}: find its claims (template-{name}-0 and so on), and patch their volumes."
        )
        yield f"kubectl get pvc{namespace}"


def _adopt(unit: ProposedUnit) -> Iterator[str]:
    release = slug(unit.name.lower(), most=53)  # as many as the name of a release may have
    yield comment(f"Only with Helm: lets the release {release} take these objects over.")
    for each in unit.holds:
        words = _words(each)
        if words is None:
            yield comment(
                f"This address cannot be written here; add it by hand: {each.resource.address}"
            )
            continue
        resource, name, namespace = words
        where = namespace.rpartition(" ")[2] or FILL_IN
        yield (
            f"kubectl label {resource} {name}{namespace} --overwrite "
            "app.kubernetes.io/managed-by=Helm"
        )
        yield (
            f"kubectl annotate {resource} {name}{namespace} --overwrite \\\n"
            f"  meta.helm.sh/release-name={release} meta.helm.sh/release-namespace={where}"
        )
