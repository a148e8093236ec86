"""A hundred thousand decisions of the rete engine in one process: it neither crashes nor grows.

    python -m benchmarks.endurance [--count 100000]

Each is a whole decision of the shipped policy about one of 500 random enterprises. Memory is the most that
the process ever held. Ends with status 1 when it rose by 5 MB or more after the first thousand decisions.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import cycle
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.enterprises import AS_OF, enterprises, policy
from incentive_engine import decide

WARM_UP = 1000
MOST_GROWTH = 5.0


@dataclass(frozen=True)
class Endurance:
    """How long the decisions took in seconds, the peak of memory in MB, and its rise after the warm-up."""

    seconds: float
    memory: float
    growth: float


def endure(count: int) -> Endurance:
    """Decide `count` times after the warm-up."""
    the_policy, ask = [policy()], cycle(enterprises(policy(), 500))
    for _ in range(WARM_UP):
        decide(next(ask), the_policy, as_of=AS_OF, engine="rete")
    before, start = peak(), perf_counter()
    for _ in range(count):
        decide(next(ask), the_policy, as_of=AS_OF, engine="rete")
    return Endurance(perf_counter() - start, peak(), peak() - before)


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--count", type=int, default=100_000, help="decisions after the first thousand")
    count = options.parse_args().count
    ran = endure(count)
    rate = count / ran.seconds
    print(f"{count:,} rete decisions in one process: {ran.seconds:.0f} s, {rate:,.0f} a second")
    print(f"memory: {ran.memory:.1f} MB at most, {ran.growth:.2f} MB of it after the first {WARM_UP:,}")
    return int(ran.growth >= MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
