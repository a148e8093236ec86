"""All benchmarks one after another, or those that are named: `python -m benchmarks [NAME]…`."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("decisions", "cold", "levels", "cases", "mutation", "endurance", "screening")


def main() -> int:
    """Each in its own process, so that none inherits the memory or the imports of another."""
    failed = 0
    unknown = [name for name in sys.argv[1:] if name not in BENCHMARKS]
    if unknown:
        print(f"{', '.join(unknown)}: one of {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"\n{name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
