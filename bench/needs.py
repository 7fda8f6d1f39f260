"""The needs analysis against the plainest correct peer: one resample after the other."""

import time
from collections.abc import Callable, Iterator

import numpy as np

from bench.table import Measurement
from gugus.cores.needs import analyse

RESAMPLES = 2000


def measure() -> Iterator[Measurement]:
    """60 teachers x 14 items with 2,000 resamples."""
    data = np.random.default_rng(7).uniform(40, 100, size=(60, 14)).round(1)
    names = [f"item {n}" for n in range(14)]
    ours = _best(lambda: analyse(data, names=names, resamples=RESAMPLES))
    peer = _best(lambda: _loop(data))
    yield Measurement(
        "needs of 60 x 14, 2,000 resamples", 1000 * ours, "ms", 1000 * peer, False, "loop"
    )


def _loop(data: np.ndarray) -> None:
    generator = np.random.default_rng(1)
    for _ in range(RESAMPLES):
        sample = data[generator.integers(0, len(data), len(data))]
        np.argsort(np.argsort(sample.mean(axis=0)))


def _best(job: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times)
