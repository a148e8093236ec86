"""SQL, built as sqlglot trees: the few constructs that a policy needs, what is constant folded on the way.

Trees share their parts, which nobody changes. NULL is the unknown, so `and`, `or` and `not` are Kleene's as they stand.
Integers are BIGINT or, where 64 bits may not hold them, `WIDE` (128 bits in DuckDB, 38 digits elsewhere).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlglot import exp

from incentive_engine.screening.backends import dialects

Sql: TypeAlias = exp.Expr

TRUE, FALSE, NULL = exp.true(), exp.false(), exp.null()
NARROW, WIDE = exp.DataType.build("BIGINT"), exp.DataType.build("INT128")
LARGEST = 2**63 - 1
"""What a BIGINT holds at most, and below zero at least (but for one)."""


def column(name: str, table: str | None = None) -> exp.Column:
    """A column by its name."""
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def integer(value: int) -> Sql:
    """A whole number."""
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def text(value: str) -> Sql:
    """A text."""
    return exp.Literal.string(value)


def day(value: date) -> Sql:
    """A date."""
    return exp.Cast(this=exp.Literal.string(value.isoformat()), to=exp.DataType.build("DATE"))


def is_true(sql: Sql) -> bool:
    """Whether it is the literal TRUE."""
    return isinstance(sql, exp.Boolean) and bool(sql.this)


def is_false(sql: Sql) -> bool:
    """Whether it is the literal FALSE."""
    return isinstance(sql, exp.Boolean) and not sql.this


def is_null_literal(sql: Sql) -> bool:
    """Whether it is the literal NULL."""
    return isinstance(sql, exp.Null)


def whole(sql: Sql) -> int | None:
    """The number that it is, if it is a literal one."""
    if isinstance(sql, exp.Literal) and not sql.is_string:
        return int(sql.this)
    if isinstance(sql, exp.Neg) and isinstance(sql.this, exp.Literal):
        return -int(sql.this.this)
    return None


def is_literal(sql: Sql) -> bool:
    """Whether it is a value as written, which costs nothing to repeat."""
    inner = sql.this if isinstance(sql, (exp.Neg, exp.Cast)) else sql
    return isinstance(inner, (exp.Literal, exp.Boolean, exp.Null))


def both(parts: Iterable[Sql]) -> Sql:
    """The conjunction of the parts; TRUE for none."""
    kept = _nulls_once(part for part in parts if not is_true(part))
    if any(is_false(part) for part in kept):
        return FALSE
    return _joined(exp.And, kept) if kept else TRUE


def any_of(parts: Iterable[Sql]) -> Sql:
    """The disjunction of the parts; FALSE for none."""
    kept = _nulls_once(part for part in parts if not is_false(part))
    if any(is_true(part) for part in kept):
        return TRUE
    return _joined(exp.Or, kept) if kept else FALSE


def _nulls_once(parts: Iterable[Sql]) -> list[Sql]:
    """The parts with the literal NULL among them no more than once."""
    every = list(parts)
    known = [part for part in every if not is_null_literal(part)]
    return known if len(known) == len(every) else [*known, NULL]


def _joined(connector: type[exp.Connector], parts: Sequence[Sql]) -> Sql:
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2  # a balanced tree: no statement is too deep
    return _joining(connector, _joined(connector, parts[:middle]), _joined(connector, parts[middle:]))


def _joining(operation: type[exp.Binary], left: Sql, right: Sql) -> Sql:
    return operation(this=_inside(left), expression=_inside(right))


def negated(sql: Sql) -> Sql:
    """Kleene's not."""
    if isinstance(sql, exp.Boolean):
        return exp.Boolean(this=not sql.this)
    return sql if is_null_literal(sql) else exp.Not(this=_inside(sql))


def is_null(sql: Sql) -> Sql:
    """Whether it is unknown."""
    if is_null_literal(sql):
        return TRUE
    if isinstance(sql, (exp.Literal, exp.Boolean)) or whole(sql) is not None:
        return FALSE
    return exp.Is(this=_inside(sql), expression=exp.null())


def is_known(sql: Sql) -> Sql:
    """Whether it is not unknown."""
    return negated(is_null(sql))


def holds(sql: Sql) -> Sql:
    """TRUE where it is true, FALSE where it is false or unknown."""
    return sql if isinstance(sql, exp.Boolean) else coalesced(sql, FALSE)


def case(branches: Iterable[tuple[Sql, Sql]], otherwise: Sql = NULL) -> Sql:
    """The value of the first branch whose condition is true."""
    kept: list[tuple[Sql, Sql]] = []
    for condition, value in branches:
        if is_false(condition) or is_null_literal(condition):
            continue
        if is_true(condition):
            otherwise = value
            break
        kept.append((condition, value))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    if not kept:
        return otherwise
    values = [value for value in (*(value for _, value in kept), otherwise) if not is_null_literal(value)]
    if values != [otherwise] and all(whole(value) is not None for value in values):
        # Small literals alone would make it a 32-bit integer.
        kept = [(one, value if is_null_literal(value) else narrowed_literal(value)) for one, value in kept]
    result = exp.Case(ifs=[exp.If(this=one, true=value) for one, value in kept])
    if not is_null_literal(otherwise):
        result.set("default", otherwise)
    return result


