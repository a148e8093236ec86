"""The mutants of 激励20条, run by its rule cases, survivors judged by the solver: from cold, and a second time.

    python -m benchmarks.mutation

Whole processes of `incentive mutate`, with a folder of their own for what is kept: the first finds nothing there, the
second everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.enterprises import POLICY

MOST = 60.0
INCENTIVE = [sys.executable, "-c", "import sys; from incentive_engine.cli import main; sys.exit(main())"]


def seconds(*words: str, kept: str) -> float:
    """How long a command takes as a whole process, with what is kept in a folder. It may find something (1)."""
    start = perf_counter()
    done = subprocess.run(
        [*INCENTIVE, *words], check=False, capture_output=True, env={**os.environ, "INCENTIVE_CACHE": kept}
    )
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode())
    return perf_counter() - start


def main() -> int:
    with TemporaryDirectory() as kept:
        compiling = seconds("show", POLICY, kept=kept)  # no part of mutation
        cold = seconds("mutate", POLICY, kept=kept)
        warm = seconds("mutate", POLICY, kept=kept)
    print(f"incentive mutate {POLICY}: from cold {cold:.1f} s (at most {MOST:.0f}), nothing changed {warm:.1f} s")
    print(f"on {os.cpu_count()} cores; compiling the policy and showing it takes {compiling:.1f} s")
    return int(cold > MOST)


if __name__ == "__main__":
    sys.exit(main())
