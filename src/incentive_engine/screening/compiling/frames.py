"""Rows that expressions are evaluated over, and the steps in which their columns come about.

A table grows by columns: those of its source first, then, step by step, what is computed from the columns before, each
distinct expression once, and what is aggregated over the items of a list. In SQL each step is a SELECT over the one
before. The enterprises are the main table; the items of a list are a table of their own, inside the one that they
belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlglot import exp

from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.reasons import Lacking, Mask, Why
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Listing, Meaning, Number, Place, Record, Series, Term
from incentive_engine.screening.register import ITEM, ROW


class Steps:
    """The named SELECTs of a statement, in an order in which each reads only earlier ones."""

    def __init__(self) -> None:
        self.selects: dict[str, exp.Select] = {}
        self._names = 0

    def name(self, stem: str) -> str:
        """A name that nothing else has; a fact's has no `#`."""
        self._names += 1
        return f"{stem}{self._names}"

    def add(self, stem: str, select: exp.Select) -> str:
        """The name under which later steps find the SELECT."""
        name = self.name(stem)
        self.selects[name] = select
        return name


class Table:
    """A relation whose columns are made step by step; `keys` tell its rows apart. `Frame` says what names mean in it.

    `source` is a relation, as it stands after FROM. Tables of items are made by `items` of the table around them.
    """

    def __init__(self, steps: Steps, source: str, key: str = ROW, outer: Table | None = None) -> None:
        self.steps = steps
        self.source = source
        self.outer = outer
        self.keys: tuple[str, ...] = (key,) if outer is None else (*outer.keys, key)
        self._key = key
        self._step: dict[str, int] = dict.fromkeys(self.keys, 0)
        self._base: dict[str, Sql] = {}
        self._names: dict[str, str] = {}
        self._made: dict[str, Sql] = {}
        self._by_value: dict[Sql, str] = {}
        self._imported: set[str] = set(self.keys[1:-1])
        self._gathered: dict[tuple[int, Table], dict[str, Sql]] = {}
        self._items: dict[str, Table] = {}

    def items(self, source: str) -> Table:
        """The items that each row of this table has in the relation `source`: the same table at every call."""
        if source not in self._items:
            self._items[source] = Table(self.steps, source, self.steps.name("item#"), self)
        return self._items[source]

    # what the table around it computed

    def adopted(self, value: Meaning) -> Meaning:
        """What was computed in the outer table, as this one's rows read it."""
        if isinstance(value, Record):
            return Record({name: self._adopted(one) for name, one in value.fields.items()})
        if isinstance(value, Series):
            return replace(
                value,
                elements=tuple(map(self._adopted, value.elements)),
                present=tuple(map(self._brought, value.present)),
                open=self._brought(value.open),
                lacking=tuple(map(self._brought, value.lacking)),
            )
        if isinstance(value, Term):
            return self._adopted(value)
        if isinstance(value, Listing):
            return replace(value, stated=self._brought(value.stated))
        if isinstance(value, Place):
            return value
        raise BeyondSqlError()

    def _adopted(self, term: Term) -> Term:
        if isinstance(term, Number) and term.divisor is not None:
            term = replace(term, divisor=self._brought(term.divisor))
        return replace(term, sql=self._brought(term.sql), why=Why(lambda: self._brought_lacking(term.why)))

    def _brought_lacking(self, why: Why) -> Lacking:
        by_true, by_false = why.both
        brought = tuple(map(self._brought, by_true))
        return brought, brought if by_false is by_true else tuple(map(self._brought, by_false))

    def _brought(self, sql: Sql) -> Sql:
        if self.outer is None or q.is_literal(sql):
            return sql
        column = self.outer.let(sql)
        self._imported.add(column.name)
        self._step[column.name] = 0
        return column

    # columns

    def base(self, name: str, sql: Sql | None = None) -> exp.Column:
        """The column `name` of the source, or what is computed from the source's columns under that name."""
        own = self._names.get(name)
        if own is None:
            # Lists inside each other, and the enterprise around them, may have columns of the same name.
            own = self._names[name] = name if self.outer is None else self.steps.name(f"{name}#")
            self._base[own] = q.column(name) if sql is None else sql
            self._step[own] = 0
        return q.column(own)

    def let(self, sql: Sql) -> Sql:
        """The value as a column, computed once; a column or a constant stays what it is."""
        if isinstance(sql, exp.Column) or q.is_literal(sql):
            return sql
        name = self._by_value.get(sql)
        if name is None:
            name = self._by_value[sql] = self.steps.name("v#")
            self._made[name] = sql
            self._step[name] = 1 + self._after(sql)
        return q.column(name)

    def gather(self, items: Table, aggregates: Sequence[Sql]) -> list[exp.Column]:
        """Columns of this frame, each aggregated over the rows of `items` that belong to a row; NULL where none do."""
        names = [self.steps.name("a#") for _ in aggregates]
        imported = items.imports_behind(aggregates)
        step = 1 + max((self._step[name] for name in imported), default=0)
        self._gathered.setdefault((step, items), {}).update(zip(names, aggregates, strict=True))
        self._step.update(dict.fromkeys(names, step))
        return [q.column(name) for name in names]

    def imports_behind(self, values: Iterable[Sql]) -> set[str]:
        """The columns of the outer frame that values of this one rest on."""
        found: set[str] = set()
        pending = {name for sql in values for name in _columns(sql)} | set(self.keys[1:-1])
        seen: set[str] = set()
        while pending:
            name = pending.pop()
            seen.add(name)
            if name in self._imported:
                found.add(name)
            elif name in self._made:
                pending |= _columns(self._made[name]) - seen
            else:
                for (_, items), columns in self._gathered.items():
                    if name in columns:
                        pending |= items.imports_behind([columns[name]]) - seen
        return found

    def _after(self, sql: Sql) -> int:
        """The step after which all that an expression reads is there."""
        return max((self._step[name] for name in _columns(sql)), default=0)

    # SQL

    def select(self, wanted: Mapping[str, Sql]) -> exp.Select:
        """The rows with the wanted values under their names; the steps before it are added to `steps`."""
        last = max((self._after(sql) for sql in wanted.values()), default=0)
        relation = self._written(last, {name for sql in wanted.values() for name in _columns(sql)}, None)
        return _select(relation, wanted)

    def _written(self, last: int, needed: set[str], outer: str | None) -> str:
        """The name of the step `last`, which has the columns that are needed; `outer` is the outer frame's relation."""
        live = self._live(last, needed)
        relation = self.steps.add("s", self._first(live[0], outer))
        for step in range(1, last + 1):
            here = [name for name in _ordered(live[step]) if self._step[name] == step and name in self._made]
            kept = [name for name in _ordered(live[step]) if self._step[name] < step]
            select = _select(
                relation, {**{name: q.column(name) for name in kept}, **{name: self._made[name] for name in here}}
            )
            for (at, items), columns in self._gathered.items():
                wanted = {name: sql for name, sql in columns.items() if name in live[step]}
                if at == step and wanted:
                    gathered = items._aggregated(wanted, self.keys, relation)
                    on = [exp.EQ(this=q.column(f"{key}_of", gathered), expression=q.column(key)) for key in self.keys]
                    select = select.select(*map(q.column, wanted), copy=False)
                    select = select.join(_table(gathered), on=q.both(on), join_type="left", copy=False)
            relation = self.steps.add("s", select)
        return relation

    def _live(self, last: int, needed: set[str]) -> list[set[str]]:
        """For each step the columns that are needed after it."""
        live = [set(self.keys) for _ in range(last + 1)]
        live[last] |= needed
        for step in range(last, 0, -1):
            for name in live[step]:
                if self._step[name] < step:
                    live[step - 1].add(name)
                elif name in self._made:
                    live[step - 1] |= _columns(self._made[name])
            for (at, items), columns in self._gathered.items():
                wanted = [sql for name, sql in columns.items() if name in live[step]]
                if at == step and wanted:
                    live[step - 1] |= items.imports_behind(wanted)
        return live

    def _first(self, needed: set[str], outer: str | None) -> exp.Select:
        """The columns of the source, and those of the outer frame that belong to its rows."""
        imported = _ordered(needed & self._imported)
        select = exp.Select().from_(exp.Var(this=f"(SELECT * FROM {self.source}) AS s"), copy=False)
        for name in _ordered(needed - self._imported):
            source = q.column(ITEM, "s") if name == self._key != ROW else _of("s", self._base.get(name, q.column(name)))
            select = select.select(q.called(source, name), copy=False)
        if imported and outer is not None:
            on = exp.EQ(this=q.column(ROW, "s"), expression=q.column(ROW, "o"))
            select = select.select(*(q.column(name, "o") for name in imported), copy=False)
            select = select.join(exp.alias_(_table(outer), "o", table=True), on=on, copy=False)
        return select

    def _aggregated(self, wanted: Mapping[str, Sql], keys: Sequence[str], outer: str) -> str:
        last = max((self._after(sql) for sql in wanted.values()), default=0)
        needed = {name for sql in wanted.values() for name in _columns(sql)}
        relation = self._written(last, needed, outer)
        select = _select(relation, {**{f"{key}_of": q.column(key) for key in keys}, **wanted})
        return self.steps.add("g", select.group_by(*(q.column(key) for key in keys), copy=False))


