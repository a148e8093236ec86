"""How much there is to decide in a policy: what makes one screening longer than another."""

from __future__ import annotations

from dataclasses import dataclass

from incentive_engine.feel.syntax import For, Quantified
from incentive_engine.policy.model import FactType, Policy, Table
from incentive_engine.policy.model import Test as Leaf
from incentive_engine.policy.reads import expressions_in, facts_read


@dataclass(frozen=True, slots=True)
class Size:
    """Distinct conditions, conditions as measures need them (requirements once a measure), cells of decision tables,
    columns that are read, and list facts."""

    conditions: int
    tested: int
    cells: int
    columns: int
    lists: int
    loops: int

    def __str__(self) -> str:
        return (
            f"{self.conditions} distinct conditions ({self.tested} with each measure's own), {self.cells} table cells, "
            f"{self.columns} columns, {self.lists} list facts, {self.loops} walks over lists"
        )


def size(policy: Policy) -> Size:
    """The size of a policy with all facts behind it."""
    facts = facts_read(policy)
    derived = tuple(fact.formula for fact in facts if fact.formula is not None)
    own = [leaf for measure in policy.measures for leaf in _leaves(measure.when)]
    shared = [leaf for one in policy.requirements for leaf in _leaves(one)]
    tables = [one for one in (*derived, *(each.award.amount for each in policy.measures)) if isinstance(one, Table)]
    stated = [fact for fact in facts if fact.formula is None]
    trees = {expression.tree for expression in expressions_in((policy, derived))}
    return Size(
        conditions=len({leaf.expression.tree for leaf in (*own, *shared)}),
        tested=len(own) + len(shared) * len(policy.measures),
        cells=sum(len(row.cells) for table in tables for row in table.rows),
        columns=sum(fact.years if fact.annual else 1 for fact in stated if fact.type is not FactType.LIST),
        lists=sum(fact.type is FactType.LIST for fact in stated),
        loops=sum(isinstance(node, (For, Quantified)) for tree in trees for node in tree.walk()),
    )


def _leaves(condition: object) -> list[Leaf]:
    if isinstance(condition, Leaf):
        return [condition]
    below = (*getattr(condition, "children", ()), *([condition.child] if hasattr(condition, "child") else []))
    return [leaf for one in below for leaf in _leaves(one)]
