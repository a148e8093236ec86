"""One check of one enterprise as a whole process, against a process that only imports pydantic and click.

    python -m benchmarks.cold

Both run by turns; medians of the wall-clock time, and their ratio.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

from benchmarks.enterprises import AS_OF, EXAMPLE, POLICY

RUNS = 15
MOST = 5.0
BARE = [sys.executable, "-c", "import pydantic, click"]
CHECK = [
    *(sys.executable, "-c", "import sys; from incentive_engine.cli import main; sys.exit(main())"),
    *("check", str(EXAMPLE), "-p", POLICY, "--as-of", AS_OF.isoformat()),
]


def cold() -> tuple[float, float]:
    """Seconds of a check and of the bare imports: medians of runs that take turns."""
    checks, bares = [], []
    for _ in range(RUNS):
        checks.append(seconds(CHECK))
        bares.append(seconds(BARE))
    return median(checks), median(bares)


def seconds(command: list[str]) -> float:
    """How long a process takes from start to end. Raises CalledProcessError when it fails."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


def main() -> int:
    check, bare = cold()
    print(f"incentive check, cold: {check:.3f} s; import pydantic, click: {bare:.3f} s")
    print(f"ratio {check / bare:.2f} (at most {MOST:.0f})")
    return int(check / bare > MOST)


if __name__ == "__main__":
    sys.exit(main())
