"""What the parts of an expression are called and worth, so that an explanation can speak of them.

An expression is the author's formula over fact ids; people know facts by label, years by number and money by
unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from incentive_engine.decision.spoken import spoken_value
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Arithmetic, Call, Filter, If, Literal, Name, Negate, Node, Path
from incentive_engine.feel.types import INTEGER, MONEY, NUMBER, RATIO, ListType, Type
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.model import Expression, Fact, Parameter
from incentive_engine.wording import Language, say

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
_LOOSE, _TIGHT = ("+", "-"), ("*", "/")
_EXTREMES = {Name("min"): "decision.lowest", Name("max"): "decision.highest"}
_OF_A_LIST = {
    "sum": "decision.sum-of",
    "max": "decision.max-of",
    "min": "decision.min-of",
    "mean": "decision.mean-of",
}


@dataclass(frozen=True, eq=False)
class Quantities:
    """Names and values of expressions over the facts of a decision, in one language.

    Evaluates under the decimal context of its caller, which has to be `feel.values.CONTEXT`.
    """

    trail: Trail
    lang: Language

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return self.trail.program.policy.vocabulary.facts

    @cached_property
    def _parameters(self) -> Mapping[str, Parameter]:
        return self.trail.program.policy.parameters

    def value(self, node: Node) -> Any:
        """What the node is worth."""
        return self.trail.program.compiled.part(node)(self.trail.facts)

    def facts_in(self, node: Node) -> list[Name]:
        """The facts that the node names, each once."""
        names = [one for one in node.walk() if isinstance(one, Name) and one.name in self._facts]
        return list(dict.fromkeys(names))

    def known(self, name: Name) -> bool:
        """Whether the name stands for something that has a value: a fact, a parameter, the day or the year."""
        return name.name in self.trail.facts or name.name in self._facts

    def is_constant(self, node: Node) -> bool:
        """Whether no fact stands in the node: a threshold, not something measured."""
        return not self.facts_in(node)

    def kind(self, node: Node) -> Type:
        """Money, a ratio or a plain number, as far as the node tells; NUMBER for anything else."""
        if isinstance(node, Name) and node.name in self._facts:
            kind = type_of(self._facts[node.name])
            return kind.item if isinstance(kind, ListType) else kind
        if isinstance(node, Name) and node.name in self._parameters:
            return self._parameters[node.name].type
        column = self._column(node)
        if column is not None:
            return type_of(column)
        if isinstance(node, Filter):
            return self.kind(node.base)
        if isinstance(node, Negate):
            return self.kind(node.operand)
        if isinstance(node, Call) and isinstance(node.function, Name) and node.arguments:
            return NUMBER if node.function.name == "count" else self.kind(node.arguments[0])
        if isinstance(node, Arithmetic):
            return self._kind_of_result(node)
        return NUMBER

    def _kind_of_result(self, node: Arithmetic) -> Type:
        left, right = self.kind(node.left), self.kind(node.right)
        if node.op == "/":
            if left == MONEY:
                return RATIO if right == MONEY else MONEY
            return NUMBER
        if node.op == "*":
            return MONEY if MONEY in (left, right) else NUMBER
        return left if left != NUMBER else right

    def unit(self, node: Node) -> str | None:
        """What a plain number counts, where the fact says so."""
        if isinstance(node, Name) and node.name in self._facts:
            return self._facts[node.name].unit
        column = self._column(node)
        if column is not None:
            return column.unit
        return self.unit(node.base) if isinstance(node, Filter) else None

    def spoken(self, node: Node, like: Node | None = None, unlike: Any = None) -> str:
        """The node's value in words; a number without a kind of its own is taken for one of the kind of `like`."""
        value = self.value(node)
        if isinstance(value, Decimal) and (self.is_year(node) or (like is not None and self.is_year(like))):
            return say("decision.year", self.lang, year=value)
        kind, unit = self.kind(node), self.unit(node)
        if kind in (NUMBER, INTEGER) and like is not None:
            kind, unit = self.kind(like), unit or self.unit(like)
        return spoken_value(value, self.lang, kind, unit, unlike)

    def is_year(self, node: Node) -> bool:
        """Whether the node is a year of the calendar: the assessment year, or that of a day."""
        if isinstance(node, Arithmetic):
            return self.is_year(node.left)
        return node == Name("assessment_year") or (isinstance(node, Path) and node.member == "year")

    def name(self, node: Node) -> str | None:
        """What the node is called; None for what has only a value, or only its formula."""
        if isinstance(node, Name):
            return self._name(node.name)
        if isinstance(node, Filter):
            return self._year_of(node)
        if isinstance(node, Path):
            return self._property_of(node)
        if isinstance(node, Call) and isinstance(node.function, Name) and len(node.arguments) == 1:
            return self._total_of(node.function.name, node.arguments[0])
        return None

    def called(self, node: Node) -> str:
        """What the node is called, or else its formula."""
        return self.name(node) or source(node)

    def _name(self, name: str) -> str:
        if name in self._facts:
            return self._facts[name].label
        if name in self._parameters:
            return self._parameters[name].label
        if name in ("as_of", "assessment_year"):
            return say(f"decision.{name.replace('_', '-')}", self.lang)
        return name

    def _year_of(self, node: Filter) -> str | None:
        """`revenue[-1]`: 2020年营业收入."""
        at = node.condition
        base = node.base
        if not isinstance(at, (Literal, Negate)):
            name = self.name(base)
            return name and say("decision.matching", self.lang, name=name)
        if not (isinstance(base, Name) and isinstance(at, Literal) and isinstance(at.value, Decimal)):
            return self.name(base)
        fact = self._facts.get(base.name)
        if fact is None or not fact.annual or at.value >= 0:
            return self.name(base)
        year = int(self.trail.facts["assessment_year"] + at.value + 1)
        return say("decision.of-year", self.lang, year=year, name=fact.label)

    def _property_of(self, node: Path) -> str | None:
        column = self._column(node)
        if column is not None:
            return column.label
        base = self.name(node.base)
        if base is None or node.member not in ("year", "month", "day"):
            return None
        return say(f"decision.{node.member}-of", self.lang, name=base)

    def _column(self, node: Node) -> Fact | None:
        """The column of the item's record that the node reads, where an award is given per item."""
        each = self.trail.each
        if each is None or not isinstance(node, Path) or node.base != Name(each.item):
            return None
        lists = (self._facts[name.name] for name in self.facts_in(each.within.tree))
        return next((one for fact in lists for one in fact.item if one.id == node.member), None)

    def _total_of(self, function: str, argument: Node) -> str | None:
        name = self.name(argument)
        if name is None:
            return None
        if function == "count":
            return say("decision.count-of", self.lang, name=name)
        return say(_OF_A_LIST[function], self.lang, name=name) if function in _OF_A_LIST else None

    def phrase(self, node: Node, like: Node | None = None, unlike: Any = None) -> str:
        """The node with its value: `2020年营业收入 800,000 元`; a formula shows its parts."""
        value = self.spoken(node, like, unlike)
        if isinstance(node, Literal) or not any(isinstance(one, Name) and self.known(one) for one in node.walk()):
            return value
        name = self.name(node)
        if name is None:
            return say("decision.formula-and-value", self.lang, formula=self.formula(node), value=value)
        flag = isinstance(self.value(node), bool)
        text = say("decision.flag" if flag else "decision.name-and-value", self.lang, name=name, value=value)
        formula = self._formula_of(node)
        return say("decision.aside", self.lang, text=text, aside=formula) if formula else text

    def _formula_of(self, node: Node) -> str | None:
        derived = self.derived(node)
        return self.formula(derived) if isinstance(derived, Arithmetic) else None

    def derived(self, node: Node) -> Node | None:
        """The formula behind a derived fact that the node names."""
        if isinstance(node, Name) and node.name in self._facts:
            formula = self._facts[node.name].formula
            return formula.tree if isinstance(formula, Expression) else None
        return None

    def unfolded(self, node: Node) -> Node:
        """The formula behind what is only the name of a derived fact, if all its parts can be told; else the node."""
        derived = self.derived(node)
        while isinstance(derived, If):
            derived = self._taken(derived)
        return self.unfolded(derived) if derived is not None and self._tellable(derived) else node

    def _tellable(self, node: Node) -> bool:
        """Whether every part of a calculation has a name or is a number, so that none is told as an expression."""
        if isinstance(node, If):
            return self._tellable(self._taken(node))
        if isinstance(node, Arithmetic):
            return self._tellable(node.left) and self._tellable(node.right)
        if isinstance(node, Call) and node.function in _EXTREMES:
            return all(map(self._tellable, node.arguments))
        return isinstance(node, Literal) or self.name(node) is not None

    def _taken(self, node: If) -> Node:
        """The branch that the condition chose."""
        return node.then if self.value(node.condition) is True else node.otherwise

    def formula(self, node: Node, least: int = 0) -> str:
        """The node as a calculation with names and values: `研发费用 210,000 元 ÷ 营业收入 10,000,000 元`."""
        if isinstance(node, If):
            return self.formula(self._taken(node), least)
        if isinstance(node, Call) and len(node.arguments) > 1 and node.function in _EXTREMES:
            parts = say("decision.separator", self.lang).join(self.formula(one) for one in node.arguments)
            return say(_EXTREMES[node.function], self.lang, parts=parts)
        if not isinstance(node, Arithmetic):
            return self._operand(node)
        binding = 1 if node.op in _LOOSE else 2 if node.op in _TIGHT else 3
        left, right = self.formula(node.left, binding), self.formula(node.right, binding + 1)
        text = f"{left} {_SIGNS[node.op]} {right}"
        return say("decision.parenthesised", self.lang, text=text) if binding < least else text

    def _operand(self, node: Node) -> str:
        name = self.name(node)
        if name is not None:
            return say("decision.name-and-value", self.lang, name=name, value=self.spoken(node))
        return self.spoken(node) if isinstance(node, Literal) else source(node)
