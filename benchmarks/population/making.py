"""Make a population: its main table, and a table for each list fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb

from benchmarks.population.boundaries import boundaries
from benchmarks.population.cells import Drawing, Rates, written
from benchmarks.population.chance import Chance, named, quoted
from benchmarks.population.enterprises import enterprises
from benchmarks.population.figures import mean_items
from benchmarks.population.writing import Sheet, write
from incentive_engine.policy.model import Fact, FactType, Policy
from incentive_engine.policy.reads import facts_read


@dataclass(frozen=True)
class Population:
    """The population to be made: how many `rows`, with the facts that the `policies` read."""

    rows: int
    policies: Sequence[Policy]
    as_of: date
    assessment_year: int
    seed: int = 0
    rates: Rates = field(default_factory=Rates)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the policies read and that somebody states, by id."""
        read = {fact.id: fact for policy in self.policies for fact in facts_read(policy)}
        return tuple(fact for _, fact in sorted(read.items()) if fact.formula is None)

    @property
    def lists(self) -> tuple[Fact, ...]:
        """The list facts among them."""
        return tuple(fact for fact in self.facts if fact.type is FactType.LIST)

    @property
    def columns(self) -> Iterator[tuple[Fact, int | None]]:
        """The fact and the year of each column of the main table that is no list."""
        for fact in self.facts:
            if fact.type is FactType.LIST:
                continue
            if fact.annual:
                last = self.assessment_year
                yield from ((fact, year) for year in range(last - fact.years + 1, last + 1))
            else:
                yield fact, None

    def main(self, *, text: bool = False, nested: bool = False, also: Sequence[str] = ()) -> str:
        """The SELECT of the main table: `id`, `name`, a column per fact and year; where there are gaps, how
        many items each list has (NULL: unknown).
        """
        cell = self._drawing.text if text else self._drawing.typed
        columns = [*also, "id", "name"]
        columns += [f"{cell(fact, year)} AS {named(column(fact, year))}" for fact, year in self.columns]
        if nested:
            columns += [f"{self._nested(fact)} AS {named(fact.id)}" for fact in self.lists]
        elif self.rates.gaps:
            counts = ((fact, self._drawing.unknown(fact.id), self._count(fact)) for fact in self.lists)
            type_ = "VARCHAR" if text else "BIGINT"
            columns += [
                f"(CASE WHEN NOT {test} THEN {count} END)::{type_} AS {named(fact.id)}" for fact, test, count in counts
            ]
        return f"SELECT {', '.join(columns)} FROM ({self._enterprises}) AS enterprises"

    def items(self, fact: Fact, *, text: bool = False) -> str:
        """The SELECT of the table of a list fact: `id`, and a column per field; in the order of the main table."""
        drawing = self._items_drawing(fact)
        cells = ((part.id, drawing.item(part), part) for part in fact.item)
        columns = (f"{written(part, cell) if text else cell} AS {named(name)}" for name, cell, part in cells)
        return f"""
          SELECT id, {", ".join(columns)} FROM (
            SELECT *, unnest(range(items)) AS j FROM (
              SELECT *, {self._count(fact)} AS items FROM ({self._enterprises}) AS enterprises
            ) AS counted WHERE items > 0
          ) AS one"""

    def planted(self) -> str:
        """The SELECT of what is wrong in the text of the main table: `row` (the header is row 1), `column`, `value`."""
        wrong = [(fact, year) for fact, year in self.columns if self._drawing.is_wrong(fact, year) != "false"]
        parts = [
            f"SELECT i + 2 AS row, {quoted(column(fact, year))} AS \"column\", {named(column(fact, year))} AS value "
            f"FROM texts WHERE {self._drawing.is_wrong(fact, year)}"
            for fact, year in wrong
        ]
        parts.append("SELECT i + 2, 'id', id FROM texts WHERE mistake <> ''")
        texts = self.main(text=True, also=("i", "mistake"))
        return f"WITH texts AS MATERIALIZED ({texts}) {' UNION ALL '.join(parts)} ORDER BY ALL"

    def make(self, path: Path, format_: str = "parquet", *, nested: bool = False) -> dict[str, Path]:
        """Write it to `path` (csv, jsonl, parquet, xlsx), list facts as tables beside it unless `nested`.

        Returns the files by list fact, the main one under "". What was made wrong is listed in `<stem>-planted.csv`.
        """
        text = format_ in ("csv", "xlsx") or (self.rates.dirt > 0 and format_ == "jsonl")
        nested = nested or format_ == "jsonl"
        sheets = [Sheet("", self.main(text=text, nested=nested))]
        sheets += [Sheet(fact.id, self.items(fact, text=text)) for fact in self.lists if not nested]
        with duckdb.connect() as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"CREATE TABLE rows AS SELECT range AS i FROM range({self.rows})")
            made = write(connection, sheets, path, format_)
            if self.rates.dirt and text:
                planted = path.with_name(f"{path.stem}-planted.csv")
                connection.execute(f"COPY ({self.planted()}) TO {quoted(str(planted))} (HEADER)")
        return made

    @cached_property
    def _drawing(self) -> Drawing:
        chance = Chance(self.seed, "main")
        near = boundaries(self.policies, self.as_of) if self.rates.boundaries else {}
        return Drawing(chance, self.rates, self.assessment_year, near, {fact.id: fact for fact in self.facts})

    def _items_drawing(self, fact: Fact) -> Drawing:
        return replace(self._drawing, chance=Chance(self.seed, fact.id, "i, j"))

    @cached_property
    def _enterprises(self) -> str:
        return enterprises(Chance(self.seed), self.as_of, self.assessment_year, self.rates.dirt)

    def _count(self, fact: Fact) -> str:
        drawn = Chance(self.seed, fact.id).poisson("items", mean_items(fact))
        none = f"mistake = 'again' OR {self._drawing.unknown(fact.id)}"
        return f"CASE WHEN {none} THEN 0 ELSE {drawn} END"

    def _nested(self, fact: Fact) -> str:
        drawing = self._items_drawing(fact)
        fields = ", ".join(f"{quoted(part.id)}: {drawing.item(part)}" for part in fact.item)
        items = f"list_transform(range({self._count(fact)}), lambda j: {{{fields}}})"
        return f"CASE WHEN NOT {self._drawing.unknown(fact.id)} THEN {items} END"


def column(fact: Fact, year: int | None) -> str:
    """The name of a column: the id of its fact, with its year for an annual one."""
    return fact.id if year is None else f"{fact.id}@{year}"

