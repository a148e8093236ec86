"""FEEL in SQL: a function for each form of expression, from the same typed trees that the reference evaluates.

What has no rule here raises BeyondSqlError: the measures that need it are left to the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, TypeVar

from sqlglot import exp

from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Filter,
    For,
    If,
    In,
    Interval,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Path,
    Quantified,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import CONTEXT
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.frames import Frame, NoSuchNameError
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import (
    KNOWN,
    BeyondSqlError,
    Bits,
    Day,
    Lacking,
    Mask,
    Number,
    Record,
    Span,
    Term,
    Truth,
    Why,
    Words,
    alternatively,
    chosen,
    constant,
    replace,
    together,
)

_DAY = 86_400_000_000_000

Compiler = TypeVar("Compiler", bound="Callable[[Expressions, Any, Frame], Any]")
_COMPILERS: dict[type[Node], Callable[[Expressions, Any, Frame], Any]] = {}


def compiles(form: type[Node]) -> Callable[[Compiler], Compiler]:
    """Declare the decorated function as the compiler of nodes of this class."""

    def declare(compiler: Compiler) -> Compiler:
        _COMPILERS[form] = compiler
        return compiler

    return declare


@dataclass(eq=False)
class Expressions:
    """What the expressions of one policy share: its constants (parameters, days), the bits of what can be lacking, and
    where rows in doubt are noted.
    """

    constants: Mapping[str, Any]
    bits: Bits
    doubt: Callable[[Frame, Sql], None]

    def term(self, node: Node, frame: Frame) -> Any:
        """What an expression becomes over the rows of a frame: a term, a series, a record or a list.

        Raises BeyondSqlError for what SQL is not asked to do.
        """
        settled = self._constant(node)
        if settled is not None:
            return settled
        compiler = _COMPILERS.get(type(node))
        if compiler is None:
            raise BeyondSqlError("screening.form", form=type(node).__name__, expression=source(node))
        return compiler(self, node, frame)

    def truth(self, node: Node, frame: Frame) -> Truth:
        """A truth value."""
        return self._of(Truth, node, frame)

    def number(self, node: Node, frame: Frame) -> Number:
        """A number."""
        return self._of(Number, node, frame)

    def _of(self, kind: type[Any], node: Node, frame: Frame) -> Any:
        term = self.term(node, frame)
        if isinstance(term, Term) and term.is_unknown and not isinstance(term, kind):
            return kind(q.NULL, term.why)
        if not isinstance(term, kind):
            raise BeyondSqlError("screening.form", form=type(term).__name__, expression=source(node))
        return term

    def _constant(self, node: Node) -> Term | None:
        """The term of an expression that reads nothing of an enterprise."""
        if isinstance(node, Literal):
            value = node.value
        else:
            names = {one.name for one in node.walk() if isinstance(one, Name)}
            called = {one.function.name for one in node.walk() if isinstance(one, Call) and isinstance(one.function, Name)}
            if not (names - called) <= self.constants.keys():
                return None
            with localcontext(CONTEXT):
                value = compile_expression(node, policy=True)(self.constants)
        if isinstance(value, Unknown):
            return Term(q.NULL, Why.alike(lambda: self.bits.stuck))
        if isinstance(value, list) or value is None:
            return None
        return constant(value, Why.alike(lambda: self.bits.none))

    # what terms lack

    def needed(self, term: Term) -> Mask:
        """The bits that a value waits for where it is unknown, none where it is known; NULL where nothing helps."""
        return self._where_unknown(term, term.why.any)

    def _where_unknown(self, term: Term, mask: Mask) -> Mask:
        unknown = q.is_null(term.sql)
        return self.bits.none if q.is_false(unknown) else chosen([(unknown, mask)], self.bits.none)

    def either(self, *terms: Term) -> Why:
        """What a value lacks that needs every one of the terms."""
        if len(terms) == 1:
            return Why.alike(lambda: terms[0].why.any)
        return Why.alike(lambda: together(self.needed(term) for term in terms))

    def wanted(self, term: Term, truth: bool) -> Mask:
        """The bits that a term waits for to become `truth`; NULL where it never will. What is no truth value is either."""
        by_true, by_false = term.why.both
        mask = by_true if truth else by_false
        if not isinstance(term, Truth):
            return self._where_unknown(term, mask)
        other = q.negated(term.sql) if truth else term.sql
        branches = [(q.is_null(term.sql), mask), (other, self.bits.stuck)]
        return chosen(branches, self.bits.none)

    def stored(self, frame: Frame, value: Sql, lacking: Callable[[], Lacking]) -> Why:
        """What a value lacks, worked out in a step of its own where the value is unknown: for masks read twice."""

        def kept() -> Lacking:
            by_true, by_false = lacking()
            unknown = q.is_null(value)
            one = tuple(frame.let(q.case([(unknown, word)], q.integer(0))) for word in by_true)
            if by_false is by_true:
                return one, one
            return one, tuple(frame.let(q.case([(unknown, word)], q.integer(0))) for word in by_false)

        return Why(kept)

    # truth values

    def conjunction(self, parts: Sequence[Truth]) -> Truth:
        """Kleene's and."""
        return self.at_least(len(parts), parts)

    def disjunction(self, parts: Sequence[Truth]) -> Truth:
        """Kleene's or."""
        return self.at_least(1, parts)

    def negation(self, part: Truth) -> Truth:
        """Kleene's not."""
        return Truth(q.negated(part.sql), Why(lambda: (part.why.both[1], part.why.both[0])))

    def at_least(self, count: int, parts: Sequence[Truth]) -> Truth:
        """Whether at least `count` of the parts are true, as `ternary.at_least` has it."""
        if len(parts) == 1 and count == 1:
            return parts[0]
        values = [part.sql for part in parts]
        if count == len(parts):
            value = q.both(values)
        elif count == 1:
            value = q.any_of(values)
        else:
            certain = _counted(q.holds(one) for one in values)
            open_ = _counted(q.is_null(one) for one in values)
            enough = q.compared(">=", certain, q.integer(count))
            too_few = q.compared("<", q.plus(certain, open_), q.integer(count))
            value = q.case([(enough, q.TRUE), (too_few, q.FALSE)])
        return Truth(value, Why(lambda: self._lacking(count, parts)))

    def _lacking(self, count: int, parts: Sequence[Truth]) -> Lacking:
        """What it lacks, given that the count can still be reached and be missed."""
        unknown = [q.is_null(part.sql) for part in parts]
        masks = [part.why.both for part in parts]
        open_ = [(one, mask) for one, mask in zip(unknown, masks, strict=True) if not q.is_false(one)]
        if not open_:
            return self.bits.none, self.bits.none
        if all(by_true is by_false for _, (by_true, by_false) in open_) and count in (1, len(parts)):
            needs_all = together(chosen([(one, mask)], self.bits.none) for one, (mask, _) in open_)
            one_does = alternatively(chosen([(one, mask)], self.bits.stuck) for one, (mask, _) in open_)
            return (needs_all, one_does) if count > 1 else (one_does, needs_all)
        to_true = [chosen([(one, mask)], self.bits.stuck) for one, (mask, _) in open_]
        to_false = [chosen([(one, mask)], self.bits.stuck) for one, (_, mask) in open_]
        certain = _counted(q.holds(part.sql) for part in parts)
        can_be = _counted(q.is_known(mask[0]) for mask in to_true)
        cannot = _counted(q.is_known(mask[0]) for mask in to_false)
        reached = q.compared(">=", q.plus(certain, can_be), q.integer(count))
        every = q.plus(certain, _counted(one for one, _ in open_))
        missed = q.compared("<", q.minus(every, cannot), q.integer(count))
        by_true = chosen([(reached, self._collected(to_true))], self.bits.stuck)
        by_false = chosen([(missed, self._collected(to_false))], self.bits.stuck)
        return by_true, by_false

    def _collected(self, masks: Sequence[Mask]) -> Mask:
        return together(tuple(q.coalesced(word, q.integer(0)) for word in mask) for mask in masks)

    # comparisons

    def compared(self, op: str, left: Term, right: Term, frame: Frame) -> Truth:
        """A comparison of two values of one kind."""
        why = self.either(left, right)
        if left.is_unknown or right.is_unknown:
            return Truth(q.NULL, why)
        if isinstance(left, Number) and isinstance(right, Number):
            return Truth(numbers.compared(op, left, right, lambda sql: self.doubt(frame, sql)), why)
        if type(left) is not type(right):
            raise BeyondSqlError("screening.kinds", left=type(left).__name__, right=type(right).__name__)
        if isinstance(left, Words) and op not in ("=", "!="):
            raise BeyondSqlError("screening.order-of-texts")
        return Truth(q.compared(op, left.sql, right.sql), why)

    # choices

    def choice(self, condition: Truth, then: Any, otherwise: Any, frame: Frame) -> Term:
        """`if condition then … else …`, as the reference has it: known where both values are the same."""
        if q.is_true(condition.sql):
            return then  # type: ignore[no-any-return]
        if q.is_false(condition.sql):
            return otherwise  # type: ignore[no-any-return]
        then, otherwise = self.one_kind(then, otherwise)
        condition = replace(condition, sql=frame.let(condition.sql))
        unless = q.negated(condition.sql)
        same = self.compared("=", then, otherwise, frame) if not (then.is_unknown or otherwise.is_unknown) else None
        branches = [(condition.sql, then), (unless, otherwise)]
        if same is not None and not q.is_false(same.sql):
            branches.append((same.sql, then))
        result = self.pick(branches, frame)

        def lacking() -> Lacking:
            found = []
            for truth in (True, False):
                mine, theirs = self.wanted(then, truth), self.wanted(otherwise, truth)
                choosing = [
                    together((condition.why.both[0], mine)),
                    together((condition.why.both[1], theirs)),
                ]
                if not q.is_false(q.any_of((q.is_null(then.sql), q.is_null(otherwise.sql)))):
                    some = q.any_of((q.is_null(then.sql), q.is_null(otherwise.sql)))
                    choosing.append(chosen([(some, together((mine, theirs)))], self.bits.stuck))
                open_ = alternatively(_kept(frame, mask) for mask in choosing)
                mask_then = then.why.both[0 if truth else 1]
                mask_otherwise = otherwise.why.both[0 if truth else 1]
                found.append(chosen([(condition.sql, mask_then), (unless, mask_otherwise)], open_))
                if not isinstance(then, Truth):
                    return found[0], found[0]
            return found[0], found[1]

        return replace(result, why=self.stored(frame, result.sql, lacking))

    def one_kind(self, one: Any, other: Any) -> tuple[Any, Any]:
        """Two terms of one kind, where one of them is unknown in every row."""
        if isinstance(one, Term) and isinstance(other, Term):
            if type(one) is type(other):
                return one, other
            if one.is_unknown:
                return replace(other, sql=q.NULL, why=one.why, constant=None), other
            if other.is_unknown:
                return one, replace(one, sql=q.NULL, why=other.why, constant=None)
        raise BeyondSqlError("screening.kinds", left=type(one).__name__, right=type(other).__name__)

    def pick(self, branches: Sequence[tuple[Sql, Any]], frame: Frame, otherwise: Any = None) -> Any:
        """The value of the first branch whose condition is true; unknown without one. The caller says what it lacks."""
        first = branches[0][1] if branches else otherwise
        if isinstance(first, Number):
            last = Number(q.NULL, KNOWN) if otherwise is None else otherwise
            known = [(condition, one) for condition, one in branches if not one.is_unknown or True]
            return _settled_number(numbers.chosen(known, last, KNOWN), frame)
        sql = q.case([(condition, one.sql) for condition, one in branches], q.NULL if otherwise is None else otherwise.sql)
        return replace(first, sql=sql, why=KNOWN, constant=None)


