"""Which format a file is of, by what it holds and never by its name.

Its name counts only where it holds nothing that is known: then it tells what to complain about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from decision.readers import (
    arm,
    cdk,
    cloudformation,
    compose,
    foreign,
    kubernetes,
    pulumi,
    terraform,
    terraform_hcl,
    terraform_plan,
    terraform_state,
)
from decision.readers.documents import Limits, decoded, mended, read_json, read_yaml
from decision.readers.shapes import Refused

#: Files that go with a manifest of CDK and declare nothing themselves.
BESIDE_CDK = "beside cdk"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's format, and what its reader takes: documents, the text, or the bytes."""

    format: str
    content: Any


#: In this order: what is sure of itself comes first.
_DOCUMENTS: tuple[tuple[str, Callable[[object], bool]], ...] = (
    (cdk.FORMAT, cdk.seems),
    (BESIDE_CDK, cdk.is_beside),
    (cloudformation.FORMAT, cloudformation.seems),
    (arm.FORMAT, arm.seems),
    (pulumi.FORMAT, pulumi.seems),
    (compose.FORMAT, compose.seems),
)
#: Readers of Terraform's JSON, which take the text as it is.
TERRAFORM = {terraform_plan.PLAN: terraform_plan, terraform_state.FORMAT: terraform_state}
_OBJECT = re.compile(rb'\s*+\{\s*+"')
#: JSON, rather than YAML that starts with a bracket.
_JSON = re.compile(r'\s*(?:\{\s*(?:["}/]|$)|\[\s*(?:["\[\]{}\d/tfn-]|$))')
#: What these files are written in is all that their names are asked for.
_HCL = (".tf", ".tofu")
_PROSE = (".md", ".markdown", ".rst", ".adoc")
_COMMENTS = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+"?)|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)


def recognise(data: bytes, limits: Limits, name: str = "") -> Recognised:
    """The format of a file. Raises ``Refused``, saying what it seems to be.

    ``name`` may be the file's, or its path.
    """
    if limits.bytes is not None and len(data) > limits.bytes:
        raise Refused(
            f"The file has {len(data):,} bytes; {limits.bytes:,} are allowed. "
            "Choose fewer or smaller files."
        )
    if message := foreign.of_bytes(data):
        raise Refused(message)
    found, is_other = _of_large(data)
    if found:
        return found
    text = decoded(data)
    if message := foreign.of_text(text):
        raise Refused(message)
    start = text.lstrip()[:2]
    if start == "{{":
        raise Refused(kubernetes.TEMPLATE)
    if terraform_hcl.seems(text):
        return Recognised(terraform_hcl.FORMAT, text)
    if _JSON.match(text):
        return _of_json(text, limits, is_other=is_other)
    try:
        return _of_yaml(text, limits)
    except Refused:
        if name.lower().endswith(_HCL):
            raise Refused(foreign.NO_HCL) from None
        if name.lower().endswith(_PROSE):
            raise Refused(foreign.PROSE) from None
        raise


def _of_large(data: bytes) -> tuple[Recognised | None, bool]:
    """A plan or a state, told from its bytes: a large one is not copied as a text as well.

    Second, whether it is certain that the file is neither. What is wrong with it, the long way
    says.
    """
    if not _OBJECT.match(data):
        return None, False
    try:
        found = _of_terraform(data)
    except Refused:
        return None, False
    return found, found is None


def _of_json(text: str, limits: Limits, *, is_other: bool) -> Recognised:
    text = mended(text)
    try:
        is_object = text.lstrip().startswith("{")
        if is_object and not is_other and (found := _of_terraform(text)):
            return found
        document = read_json(text, limits)
    except Refused:
        if "deploymentTemplate.json" not in text:
            raise
        # Azure's tools allow comments in a template.
        document = read_json(_COMMENTS.sub(lambda m: m[1] or "", text), limits)
    if terraform_hcl.seems(document):  # configuration written as JSON
        return Recognised(terraform_hcl.FORMAT, text)
    documents = document if isinstance(document, list) else [document]
    if found := _of_documents([each for each in documents if isinstance(each, dict)]):
        return found
    raise Refused(foreign.of_document(document, is_json=True))


def _of_terraform(data: str | bytes) -> Recognised | None:
    """A plan or a state: told by its top keys, so that nothing of a large one is built twice."""
    head = terraform.head(data)
    for format_, reader in TERRAFORM.items():
        if reader.seems(head):
            terraform.check_once(head, data)
            return Recognised(format_, data)
    return None


def _of_yaml(text: str, limits: Limits) -> Recognised:
    try:
        documents = read_yaml(text, limits)
    except Refused:
        if foreign.is_template(text):
            raise Refused(kubernetes.TEMPLATE) from None
        raise
    if not documents:
        raise Refused("The file is empty but for comments.")
    if found := _of_documents(documents):
        return found
    raise Refused(foreign.of_document(documents[0]))


def _of_documents(documents: list[Any]) -> Recognised | None:
    if any(kubernetes.seems(each) for each in documents):
        return Recognised(kubernetes.FORMAT, documents)
    for each in documents:
        for format_, seems in _DOCUMENTS:
            if seems(each):
                return Recognised(format_, each)
    return None
