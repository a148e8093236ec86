"""Decision tables (DMN 1.5 clause 8): rows of unary tests over inputs, a hit policy, and the unknown.

A cell tested on an unknown makes its row unknown. A row that is unknown never falls through to the rows below
it: where it could matter to the answer, the answer is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from incentive_engine.feel.compiler import (
    Environment,
    Evaluator,
    Tester,
    compile_expression,
    compile_unary_tests,
)
from incentive_engine.feel.compiler.compilation import Compilation
from incentive_engine.feel.compiler.fusion import FUSED_HITS, fuse_table, fused_when_used_often
from incentive_engine.feel.hits import HIT_POLICIES, POLICIES, Outcome, Row
from incentive_engine.feel.syntax import Node, UnaryTests
from incentive_engine.feel.ternary import Truth, Unknown, conjunction
from incentive_engine.feel.values import equal

__all__ = ["HIT_POLICIES", "DecisionTable", "Outcome", "compile_table"]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A compiled table; called with an environment it gives its answer, `decide` gives the rows as well."""

    inputs: tuple[Evaluator, ...]
    rows: tuple[tuple[tuple[tuple[int, Tester], ...], Evaluator], ...]
    hit: str
    otherwise: Evaluator | None
    priorities: tuple[Any, ...]
    compilation: Compilation
    fused: Evaluator | None = None

    def __call__(self, env: Environment) -> Any:
        """The answer in an environment."""
        if self.fused is not None:
            return self.fused(env)
        return self._one_hit(env) if self.hit in ("first", "unique") else self.decide(env).value

    def _one_hit(self, env: Environment) -> Any:
        """The answer of the row that hits, found without a record of the others while none is in doubt."""
        values = [evaluate(env) for evaluate in self.inputs]
        answer = None
        for cells, output in self.rows:
            truth = self._truth(cells, values, env)
            if truth is False:
                continue
            if truth is not True or answer is not None:
                return self.decide(env).value
            answer = output
            if self.hit == "first":
                break
        return self.without_hit(env) if answer is None else answer(env)

    def hits(self, env: Environment) -> list[Truth]:
        """Of every row, by itself, whether it hits in an environment."""
        values = [evaluate(env) for evaluate in self.inputs]
        return [self._truth(cells, values, env) for cells, _ in self.rows]

    def decide(self, env: Environment) -> Outcome:
        """The answer in an environment; like `compile_expression`'s closures, under `values.CONTEXT`."""
        values = [evaluate(env) for evaluate in self.inputs]
        found = []
        for number, (cells, output) in enumerate(self.rows):
            truth = self._truth(cells, values, env)
            if truth is not False:
                found.append(Row(number, truth, output(env)))
                if truth is True and self.hit == "first":
                    break
        return POLICIES[self.hit](self, found, env)

    def _truth(self, cells: tuple[tuple[int, Tester], ...], values: list[Any], env: Environment) -> Truth:
        unknowns = []
        for place, meets in cells:
            truth = meets(values[place], env)
            if truth is True:
                continue
            if not isinstance(truth, Unknown):
                return False
            unknowns.append(truth)
        return conjunction(unknowns) if unknowns else True

    def by_priority(self, one: Any, other: Any) -> int | None:
        """The order of two outputs by `priorities`, None where one of them is not among those."""
        places = [
            next((place for place, value in enumerate(self.priorities) if equal(output, value) is True), None)
            for output in (one, other)
        ]
        return None if places[0] is None or places[1] is None else places[0] - places[1]

    def without_hit(self, env: Environment) -> Any:
        """The answer where no row hits."""
        return self.otherwise(env) if self.otherwise else self.compilation.failed("feel.table-without-hit")


def compile_table(
    inputs: Sequence[Node],
    rows: Sequence[tuple[Sequence[UnaryTests], Node]],
    hit: str,
    otherwise: Node | None = None,
    *,
    policy: bool,
    priorities: Sequence[Any] = (),
) -> DecisionTable:
    """The table with these input expressions, rows (a cell for each input, and the output) and hit policy.

    `hit` is a letter of the standard's or its name in HIT_POLICIES. `otherwise` answers when no row hits:
    without it the answer is null, or in a `policy` an Unknown that says so. `priorities` are the output
    values in descending order, which `priority` and `output order` need. Raises ValueError for a hit policy
    that there is not, for a row with more or fewer cells than there are inputs, and for missing priorities.
    """
    name = HIT_POLICIES.get(hit, hit)
    if name not in POLICIES:
        raise ValueError(f"no such hit policy: {hit}")
    if any(len(cells) != len(inputs) for cells, _ in rows):
        raise ValueError("a row has not one cell for each input")
    if name in ("priority", "output order") and not priorities:
        raise ValueError(f"the hit policy {name} needs the output values in order")
    table = DecisionTable(
        tuple(compile_expression(node, policy=policy) for node in inputs),
        tuple((_cells(cells, policy), compile_expression(output, policy=policy)) for cells, output in rows),
        name,
        compile_expression(otherwise, policy=policy) if otherwise else None,
        tuple(priorities),
        Compilation(policy),
    )
    if name not in FUSED_HITS:
        return table
    fuse = partial(fuse_table, table.compilation, inputs, rows, name, otherwise)
    return replace(table, fused=fused_when_used_often(table, fuse))


def _cells(cells: Sequence[UnaryTests], policy: bool) -> tuple[tuple[int, Tester], ...]:
    """The cells that test something, each with the place of its input."""
    return tuple((place, compile_unary_tests(cell, policy=policy)) for place, cell in enumerate(cells) if cell.tests)
