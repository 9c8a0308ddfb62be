"""How reading time grows with its input, measured so that a busy machine cannot fail a test.

Three things make a single timing lie: other programs on the machine, Python's collector passing over all that earlier
tests have left behind, and the first run of anything. So the collector rests while the clock (that of this process) runs,
both sizes are timed in turn, only the best time of each counts, and more rounds are taken as long as the limit is not
met: noise can only lengthen a time, so the best of many rounds approaches the true one, and work that really grows too
fast stays too slow in every round.
"""

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

ROUNDS = 8
SHORTEST = 1e-3
"""Seconds below which a time says more of the machine than of the work."""


def seconds(work: Callable[[], object]) -> float:
    """Seconds of this process that `work` takes, without the collector of garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        if collecting:
            gc.enable()


def ratio(work: Callable[[], object], to: Callable[[], object], limit: float) -> float:
    """How many times as long as `to` `work` takes; more rounds are timed until this is at most `limit`."""
    best, measure = float("inf"), float("inf")
    for _ in range(ROUNDS):
        measure = min(measure, seconds(to))
        best = min(best, seconds(work))
        if best / max(measure, SHORTEST) <= limit:
            break
    return best / max(measure, SHORTEST)


def assert_linear(work: Callable[[int], object], small: int, times: int = 4) -> None:
    """`work(size)` grows with its size: `times` as much takes less than the square root of cubed time would.

    Linear work takes `times` as long, work in the square `times` squared; the limit lies half-way between them as
    factors go (8 for four times as much), so that neither is taken for the other.
    """
    limit = times**1.5
    found = ratio(partial(work, times * small), partial(work, small), limit)
    assert found <= limit, f"{times} times the input takes {found:.1f} times as long"


@contextmanager
def patience(limit: int) -> Iterator[None]:
    """Stop what hangs: a `TimeoutError` after so many seconds, which are far more than the work needs."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"still running after {limit} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
