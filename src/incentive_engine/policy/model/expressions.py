"""Expressions and decision tables, typed."""

from __future__ import annotations

from dataclasses import dataclass, field

from incentive_engine.feel.syntax import Node
from incentive_engine.feel.types import Type
from incentive_engine.mistakes import Place


@dataclass(frozen=True, slots=True)
class Expression:
    """A FEEL expression of a policy, parsed and type-checked once; `reads` are the free names in it."""

    text: str
    tree: Node
    type: Type
    reads: frozenset[str]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: rows of unary tests over the inputs, and what each row answers.

    `hit` is `unique`, `any`, `priority`, `first`, `rule order`, `output order`, `collect`, or `collect
    sum|min|max|count`.
    """

    hit: str
    inputs: tuple[Expression, ...]
    rows: tuple[Row, ...]
    otherwise: Expression | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell is an expression whose tree is `UnaryTests`."""

    cells: tuple[Expression, ...]
    output: Expression
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Brackets:
    """The marginal slices an amount was written as (差额累进): base, and for each slice its floor and its rate."""

    base: Expression
    slices: tuple[tuple[Expression, Expression], ...]
