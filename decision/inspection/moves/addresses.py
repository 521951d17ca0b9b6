"""Addresses of Terraform, taken apart so that only what its grammar allows is written."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from decision.inspection.moves.writing import as_hcl

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
_KEY = r'\[(?:[0-9]+|"(?:[^"\\]|\\.)*")\]'
_STEP = re.compile(rf"(?P<name>{_NAME})(?P<key>{_KEY})?(?P<end>\.|$)")


@dataclass(frozen=True, slots=True)
class Step:
    """A name with an instance key as HCL writes it, such as ``["blue"]``; empty without one."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """``modules`` are the calls from the outermost on; ``is_data``: a data source."""

    modules: tuple[Step, ...]
    type: str
    resource: Step
    is_data: bool

    @property
    def whole(self) -> str:
        """With instance keys, as ``import`` takes it."""
        return ".".join((*(f"module.{s.name}{s.key}" for s in self.modules), self._own(True)))

    @property
    def without_keys(self) -> str:
        """As ``removed`` takes it: of a resource and its modules, all instances."""
        return ".".join((*(f"module.{s.name}" for s in self.modules), self._own(False)))

    def _own(self, with_key: bool) -> str:
        data = "data." if self.is_data else ""
        return f"{data}{self.type}.{self.resource.name}{self.resource.key if with_key else ''}"


def parsed(address: str) -> Address | None:
    """An address, or None for what Terraform's grammar does not allow."""
    steps = list(_steps(address))
    if not steps or steps[-1] is None:
        return None
    found = [each for each in steps if each is not None]
    modules = []
    while len(found) > 1 and found[0] == Step("module"):
        modules.append(found[1])
        found = found[2:]
    is_data = found[:1] == [Step("data")]
    found = found[1:] if is_data else found
    if len(found) != 2 or found[0].key:
        return None
    return Address(tuple(modules), found[0].name, found[1], is_data)


def _steps(address: str) -> Iterator[Step | None]:
    """Names between dots, the last one None if something else stands there."""
    position = 0
    while position < len(address):
        found = _STEP.match(address, position)
        key = _key(found["key"]) if found else None
        if found is None or key is None or (found["end"] and found.end() == len(address)):
            yield None
            return
        yield Step(found["name"], key)
        position = found.end()


def _key(written: str | None) -> str | None:
    """An instance key in HCL; empty for none, None for one that cannot be read."""
    if not written:
        return ""
    if written[1] != '"':
        return written
    try:
        text = json.loads(written[1:-1], strict=False)
    except ValueError:
        return None
    return f"[{as_hcl(text)}]"
