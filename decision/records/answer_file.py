"""Reading answer files (placeholder until the strict reader stands)."""

import yaml

from decision.catalog import Catalog
from decision.domain.answers import Store, System


class AnswerFileError(Exception):
    problems: tuple[object, ...] = ()


def read_answer_file(data: bytes, name: str, catalog: Catalog) -> System:
    content = yaml.safe_load(data)
    stores = tuple(
        Store(each["name"], each["answers"], each.get("kind"), each.get("notes", {}))
        for each in content["stores"]
    )
    return System(content["system"], content["answers"], stores, content.get("notes", {}))
