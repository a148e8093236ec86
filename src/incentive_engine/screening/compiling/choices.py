"""Choosing between values: `if`, and the first of several conditions that is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from incentive_engine.feel.syntax import Call, Comparison, For, If, Interval, ListOf, Literal, Node
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.comparisons import compared
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import KNOWN, Lacking, alternatively, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Meaning, Number, Term, Truth


def compile_if(compiler: Expressions, node: If, frame: Frame) -> Meaning:
    """`if condition then … else …`."""
    condition = compiler.truth(node.condition, frame)
    if isinstance(node.then, ListOf) and not node.then.items:
        return compiler.meaning(_series_behind(node), frame)
    then, otherwise = compiler.term(node.then, frame), compiler.term(node.otherwise, frame)
    return _chosen(compiler, condition, then, otherwise, frame)


def _series_behind(node: If) -> Node:
    """Of `if count(x) = 0 then [] else for n in 1..count(x) return …` the loop, which is empty then by itself."""
    asked, loop = node.condition, node.otherwise
    if isinstance(asked, Comparison) and asked.op == "=" and asked.right == Literal(Decimal(0)):
        counted = asked.left
        if isinstance(counted, Call) and isinstance(loop, For):
            domain = loop.iterators[0][1]
            if isinstance(domain, Interval) and domain.high == counted:
                return loop
    raise BeyondSqlError()


def _chosen(compiler: Expressions, condition: Truth, then: Term, otherwise: Term, frame: Frame) -> Term:
    """As the reference has it: known where both values are the same, whatever the condition."""
    if q.is_true(condition.sql):
        return then
    if q.is_false(condition.sql):
        return otherwise
    then, otherwise = of_one_kind((then, otherwise))
    condition = replace(condition, sql=frame.let(condition.sql))
    unless = q.negated(condition.sql)
    branches = [(condition.sql, then), (unless, otherwise)]
    if not (then.is_unknown or otherwise.is_unknown):
        same = compared(compiler, "=", then, otherwise, frame)
        if not q.is_false(same.sql):
            branches.append((same.sql, then))
    result = pick(branches, frame)

    def lacking() -> Lacking:
        found = []
        for truth in (True, False):
            mine, theirs = compiler.wanted(then, truth), compiler.wanted(otherwise, truth)
            choosing = [together((condition.why.both[0], mine)), together((condition.why.both[1], theirs))]
            some_unknown = q.any_of((q.is_null(then.sql), q.is_null(otherwise.sql)))
            if not q.is_false(some_unknown):
                # Both may turn out the same.
                choosing.append(chosen([(some_unknown, together((mine, theirs)))], compiler.bits.stuck))
            open_ = alternatively(frame.let_all(mask) for mask in choosing)
            if_true, if_false = then.why.both, otherwise.why.both
            at = 0 if truth else 1
            found.append(chosen([(condition.sql, if_true[at]), (unless, if_false[at])], open_))
            if not isinstance(then, Truth):
                return found[0], found[0]
        return found[0], found[1]

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def of_one_kind(terms: Sequence[Term]) -> list[Term]:
    """The terms, those that are unknown in every row as unknowns of the others' kind.

    Raises BeyondSqlError if kinds differ.
    """
    model = next((one for one in terms if not one.is_unknown), terms[0])
    result = []
    for one in terms:
        if type(one) is type(model):
            result.append(one)
        elif one.is_unknown:
            result.append(replace(model, sql=q.NULL, why=one.why, constant=None))
        else:
            raise BeyondSqlError()
    return result


def pick(branches: Sequence[tuple[Sql, Term]], frame: Frame, otherwise: Term | None = None) -> Term:
    """The value of the first branch whose condition is true, unknown without one; the caller says what it then lacks.

    All are of one kind, as `of_one_kind` makes them.
    """
    model = branches[0][1] if branches else otherwise
    if isinstance(model, Number):
        numbered = [(condition, one) for condition, one in branches if isinstance(one, Number)]
        last = otherwise if isinstance(otherwise, Number) else Number(q.NULL, KNOWN)
        number = numbers.chosen(numbered, last, KNOWN)
        return number if number.divisor is None else number.in_columns(frame)
    if model is None:
        raise BeyondSqlError()
    last_sql = q.NULL if otherwise is None else otherwise.sql
    sql = q.case([(condition, one.sql) for condition, one in branches], last_sql)
    return replace(model, sql=sql, why=KNOWN, constant=None)
