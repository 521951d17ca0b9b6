"""Two pieces of work, timed side by side."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

type Work = Callable[[], object]
type Clock = Callable[[], float]

#: Computing time of this process: programs beside us on the machine are not counted, though
#: they still take cache and clock rate. Nothing that a child process does is counted either.
OWN: Clock = time.process_time
#: Time that passes: for work that a child process does. A busy machine makes it longer.
PASSING: Clock = time.perf_counter

#: One sample lasts at least so long; shorter work is repeated within it.
SAMPLE_SECONDS = 0.01
#: Samples of quick work, and of work so slow that all of them would take too long.
MOST_SAMPLES, FEWEST_SAMPLES = 9, 3
#: Work that takes longer is warmed up by one run.
SLOW_SECONDS = 0.5
#: About as long as all samples of one piece of work may take.
ALL_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds for one piece of work: the middle one of several samples, and their spread.

    ``spread`` is half the distance between the quartiles, as a part of the middle: above
    0.1 the machine was too busy to say much.
    """

    seconds: float
    spread: float


def side_by_side(*works: Work, clock: Clock = OWN) -> list[Taken]:
    """Time several pieces of work in turns, so that a slow moment of the machine hits all.

    Each runs before, to fill what is kept between calls and to see how long it takes.
    Rubbish is collected before every sample and never within one.
    """
    once = [_warm(work, clock) for work in works]
    samples = min(MOST_SAMPLES, max(FEWEST_SAMPLES, round(ALL_SECONDS / max(once))))
    found: list[list[float]] = [[] for _ in works]
    for _ in range(samples):
        for work, guess, seconds in zip(works, once, found, strict=True):
            times = max(1, round(SAMPLE_SECONDS / guess))
            seconds.append(_sample(work, times, clock))
    return [_taken(seconds) for seconds in found]


def _warm(work: Work, clock: Clock) -> float:
    """Run once and again, unless it is slow; return about how long it takes."""
    first = _sample(work, 1, clock)
    return max(first if first > SLOW_SECONDS else _sample(work, 1, clock), 1e-6)


def _sample(work: Work, times: int, clock: Clock) -> float:
    gc.collect()
    gc.disable()
    try:
        start = clock()
        for _ in range(times):
            work()
        return (clock() - start) / times
    finally:
        gc.enable()


def _taken(seconds: list[float]) -> Taken:
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return Taken(middle, (high - low) / 2 / middle if middle else 0.0)