def compared(op: str, left: Sql, right: Sql) -> Sql:
    """A comparison by one of = != < <= > >=."""
    first, second = whole(left), whole(right)
    if first is not None and second is not None:
        return exp.Boolean(this=_ORDERS[op][1](first, second))
    return _computed(_ORDERS[op][0], left, right)


_ORDERS: Mapping[str, tuple[type[exp.Binary], Callable[[int, int], bool]]] = {
    "=": (exp.EQ, operator.eq),
    "!=": (exp.NEQ, operator.ne),
    "<": (exp.LT, operator.lt),
    "<=": (exp.LTE, operator.le),
    ">": (exp.GT, operator.gt),
    ">=": (exp.GTE, operator.ge),
}


def among(value: Sql, options: Sequence[Sql]) -> Sql:
    """Whether a value is one of the options."""
    if len(options) == 1:
        return compared("=", value, options[0])
    return exp.In(this=_inside(value), expressions=list(options))


def plus(left: Sql, right: Sql) -> Sql:
    """left + right, of whole numbers."""
    first, second = whole(left), whole(right)
    if first is not None and second is not None:
        return integer(first + second)
    if first == 0:
        return right
    return left if second == 0 else _computed(exp.Add, left, right)


def minus(left: Sql, right: Sql) -> Sql:
    """left - right, of whole numbers."""
    first, second = whole(left), whole(right)
    if first is not None and second is not None:
        return integer(first - second)
    return left if second == 0 else _computed(exp.Sub, left, right)


def times(left: Sql, right: Sql) -> Sql:
    """left * right, of whole numbers."""
    first, second = whole(left), whole(right)
    if first is not None and second is not None:
        return integer(first * second)
    if first == 1:
        return right
    return left if second == 1 else _computed(exp.Mul, left, right)


def opposite(value: Sql) -> Sql:
    """-value."""
    number = whole(value)
    return integer(-number) if number is not None else exp.Neg(this=_inside(value))


def _computed(operation: type[exp.Binary], left: Sql, right: Sql) -> Sql:
    if is_null_literal(left) or is_null_literal(right):
        return NULL
    return _joining(operation, left, right)


def quotient(left: Sql, right: Sql) -> Sql:
    """How many times `right` goes into `left`, cut off towards zero; both narrow or both wide, `right` not zero."""
    return exp.IntDiv(this=_inside(left), expression=_inside(right))


def remainder(left: Sql, right: Sql) -> Sql:
    """What is left of `left`, with its sign."""
    return exp.Mod(this=_inside(left), expression=_inside(right))


def widened(value: Sql) -> Sql:
    """The number as a wide one."""
    number = whole(value)
    return value if number is not None and abs(number) > LARGEST else exp.Cast(this=value, to=WIDE)


def narrowed(value: Sql) -> Sql:
    """The number as a BIGINT, which it must fit."""
    return value if whole(value) is not None else exp.Cast(this=value, to=NARROW)


def coalesced(value: Sql, otherwise: Sql) -> Sql:
    """The value, or `otherwise` where it is NULL."""
    if is_null_literal(value):
        return otherwise
    return value if is_false(is_null(value)) else exp.Coalesce(this=value, expressions=[otherwise])


def with_bits(left: Sql, right: Sql) -> Sql:
    """The bits of both; NULL where either is."""
    first, second = whole(left), whole(right)
    if first is not None and second is not None:
        return integer(first | second)
    if first == 0:
        return right
    return left if second == 0 else _computed(exp.BitwiseOr, left, right)


def shared_bits(left: Sql, right: int) -> Sql:
    """The bits of `left` that are in `right` too."""
    number = whole(left)
    return integer(number & right) if number is not None else _computed(exp.BitwiseAnd, left, integer(right))


def called(value: Sql, name: str) -> exp.Alias:
    """A value under a name, for a SELECT."""
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def _inside(sql: Sql) -> Sql:
    """A part of a larger expression, in parentheses where it is not a single term."""
    return (
        exp.Paren(this=sql) if isinstance(sql, (exp.Binary, exp.Connector, exp.Not, exp.Neg, exp.Is, exp.In)) else sql
    )


def narrowed_literal(value: Sql) -> Sql:
    """A literal whole number as a BIGINT, whatever its size: by itself a small one is a 32-bit integer."""
    return exp.Cast(this=value, to=NARROW)


def part(value: Sql, name: str) -> Sql:
    """The YEAR, MONTH or DAY of a date, as a BIGINT."""
    if is_null_literal(value):
        return NULL
    return exp.Cast(this=exp.Extract(this=exp.var(name), expression=value), to=NARROW)


def scaled(value: Sql, scale: int, *, wide: bool) -> Sql:
    """A number of at most `scale` decimals as a whole one, in units of 10^-`scale`."""
    whole_ = value if scale == 0 else exp.Mul(this=value, expression=integer(10**scale))
    return exp.Cast(this=whole_, to=(WIDE if wide else NARROW))


def plus_months(value: Sql, months: int) -> Sql:
    """The date so many months later; the last day of a month that is too short."""
    if is_null_literal(value):
        return NULL
    return dialects.PlusMonths(this=value, expression=integer(months))


def plus_days(value: Sql, days: int) -> Sql:
    """The date so many days later."""
    if is_null_literal(value):
        return NULL
    return dialects.PlusDays(this=value, expression=integer(days))
