"""All benchmarks one after another: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("decisions", "cold", "levels", "endurance")


def main() -> int:
    """Each in its own process, so that none inherits the memory or the imports of another."""
    failed = 0
    for name in BENCHMARKS:
        print(f"\n{name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
