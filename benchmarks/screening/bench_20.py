"""bench-20: twenty measures of six conditions each over eleven facts, the same work for every engine.

    python -m benchmarks.screening.bench_20

writes its measures into `benchmarks/rules`. Measure k has the conditions k mod 3 … k mod 3 + 5 of a list of nine, of
which some depend on k; by k mod 3 it pays a tenth of the growth of R&D, by the level of a platform, or by the patent.
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.enterprises import AS_OF
from benchmarks.population.chance import Chance, quoted
from benchmarks.population.enterprises import enterprises
from benchmarks.screening.peers import script

if TYPE_CHECKING:
    from incentive_engine import Policy
    from incentive_engine.screening.register import Register

POLICY = "bench/bench-20"
RULES = Path(__file__).parent.parent / "rules"
COLUMNS = (
    *("district", "dishonest", "accident", "hnte", "revenue", "rd", "rd_prev", "staff", "rd_staff"),
    *("patents", "platform"),
)
"""The columns of the population, besides `id`; the fact of each is `bench_` and its name."""

_MONEY = {"revenue": 500_000_000, "rd": 30_000_000, "rd_prev": 30_000_000}
_BOUNDS = {**_MONEY, "staff": 500, "rd_staff": 100, "patents": 10}

_AWARDS = (
    ("amount: max(bench_rd - bench_rd_prev, 0) * 0.1", "max: 100万元"),
    (
        "table:",
        "  hit: first",
        "  inputs: [bench_platform]",
        "  rules:",
        """    - ['"国家级"', 50万元]""",
        """    - ['"省级"', 20万元]""",
        """    - ['"市级"', 5万元]""",
        "  otherwise: 0",
    ),
    ("amount: bench_patents * 5000",),
)


def conditions(number: int) -> list[tuple[str, str, str]]:
    """Id, label and test of the six conditions of measure `number` (0 … 19)."""
    share, patents = 3 + number % 4, number % 6
    every = [
        ("in-district", "在本区", '''bench_district = "雁峰区"'''),
        ("not-dishonest", "未失信", "not(bench_dishonest)"),
        ("no-accident", "未发生事故", "not(bench_accident)"),
        ("rd-share", f"研发费用占营业收入{share}%以上", f"bench_rd * 100 >= bench_revenue * {share}"),
        ("rd-staff", "研发人员占职工10%以上", "bench_rd_staff * 100 >= bench_staff * 10"),
        ("patents", f"专利{patents}件以上", f"bench_patents >= {patents}"),
        ("hnte", "高新技术企业", "bench_hnte"),
        ("revenue", f"营业收入{number}百万元以上", f"bench_revenue >= {number * 1_000_000}"),
        ("growth", "研发费用较上年增长", "bench_rd > bench_rd_prev"),
    ]
    return every[number % 3 : number % 3 + 6]


def measure(number: int) -> str:
    """The file of measure `number` (0 … 19)."""
    tests = (f"    - {{id: {id_}, label: {label}, test: '{test}'}}" for id_, label, test in conditions(number))
    lines = [
        f"measure: m{number:02}",
        f"number: {number + 1}",
        f"title: 基准第{number + 1}条",
        "basis: reconstructed",
        f"source: {{definition: 第{number}条}}",
        "clause: 具备以下六项条件的企业，给予奖励。",
        "when:",
        "  all:",
        *tests,
        "award:",
        *(f"  {line}" for line in _AWARDS[number % 3]),
    ]
    return "\n".join(lines) + "\n"


def measure_files() -> dict[Path, str]:
    """What the files of the twenty measures say."""
    folder = RULES / POLICY / "measures"
    return {folder / f"{number + 1:02}-m{number:02}.yaml": measure(number) for number in range(20)}


def write_population(path: Path, rows: int) -> None:
    """Write the population of so many rows: by the peers' script where it is, else one of the same kind."""
    peer = script("population.py")
    if peer is not None:
        subprocess.run([sys.executable, str(peer), str(rows), str(path)], check=True)
        return
    import duckdb

    chance = Chance(20)
    money = {name: f"({chance.uniform(name)} * {most})::DECIMAL(18, 2)" for name, most in _MONEY.items()}
    columns = {
        "district": f"CASE WHEN {chance.one_in('district', 0.9)} THEN '雁峰区' ELSE '石鼓区' END",
        "dishonest": chance.one_in("dishonest", 0.02),
        "accident": chance.one_in("accident", 0.01),
        "hnte": f"CASE WHEN NOT {chance.one_in('unknown', 0.1)} THEN {chance.one_in('hnte', 0.3)} END",
        **money,
        "staff": f"{chance.index('staff', 500)}::INTEGER",
        "rd_staff": f"{chance.index('rd_staff', 100)}::INTEGER",
        "patents": f"{chance.index('patents', 11)}::INTEGER",
        "platform": chance.pick("platform", ["'国家级'", "'省级'", "'市级'", "'无'", "'无'", "'无'"]),
    }
    selected = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    duckdb.execute(f"COPY (SELECT i AS id, {selected} FROM range({rows}) AS rows(i)) TO {quoted(str(path))}")


def write_register(population: Path, path: Path) -> None:
    """Write the population as a register that `incentive screen` reads: columns named by facts, and valid codes."""
    import duckdb

    names = ", ".join(f"{name} AS bench_{name}" for name in COLUMNS)
    rows = f"(SELECT id AS i FROM {quoted(str(population))}) AS rows"
    coded = enterprises(Chance(20), AS_OF, AS_OF.year - 1, rows=rows)
    codes = f"(SELECT i, id AS code, name FROM ({coded}) AS coded) AS codes"
    select = f"SELECT code AS id, name, {names} FROM {quoted(str(population))} JOIN {codes} ON i = id ORDER BY i"
    duckdb.execute(f"COPY ({select}) TO {quoted(str(path))}")


def policy() -> Policy:
    """bench-20."""
    from incentive_engine import load_policy

    return load_policy(POLICY, rules=[RULES])


def register(relation: str, rows: int) -> Register:
    """The register over a relation that has the population's columns: a table, or a `read_parquet(…)`."""
    from incentive_engine.screening.register import ROW, Column, Register, Relation

    facts = policy().vocabulary.facts
    names = ", ".join(f"{name} AS bench_{name}" for name in COLUMNS)
    rest = f"id AS {ROW}, CAST(id AS VARCHAR) AS id, CAST(NULL AS VARCHAR) AS name"
    columns = {}
    for name in COLUMNS:
        fact = facts[f"bench_{name}"]
        bounds = (Decimal(0), Decimal(_BOUNDS[name])) if name in _BOUNDS else (None, None)
        columns[fact.id] = Column(fact.id, fact, None, 2 if name in _MONEY else 0, *bounds)
    return Register(Relation(f"(SELECT {rest}, {names} FROM {relation})", columns), rows)


def main() -> int:
    for path, text in measure_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
