"""Names, what they have inside (`person.level`, `day.year`), and the span between two days."""

from __future__ import annotations

from incentive_engine.feel.syntax import Call, Name, Path
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame, NoSuchNameError
from incentive_engine.screening.compiling.terms import Day, Meaning, Number, Record

_PARTS = {"year": (-10_000, 10_000), "month": (1, 12), "day": (1, 31)}
"""What a day has inside, and between which values."""


def compile_name(compiler: Expressions, node: Name, frame: Frame) -> Meaning:
    """A fact, or what is bound around the expression; `compiler.settled` has seen to constants."""
    del compiler
    try:
        return frame.read(node.name)
    except NoSuchNameError:
        raise BeyondSqlError() from None


def compile_path(compiler: Expressions, node: Path, frame: Frame) -> Meaning:
    """A member of what stands before the dot."""
    if isinstance(node.base, Call) and node.member in ("years", "months"):
        return _part_of_span(compiler, node.base, node.member, frame)
    base = compiler.meaning(node.base, frame)
    if isinstance(base, Record):
        return base.fields[node.member]
    if isinstance(base, Day) and node.member in _PARTS:
        low, high = _PARTS[node.member]
        part = q.part(base.sql, node.member.upper())
        return Number(frame.let(part), compiler.either(base), low=low, high=high)
    raise BeyondSqlError()


def _part_of_span(compiler: Expressions, call: Call, member: str, frame: Frame) -> Number:
    """`years and months duration(from, to).years`: the whole years between two days, cut off towards zero."""
    if not (isinstance(call.function, Name) and call.function.name == "years and months duration" and not call.named):
        raise BeyondSqlError()
    start, end = (compiler.of(Day, one, frame) for one in call.arguments)
    parts = [[q.part(day.sql, name) for name in ("YEAR", "MONTH", "DAY")] for day in (start, end)]
    (y0, m0, d0), (y1, m1, d1) = parts
    months = frame.let(q.plus(q.times(q.minus(y1, y0), q.integer(12)), q.minus(m1, m0)))
    one, nothing = q.integer(1), q.integer(0)
    backward = q.both((q.compared("<", months, nothing), q.compared(">", d1, d0)))
    short = q.both((q.compared(">", months, nothing), q.compared("<", d1, d0)))
    whole = frame.let(q.plus(months, q.case([(short, q.integer(-1)), (backward, one)], nothing)))
    cut = q.quotient(whole, q.integer(12)) if member == "years" else q.remainder(whole, q.integer(12))
    known = q.both((q.is_known(start.sql), q.is_known(end.sql)))
    return Number(frame.let(q.case([(known, cut)])), compiler.either(start, end), low=-120_000, high=120_000)
