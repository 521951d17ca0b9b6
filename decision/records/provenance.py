"""Which answers and which content a result stands on."""

import hashlib
import json

from decision.domain.answers import Store, System

INTERPRETATION = (
    "The talk asks the questions and gives no answer key. Gates and weights are our "
    "interpretation; each names its reason and its source."
)


def answers_hash(system: System) -> str:
    """SHA-256 over names, kinds, answers and notes. The order of answers makes no difference."""
    said = {
        "system": system.name,
        "answers": dict(system.answers),
        "notes": dict(system.notes),
        "stores": [_store(store) for store in system.stores],
    }
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _store(store: Store) -> dict[str, object]:
    return {
        "name": store.name,
        "kind": store.kind,
        "answers": dict(store.answers),
        "notes": dict(store.notes),
    }