def _settled_number(number: Number, frame: Frame) -> Number:
    """The number with its parts in columns, since whoever compares it reads them several times."""
    if number.divisor is None:
        return number
    return replace(number, sql=frame.let(number.sql), divisor=frame.let(number.divisor))


def _kept(frame: Frame, mask: Mask) -> Mask:
    return tuple(word if q.is_constant(word) else frame.let(word) for word in mask)


def _counted(truths: Any) -> Sql:
    """How many of some truths, none of them unknown, are true."""
    total: Sql = q.integer(0)
    for one in truths:
        total = q.plus(total, q.case([(one, q.integer(1))], q.integer(0)))
    return total


# names and paths


@compiles(Name)
def _name(compiler: Expressions, node: Name, frame: Frame) -> Any:
    if node.name in compiler.constants:
        return compiler._constant(node)
    try:
        return frame.read(node.name)
    except NoSuchNameError:
        raise BeyondSqlError("screening.no-such-name", name=node.name) from None


@compiles(Path)
def _path(compiler: Expressions, node: Path, frame: Frame) -> Any:
    if isinstance(node.base, Call) and node.member in ("years", "months"):
        return _part_of_span(compiler, node, node.base, frame)
    base = compiler.term(node.base, frame)
    if isinstance(base, Record):
        return base.fields[node.member]
    if isinstance(base, Day) and node.member in ("year", "month", "day"):
        low, high = {"year": (-10_000, 10_000), "month": (1, 12), "day": (1, 31)}[node.member]
        part = q.part(base.sql, node.member.upper())
        return Number(frame.let(part), compiler.either(base), low=low, high=high)
    raise BeyondSqlError("screening.form", form="Path", expression=source(node))


