"""Writing answer files (placeholder)."""

import yaml

from decision.domain.answers import System


def to_yaml(system: System) -> str:
    return str(yaml.safe_dump({"system": system.name}))
