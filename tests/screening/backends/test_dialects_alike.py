"""Each construct means in DuckDB, PostgreSQL and Spark what it means in Python: over random rows, NULLs among them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

import duckdb
import pytest
from sqlglot import exp
from three_engines import LARGEST, Engines

from incentive_engine.mistakes import InputError
from incentive_engine.screening.backends.dialects import WIDE, DaysBetween, PlusDays, PlusMonths, WideQuotient
from incentive_engine.screening.register import Register, Relation

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]
DIALECTS = pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])


def c(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def n(value: int) -> exp.Expr:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def t(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def op(kind: type[exp.Binary], left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.Paren(this=kind(this=left.copy(), expression=right.copy()))


def wide(sql: exp.Expr) -> exp.Expr:
    return exp.cast(sql.copy(), WIDE)


def narrow(sql: exp.Expr) -> exp.Expr:
    return exp.cast(sql.copy(), "BIGINT")


def where(condition: exp.Expr, sql: exp.Expr) -> exp.Expr:
    return exp.Case(ifs=[exp.If(this=condition.copy(), true=sql.copy())])


def is_zero(sql: exp.Expr) -> exp.Expr:
    return exp.EQ(this=sql.copy(), expression=n(0))


def not_zero(sql: exp.Expr) -> exp.Expr:
    return exp.NEQ(this=sql.copy(), expression=n(0))


def cut(a: int, b: int) -> int:
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def rest(a: int, b: int) -> int:
    return a - cut(a, b) * b


def later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def strict(compute: Callable[..., object]) -> Callable[..., object]:
    """NULL where any argument is."""
    return lambda *values: None if None in values else compute(*values)


def least(*values: Any) -> object:
    return min((one for one in values if one is not None), default=None)


def conjunction(p: bool | None, q: bool | None) -> bool | None:
    return False if False in (p, q) else None if None in (p, q) else True


QUOTES = ("'", "\\", '"', "\n", "😀")
A, B, X, Y, W, V, D, E, S, T = (c(name) for name in "abxywvdest")
SMALL = op(exp.Mod, X, n(1000))

CONSTRUCTS: dict[str, tuple[exp.Expr, str, Callable[..., object]]] = {
    # name: the expression, the columns that Python gets, and what it makes of them
    "sum of small ones": (op(exp.Add, X, Y), "xy", strict(lambda x, y: x + y)),
    "product of small ones": (op(exp.Mul, X, Y), "xy", strict(lambda x, y: x * y)),
    "opposite": (exp.Neg(this=A), "a", strict(lambda a: -a)),
    "quotient": (where(not_zero(B), op(exp.IntDiv, A, B)), "ab", strict(lambda a, b: cut(a, b) if b else None)),
    "remainder": (where(not_zero(B), op(exp.Mod, A, B)), "ab", strict(lambda a, b: rest(a, b) if b else None)),
    "quotient by a number": (op(exp.IntDiv, A, n(-7)), "a", strict(lambda a: cut(a, -7))),
    "guarded quotient": (
        exp.Case(ifs=[exp.If(this=is_zero(Y), true=n(-1))], default=op(exp.IntDiv, X, Y)),
        "xy",
        lambda x, y: -1 if y == 0 else None if None in (x, y) else cut(x, y),
    ),
    "wide sum": (wide(op(exp.Add, wide(A), wide(B))), "ab", strict(lambda a, b: a + b)),
    "wide difference": (wide(op(exp.Sub, wide(A), B)), "ab", strict(lambda a, b: a - b)),
    "wide product": (wide(op(exp.Mul, wide(W), V)), "wv", strict(lambda w, v: w * v)),
    "wide product of narrow ones": (wide(op(exp.Mul, wide(A), n(10**18))), "a", strict(lambda a: a * 10**18)),
    "wide quotient": (
        wide(where(not_zero(V), op(WideQuotient, wide(W), wide(V)))),
        "wv",
        strict(lambda w, v: cut(w, v) if v else None),
    ),
    "wide remainder": (
        wide(where(not_zero(V), op(exp.Mod, wide(W), wide(V)))),
        "wv",
        strict(lambda w, v: rest(w, v) if v else None),
    ),
    "wide comparison": (
        exp.LT(this=op(exp.Mul, wide(A), wide(Y)), expression=op(exp.Mul, wide(B), wide(X))),
        "axby",
        strict(lambda a, x, b, y: a * y < b * x),
    ),
    "wide and narrow again": (
        narrow(op(exp.Sub, op(exp.Add, wide(A), wide(B)), wide(B))),
        "ab",
        strict(lambda a, b: a),
    ),
    "literal beyond 64 bits": (wide(op(exp.Add, wide(X), n(10**25))), "x", strict(lambda x: x + 10**25)),
    "fen": (narrow(op(exp.Mul, c("m"), n(100))), "m", strict(lambda m: int(Decimal(m) * 100))),
    "bits of both": (op(exp.BitwiseOr, A, B), "ab", strict(or_)),
    "shared bits": (op(exp.BitwiseAnd, A, n(2**62 | 5)), "a", strict(lambda a: a & (2**62 | 5))),
    "flags": (
        op(exp.BitwiseOr, exp.Case(ifs=[exp.If(this=c("p"), true=n(2**40))], default=n(0)), narrow(n(3))),
        "p",
        lambda p: 3 | (2**40 if p else 0),
    ),
    "and": (op(exp.And, c("p"), c("q")), "pq", conjunction),
    "or": (
        op(exp.Or, c("p"), c("q")),
        "pq",
        lambda p, q: True if True in (p, q) else None if None in (p, q) else False,
    ),
    "not": (exp.Not(this=c("p")), "p", strict(lambda p: not p)),
    "is unknown": (exp.Is(this=c("p"), expression=exp.null()), "p", lambda p: p is None),
    "least": (exp.Least(this=A, expressions=[B, X], ignore_nulls=True), "abx", least),
    "greatest": (
        exp.Greatest(this=A, expressions=[B], ignore_nulls=True),
        "ab",
        lambda *values: max((one for one in values if one is not None), default=None),
    ),
    "year": (narrow(exp.Extract(this=exp.var("YEAR"), expression=D)), "d", strict(lambda d: d.year)),
    "months later": (PlusMonths(this=D, expression=n(13)), "d", strict(lambda d: later(d, 13))),
    "months before": (PlusMonths(this=D, expression=n(-25)), "d", strict(lambda d: later(d, -25))),
    "some months later": (PlusMonths(this=D, expression=SMALL), "dx", strict(lambda d, x: later(d, rest(x, 1000)))),
    "days later": (PlusDays(this=D, expression=n(-366)), "d", strict(lambda d: d - timedelta(366))),
    "some days later": (
        PlusDays(this=D, expression=SMALL),
        "dx",
        strict(lambda d, x: d + timedelta(rest(x, 1000))),
    ),
    "days between": (DaysBetween(this=D, expression=E), "de", strict(lambda d, e: (e - d).days)),
    "earlier": (
        exp.LT(this=D, expression=PlusMonths(this=E, expression=n(6))),
        "de",
        strict(lambda d, e: d < later(e, 6)),
    ),
    "a day": (
        exp.GTE(this=D, expression=exp.cast(t("2000-02-29"), "DATE")),
        "d",
        strict(lambda d: d >= date(2000, 2, 29)),
    ),
    "same text": (exp.EQ(this=S, expression=T), "st", strict(lambda s, t: s == t)),
    "text in order": (exp.LT(this=S, expression=T), "st", strict(lambda s, t: s < t)),
    "a Chinese text": (exp.EQ(this=c("地区"), expression=t("雁峰区")), ["地区"], strict(lambda s: s == "雁峰区")),
    "the text itself": (c("s"), "s", lambda s: s),
    "a day itself": (c("d"), "d", lambda d: d),
    "a wide number itself": (wide(W), "w", lambda w: w),
    "an amount itself": (c("m"), "m", lambda m: None if m is None else Decimal(m)),
    "a text with quotes": (
        exp.In(this=S, expressions=[t(one) for one in QUOTES]),
        "s",
        strict(lambda s: s in QUOTES),
    ),
}


@DIALECTS
def test_a_construct_means_what_it_means_in_python(engines: Engines, dialect: str) -> None:
    computed = engines.run(dialect, {name: sql for name, (sql, _, _) in CONSTRUCTS.items()})
    assert len(computed) == len(engines.rows)
    for place, (name, (_, columns, compute)) in enumerate(CONSTRUCTS.items(), start=1):
        expected = [compute(*(row[column] for column in columns)) for row in engines.rows]
        assert [row[place] for row in computed] == expected, name


def test_spark_computes_the_same_interpreted_and_compiled(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {name: sql for name, (sql, _, _) in CONSTRUCTS.items()}
    interpreted = engines.run("spark", columns)
    register = Register(Relation("rows", {}), len(engines.rows))
    spark = engines.backends["spark"]
    try:
        monkeypatch.setattr("incentive_engine.screening.backends.spark._FEW", 0)
        spark.attach(register, engines.connection)
        assert engines.run("spark", columns) == interpreted
    finally:
        monkeypatch.undo()
        spark.attach(register, engines.connection)


AGGREGATES: dict[str, tuple[exp.Expr, str, Callable[[list[Any]], object]]] = {
    "bits of all": (exp.BitwiseOrAgg(this=A), "a", lambda values: reduce(or_, values) if values else None),
    "any": (exp.LogicalOr(this=c("p")), "p", lambda values: any(values) if values else None),
    "all": (exp.LogicalAnd(this=c("p")), "p", lambda values: all(values) if values else None),
    "sum": (narrow(exp.Sum(this=X)), "x", lambda values: sum(values) if values else None),
    "wide sum": (wide(exp.Sum(this=wide(A))), "a", lambda values: sum(values) if values else None),
    "least": (exp.Min(this=A), "a", lambda values: min(values, default=None)),
    "last day": (exp.Max(this=D), "d", lambda values: max(values, default=None)),
    "last text": (exp.Max(this=S), "s", lambda values: max(values, default=None)),
    "count": (exp.Count(this=A), "a", len),
    "count of those": (exp.Count(this=where(c("p"), n(1))), "p", sum),
}


@DIALECTS
def test_an_aggregate_means_what_it_means_in_python(engines: Engines, dialect: str) -> None:
    computed = engines.run(dialect, {name: sql for name, (sql, _, _) in AGGREGATES.items()}, group="y")
    groups = {row[0]: row for row in computed}
    assert set(groups) == {row["y"] for row in engines.rows}
    for place, (name, (_, column, compute)) in enumerate(AGGREGATES.items(), start=1):
        for key, found in groups.items():
            values = [row[column] for row in engines.rows if row["y"] == key and row[column] is not None]
            assert found[place] == compute(values), (name, key)


@DIALECTS
def test_rows_are_numbered_in_the_order_that_is_asked_for(engines: Engines, dialect: str) -> None:
    order = exp.Order(
        expressions=[exp.Ordered(this=S, desc=False, nulls_first=True), exp.Ordered(this=c("_row"), desc=True)]
    )
    number = exp.Window(this=exp.RowNumber(), partition_by=[c("p")], order=order)
    computed = engines.run(dialect, {"number": narrow(number)})
    expected = {}
    for part in (True, False, None):
        rows = [row for row in engines.rows if row["p"] is part]
        rows.sort(key=lambda row: (row["s"] is not None, row["s"] or "", -row["_row"]))  # type: ignore[operator]
        expected |= {row["_row"]: place for place, row in enumerate(rows, start=1)}
    assert dict(computed) == expected


@DIALECTS
def test_what_just_fits_is_there(engines: Engines, dialect: str) -> None:
    nothing = exp.Coalesce(this=op(exp.Mul, Y, n(0)), expressions=[n(0)])
    narrowest, widest = op(exp.Sub, nothing, n(LARGEST)), op(exp.Sub, wide(nothing), n(10**38 - 1))
    computed = engines.run(dialect, {"narrow": op(exp.Sub, narrowest, n(1)), "wide": wide(widest)})
    assert {row[1:] for row in computed} == {(-(2**63), -(10**38) + 1)}


@DIALECTS
@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("a sum beyond 64 bits", op(exp.Add, op(exp.Mul, X, n(0)), op(exp.Add, A, narrow(n(LARGEST))))),
        ("a product beyond 64 bits", op(exp.Mul, A, A)),
        ("a division by zero", op(exp.IntDiv, A, op(exp.Mul, X, n(0)))),
        ("a wide number that is no narrow one", narrow(op(exp.Mul, wide(A), n(3)))),
    ],
)
def test_what_does_not_fit_is_an_error(engines: Engines, dialect: str, name: str, sql: exp.Expr) -> None:
    if (dialect, name) == ("duckdb", "a division by zero") and duckdb.__version__ < "2":
        assert {row[1:] for row in engines.run(dialect, {name: sql})} == {(None,)}  # before 2.0 it was NULL
        return
    with pytest.raises(InputError) as caught:
        engines.run(dialect, {name: sql})
    assert [one.code for one in caught.value.mistakes] == [f"backends.{dialect}-failed"]


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_a_wide_number_beyond_38_digits_is_an_error(engines: Engines, dialect: str) -> None:
    with pytest.raises(Exception, match=r"(?i)overflow|represented"):
        engines.run(dialect, {"square": op(exp.Mul, wide(A), op(exp.Mul, wide(A), n(100)))})


def test_a_wide_quotient_beyond_32_digits_is_an_error_in_spark(engines: Engines) -> None:
    large = op(exp.Mul, wide(op(exp.Add, op(exp.Mul, X, n(0)), n(1))), n(10**33))
    with pytest.raises(InputError):
        engines.run("spark", {"quotient": op(WideQuotient, large, wide(n(1)))})
    assert (10**33,) in {row[1:] for row in engines.run("duckdb", {"quotient": op(WideQuotient, large, wide(n(1)))})}


@DIALECTS
def test_each_step_is_computed_once(engines: Engines, dialect: str) -> None:
    """Thirty steps that each use the one before twice: merged, they would be a thousand million terms."""
    steps = [
        exp.select(c("_row"), exp.alias_(op(exp.Mod, X, n(2)), "v0", quoted=True)).from_(
            exp.Var(this=f"{engines.relations[dialect]} AS s")
        )
    ]
    for step in range(1, 31):
        before = c(f"v{step - 1}")
        value = op(exp.Mod, op(exp.Add, before, before), n(1_000_003))
        steps.append(exp.select(c("_row"), exp.alias_(value, f"v{step}", quoted=True)).from_(f"step{step - 1}"))
    statement = exp.select("*").from_("step30")
    for step, select in enumerate(steps):
        statement = statement.with_(f"step{step}", as_=select, copy=False)
    found = engines.rows_of(dialect, statement)
    for row, (_, value) in zip(engines.rows, found, strict=True):
        expected = None if row["x"] is None else rest(row["x"], 2)
        for _ in range(30):
            expected = None if expected is None else rest(expected + expected, 1_000_003)
        assert value == expected


@DIALECTS
def test_a_thousand_columns_of_a_thousand_terms_go_through(engines: Engines, dialect: str) -> None:
    columns = {}
    for place in range(1000):
        term: exp.Expr = n(0)
        for part in range(8):
            flag = exp.Case(
                ifs=[exp.If(this=exp.GT(this=X, expression=n(place * 8 + part)), true=n(1 << part))], default=n(0)
            )
            term = op(exp.BitwiseOr, term, narrow(flag))
        columns[f"c{place}"] = term
    found = engines.run(dialect, columns)
    row = found[engines.rows.index(max(engines.rows, key=lambda one: one["x"] or 0))]  # type: ignore[arg-type, return-value]
    assert row[1:] == (255,) * 1000