def _part_of_span(compiler: Expressions, node: Path, call: Call, frame: Frame) -> Number:
    """`years and months duration(from, to).years`: the whole years between two days, cut off towards zero."""
    if not (isinstance(call.function, Name) and call.function.name == "years and months duration" and not call.named):
        raise BeyondSqlError("screening.form", form="Path", expression=source(node))
    start, end = (compiler._of(Day, one, frame) for one in call.arguments)
    parts = [[q.part(day.sql, name) for name in ("YEAR", "MONTH", "DAY")] for day in (start, end)]
    (y0, m0, d0), (y1, m1, d1) = parts
    months = frame.let(q.plus(q.times(q.minus(y1, y0), q.integer(12)), q.minus(m1, m0)))
    one, nothing = q.integer(1), q.integer(0)
    backward = q.both((q.compared("<", months, nothing), q.compared(">", d1, d0)))
    short = q.both((q.compared(">", months, nothing), q.compared("<", d1, d0)))
    whole = frame.let(q.plus(months, q.case([(short, q.integer(-1)), (backward, one)], nothing)))
    cut = q.quotient(whole, q.integer(12)) if node.member == "years" else q.remainder(whole, q.integer(12))
    known = q.both((q.is_known(start.sql), q.is_known(end.sql)))
    return Number(frame.let(q.case([(known, cut)])), compiler.either(start, end), low=-120_000, high=120_000)


