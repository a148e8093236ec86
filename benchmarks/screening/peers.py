"""Others that do the work of bench-20, as scripts that print their seconds: where they are, and how they are run.

The folder of the scripts is `BENCH_PEERS`, or `../shared/bench` beside the repository. A peer that needs packages of
its own gets an environment of its own, once, in the folder of the benchmark.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ENVIRONMENT = "BENCH_PEERS"
_BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "bench"
_SECONDS = re.compile(r"^(?P<name>\w.*?) +best (?P<best>[\d.]+) s, median (?P<median>[\d.]+) s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seconds:
    """The best and the median of several runs, in seconds."""

    best: float
    median: float

    def __str__(self) -> str:
        return f"best {self.best:.3f} s, median {self.median:.3f} s"


def of(runs: list[Seconds]) -> Seconds:
    """Several sittings as one: the best of all, the median of the medians."""
    return Seconds(min(one.best for one in runs), median(one.median for one in runs))


def peers_folder() -> Path:
    """Where the scripts are expected."""
    return Path(os.environ.get(ENVIRONMENT, _BESIDE))


def script(name: str) -> Path | None:
    """A peer's script; None where it is not."""
    path = peers_folder() / name
    return path if path.is_file() else None


def seconds_of(command: list[str]) -> tuple[dict[str, Seconds], str]:
    """What a script says that its parts took, and all that it printed. Raises CalledProcessError when it fails."""
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = {
        one["name"]: Seconds(float(one["best"]), float(one["median"])) for one in _SECONDS.finditer(run.stdout)
    }
    return found, run.stdout


def python_with(folder: Path, *packages: str) -> str | None:
    """A Python in an environment of its own with these packages; None (said on standard error) if pip cannot."""
    home = folder / "-".join(packages)
    python = home / "bin" / "python"
    commands = [] if python.exists() else [[sys.executable, "-m", "venv", str(home)]]
    commands.append([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
    for command in commands:
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        if run.returncode:
            print(f"no {' '.join(packages)}: {run.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
    return str(python)
