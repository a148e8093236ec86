"""Rates measured side by side, so that a busy machine slows all that is compared alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

ROUNDS = 9
SECONDS = 0.4


def side_by_side(deeds: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Each deed's rate a second: the median of rounds in which all take turns, after one to warm up."""
    rates: dict[str, list[float]] = {name: [] for name in deeds}
    for round_ in range(ROUNDS + 1):
        for name, deed in deeds.items():
            gc.collect()
            rate = _rate(deed)
            if round_:
                rates[name].append(rate)
    return {name: median(all_) for name, all_ in rates.items()}


def _rate(deed: Callable[[], object]) -> float:
    done, start = 0, perf_counter()
    end = start + SECONDS
    while (now := perf_counter()) < end:
        for _ in range(20):
            deed()
        done += 20
    return done / (now - start)
