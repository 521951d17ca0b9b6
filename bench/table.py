"""What a benchmark found, as rows of one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bench.timing import Taken

HEAD = ("what", "ours", "±", "beside it", "takes", "ratio", "target", "")


class Unit(StrEnum):
    """What a target limits."""

    MILLISECONDS = "ms"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Target:
    """The most that is good enough: milliseconds of ours, or times the one beside it."""

    most: float
    unit: Unit

    def __str__(self) -> str:
        return f"{self.most:g} ms" if self.unit is Unit.MILLISECONDS else f"{self.most:g} x"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; where ``theirs`` is missing, ``beside`` says why."""

    name: str
    ours: Taken
    beside: str
    theirs: Taken | None = None
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours.seconds / self.theirs.seconds if self.theirs else None

    @property
    def verdict(self) -> str:
        """``ok``, ``over``, or nothing where there is no target or nothing to compare with."""
        if self.target is None:
            return ""
        by_ratio = self.target.unit is Unit.TIMES
        found = self.ratio if by_ratio else self.ours.seconds * 1000
        if found is None:
            return ""
        return "ok" if found <= self.target.most else "over"

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.name,
            duration(self.ours.seconds),
            f"{self.ours.spread:.0%}",
            self.beside,
            duration(self.theirs.seconds) if self.theirs else "",
            times(self.ratio) if self.ratio is not None else "",
            str(self.target) if self.target else "",
            self.verdict,
        )


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted, which is the same on every machine."""

    name: str
    ours: int
    beside: str
    theirs: int

    @property
    def verdict(self) -> str:
        return "ok" if self.ours <= self.theirs else "over"

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = times(self.ours / self.theirs)
        return (self.name, str(self.ours), "", self.beside, str(self.theirs), ratio, "1 x",
                self.verdict)  # fmt: skip


def within_ms(most: float) -> Target:
    return Target(most, Unit.MILLISECONDS)


def within_times(most: float) -> Target:
    return Target(most, Unit.TIMES)


def duration(seconds: float) -> str:
    """Three digits and a unit: ``4.31 ms``."""
    for factor, unit in ((1, "s"), (1e3, "ms")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


def times(ratio: float) -> str:
    """A ratio with as many digits as say something."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def table(rows: Iterable[Row | Count]) -> str:
    """The rows as a Markdown table with aligned columns."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "| " + " | ".join(map(str.ljust, line, widths)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )
