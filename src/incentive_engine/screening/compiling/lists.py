"""Lists in SQL: what is made of the items of a list fact is aggregated over the rows of their table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlglot import exp

from incentive_engine.feel.syntax import Filter, For, Interval, Node, Quantified
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Lacking, Mask, chosen, together
from incentive_engine.screening.compiling.series import element, series_of
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Listing, Meaning, Number, Selection, Series, Term, Truth

MOST_ITEMS = 1_000_000
"""How many items one enterprise has at most: what bounds their sums."""


def selected(compiler: Expressions, node: Node, frame: Frame) -> Selection:
    """The items that a list expression stands for."""
    found = compiler.meaning(node, frame)
    if isinstance(found, Listing):
        items, record = found.items(frame)
        return Selection(found, items, record, compiler.always)
    if isinstance(found, Selection):
        return found
    raise BeyondSqlError()


def compile_filter(compiler: Expressions, node: Filter, frame: Frame) -> Meaning:
    """`list[condition]`, and the element of a series."""
    base = compiler.meaning(node.base, frame)
    if isinstance(base, Series):
        return element(compiler, base, node.condition, frame)
    if not isinstance(base, Listing):
        raise BeyondSqlError()
    items, record = base.items(frame)
    met = compiler.truth(node.condition, items.within({**record.fields, "item": record}))
    return Selection(base, items, record, replace(met, sql=items.let(met.sql)))


def compile_for(compiler: Expressions, node: For, frame: Frame) -> Meaning:
    """`for item in list return value`."""
    if len(node.iterators) != 1:
        raise BeyondSqlError()
    ((name, domain),) = node.iterators
    if isinstance(domain, Interval):
        return series_of(compiler, node, name, domain, frame)
    selection = selected(compiler, domain, frame)
    value = compiler.term(node.body, selection.frame.within({name: selection.record}))
    return replace(selection, value=value)


def compile_quantified(compiler: Expressions, node: Quantified, frame: Frame) -> Truth:
    """`some item in list satisfies condition`, and `every`."""
    if len(node.iterators) != 1:
        raise BeyondSqlError()
    ((name, domain),) = node.iterators
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
    """Whether it is true of any item."""
    return exp.LogicalOr(this=truth)


def _bits(word: Sql) -> Sql:
    """The bits that any item has."""
    return exp.BitwiseOrAgg(this=exp.Cast(this=word, to=q.NARROW))


def sum_aggregate(value: Sql, wide: bool) -> Sql:
    """The sum of a value of all items."""
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
        raise BeyondSqlError()
    kept = q.holds(selection.met.sql)
    different = exp.Count(this=exp.Distinct(expressions=[q.case([(kept, value.sql)])]))
    open_ = q.both((kept, q.is_null(value.sql)))
    number, is_open = gathered(frame, selection, [different, any_aggregate(open_)])
    unknown = q.any_of((unknown_list(frame, selection), is_open))
    result = frame.let(q.case([(unknown, q.NULL)], q.coalesced(number, q.integer(0))))
    why = compiler.stored(frame, result, lambda: _lacking_values(compiler, selection, value, frame, open_))
    return Number(result, why, low=0, high=MOST_ITEMS)


def lacking_where(compiler: Expressions, frame: Frame, selection: Selection, open_: Sql, mask: Mask) -> Mask:
    """What those items lack together where `open_` is true, given what each of them lacks."""
    words = [_bits(q.case([(open_, word)])) for word in mask]
    stuck = any_aggregate(q.both((open_, q.is_null(mask[0]))))
    *found, never = gathered(frame, selection, [*words, stuck])
    return chosen([(never, compiler.bits.stuck)], tuple(q.coalesced(word, q.integer(0)) for word in found))


def _lacking_values(compiler: Expressions, selection: Selection, value: Term, frame: Frame, open_: Sql) -> Lacking:
    """What the values of the items lack, of which every one is needed."""
    items = lacking_where(compiler, frame, selection, open_, value.why.any)
    every = together([items, *(compiler.needed(one) for one in selection.extra)])
    mask = chosen([(unknown_list(frame, selection), lacking_list(compiler, frame, selection))], every)
    return mask, mask


def sum_of(compiler: Expressions, selection: Selection, frame: Frame) -> Number:
    """The sum of a value of each item; of none there is no sum."""
    value = selection.value
    if not isinstance(value, Number) or (value.divisor is not None and q.whole(value.divisor) is None):
        raise BeyondSqlError()
    kept = q.holds(selection.met.sql)
    low, high = min(value.low, 0) * MOST_ITEMS, max(value.high, 0) * MOST_ITEMS
    wide = max(-low, high) > q.LARGEST
    open_ = q.both((kept, q.is_null(value.sql)))
    total, number, is_open = gathered(
        frame,
        selection,
        [
            sum_aggregate(q.case([(kept, value.sql)]), wide),
            exp.Count(this=q.case([(kept, q.integer(1))])),
            any_aggregate(open_),
        ],
    )
    empty = q.FALSE if selection.extra else q.compared("=", q.coalesced(number, q.integer(0)), q.integer(0))
    unknown = q.any_of((unknown_list(frame, selection), is_open))
    nothing = q.widened(q.integer(0)) if wide else q.integer(0)
    known = frame.let(q.case([(q.any_of((unknown, empty)), q.NULL)], q.coalesced(total, nothing)))

    def lacking() -> Lacking:
        mask, _ = _lacking_values(compiler, selection, value, frame, open_)
        stuck = chosen([(q.both((q.negated(unknown), empty)), compiler.bits.stuck)], mask)
        return stuck, stuck

    result = Number(
        known, compiler.stored(frame, known, lacking), scale=value.scale, low=low, high=high, exact=value.exact
    )
    if value.divisor is not None:
        result = replace(result, divisor=value.divisor, most=value.most, exact=False)
    for one in selection.extra:
        if not isinstance(one, Number):
            raise BeyondSqlError()
        result = numbers.added(result, one, result.why)
    return result
