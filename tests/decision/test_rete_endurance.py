"""The rete engine deciding for hours: neither crash nor growth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("durable_rules_engine", exc_type=ImportError)

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.slow
def test_twenty_thousand_decisions_in_one_process_hold_no_memory() -> None:
    command = [sys.executable, "-m", "benchmarks.endurance", "--count", "20000"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
