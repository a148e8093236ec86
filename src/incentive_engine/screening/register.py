"""A population as the engines see it: one row per enterprise, typed columns, a table per list fact.

Whatever a register was read from (CSV, a workbook, Parquet, a database), this is what it becomes. Columns are named by
fact id, those of annual facts by id and year (`revenue@2020`); NULL is unknown, and so is a column that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from incentive_engine.policy.model import Fact, FactType

ROW = "_row"
"""The column that numbers the enterprises from 0, in the order of the input; in list tables, whose item it is."""

ITEM = "_item"
"""The column of a list table that numbers the items of one enterprise from 0, in the order of the input."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register: what SQL type it has by its fact's type, and between which values all of it lies.

    boolean → BOOLEAN, date → DATE, text and choice → VARCHAR. Numbers are in the unit of profiles (money in yuan, a
    ratio as a fraction), in any exact SQL type (integers, DECIMAL), with at most `scale` decimals. `low` and `high`
    bound what is stated (None: not known). In the main table the column of a list fact is BOOLEAN: true where the list
    is stated (its items, perhaps none, are in its own table), NULL where it is unknown.
    """

    name: str
    fact: Fact
    year: int | None = None
    scale: int = 0
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers."""
        return self.fact.type in (FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO)


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that SQL can select from: `sql` stands after FROM in the dialect of the backend that has it."""

    sql: str
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Register:
    """A population. `main` has the columns `_row`, `id` and `name` besides the facts'; `lists` are by fact id, with the
    columns `_row`, `_item` and one for each field of the items (named by the field's id; its Column's fact is the
    field's).
    """

    main: Relation
    rows: int
    lists: Mapping[str, Relation] = field(default_factory=dict)
