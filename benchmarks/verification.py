"""Every question about every policy of the library, answered: the time of `incentive verify`, on two cores.

    python -m benchmarks.verification

As a process of its own, from its start to its report. On a busy machine the time on the clock says little, so the time
that the processors worked is printed beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from time import perf_counter

VERIFY = [
    *(sys.executable, "-c", "import sys; from incentive_engine.cli import main; sys.exit(main())"),
    *("verify", "-j", "2", "--lang", "en"),
]
WANTED = 60.0


def main() -> int:
    """Print what it took; whether it was more than is wanted."""
    begun, before = perf_counter(), os.times()
    done = subprocess.run(VERIFY, capture_output=True, text=True, check=False)
    clock, after = perf_counter() - begun, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    last = " ".join(done.stdout.rpartition("\n\n")[2].split())
    print(f"{clock:.1f} s on the clock (wanted: {WANTED:.0f}), {worked:.1f} s of processors at work")
    print(f"exit status {done.returncode}: {last or done.stderr}")
    return int(clock > WANTED or done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
