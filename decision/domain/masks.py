"""Known values as the bits of one whole number, and conditions as tests of those bits.

Every value of every question and fact has a bit, "not asked" included; a name whose value
is not known has no bit set. A condition that is certainly true, in three-valued logic, is
then a list of *clauses*: each is a mask of which at least one bit must be set.
"""

from collections.abc import Iterable, Mapping

from decision.domain.conditions import NOT_ASKED, All, Always, AnyOf, Condition, Is, Not
from decision.domain.rulebook import ENVIRONMENT, Question, Rulebook
from decision.domain.vocabulary import DONT_KNOW, Environment

#: True when every mask shares a bit with the state; no mask at all is always true.
type Clauses = tuple[int, ...]

NEVER: Clauses = (0,)


class Masks:
    """Bits for all values of a rulebook, as one environment sees them."""

    def __init__(self, rulebook: Rulebook, where: Environment) -> None:
        self._where = where
        self._bits: dict[str, dict[str, int]] = {}
        place = 0
        for node in rulebook.order:
            values = dict.fromkeys((*node.options, NOT_ASKED))
            if not isinstance(node, Question):
                values |= dict.fromkeys(rule.value for rule in node.rules)
            elif node.assumed:
                values[DONT_KNOW] = None  # an answer too: nothing is assumed in its place
            self._bits[node.id] = {value: 1 << (place + n) for n, value in enumerate(values)}
            place += len(values)

    def bit(self, name: str, value: str) -> int:
        return self._bits[name][value]

    def value(self, name: str, bit: int) -> str:
        """The reverse of :meth:`bit`."""
        return next(value for value, own in self._bits[name].items() if own == bit)

    def all_of(self, name: str) -> int:
        """The bits of every value that a question or fact can have."""
        return sum(self._bits[name].values())

    def state(self, answers: Mapping[str, str]) -> int:
        return sum(self._bits[n][value] for n, value in answers.items() if n in self._bits)

    def true(self, condition: Condition) -> Clauses:
        """Clauses that hold exactly where the condition is certainly true."""
        return self._clauses(condition, True)

    def false(self, condition: Condition) -> Clauses:
        """Clauses that hold exactly where the condition is certainly false."""
        return self._clauses(condition, False)

    def _clauses(self, condition: Condition, wanted: bool) -> Clauses:
        match condition:
            case Always():
                return () if wanted else NEVER
            case Is(name, options) if name == ENVIRONMENT:
                return () if (self._where in options) is wanted else NEVER
            case Is(name, options):
                bits = self._bits[name].items()
                return (sum(bit for value, bit in bits if (value in options) is wanted),)
            case Not(part):
                return self._clauses(part, not wanted)
            case All(parts) | AnyOf(parts):
                each = [self._clauses(part, wanted) for part in parts]
                return _both(each) if isinstance(condition, All) is wanted else _either(each)
            case _:
                raise ValueError("only advice may depend on missing answers")


def holds(clauses: Clauses, state: int) -> bool:
    """Whether every clause has a bit in the state."""
    for mask in clauses:  # noqa: SIM110 (a generator costs twice as much here)
        if not state & mask:
            return False
    return True


def _both(parts: Iterable[Clauses]) -> Clauses:
    return tuple(dict.fromkeys(mask for part in parts for mask in part))


def _either(parts: Iterable[Clauses]) -> Clauses:
    total: Clauses = NEVER
    for part in parts:
        total = tuple(dict.fromkeys(one | other for one in total for other in part))
    return total