class NoSuchNameError(KeyError):
    """A name stands for nothing."""


class Frame:
    """The rows of a table, and what names mean in them: those bound here, then those of the frame around it."""

    def __init__(self, table: Table, names: Mapping[str, Callable[[], Meaning]], outer: Frame | None = None) -> None:
        self.table = table
        self.outer = outer
        self._names = names
        self._found: dict[str, Meaning] = {}

    def read(self, name: str) -> Meaning:
        """The term, series, record or list that a name stands for. Raises NoSuchNameError for any other."""
        if name not in self._found:
            if name in self._names:
                self._found[name] = self._names[name]()
            elif self.outer is None:
                raise NoSuchNameError(name)
            else:
                value = self.outer.read(name)
                self._found[name] = value if self.outer.table is self.table else self.table.adopted(value)
        return self._found[name]

    def within(self, names: Mapping[str, Meaning]) -> Frame:
        """The same rows with more names bound to what they stand for."""
        return Frame(self.table, {name: partial(_itself, value) for name, value in names.items()}, self)

    def let(self, sql: Sql) -> Sql:
        """The value as a column of the table."""
        return self.table.let(sql)

    def let_all(self, mask: Mask) -> Mask:
        """The words of a mask as columns."""
        return tuple(map(self.table.let, mask))


def _itself(value: Meaning) -> Meaning:
    return value


def _columns(sql: Sql) -> set[str]:
    return {one.name for one in sql.find_all(exp.Column)}


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (len(name), name))


def _of(relation: str, sql: Sql) -> Sql:
    """The expression with its columns said to be the relation's."""
    return sql.transform(lambda node: q.column(node.name, relation) if isinstance(node, exp.Column) else node)


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name))


def _select(relation: str, columns: Mapping[str, Sql]) -> exp.Select:
    select = exp.Select().from_(_table(relation), copy=False)
    for name, sql in columns.items():
        same = isinstance(sql, exp.Column) and sql.name == name
        select = select.select(sql if same else q.called(sql, name), copy=False)
    return select
