"""Measures operations against each other on a machine that does other things: in turn, round after round, by their medians.

A slow minute of the machine then falls on every operation alike, and ratios survive it. Milliseconds are only indicative.
"""

import gc
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter


@dataclass
class Timing:
    """Samples in seconds."""

    samples: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        return median(self.samples) * 1000

    @property
    def p95_ms(self) -> float:
        return quantiles(self.samples, n=20, method="inclusive")[-1] * 1000 if len(self.samples) > 1 else self.ms


def paired(operations: dict[str, Callable], *, seconds: float, fewest: int = 3, most: int = 60) -> dict[str, Timing]:
    """Time each operation once a round, in turn, for about `seconds`; a first round warms up and is not counted.

    An operation a hundred times faster than the slowest is repeated ten times a round, so that it is not judged by three samples.
    """
    first = {name: _once(operation) for name, operation in operations.items()}
    rounds = max(fewest, min(most, int(seconds / sum(first.values()))))
    slowest = max(first.values())
    repeats = {name: 10 if once * 100 < slowest else 3 if once * 10 < slowest else 1 for name, once in first.items()}
    timings = {name: Timing() for name in operations}
    with _no_collections():
        for number in range(rounds):
            for name in sorted(operations, reverse=bool(number % 2)):
                timings[name].samples += [_once(operations[name]) for _ in range(repeats[name])]
            gc.collect()
    return timings


def _once(operation: Callable) -> float:
    start = perf_counter()
    operation()
    return perf_counter() - start


@contextmanager
def _no_collections():
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
