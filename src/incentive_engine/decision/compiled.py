"""A policy's expressions as closures, each compiled when first needed and then kept.

What is compiled here holds for any day and any parameter values: those are read by name, like facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from incentive_engine.decision.awards import Granting, compile_award
from incentive_engine.decision.facts import Evaluator, Reader, reader
from incentive_engine.decision.rounding import Amount, amount
from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.syntax import Node, UnaryTests
from incentive_engine.feel.tables import compile_table
from incentive_engine.feel.ternary import Truth, Unknown, failed
from incentive_engine.feel.types import BOOLEAN
from incentive_engine.policy.model import Expression, FactType, Measure, Policy, Table


class _Readers(dict[str, Reader]):
    """By name, what reads a fact that is not simply there as it was stated; each made when first wanted."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__()
        self._compiled = compiled

    def __missing__(self, name: str) -> Reader:
        fact = self._compiled.facts[name]
        read = reader(fact, self._compiled.policy.vocabulary)
        self[name] = read if fact.formula is None else self._compiled.evaluator(fact.formula)
        return self[name]


class Compiled:
    """The closures of one policy, and its facts in order.

    `read` are the facts whose value is not simply what was stated; `readers` tells how to read them.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.facts = policy.vocabulary.facts
        self.read = tuple(
            one.id
            for one in self.facts.values()
            if one.formula is not None or one.annual or one.type is FactType.LIST
        )
        self.readers: Mapping[str, Reader] = _Readers(self)
        self._order = {id_: number for number, id_ in enumerate(self.facts)}
        self._closures: dict[int, Evaluator] = {}
        self._compiled: list[Expression | Table | Node] = []  # alive, so that no other takes its identity
        self._awards: dict[str, Granting] = {}

    def variant(self, policy: Policy) -> Compiled:
        """The closures of another version of this policy: what both hold is compiled once, for both."""
        other = Compiled(policy)
        other._closures = self._closures.copy()
        other._compiled = self._compiled.copy()
        return other

    def evaluator(self, formula: Expression | Table) -> Evaluator:
        """What computes an expression or a table of this policy from facts."""
        # Found again by identity, since equality of expressions walks their whole trees.
        closure = self._closures.get(id(formula))
        return self._keep(formula, _closure(formula)) if closure is None else closure

    def part(self, node: Node) -> Evaluator:
        """What computes a part of one of this policy's expressions, for explanations."""
        closure = self._closures.get(id(node))
        return self._keep(node, compile_expression(node, policy=True)) if closure is None else closure

    def _keep(self, formula: Expression | Table | Node, closure: Evaluator) -> Evaluator:
        self._compiled.append(formula)
        self._closures[id(formula)] = closure
        return closure

    def money(self, expression: Expression) -> Amount:
        """What computes an amount that is not an award's own (a floor, a ceiling, what was received), in fen."""
        return amount(self.evaluator(expression))

    def condition(self, expression: Expression) -> Callable[[Any], Truth]:
        """What computes the truth of a condition; a value that is no truth value becomes unknown."""
        evaluate = self.evaluator(expression)
        if expression.type == BOOLEAN:
            return evaluate

        def truth(facts: Any) -> Truth:
            value = evaluate(facts)
            if value is True or value is False or isinstance(value, Unknown):
                return value
            return failed("decision.no-truth-value", expression=expression.text)

        return truth

    def award(self, measure: Measure) -> Granting:
        """What computes the award of a measure."""
        granting = self._awards.get(measure.id)
        if granting is None:
            granting = self._awards[measure.id] = compile_award(measure.award, self)
        return granting

    def in_order(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Fact ids in the order of the vocabulary."""
        return tuple(sorted(facts, key=lambda id_: (self._order.get(id_, len(self._order)), id_)))


def _closure(formula: Expression | Table) -> Evaluator:
    if isinstance(formula, Expression):
        return compile_expression(formula.tree, policy=True)
    return compile_table(
        [one.tree for one in formula.inputs],
        [([cast(UnaryTests, cell.tree) for cell in row.cells], row.output.tree) for row in formula.rows],
        formula.hit,
        formula.otherwise.tree if formula.otherwise else None,
        policy=True,
    )
