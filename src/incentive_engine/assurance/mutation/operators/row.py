"""Rows of a table and slices of brackets: one missing, two in the wrong order, a cell left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from incentive_engine.assurance.mutation.spots import Spot, Words, row_text
from incentive_engine.assurance.mutation.variants import Variant, left_out
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import UnaryTests
from incentive_engine.policy.model import Brackets, Expression, Table

NAME = "row"

_ANY = UnaryTests(())
_IN_ORDER = ("first", "rule order")


def variants(spot: Spot) -> Iterator[Variant]:
    """Each row left out; neighbours swapped, whole where their order counts, else only in what they answer."""
    part = spot.part
    if isinstance(part, Table):
        yield from _rows(part)
    elif isinstance(part, Brackets):
        yield from _slices(part)
    elif isinstance(part, Expression) and isinstance(part.tree, UnaryTests) and part.tree.tests:
        opened = Expression("-", _ANY, part.type, frozenset(), part.place)
        values = {"before": source(part.tree), "after": "-"}
        yield Variant(opened, Words("written-as", values), f"{source(part.tree)} → -")


def _rows(table: Table) -> Iterator[Variant]:
    rows = table.rows
    for number, row in enumerate(rows):
        if len(rows) > 1:
            yield left_out(replace(table, rows=(*rows[:number], *rows[number + 1 :])), row_text(row))
    for number, (one, other) in enumerate(pairwise(rows)):
        around = rows[:number], rows[number + 2 :]
        values = {"one": number + 1, "other": number + 2}
        detail = f"{row_text(one)} ↔ {row_text(other)}"
        if table.hit in _IN_ORDER:
            yield Variant(replace(table, rows=(*around[0], other, one, *around[1])),
                          Words("rows-swapped", values), detail)  # fmt: skip
        answers = replace(one, output=other.output), replace(other, output=one.output)
        if source(one.output.tree) != source(other.output.tree):
            yield Variant(replace(table, rows=(*around[0], *answers, *around[1])),
                          Words("answers-swapped", values), f"answers {detail}")  # fmt: skip


def _slices(brackets: Brackets) -> Iterator[Variant]:
    slices = brackets.slices
    for number, (over, _) in enumerate(slices):
        if len(slices) > 1:
            rest = (*slices[:number], *slices[number + 1 :])
            yield left_out(replace(brackets, slices=rest), f"slice {source(over.tree)}")
    for number, ((over, rate), (above, higher)) in enumerate(pairwise(slices)):
        if source(rate.tree) != source(higher.tree):
            swapped = (*slices[:number], (over, higher), (above, rate), *slices[number + 2 :])
            values = {"one": number + 1, "other": number + 2}
            detail = f"rates {source(over.tree)} ↔ {source(above.tree)}"
            yield Variant(replace(brackets, slices=swapped), Words("rates-swapped", values), detail)
