"""A thousand rule cases of the library: read, decided and compared with what they expect, in one process.

    python -m benchmarks.cases

Start-up is left out: imports, and the policies, which are compiled (or read from the cache) before the clock starts.
Medians of rounds by turns, each engine for itself; the one that `incentive test` takes must stay below two seconds.
"""

from __future__ import annotations

import sys
from itertools import islice
from statistics import median
from time import perf_counter

from incentive_engine.assurance.cases.finding import Reader
from incentive_engine.assurance.cases.running import Outcome, run_cases
from incentive_engine.decision import ENGINES, default_engine
from incentive_engine.policy import policy_folders
from incentive_engine.policy.library import case_files

CASES, ROUNDS, MOST = 1_000, 5, 2.0


def seconds(reader: Reader, engine: str) -> float:
    """The time for the first thousand cases of the library, files read anew."""
    start = perf_counter()
    files = (reader.read(file) for policy in policy_folders().values() for file in case_files(policy.folder))
    cases = islice(((file, case) for file in files for case in file.cases), CASES)
    outcomes = [ran.outcome for ran in run_cases(cases, engine=engine)]
    assert outcomes == [Outcome.PASSED] * CASES
    return perf_counter() - start


def main() -> int:
    reader = Reader()
    engines = [name for name in ENGINES if name == "reference" or name == default_engine().name]
    times: dict[str, list[float]] = {name: [] for name in engines}
    for round_ in range(ROUNDS + 1):
        for name in engines:
            time = seconds(reader, name)
            if round_:
                times[name].append(time)
    for name in engines:
        print(f"{CASES:,} rule cases, {name}: {median(times[name]):.3f} s")
    usual = median(times[default_engine().name])
    print(f"by the engine that is taken: {usual:.3f} s (at most {MOST:.0f} s)")
    return int(usual > MOST)


if __name__ == "__main__":
    sys.exit(main())