# operators


@compiles(Negate)
def _negate(compiler: Expressions, node: Negate, frame: Frame) -> Number:
    operand = compiler.number(node.operand, frame)
    return numbers.opposite(operand, compiler.either(operand))


@compiles(Arithmetic)
def _arithmetic(compiler: Expressions, node: Arithmetic, frame: Frame) -> Any:
    left, right = compiler.term(node.left, frame), compiler.term(node.right, frame)
    if not (isinstance(left, Term) and isinstance(right, Term)):
        raise BeyondSqlError("screening.form", form="Arithmetic", expression=source(node))
    why = compiler.either(left, right)
    if left.is_unknown or right.is_unknown:
        kind = right if left.is_unknown else left
        return replace(kind, sql=q.NULL, why=why, constant=None)
    if isinstance(left, Number) and isinstance(right, Number):
        return _calculated(compiler, node, left, right, why, frame)
    if isinstance(left, Words) and isinstance(right, Words) and node.op == "+":
        return Words(frame.let(exp.DPipe(this=left.sql, expression=right.sql)), why)
    if isinstance(left, Day) and isinstance(right, Span) and node.op in "+-":
        return _later(left, right, node.op, why, frame)
    if isinstance(left, Span) and isinstance(right, Day) and node.op == "+":
        return _later(right, left, "+", why, frame)
    raise BeyondSqlError("screening.form", form=f"{node.op}", expression=source(node))


