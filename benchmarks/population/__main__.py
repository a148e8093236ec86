"""`python -m benchmarks.population N OUT`: N fictional enterprises for policies of the library."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.enterprises import AS_OF, POLICY
from benchmarks.population import Population
from benchmarks.population.cells import Rates
from benchmarks.population.writing import FORMATS
from incentive_engine import load_policy


def rate(text: str) -> float:
    """A rate as `5%` or `0.05`. Raises ValueError beyond 0 … 1."""
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks.population", description=__doc__)
    options.add_argument("rows", type=int, help="how many enterprises")
    options.add_argument("out", type=Path, help="the main file; tables of list facts go beside it")
    options.add_argument("-p", "--policy", action="append", help=f"whose facts (repeatable; default {POLICY})")
    options.add_argument("--rules", action="append", default=[], help="a folder of rules (repeatable)")
    options.add_argument("--as-of", type=date.fromisoformat, default=AS_OF, help=f"the day asked for (default {AS_OF})")
    options.add_argument("--year", type=int, help="the assessment year (default: the year before)")
    options.add_argument("--seed", type=int, default=0, help="another population of the same kind")
    options.add_argument("--gaps", type=rate, default=0.0, help="share of the cells that are unknown, as 5%%")
    options.add_argument("--dirt", type=rate, default=0.0, help="share of the cells that are wrong, as 0.1%%")
    options.add_argument("--boundaries", type=rate, default=0.0, help="share of the figures where a policy decides")
    options.add_argument("--format", choices=FORMATS, help="default: by the name of the file")
    options.add_argument("--nested", action="store_true", help="lists as columns of the main file (Parquet)")
    given = options.parse_args()
    population = Population(
        given.rows,
        [load_policy(one, rules=given.rules) for one in given.policy or [POLICY]],
        given.as_of,
        given.year or given.as_of.year - 1,
        given.seed,
        Rates(given.gaps, given.dirt, given.boundaries),
    )
    format_ = given.format or given.out.suffix.removeprefix(".") or "parquet"
    if format_ not in FORMATS:
        options.error(f"{given.out.suffix}: one of {', '.join(FORMATS)}")
    start = perf_counter()
    made = population.make(given.out, format_, nested=given.nested)
    size = sum(file.stat().st_size for file in set(made.values())) / 1e6
    seconds = perf_counter() - start
    print(f"{given.rows:,} enterprises, {len(made)} tables, {size:,.0f} MB in {seconds:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
