"""What a change of one parameter costs on a population, beside screening it twice: `python -m benchmarks.differences`.

Two screenings of the same register and one comparison take turns, all in this process: the register is read once by
each, nothing is written. Besides wall-clock seconds there are those of all processor cores, which other work on the
machine does not stretch.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.enterprises import AS_OF, policy
from benchmarks.population import Population
from incentive_engine import Policy
from incentive_engine.assurance.changes.population.reading import population_changes, working_place
from incentive_engine.screening.backends import opened
from incentive_engine.screening.reading import profiles, read_register
from incentive_engine.screening.screen import screen

PARAMETER = "rd_increment_rate"
_MOST_BEYOND = 5.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of all cores together."""

    clock: float
    cores: float


def cost(run: Callable[[], object]) -> Cost:
    """What a run costs."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), perf_counter()
    run()
    clock, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def changed(old: Policy) -> Policy:
    """The policy with one parameter a fifth lower, ever since it has a value."""
    one = old.parameters[PARAMETER]
    values = tuple((since, value * Decimal("0.8")) for since, value in one.values if isinstance(value, Decimal))
    return replace(old, parameters={**old.parameters, PARAMETER: replace(one, values=values)}, sha256="")


def screened(source: Path, one: Policy) -> None:
    """Screen the register by one state."""
    with working_place() as work, opened("duckdb") as backend:
        register = read_register(source, [one], work)
        screen(
            [one],
            backend.attach(register, work),
            work,
            lambda rows: profiles(register, work, rows),
            backend=backend,
            as_of=AS_OF,
            assessment_year=AS_OF.year - 1,
            processes=os.cpu_count() or 1,
        )


def compared(source: Path, old: Policy, new: Policy) -> None:
    """Compare the states on the register."""
    with working_place() as work:
        population_changes(source, [(old, new)], work, as_of=AS_OF, assessment_year=AS_OF.year - 1)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks.differences", description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="how many enterprises")
    options.add_argument("--runs", type=int, default=3, help="how many times in turn")
    options.add_argument("--folder", type=Path, help="keep the population here")
    given = options.parse_args()
    old = policy()
    new = changed(old)
    with TemporaryDirectory(prefix="differences-") as place:
        source = (given.folder or Path(place)) / f"incentives-20-{given.rows}.parquet"
        if not source.exists():
            source.parent.mkdir(parents=True, exist_ok=True)
            Population(given.rows, [old], AS_OF, AS_OF.year - 1).make(source, nested=True)
        twice: list[Cost] = []
        once: list[Cost] = []
        for _ in range(given.runs):
            both = [cost(partial(screened, source, one)) for one in (old, new)]
            twice.append(Cost(sum(one.clock for one in both), sum(one.cores for one in both)))
            told("two screenings", twice[-1:])
            once.append(cost(partial(compared, source, old, new)))
            told("the comparison, both decided once more", once[-1:])
    beyond = [Cost(one.clock - two.clock, one.cores - two.cores) for one, two in zip(once, twice, strict=True)]
    within = "within" if median(one.clock for one in beyond) < _MOST_BEYOND else "MORE than"
    told(f"beyond two screenings ({within} {_MOST_BEYOND:g} s)", beyond)
    return 0


def told(name: str, costs: list[Cost]) -> None:
    """A line of the table."""
    clock, cores = (median(getattr(one, part) for one in costs) for part in ("clock", "cores"))
    print(f"{name:46}{clock:8.1f} s, of all cores {cores:8.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
