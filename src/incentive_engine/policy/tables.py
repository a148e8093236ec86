"""Decision tables: cells as unary tests over typed inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from incentive_engine.feel.types import Type
from incentive_engine.policy.model import Row, Table
from incentive_engine.policy.scope import NOTHING, Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import fields as shapes


def compile_table(
    scope: Scope,
    document: Document,
    path: Route,
    shape: shapes.Table,
    expected: Type,
    item: Mapping[str, Type] = NOTHING,
) -> Table:
    """The table at `path`, its answers of the type `expected`; `item` are names that it alone knows."""
    inputs = tuple(
        scope.expression(document, (*path, "inputs", number), text, None, item)
        for number, text in enumerate(shape.inputs)
    )
    rows = []
    for number, texts in enumerate(shape.rules):
        at = (*path, "rules", number)
        if len(texts) != len(inputs) + 1:
            scope.note(document.place(*at), "policy.cells", cells=len(texts), expected=len(inputs) + 1)
            continue
        cells = tuple(
            scope.cell(document, (*at, column), text, inputs[column].type, item)
            for column, text in enumerate(texts[:-1])
        )
        output = scope.expression(document, (*at, len(inputs)), texts[-1], expected, item)
        rows.append(Row(cells, output, document.place(*at)))
    otherwise = None
    if shape.otherwise is not None:
        otherwise = scope.expression(document, (*path, "otherwise"), shape.otherwise, expected, item)
    return Table(shape.hit, inputs, tuple(rows), otherwise, document.key_place(*path))
