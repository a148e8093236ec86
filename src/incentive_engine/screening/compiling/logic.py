"""Kleene's and, or, not and at least so many, with what each waits for to become true, and to become false."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from incentive_engine.feel.syntax import Logic
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Bits, Lacking, Mask, Why, alternatively, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Truth


def conjunction(bits: Bits, parts: Sequence[Truth]) -> Truth:
    """Kleene's and."""
    return at_least(bits, len(parts), parts)


def disjunction(bits: Bits, parts: Sequence[Truth]) -> Truth:
    """Kleene's or."""
    return at_least(bits, 1, parts)


def negation(part: Truth) -> Truth:
    """Kleene's not."""
    return Truth(q.negated(part.sql), Why(lambda: (part.why.both[1], part.why.both[0])))


def at_least(bits: Bits, count: int, parts: Sequence[Truth]) -> Truth:
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
    return Truth(value, Why(lambda: _lacking(bits, count, parts)))


def _lacking(bits: Bits, count: int, parts: Sequence[Truth]) -> Lacking:
    """What it lacks, given that the count can still be reached and be missed."""
    unknown = [q.is_null(part.sql) for part in parts]
    masks = [part.why.both for part in parts]
    open_ = [(one, mask) for one, mask in zip(unknown, masks, strict=True) if not q.is_false(one)]
    if not open_:
        return bits.none, bits.none
    if all(by_true is by_false for _, (by_true, by_false) in open_) and count in (1, len(parts)):
        needs_all = together(chosen([(one, mask)], bits.none) for one, (mask, _) in open_)
        one_does = alternatively(chosen([(one, mask)], bits.stuck) for one, (mask, _) in open_)
        return (needs_all, one_does) if count > 1 else (one_does, needs_all)
    to_true = [chosen([(one, mask)], bits.stuck) for one, (mask, _) in open_]
    to_false = [chosen([(one, mask)], bits.stuck) for one, (_, mask) in open_]
    certain = _counted(q.holds(part.sql) for part in parts)
    can_be = _counted(q.is_known(mask[0]) for mask in to_true)
    cannot = _counted(q.is_known(mask[0]) for mask in to_false)
    reached = q.compared(">=", q.plus(certain, can_be), q.integer(count))
    every = q.plus(certain, _counted(one for one, _ in open_))
    missed = q.compared("<", q.minus(every, cannot), q.integer(count))
    by_true = chosen([(reached, _collected(to_true))], bits.stuck)
    by_false = chosen([(missed, _collected(to_false))], bits.stuck)
    return by_true, by_false


def _collected(masks: Sequence[Mask]) -> Mask:
    return together(tuple(q.coalesced(word, q.integer(0)) for word in mask) for mask in masks)


def _counted(truths: Iterable[Sql]) -> Sql:
    """How many of some truths, none of them unknown, are true."""
    total: Sql = q.integer(0)
    for one in truths:
        total = q.plus(total, q.case([(one, q.integer(1))], q.integer(0)))
    return total


def compile_logic(compiler: Expressions, node: Logic, frame: Frame) -> Truth:
    """`and`, `or`."""
    parts = [compiler.truth(one, frame) for one in node.operands]
    parts = [replace(part, sql=frame.let(part.sql)) for part in parts]
    return (conjunction if node.op == "and" else disjunction)(compiler.bits, parts)
