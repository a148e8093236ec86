"""What the names of facts mean over a register: columns, annual series, lists of items, and what is derived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from incentive_engine.policy.model import Expression, Fact, FactType, Policy, Table
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.frames import Table as Rows
from incentive_engine.screening.compiling.reasons import Mask, Why
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.tables import table_term
from incentive_engine.screening.compiling.terms import Day, Listing, Meaning, Number, Record, Series, Term, Truth, Words
from incentive_engine.screening.register import ITEM, ROW, Column, Register

_LIMIT = 10**17
"""What a column without known bounds is taken to hold at most, in its smallest unit; others go to the reference."""

_NO_ITEMS = f"(SELECT CAST(NULL AS BIGINT) AS {ROW}, CAST(NULL AS INT) AS {ITEM} LIMIT 0)"
"""The items of a list that nobody states."""

_KINDS: Mapping[FactType, type[Term]] = {
    FactType.BOOLEAN: Truth,
    FactType.DATE: Day,
    FactType.TEXT: Words,
    FactType.CHOICE: Words,
}


class Population:
    """The facts of one policy over a register; `frame` reads them."""

    def __init__(
        self, policy: Policy, register: Register, assessment_year: int, compiler: Expressions, table: Rows
    ) -> None:
        self._policy = policy
        self._register = register
        self._year = assessment_year
        self._compiler = compiler
        self.table = table
        names = {fact.id: partial(self._fact, fact) for fact in policy.vocabulary.facts.values()}
        self.frame = Frame(self.table, names)

    def _fact(self, fact: Fact) -> Meaning:
        if fact.formula is not None:
            return self._derived(fact.formula)
        if fact.type is FactType.LIST:
            return self._listing(fact)
        if fact.annual:
            return self._series(fact)
        return self._value(fact, fact.id, self._compiler.bits.mask(fact.id, fact.id))

    def _derived(self, formula: Expression | Table) -> Meaning:
        """A derived fact: its value in a column, worked out once."""
        if isinstance(formula, Table):
            value: Meaning = table_term(self._compiler, formula, self.frame)
        else:
            value = self._compiler.meaning(formula.tree, self.frame)
        if not isinstance(value, Term):
            return value
        why = value.why
        kept = (
            value.in_columns(self.frame) if isinstance(value, Number) else replace(value, sql=self.frame.let(value.sql))
        )
        return replace(kept, why=self._compiler.stored(self.frame, kept.sql, lambda: why.both))

    def _value(self, fact: Fact, name: str, mask: Mask) -> Term:
        """The column `name`, whose lack the mask stands for."""
        column = self._register.main.columns.get(name)
        why = Why.alike(lambda: mask)
        if column is None:
            return _kind(fact)(q.NULL, why)
        return self._read(self.table, column, why)

    def _read(self, table: Rows, column: Column, why: Why) -> Term:
        kind = _kind(column.fact)
        if not column.is_number:
            return kind(table.base(column.name), why)
        scale = column.scale
        bounds = column.low, column.high
        if bounds[0] is None or bounds[1] is None:
            low, high = -_LIMIT, _LIMIT
        else:
            low, high = int(bounds[0].scaleb(scale)), int(bounds[1].scaleb(scale))
        wide = max(-low, high) > q.LARGEST
        sql = table.base(column.name, q.scaled(q.column(column.name), scale, wide=wide))
        if bounds[0] is None and table is self.table:
            beyond = (q.compared("<", sql, q.integer(low)), q.compared(">", sql, q.integer(high)))
            self._compiler.doubt(self.frame, q.any_of(beyond))
        return Number(sql, why, scale=scale, low=low, high=high)

    # annual facts

    def _series(self, fact: Fact) -> Series:
        years = range(self._year - fact.years + 1, self._year + 1)
        bit = self._compiler.bits.mask(fact.id, fact.id)
        elements = tuple(self._value(fact, f"{fact.id}@{year}", bit) for year in years)
        established = self._established()
        unstated = q.is_null(elements[0].sql)
        lacking = self._compiler.bits.mask(f"{fact.id}+{ESTABLISHED_ON}", fact.id, ESTABLISHED_ON)
        if established is None:
            return Series(elements, (q.TRUE,) * len(elements), self.frame.let(unstated), lacking, fact.id)
        unknown = q.is_null(established)
        present = tuple(
            self.frame.let(q.any_of((unknown, q.compared("<=", established, q.integer(year))))) for year in years
        )
        open_ = self.frame.let(q.both((unknown, unstated)))
        return Series(elements, present, open_, lacking, fact.id)

    def _established(self) -> Sql | None:
        """The year in which an enterprise was established; None where the register does not say."""
        fact = self._policy.vocabulary.facts.get(ESTABLISHED_ON)
        if fact is None:
            return None
        term = self.frame.read(ESTABLISHED_ON)
        if not isinstance(term, Day) or term.is_unknown:
            return None
        return self.frame.let(q.part(term.sql, "YEAR"))

    # list facts

    def _listing(self, fact: Fact) -> Listing:
        mask = self._compiler.bits.mask(fact.id, fact.id)
        column = self._register.main.columns.get(fact.id)
        relation = self._register.lists.get(fact.id)
        stated = q.NULL if column is None else self.table.base(fact.id)

        def items(frame: Frame) -> tuple[Frame, Record]:
            table = frame.table.items(_NO_ITEMS if relation is None else relation.sql)
            fields = {}
            for field in fact.item:
                found = None if relation is None else relation.columns.get(field.id)
                why = Why.alike(lambda: mask)
                fields[field.id] = _kind(field)(q.NULL, why) if found is None else self._read(table, found, why)
            return Frame(table, {}, frame), Record(fields)

        return Listing(fact.id, stated, mask, items)


def _kind(fact: Fact) -> type[Term]:
    return _KINDS.get(fact.type, Number)
