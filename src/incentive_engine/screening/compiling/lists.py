"""Lists in SQL: annual facts year by year, and list facts as aggregates over the rows of their items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlglot import exp

from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Filter, For, Interval, Literal, Name, Node, Quantified
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.expressions import Expressions, compiles
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import (
    BeyondSqlError,
    Lacking,
    Listing,
    Mask,
    Number,
    Place,
    Record,
    Series,
    Term,
    Truth,
    Why,
    chosen,
    replace,
    together,
)

MOST_ITEMS = 1_000_000
"""How many items one enterprise has at most: what bounds their sums."""


@dataclass(frozen=True, eq=False)
class Selection:
    """The items of a list that meet a condition, in the frame that asks for them; perhaps a value of each.

    `met` tells of an item whether it is among them; unknown for any item, the list as a whole is unknown.
    """

    listing: Listing
    frame: Frame
    record: Record
    met: Truth
    value: Term | None = None
    extra: tuple[Term, ...] = ()


def selected(compiler: Expressions, node: Node, frame: Frame) -> Selection:
    """The items that a list expression stands for."""
    term = compiler.term(node, frame)
    if isinstance(term, Listing):
        items, record = term.items(frame)
        return Selection(term, items, record, Truth(q.TRUE, Why.alike(lambda: compiler.bits.none)))
    if isinstance(term, Selection):
        return term
    raise BeyondSqlError("screening.no-list", expression=source(node))


@compiles(Filter)
def _filter(compiler: Expressions, node: Filter, frame: Frame) -> Any:
    base = compiler.term(node.base, frame)
    if isinstance(base, Series):
        return _element(compiler, base, node, frame)
    if not isinstance(base, Listing):
        raise BeyondSqlError("screening.form", form="Filter", expression=source(node))
    items, record = base.items(frame)
    met = compiler.truth(node.condition, items.within({**record.fields, "item": record}))
    return Selection(base, items, record, replace(met, sql=items.let(met.sql)))


def _element(compiler: Expressions, series: Series, node: Filter, frame: Frame) -> Term:
    """An element of a series by its place: from its end, or within `for n in 1..count(…)` by that variable."""
    if isinstance(node.condition, Name):
        place = frame.read(node.condition.name)
        if isinstance(place, Place):
            return _at(compiler, place, series, frame)
    index = compiler.term(node.condition, frame)
    number = index.constant if isinstance(index, Number) else None
    if not isinstance(number, Decimal) or number != int(number) or not number < 0:
        raise BeyondSqlError("screening.form", form="Filter", expression=source(node))
    if -number > len(series.elements):
        return Number(q.NULL, Why.alike(lambda: chosen([(series.open, series.lacking)], compiler.bits.stuck)))
    element, present = series.elements[int(number)], series.present[int(number)]
    if q.is_true(present) and series.from_end:
        return element
    unknown = q.FALSE if series.from_end else series.open
    value = frame.let(q.case([(unknown, q.NULL), (present, element.sql)]))

    def mask() -> Lacking:
        found = chosen([(unknown, series.lacking), (present, element.why.any)], compiler.bits.stuck)
        return found, found

    return replace(element, sql=value, why=compiler.stored(frame, value, mask))


def _at(compiler: Expressions, place: Place, series: Series, frame: Frame) -> Term:
    """The element of a series at a place of another one, counted from the front."""
    if len(series.elements) != len(place.series.elements):
        raise BeyondSqlError("screening.windows-differ")
    element = series.elements[place.at]
    if q.is_false(series.open):
        return element

    def mask() -> Lacking:
        found = chosen([(series.open, series.lacking)], element.why.any)
        return found, found

    known = q.case([(q.negated(series.open), element.sql)])
    return replace(element, sql=frame.let(known), why=Why(mask))


@compiles(For)
def _for(compiler: Expressions, node: For, frame: Frame) -> Any:
    if len(node.iterators) != 1:
        raise BeyondSqlError("screening.form", form="For", expression=source(node))
    (name, domain), = node.iterators
    if isinstance(domain, Interval):
        return _series_of(compiler, node, name, domain, frame)
    selection = selected(compiler, domain, frame)
    value = compiler.term(node.body, selection.frame.within({name: selection.record}))
    if not isinstance(value, Term):
        raise BeyondSqlError("screening.form", form="For", expression=source(node))
    return replace(selection, value=value)


def _series_of(compiler: Expressions, node: For, name: str, domain: Interval, frame: Frame) -> Series:
    counted = domain.high
    is_count = isinstance(counted, Call) and counted.function == Name("count") and len(counted.arguments) == 1
    if not is_count or domain.low != Literal(Decimal(1)) or not (domain.low_closed and domain.high_closed):
        raise BeyondSqlError("screening.form", form="For", expression=source(node))
    assert isinstance(counted, Call)  # noqa: S101 - is_count says so
    over = compiler.term(counted.arguments[0], frame)
    if not isinstance(over, Series):
        raise BeyondSqlError("screening.form", form="For", expression=source(node))
    elements = []
    for at in range(len(over.elements)):
        elements.append(compiler.term(node.body, frame.within({name: Place(over, at)})))
    return Series(tuple(elements), over.present, over.open, over.lacking, over.name, from_end=False)


@compiles(Quantified)
def _quantified(compiler: Expressions, node: Quantified, frame: Frame) -> Truth:
    if len(node.iterators) != 1:
        raise BeyondSqlError("screening.form", form="Quantified", expression=source(node))
    (name, domain), = node.iterators
    selection = selected(compiler, domain, frame)
    body = compiler.truth(node.body, selection.frame.within({name: selection.record}))
    body = replace(body, sql=selection.frame.let(body.sql))
    some = node.op == "some"
    kept = q.holds(selection.met.sql)
    decides = q.both((kept, q.holds(body.sql) if some else q.holds(q.negated(body.sql))))
    unsettled = q.both((kept, q.is_null(body.sql)))
    decided, is_open = gathered(frame, selection, [any_aggregate(decides), any_aggregate(unsettled)])
    unknown = unknown_list(frame, selection)
    answer = q.TRUE if some else q.FALSE
    branches = [(unknown, q.NULL), (decided, answer), (is_open, q.NULL)]
    value = frame.let(q.case(branches, q.FALSE if some else q.TRUE))

    def lacking() -> Lacking:
        masks = body.why.both
        deciding, others = (masks[0], masks[1]) if some else (masks[1], masks[0])
        words = compiler.bits.words
        one_does = tuple(_bits(q.case([(unsettled, word)])) for word in deciding)
        needs_all = tuple(_bits(q.case([(unsettled, word)])) for word in others)
        stuck = any_aggregate(q.both((unsettled, q.is_null(others[0]))))
        found = gathered(frame, selection, [*one_does, *needs_all, stuck])
        first, second, never = tuple(found[:words]), tuple(found[words : 2 * words]), found[-1]
        rest = chosen([(never, compiler.bits.stuck)], second)
        asked = lacking_list(compiler, frame, selection)
        first, rest = chosen([(unknown, asked)], first), chosen([(unknown, asked)], rest)
        return (first, rest) if some else (rest, first)

    return Truth(value, compiler.stored(frame, value, lacking))


# what is made of all items


def gathered(frame: Frame, selection: Selection, aggregates: Sequence[Sql]) -> list[Sql]:
    """Aggregates over the items; what tells whether any item is so is FALSE where there are none."""
    columns = frame.table.gather(selection.frame.table, aggregates)
    return [
        q.coalesced(column, q.FALSE) if isinstance(one, exp.LogicalOr) else column
        for column, one in zip(columns, aggregates, strict=True)
    ]


def any_aggregate(truth: Sql) -> Sql:
    return exp.LogicalOr(this=truth)


def _bits(word: Sql) -> Sql:
    return exp.BitwiseOrAgg(this=exp.Cast(this=word, to=q.NARROW))


def sum_aggregate(value: Sql, wide: bool) -> Sql:
    total = exp.Sum(this=q.widened(value) if wide else value)
    return exp.Cast(this=total, to=(q.WIDE if wide else q.NARROW))


def unknown_list(frame: Frame, selection: Selection) -> Sql:
    """Whether the list as a whole is unknown: it is not stated, or nobody knows of an item whether it is in it."""
    not_stated = q.is_null(selection.listing.stated)
    if q.is_false(q.is_null(selection.met.sql)):
        return not_stated
    (doubtful,) = gathered(frame, selection, [any_aggregate(q.is_null(selection.met.sql))])
    return q.any_of((not_stated, doubtful))


def lacking_list(compiler: Expressions, frame: Frame, selection: Selection) -> Mask:
    """What a list lacks that is unknown as a whole."""
    not_stated = q.is_null(selection.listing.stated)
    if q.is_false(q.is_null(selection.met.sql)):
        return selection.listing.lacking
    doubtful = q.is_null(selection.met.sql)
    mask = selection.met.why.any
    words = [_bits(q.case([(doubtful, word)])) for word in mask]
    stuck = any_aggregate(q.both((doubtful, q.is_null(mask[0]))))
    *found, never = gathered(frame, selection, [*words, stuck])
    return chosen([(not_stated, selection.listing.lacking), (never, compiler.bits.stuck)], tuple(found))


def count_of(compiler: Expressions, selection: Selection, frame: Frame) -> Number:
    """How many items there are."""
    kept = q.case([(selection.met.sql, q.integer(1))])
    (number,) = gathered(frame, selection, [exp.Count(this=kept)])
    unknown = unknown_list(frame, selection)
    total = q.plus(q.coalesced(number, q.integer(0)), q.integer(len(selection.extra)))
    value = frame.let(q.case([(unknown, q.NULL)], total))

    def mask() -> Lacking:
        found = lacking_list(compiler, frame, selection)
        return found, found

    return Number(value, compiler.stored(frame, value, mask), low=0, high=MOST_ITEMS + len(selection.extra))


def count_of_distinct(compiler: Expressions, selection: Selection, frame: Frame) -> Number:
    """How many different values there are; unknown where one of them is."""
    value = selection.value
    if value is None or selection.extra or isinstance(value, Number):
        raise BeyondSqlError("screening.distinct")
    kept = q.holds(selection.met.sql)
    different = exp.Count(this=exp.Distinct(expressions=[q.case([(kept, value.sql)])]))
    open_ = q.both((kept, q.is_null(value.sql)))
    number, is_open = gathered(frame, selection, [different, any_aggregate(open_)])
    unknown = q.any_of((unknown_list(frame, selection), is_open))
    result = frame.let(q.case([(unknown, q.NULL)], q.coalesced(number, q.integer(0))))
    why = compiler.stored(frame, result, lambda: _lacking_values(compiler, selection, frame, open_))
    return Number(result, why, low=0, high=MOST_ITEMS)


def lacking_where(compiler: Expressions, frame: Frame, selection: Selection, open_: Sql, mask: Mask) -> Mask:
    """What those items lack together where `open_` is true, given what each of them lacks."""
    words = [_bits(q.case([(open_, word)])) for word in mask]
    stuck = any_aggregate(q.both((open_, q.is_null(mask[0]))))
    *found, never = gathered(frame, selection, [*words, stuck])
    return chosen([(never, compiler.bits.stuck)], tuple(q.coalesced(word, q.integer(0)) for word in found))


def _lacking_values(compiler: Expressions, selection: Selection, frame: Frame, open_: Sql) -> Lacking:
    """What values lack of which every one is needed."""
    assert selection.value is not None  # noqa: S101 - the callers look
    items = lacking_where(compiler, frame, selection, open_, selection.value.why.any)
    every = together([items, *(compiler.needed(one) for one in selection.extra)])
    mask = chosen([(unknown_list(frame, selection), lacking_list(compiler, frame, selection))], every)
    return mask, mask


def sum_of(compiler: Expressions, selection: Selection, frame: Frame) -> Number:
    """The sum of a value of each item; of none there is no sum."""
    value = selection.value
    if not isinstance(value, Number) or (value.divisor is not None and q.whole(value.divisor) is None):
        raise BeyondSqlError("screening.sum")
    kept = q.holds(selection.met.sql)
    low, high = min(value.low, 0) * MOST_ITEMS, max(value.high, 0) * MOST_ITEMS
    wide = max(-low, high) > q.LARGEST
    open_ = q.both((kept, q.is_null(value.sql)))
    total, number, is_open = gathered(
        frame,
        selection,
        [sum_aggregate(q.case([(kept, value.sql)]), wide), exp.Count(this=q.case([(kept, q.integer(1))])), any_aggregate(open_)],
    )
    empty = q.FALSE if selection.extra else q.compared("=", q.coalesced(number, q.integer(0)), q.integer(0))
    unknown = q.any_of((unknown_list(frame, selection), is_open))
    nothing = q.widened(q.integer(0)) if wide else q.integer(0)
    known = frame.let(q.case([(q.any_of((unknown, empty)), q.NULL)], q.coalesced(total, nothing)))

    def lacking() -> Lacking:
        mask, _ = _lacking_values(compiler, selection, frame, open_)
        stuck = chosen([(q.both((q.negated(unknown), empty)), compiler.bits.stuck)], mask)
        return stuck, stuck

    from incentive_engine.screening.compiling import numbers

    result = Number(
        known, compiler.stored(frame, known, lacking), scale=value.scale, low=low, high=high, exact=value.exact
    )
    if value.divisor is not None:
        result = replace(result, divisor=value.divisor, most=value.most, exact=False)
    for one in selection.extra:
        if not isinstance(one, Number):
            raise BeyondSqlError("screening.sum")
        result = numbers.added(result, one, result.why)
    return result


def count_of_series(compiler: Expressions, series: Series, frame: Frame) -> Number:
    """How many elements a series has."""
    total: Sql = q.integer(0)
    for present in series.present:
        total = q.plus(total, q.case([(present, q.integer(1))], q.integer(0)))
    value = frame.let(q.case([(series.open, q.NULL)], total))
    return Number(value, Why.alike(lambda: series.lacking), low=0, high=len(series.present))


def sum_of_series(compiler: Expressions, series: Series, frame: Frame) -> Number:
    """The sum of a series; of none there is no sum."""
    from incentive_engine.screening.compiling import numbers

    total: Number | None = None
    why = Why.alike(lambda: compiler.bits.none)
    for element, present in zip(series.elements, series.present, strict=True):
        if not isinstance(element, Number):
            raise BeyondSqlError("screening.sum")
        part = numbers.chosen([(present, element)], Number(q.integer(0), why), why)
        total = part if total is None else numbers.added(total, part, why)
    assert total is not None  # noqa: S101 - a window has at least a year
    some = q.any_of(series.present)
    known = q.both((q.negated(series.open), some))
    value = frame.let(q.case([(known, total.sql)]))

    def lacking() -> Lacking:
        parts = [
            chosen([(present, compiler.needed(element))], compiler.bits.none)
            for element, present in zip(series.elements, series.present, strict=True)
        ]
        mask = chosen([(series.open, series.lacking), (some, together(parts))], compiler.bits.stuck)
        return mask, mask

    return replace(total, sql=value, why=compiler.stored(frame, value, lacking))
