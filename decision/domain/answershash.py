"""One name for a set of answers: the same answers give the same name, on every machine."""

import hashlib
import json

from decision.domain.answers import Store, System


def canonical_answers(system: System) -> str:
    """Everything that can move a recommendation, as JSON with sorted keys.

    Stores stand in their order. Names are part of it, notes are not: they explain the answers
    and change nothing.
    """
    content = {
        "system": system.name,
        "answers": dict(system.answers),
        "stores": [_store(store) for store in system.stores],
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def answers_hash(system: System) -> str:
    """The SHA-256 of the canonical answers, in hexadecimal."""
    return hashlib.sha256(canonical_answers(system).encode()).hexdigest()


def _store(store: Store) -> dict[str, object]:
    return {"name": store.name, "kind": store.kind, "answers": dict(store.answers)}
