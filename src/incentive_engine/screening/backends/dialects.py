"""The SQL of a screening in three dialects: where DuckDB, PostgreSQL and Spark differ, and how each says the same.

A statement is a tree of sqlglot nodes; `written` says it in the dialect of an engine. Most nodes are sqlglot's own.
Where the engines have no text in common there are nodes here; where sqlglot's text is not meant for integers, or lets
an engine compute a value once per use, our generators say it otherwise.

Integers are BIGINT or WIDE. `+ - *`, IntDiv (of BIGINT), WideQuotient and Mod are exact and cut off towards zero, and
what does not fit is an error, never another value: a BIGINT holds 64 bits, a WIDE number DIGITS digits (PostgreSQL
goes on beyond them). A division by zero is an error too, but NULL in DuckDB before 2.0: guard it by a CASE, of which
all three compute only the branch that they take. A literal below 2**31 is a 32-bit INT in all three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sqlglot import exp
from sqlglot.generator import Generator
from sqlglot.generators.duckdb import DuckDBGenerator
from sqlglot.generators.postgres import PostgresGenerator
from sqlglot.generators.spark import SparkGenerator

WIDE = exp.DataType.build("INT128")
"""HUGEINT in DuckDB, NUMERIC(38, 0) in PostgreSQL, DECIMAL(38, 0) in Spark."""

DIGITS = 38
"""How many digits a WIDE number has at most."""

QUOTIENT_DIGITS = 32
"""How many digits a WideQuotient has at most: Spark keeps six of the 38 for decimals."""


class WideQuotient(exp.Expression, exp.Binary):
    """`this` divided by `expression`, both WIDE, cut off towards zero; at most QUOTIENT_DIGITS digits.

    In Spark both are written twice: let them be columns or literals.
    """


class PlusMonths(exp.Expression, exp.Binary):
    """The DATE `expression` months (an integer) after the DATE `this`; the last day of a month that is too short."""


class PlusDays(exp.Expression, exp.Binary):
    """The DATE `expression` days (an integer) after the DATE `this`."""


class DaysBetween(exp.Expression, exp.Binary):
    """How many days (a BIGINT) the DATE `expression` is after the DATE `this`."""


def written(statement: exp.Expr, dialect: str) -> str:
    """The statement in the dialect of an engine: `duckdb`, `postgres` or `spark`.

    `spark-calls` means the same as `spark`, with operators as calls of functions: hard to read, quick to parse.
    """
    generator = _GENERATORS[dialect](dialect=dialect.partition("-")[0])
    return generator.generate(statement)


def _sides(generator: Generator, node: exp.Binary) -> tuple[str, str]:
    """The texts of the two sides, each a single term."""
    left, right = (
        f"({generator.sql(side)})" if isinstance(side, (exp.Binary, exp.Unary)) else generator.sql(side)
        for side in (node.left, node.right)
    )
    return left, right


def _with(template: str) -> Callable[[Generator, exp.Binary], str]:
    """How to say a node whose sides stand in the template."""
    return lambda generator, node: template.format(*_sides(generator, node))


def _fenced(generator: Generator, node: exp.CTE) -> str:
    """Without OFFSET 0 PostgreSQL merges a step into the next, and computes a value once for each of its uses."""
    if isinstance(node.this, exp.Select) and node.this.args.get("offset") is None:
        node.this.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    return generator.cte_sql(node)


def _unmaterialized(generator: Generator, node: exp.CTE) -> str:
    """Spark knows no MATERIALIZED."""
    node.set("materialized", None)
    return generator.cte_sql(node)


_Transforms: TypeAlias = dict[type[exp.Expr], Callable[..., str]]

_DUCKDB: _Transforms = {
    WideQuotient: _with("{} // {}"),
    PlusMonths: _with("CAST({} + TO_MONTHS(CAST({} AS INT)) AS DATE)"),  # without the cast a TIMESTAMP
    PlusDays: _with("({} + CAST({} AS INT))"),
    DaysBetween: _with("DATE_DIFF('day', {}, {})"),
}
_POSTGRES: _Transforms = {
    exp.CTE: _fenced,
    exp.IntDiv: _with("{} / {}"),  # sqlglot's DIV would be NUMERIC
    WideQuotient: _with("DIV({}, {})"),
    PlusMonths: _with("CAST({} + MAKE_INTERVAL(months => CAST({} AS INT)) AS DATE)"),
    PlusDays: _with("({} + CAST({} AS INT))"),
    DaysBetween: _with("CAST({1} - {0} AS BIGINT)"),
}
_SPARK: _Transforms = {
    exp.CTE: _unmaterialized,
    # DIV would be a BIGINT and `/` alone would round: what is divided here goes without remainder.
    WideQuotient: _with(f"CAST(({{0}} - {{0}} % {{1}}) / {{1}} AS DECIMAL({DIGITS}, 0))"),
    PlusMonths: _with("ADD_MONTHS({}, CAST({} AS INT))"),
    PlusDays: _with("DATE_ADD({}, CAST({} AS INT))"),
    DaysBetween: _with("CAST(DATEDIFF({1}, {0}) AS BIGINT)"),
}


def _call(name: str) -> Callable[[Generator, exp.Expr], str]:
    """An operator as a call of the function that Spark has for it."""

    def said(generator: Generator, node: exp.Expr) -> str:
        operands = [one for one in (node.args.get("this"), node.args.get("expression")) if one is not None]
        return f"{name}({', '.join(generator.sql(_bare(one)) for one in operands)})"

    return said


def _bare(node: exp.Expr) -> exp.Expr:
    return _bare(node.this) if isinstance(node, exp.Paren) else node


def _is(generator: Generator, node: exp.Is) -> str:
    if isinstance(node.expression, exp.Null):
        return f"isnull({generator.sql(_bare(node.this))})"
    return generator.is_sql(node)


_CALLS: _Transforms = {
    **{
        kind: _call(f"`{name}`")
        for kind, name in {
            exp.And: "and",
            exp.Or: "or",
            exp.Not: "not",
            exp.EQ: "=",
            exp.LT: "<",
            exp.LTE: "<=",
            exp.GT: ">",
            exp.GTE: ">=",
            exp.Add: "+",
            exp.Sub: "-",
            exp.Mul: "*",
            exp.Mod: "%",
            exp.IntDiv: "div",
            exp.BitwiseAnd: "&",
            exp.BitwiseOr: "|",
        }.items()
    },
    exp.Neg: lambda generator, node: (
        f"-{generator.sql(node.this)}" if isinstance(node.this, exp.Literal) else _call("negative")(generator, node)
    ),
    exp.NEQ: lambda generator, node: f"`not`({_call('`=`')(generator, node)})",
    exp.Is: _is,
    exp.Paren: lambda generator, node: (
        generator.sql(_bare(node)) if type(_bare(node)) in _CALLS else generator.paren_sql(node)
    ),
}
"""Spark's parser looks ahead to the end of each pair of parentheses, and of those inside again; not so for calls."""


class _DuckDB(DuckDBGenerator):
    TRANSFORMS = DuckDBGenerator.TRANSFORMS | _DUCKDB


class _Postgres(PostgresGenerator):
    TRANSFORMS = PostgresGenerator.TRANSFORMS | _POSTGRES
    TYPE_MAPPING = PostgresGenerator.TYPE_MAPPING | {exp.DType.INT128: f"NUMERIC({DIGITS}, 0)"}


class _Spark(SparkGenerator):
    TRANSFORMS = SparkGenerator.TRANSFORMS | _SPARK
    TYPE_MAPPING = SparkGenerator.TYPE_MAPPING | {exp.DType.INT128: f"DECIMAL({DIGITS}, 0)"}


class _SparkCalls(_Spark):
    TRANSFORMS = _Spark.TRANSFORMS | _CALLS


_GENERATORS: Mapping[str, type[Generator]] = {
    "duckdb": _DuckDB,
    "postgres": _Postgres,
    "spark": _Spark,
    "spark-calls": _SparkCalls,
}
