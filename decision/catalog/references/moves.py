"""Checks of what is said of moves: sources, kinds, placeholders, and that no tool is left out."""

import re
from collections.abc import Collection

from decision.catalog import schema
from decision.catalog.content import MOVES, RULES_OF_TYPES, Place
from decision.catalog.problems import did_you_mean, excerpt
from decision.catalog.references.checker import Checker
from decision.domain.resources.names import words_of

#: What texts may name, by where they stand.
IN_PUBLISHING = ("reader", "read", "from", "to")
IN_MOVES = ("unit", "data")
#: A foundation is not always there: only steps for it name it.
IN_STEPS = (*IN_MOVES, "foundation")
_IN_WARNINGS: dict[str, Collection[str]] = {
    "pending": ("unit", "changing"),
    "holder": ("unit", "holding"),
    "backward": IN_PUBLISHING,
    "circle": ("from", "to"),
    "inbound": IN_MOVES,
    "uncertain": (),
    "unwritable": (),
}
#: Editions from before there were these warnings are without them.
_LATER = ("pending", "holder")


def check(checker: Checker) -> None:
    moves = checker.content.moves
    if moves is None:
        return
    _belongings(checker, moves)
    _holders(checker, moves)
    _publishing(checker, moves)
    _warnings(checker, moves)
    _moves(checker, moves)
    _identifiers(checker, moves)


def _belongings(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("belongings",))
    checker.unique("entry", ((top / n / "id", each.id) for n, each in enumerate(moves.belongings)))
    kinds = _kinds(checker)
    for number, each in enumerate(moves.belongings):
        place = top / number
        checker.sourced(place, each.sources)
        for key, end in (("from", each.source), ("to", each.target)):
            _end(checker, place / key, end, kinds)


def _holders(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("holders",))
    checker.unique("entry", ((top / n / "id", each.id) for n, each in enumerate(moves.holders)))
    kinds = _kinds(checker)
    for number, each in enumerate(moves.holders):
        checker.sourced(top / number, each.sources)
        _end(checker, top / number / "what", each.what, kinds)


def _end(
    checker: Checker, place: Place, end: schema.BelongingEnd, kinds: Collection[str] | None
) -> None:
    checker.refer_all("kind", place / "kinds", end.kinds, kinds)
    for position, ending in enumerate(end.ending):
        if not words_of(ending):
            checker.report(place / "ending" / position, "no words", "write some")


def _kinds(checker: Checker) -> set[str] | None:
    """Kinds of stores and classes of types; None where not all of them could be read."""
    if checker.kinds is None or not checker.content.whole(RULES_OF_TYPES):
        return None
    return {*checker.kinds, *(each.id for each in checker.content.type_rules.classes)}


def _publishing(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("publish",))
    checker.unique("entry", ((top / n / "id", each.id) for n, each in enumerate(moves.publish)))
    kinds = _kinds(checker)
    for number, each in enumerate(moves.publish):
        place = top / number
        checker.sourced(place, each.sources)
        checker.refer_all("kind", place / "kinds", each.kinds, kinds)
        _placeholders(checker, place / "text", each.text, IN_PUBLISHING)
    general = {
        tool
        for each in moves.publish
        if not (each.kinds or each.references)
        for tool in (each.tools or [other.tool for other in moves.moves])
    }
    for number, move in enumerate(moves.moves):
        if move.tool not in general:
            checker.report(
                Place(MOVES, ("moves", number, "tool")),
                f"nothing in 'publish' fits every reference of '{move.tool}'",
                "add an entry without kinds and references",
            )


def _warnings(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("warnings",))
    for id_, known in _IN_WARNINGS.items():
        each = next((text for name, text in moves.warnings.items() if name == id_), None)
        if each is None and id_ in _LATER:
            continue
        if each is None:
            checker.report(top, f"the warning '{id_}' is missing")
        else:
            checker.sourced(top / id_, each.sources)
            _placeholders(checker, top / id_ / "text", each.text, known)


def _moves(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("moves",))
    checker.unique("move", ((top / n / "tool", each.tool) for n, each in enumerate(moves.moves)))
    for number, each in enumerate(moves.moves):
        place = top / number
        checker.sourced(place, each.sources)
        for position, condition in enumerate(each.preconditions):
            text = condition if isinstance(condition, str) else condition.text
            _placeholders(checker, place / "preconditions" / position, text, IN_MOVES)
        for position, text in enumerate(each.back):
            _placeholders(checker, place / "back" / position, text, IN_MOVES)
        for position, step in enumerate(each.steps):
            known = IN_STEPS if step.when == "foundation" else IN_MOVES
            _placeholders(checker, place / "steps" / position / "text", step.text, known)


def _identifiers(checker: Checker, moves: schema.Moves) -> None:
    top = Place(MOVES, ("identifiers",))
    checker.sourced(Place(MOVES), moves.sources)
    checker.unique(
        "type",
        (
            (top / number / "types" / position, name)
            for number, each in enumerate(moves.identifiers)
            for position, name in enumerate(each.types)
        ),
    )


def _placeholders(checker: Checker, place: Place, text: str, known: Collection[str]) -> None:
    for name in re.findall(r"\{(.*?)\}", text):
        if name not in known:
            message = f"unknown placeholder {excerpt('{' + name + '}')}"
            checker.report(place, message, did_you_mean(name, known))
    if re.search(r"[{}]", re.sub(r"\{.*?\}", "", text)):
        checker.report(place, "a bracket { or } that belongs to no placeholder")
