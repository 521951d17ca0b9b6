"""What is worked out once for each rulebook and used for every answer afterwards."""

from collections.abc import Callable
from functools import wraps

from decision.domain.rulebook import Rulebook

#: Rulebooks whose preparation is kept: the current edition, and some that reports still use.
KEPT = 8


def remembered[K, T](kept: dict[K, T], key: K, most: int, make: Callable[[], T]) -> T:
    """What ``kept`` has for ``key``, made on first use; what came first is forgotten first."""
    found = kept.get(key)
    if found is None:
        found = make()
        while len(kept) >= most:
            kept.pop(next(iter(kept)), None)
        kept[key] = found
    return found


def once_per_rulebook[T](build: Callable[[Rulebook], T]) -> Callable[[Rulebook], T]:
    """Let ``build`` run once for a rulebook; the last few rulebooks are remembered.

    Rulebooks are told apart by identity: comparing their whole content would cost more than
    most of what is prepared.
    """
    kept: dict[int, tuple[Rulebook, T]] = {}

    @wraps(build)
    def get(rulebook: Rulebook) -> T:
        found = kept.get(id(rulebook))
        if found is not None and found[0] is rulebook:
            return found[1]
        built = build(rulebook)
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[id(rulebook)] = (rulebook, built)
        return built

    return get
