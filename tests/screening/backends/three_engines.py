"""The three engines, and the random rows that each of them holds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.screening.backends import Backend

LARGEST = 2**63 - 1
ROWS = 400
TYPES = {
    "_row": "BIGINT",
    "a": "BIGINT",  # any
    "b": "BIGINT",
    "x": "BIGINT",  # small
    "y": "BIGINT",
    "w": "DECIMAL(38, 0)",  # up to 31 digits
    "v": "DECIMAL(38, 0)",  # up to 7 digits
    "m": "DECIMAL(18, 2)",
    "p": "BOOLEAN",
    "q": "BOOLEAN",
    "d": "DATE",
    "e": "DATE",
    "s": "VARCHAR",
    "t": "VARCHAR",
    "地区": "VARCHAR",
}


@dataclass
class Engines:
    """The backends by dialect, each with the relation in which it finds the rows."""

    connection: DuckDBPyConnection
    rows: list[dict[str, object]]
    backends: dict[str, Backend] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    tables: int = 0

    def run(self, dialect: str, columns: dict[str, exp.Expr], group: str | None = None) -> list[tuple[object, ...]]:
        """The columns, computed by one engine over the rows (or aggregated by `group`), in the order of the first."""
        key = exp.column(group or "_row", quoted=True)
        named = [exp.alias_(sql.copy(), name, quoted=True) for name, sql in columns.items()]
        source = exp.Var(this=f"{self.relations[dialect]} AS s")
        statement = exp.select(key, *named).from_(source)
        return self.rows_of(dialect, statement.group_by(key.copy()) if group else statement)

    def rows_of(self, dialect: str, statement: exp.Expr) -> list[tuple[object, ...]]:
        """The rows of a statement, in the order of its first column."""
        self.tables += 1
        into = f"out {self.tables}"
        self.backends[dialect].run(statement, self.connection, into)
        return self.connection.execute(f'SELECT * FROM "{into}" ORDER BY 1').fetchall()


def some_rows(seed: int, count: int) -> Iterator[dict[str, object]]:
    """Rows with NULLs, negatives and the limits of 64 bits among them."""
    draw = random.Random(seed)
    edges = [0, 1, -1, 2, -2, 7, LARGEST, LARGEST - 1, -LARGEST, 2**31, -(2**31), 2**32 + 1]
    texts = [
        "",
        " ",
        "a",
        "a ",
        "A",
        "é",
        "e\u0301",
        "雁峰区",
        "雁峰区 ",
        "雁峰",
        "Ａ",
        "'",
        "\\",
        '"',
        "\n",
        "😀",
        "\\N",
        "z",
    ]
    days = [date(2020, 2, 29), date(2019, 12, 31), date(2020, 1, 31), date(1999, 3, 30), date(1900, 1, 1)]

    def number(digits: int) -> int:
        return draw.choice([draw.randint(-(10**digits), 10**digits), draw.randint(-9, 9)])

    def day() -> date:
        return draw.choice([draw.choice(days), date(1990, 1, 1) + timedelta(draw.randrange(15_000))])

    kinds = {
        "BIGINT": lambda: draw.choice([draw.choice(edges), draw.randint(-LARGEST, LARGEST), number(6)]),
        "DECIMAL(38, 0)": lambda: number(30),
        "DECIMAL(18, 2)": lambda: f"{number(8) / 100:.2f}",
        "BOOLEAN": lambda: draw.random() < 0.5,
        "DATE": day,
        "VARCHAR": lambda: draw.choice(texts),
    }
    small = {"x": 9, "y": 4, "v": 6}
    for row in range(count):
        values = {
            name: number(small[name]) if name in small else kinds[kind]()
            for name, kind in TYPES.items()
            if name != "_row"
        }
        yield {"_row": row, **{name: None if draw.random() < 0.15 else value for name, value in values.items()}}
