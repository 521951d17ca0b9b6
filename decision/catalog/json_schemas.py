"""A JSON Schema for every kind of content file, for editors that complete and check.

The classes of :mod:`decision.catalog.schema` are the one source; these are generated.
"""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from decision.catalog.files import FILES, FOLDERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> dict[str, str]:
    """Text by file name, for the folder ``schemas`` of the content."""
    by_file = {name.removesuffix(".yaml").replace("/", "-"): model for name, model in FILES.items()}
    models: Mapping[str, type[BaseModel]] = {**by_file, **FOLDERS}
    return {f"{name}.schema.json": _text(model) for name, model in sorted(models.items())}


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
