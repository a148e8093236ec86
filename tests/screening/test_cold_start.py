"""One enterprise is checked without anything that only populations need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOR_POPULATIONS = ("duckdb", "sqlglot", "python_calamine", "xlsxwriter", "tqdm", "pyspark", "psycopg", "pyarrow")
CHECK = """
import sys
from incentive_engine.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_a_check_of_one_enterprise_imports_no_database() -> None:
    profile = ROOT / "examples" / "profiles" / "cable-maker.yaml"
    command = ["check", str(profile), "-p", "yanfeng/incentives-20", "--as-of", "2021-03-31"]
    ended = subprocess.run([sys.executable, "-c", CHECK, *command], capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    imported = ended.stderr.splitlines()[-1].split()
    assert "incentive_engine" in imported
    assert not set(FOR_POPULATIONS) & set(imported)