def _calculated(
    compiler: Expressions, node: Arithmetic, left: Number, right: Number, why: Why, frame: Frame
) -> Number:
    if node.op == "+":
        return numbers.added(left, right, why)
    if node.op == "-":
        return numbers.added(left, right, why, sign=-1)
    if node.op == "*":
        return numbers.multiplied(left, right, why)
    if node.op != "/":
        raise BeyondSqlError("screening.form", form=node.op, expression=source(node))
    left = replace(left, sql=frame.let(left.sql))
    right = replace(right, sql=frame.let(right.sql))
    result = _settled_number(numbers.divided(left, right, why), frame)
    if right.constant is None and right.low <= 0 <= right.high:
        # Nothing that is stated mends a division by zero.
        def mask() -> Mask:
            nothing = q.compared("=", right.sql, q.integer(0))
            known = q.both((q.is_known(left.sql), nothing))
            return chosen([(known, compiler.bits.stuck)], together((compiler.needed(left), compiler.needed(right))))

        result = replace(result, why=compiler.stored(frame, result.sql, lambda: (found := mask(), found)))
    return result


def _later(moment: Day, span: Span, sign: str, why: Why, frame: Frame) -> Day:
    length = span.constant
    if isinstance(length, YearsMonthsDuration):
        months = length.months if sign == "+" else -length.months
        return Day(frame.let(q.plus_months(moment.sql, months)), why)
    if isinstance(length, DaysTimeDuration) and length.nanoseconds % _DAY == 0:
        days = length.nanoseconds // _DAY
        return Day(frame.let(q.plus_days(moment.sql, days if sign == "+" else -days)), why)
    raise BeyondSqlError("screening.duration")


@compiles(Comparison)
def _comparison(compiler: Expressions, node: Comparison, frame: Frame) -> Truth:
    left, right = compiler.term(node.left, frame), compiler.term(node.right, frame)
    if not (isinstance(left, Term) and isinstance(right, Term)):
        raise BeyondSqlError("screening.form", form="Comparison", expression=source(node))
    return compiler.compared(node.op, left, right, frame)


@compiles(Logic)
def _logic(compiler: Expressions, node: Logic, frame: Frame) -> Truth:
    parts = [compiler.truth(one, frame) for one in node.operands]
    parts = [replace(part, sql=frame.let(part.sql)) for part in parts]
    return compiler.conjunction(parts) if node.op == "and" else compiler.disjunction(parts)


@compiles(Between)
def _between(compiler: Expressions, node: Between, frame: Frame) -> Truth:
    value, low, high = (compiler.term(one, frame) for one in (node.value, node.low, node.high))
    return compiler.conjunction([compiler.compared(">=", value, low, frame), compiler.compared("<=", value, high, frame)])


@compiles(If)
def _if(compiler: Expressions, node: If, frame: Frame) -> Any:
    condition = compiler.truth(node.condition, frame)
    if isinstance(node.then, ListOf) and not node.then.items:
        return _empty_or_series(compiler, node, frame)
    then, otherwise = compiler.term(node.then, frame), compiler.term(node.otherwise, frame)
    return compiler.choice(condition, then, otherwise, frame)


