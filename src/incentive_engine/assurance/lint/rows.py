"""The rows of a measure's table as texts: what its cells name, and the parameters that it answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Literal, UnaryTests
from incentive_engine.policy.model import Expression, Parameter, Row, Table


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with the texts that its cells name, input by input, and the parameters in its answer."""

    row: Row
    texts: tuple[tuple[str, ...], ...]
    parameters: tuple[Parameter, ...]


def named_rows(subject: Subject, table: Table) -> list[NamedRow]:
    """The rows of a table whose cells name texts."""
    return [
        NamedRow(row, tuple(tuple(texts_of(cell)) for cell in row.cells), tuple(_parameters(subject, row.output)))
        for row in table.rows
    ]


def texts_of(cell: Expression) -> Iterator[str]:
    """The texts that a cell accepts: `"特等奖", "一等奖"`."""
    tree = cell.tree
    if isinstance(tree, UnaryTests) and not tree.negated:
        for test in tree.tests:
            if isinstance(test.operand, Literal) and isinstance(test.operand.value, str) and test.op is None:
                yield test.operand.value


def _parameters(subject: Subject, output: Expression) -> Iterator[Parameter]:
    known = subject.policy.parameters
    return (known[name] for name in sorted(output.reads & known.keys()))
