"""Annual facts in SQL: a column for each year of the window, and what is made of them year by year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from incentive_engine.feel.syntax import Call, For, Interval, Literal, Name, Node
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Lacking, Why, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Number, Place, Series, Term


def element(compiler: Expressions, series: Series, index: Node, frame: Frame) -> Term:
    """An element of a series by its place: from its end, or within `for n in 1..count(…)` by that variable."""
    if isinstance(index, Name):
        place = frame.read(index.name)
        if isinstance(place, Place):
            return _at(place, series, frame)
    number = compiler.term(index, frame).constant
    if not isinstance(number, Decimal) or number != int(number) or not number < 0:
        raise BeyondSqlError()
    if -number > len(series.elements):
        return Number(q.NULL, Why.alike(lambda: chosen([(series.open, series.lacking)], compiler.bits.stuck)))
    one, present = series.elements[int(number)], series.present[int(number)]
    if q.is_true(present) and series.from_end:
        return one
    unknown = q.FALSE if series.from_end else series.open
    value = frame.let(q.case([(unknown, q.NULL), (present, one.sql)]))

    def lacking() -> Lacking:
        mask = chosen([(unknown, series.lacking), (present, one.why.any)], compiler.bits.stuck)
        return mask, mask

    return replace(one, sql=value, why=compiler.stored(frame, value, lacking))


def _at(place: Place, series: Series, frame: Frame) -> Term:
    """The element of a series at a place of another one, counted from the front."""
    if len(series.elements) != len(place.series.elements):
        raise BeyondSqlError()
    one = series.elements[place.at]
    if q.is_false(series.open):
        return one

    def lacking() -> Lacking:
        mask = chosen([(series.open, series.lacking)], one.why.any)
        return mask, mask

    known = q.case([(q.negated(series.open), one.sql)])
    return replace(one, sql=frame.let(known), why=Why(lacking))


def series_of(compiler: Expressions, node: For, name: str, domain: Interval, frame: Frame) -> Series:
    """`for n in 1..count(series) return …`: a value for each year of a series."""
    counted = domain.high
    from_the_first = domain.low == Literal(Decimal(1)) and domain.low_closed and domain.high_closed
    if not (from_the_first and isinstance(counted, Call) and counted.function == Name("count")):
        raise BeyondSqlError()
    over = compiler.meaning(counted.arguments[0], frame)
    if not isinstance(over, Series):
        raise BeyondSqlError()
    places = [Place(over, at) for at in range(len(over.elements))]
    elements = [compiler.term(node.body, frame.within({name: place})) for place in places]
    return Series(tuple(elements), over.present, over.open, over.lacking, over.name, from_end=False)


def count_of_series(series: Series, frame: Frame) -> Number:
    """How many elements a series has."""
    total: Sql = q.integer(0)
    for present in series.present:
        total = q.plus(total, q.case([(present, q.integer(1))], q.integer(0)))
    value = frame.let(q.case([(series.open, q.NULL)], total))
    return Number(value, Why.alike(lambda: series.lacking), low=0, high=len(series.present))


def sum_of_series(compiler: Expressions, series: Series, frame: Frame) -> Number:
    """The sum of a series; of none there is no sum."""
    why = compiler.lacks_nothing
    nothing = Number(q.integer(0), why)
    total = nothing
    for one, present in zip(series.elements, series.present, strict=True):
        if not isinstance(one, Number):
            raise BeyondSqlError()
        part = numbers.chosen([(present, one)], nothing, why)
        total = part if total is nothing else numbers.added(total, part, why)
    some = q.any_of(series.present)
    known = q.both((q.negated(series.open), some))
    value = frame.let(q.case([(known, total.sql)]))

    def lacking() -> Lacking:
        parts = [
            chosen([(present, compiler.needed(one))], compiler.bits.none)
            for one, present in zip(series.elements, series.present, strict=True)
        ]
        mask = chosen([(series.open, series.lacking), (some, together(parts))], compiler.bits.stuck)
        return mask, mask

    return replace(total, sql=value, why=compiler.stored(frame, value, lacking))