def _empty_or_series(compiler: Expressions, node: If, frame: Frame) -> Any:
    """`if count(x) = 0 then [] else for n in 1..count(x) return …`: the series, which is empty then by itself."""
    asked = node.condition
    empty = isinstance(asked, Comparison) and asked.op == "=" and asked.right == Literal(Decimal(0))
    if empty and isinstance(node.otherwise, For) and isinstance(asked.left, Call):
        domain = node.otherwise.iterators[0][1]
        if isinstance(domain, Interval) and domain.high == asked.left:
            return compiler.term(node.otherwise, frame)
    raise BeyondSqlError("screening.form", form="If", expression=source(node))


# membership


@compiles(In)
def _in(compiler: Expressions, node: In, frame: Frame) -> Truth:
    return meets(compiler, compiler.term(node.value, frame), node.tests, frame)


def meets(compiler: Expressions, value: Any, tests: UnaryTests, frame: Frame) -> Truth:
    """Whether a value meets unary tests."""
    if not tests.tests:
        return Truth(q.TRUE, Why.alike(lambda: compiler.bits.none))
    if not isinstance(value, Term):
        raise BeyondSqlError("screening.form", form="In", expression=source(tests))
    operands = [_operands(test) for test in tests.tests]
    plain = [one for some in operands if some is not None for one in some]
    if all(some is not None for some in operands) and len(plain) > 1 and isinstance(value, Words):
        terms = [compiler.term(one, frame) for one in plain]
        if all(isinstance(one, Words) and one.constant is not None for one in terms):
            met = Truth(q.among(value.sql, [one.sql for one in terms]), compiler.either(value))
            return compiler.negation(met) if tests.negated else met
    met = compiler.disjunction([_meets_one(compiler, value, test, frame) for test in tests.tests])
    return compiler.negation(met) if tests.negated else met


def _operands(test: UnaryTest) -> Sequence[Node] | None:
    if test.op is not None or isinstance(test.operand, Interval):
        return None
    return test.operand.items if isinstance(test.operand, ListOf) else (test.operand,)


def _meets_one(compiler: Expressions, value: Term, test: UnaryTest, frame: Frame) -> Truth:
    operand = test.operand
    if Name("?") in operand.walk():
        raise BeyondSqlError("screening.form", form="?", expression=source(operand))
    if test.op is not None:
        return compiler.compared(test.op, value, compiler.term(operand, frame), frame)
    if isinstance(operand, ListOf):
        same = [compiler.compared("=", value, compiler.term(one, frame), frame) for one in operand.items]
        return compiler.disjunction(same)
    if not isinstance(operand, Interval):
        given = compiler.term(operand, frame)
        if not isinstance(given, Term):
            raise BeyondSqlError("screening.form", form="In", expression=source(operand))
        return compiler.compared("=", value, given, frame)
    parts = []
    terms = [value]
    for end, op in ((operand.low, ">=" if operand.low_closed else ">"), (operand.high, "<=" if operand.high_closed else "<")):
        if end is not None:
            bound = compiler.term(end, frame)
            terms.append(bound)
            parts.append(compiler.compared(op, value, bound, frame))
    if all(one.constant is not None for one in terms[1:]):
        return Truth(q.both(part.sql for part in parts), compiler.either(value))
    # A range with an unknown end is unknown as a whole, whatever the other end says.
    known = q.both(q.is_known(one.sql) for one in terms)
    return Truth(q.case([(known, q.both(part.sql for part in parts))]), compiler.either(*terms))


def year_of(day: date) -> int:
    """The year of a day."""
    return day.year


__all__ = ["Expressions", "compiles", "meets"]

from incentive_engine.screening.compiling import functions, lists  # noqa: E402, F401  their forms are declared here

del Filter, Quantified
