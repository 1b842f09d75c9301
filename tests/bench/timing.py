"""Ratios of times, taken pair by pair in interleaved rounds, so that a busy machine slows both alike."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable, Mapping
from time import perf_counter

Task = Callable[[], object]
Clock = Callable[[], float]


def children_time() -> float:
    """Seconds of processor time of all processes that this one has started and that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def rounds(
    tasks: Mapping[str, Task], count: int, warm_up: int = 2, clock: Clock = perf_counter
) -> dict[str, list[float]]:
    """Seconds of each task in each round; every round runs all of them, each time beginning with another one.

    ``clock`` may be ``process_time`` for tasks of this process, ``children_time`` for those that start others: time in
    which others run does not count.
    """
    names = list(tasks)
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_up, count):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            start = clock()
            tasks[name]()
            if number >= 0:
                times[name].append(clock() - start)
    return times


def report(times: Mapping[str, list[float]], ours: str) -> str:
    """The median of each task, and of ``ours`` divided by each other one the median and quartiles of the ratios."""
    lines = [f"  {name:<44} {statistics.median(spent) * 1000:8.1f} ms" for name, spent in times.items()]
    for name, spent in times.items():
        if name != ours:
            ratios = [mine / other for mine, other in zip(times[ours], spent, strict=True)]
            low, middle, high = statistics.quantiles(ratios, n=4)
            lines.append(f"  {ours} / {name}: {middle:.2f} x [{low:.2f} .. {high:.2f}]")
    return "\n".join(lines)
