"""One policy over the symbols of an enterprise: its facts, conditions and expressions as formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from incentive_engine.assurance.symbolic import (
    awards,
    counted,
    days,
    expressions,
    functions,
    lists,
    parts,
    settlement,
    tables,
    truths,
)
from incentive_engine.assurance.symbolic.changes import names_changed
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.truths import FALSE, Truth
from incentive_engine.assurance.symbolic.values import NOTHING, Text, Untranslatable, Value, judged, plain
from incentive_engine.decision.network import conditions_of, in_force
from incentive_engine.decision.reading import expressions_of
from incentive_engine.policy.model import (
    AtLeast,
    Condition,
    Constant,
    Expression,
    FactType,
    Measure,
    Not,
    Policy,
    Table,
    Test,
)
from incentive_engine.profile.facts import ESTABLISHED_ON

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.worlds import World

# Imported for the forms that they declare themselves translators of.
_FORMS = (expressions, functions, lists, tables)

class Rules:
    """A policy over a world. Whatever has no formula raises Untranslatable, which says what and where."""

    def __init__(
        self, world: World, policy: Policy, parameters: Mapping[str, Constant], like: Rules | None = None
    ) -> None:
        self.world = world
        self.policy = policy
        self.parameters = parameters
        self._facts = policy.vocabulary.facts
        self._names: dict[str, Value] = {}
        # By identity, together with what has it: equality of expressions walks their whole trees.
        self._values: dict[int, tuple[Expression | Table, Value]] = {}
        self._conditions: dict[int, tuple[Condition, Truth]] = {}
        self._verdicts: dict[str, Truth] = {}
        self._grants: dict[str, awards.Grant] = {}
        self._settlement: settlement.Settlement | None = None
        self._like = like if like is not None and not parameters and not like.parameters else None
        self._changed = names_changed(like.policy, policy, world.as_of) if like else frozenset()
        world.counted |= counted.lists_counted(policy)

    def in_force(self, measure_id: str) -> bool:
        """Whether the measure applies on the day of the world."""
        return in_force(self.policy, self.policy.measure(measure_id), self.world.as_of)

    def verdict(self, measure_id: str) -> Truth:
        """When the measure is granted and when not; not in force, it is not granted."""
        found = self._verdicts.get(measure_id)
        if found is None:
            measure = self.policy.measure(measure_id)
            conditions = conditions_of(self.policy, measure) if self.in_force(measure_id) else ()
            found = truths.conjunction(map(self.condition, conditions)) if conditions else FALSE
            if not conditions and self.in_force(measure_id):
                found = truths.TRUE
            self._verdicts[measure_id] = found
        return found

    def condition(self, condition: Condition) -> Truth:
        """When a condition is met and when not."""
        if id(condition) not in self._conditions:
            self._conditions[id(condition)] = condition, self._condition(condition)
        return self._conditions[id(condition)][1]

    def _condition(self, condition: Condition) -> Truth:
        if isinstance(condition, Test):
            return self.truth(condition.expression)
        if isinstance(condition, AtLeast):
            return truths.at_least(condition.count, [self.condition(child) for child in condition.children])
        if isinstance(condition, Not):
            return truths.negation(self.condition(condition.child))
        return self.verdict(condition.measure)

    def truth(self, expression: Expression, env: expressions.Environment | None = None) -> Truth:
        """When an expression is true and when false; a value of another kind is neither."""
        value = self.value(expression, env)
        try:
            return judged(value)
        except Untranslatable as limit:
            raise Untranslatable(expression.text, expression.place) from limit

    def number(self, expression: Expression | Table, env: expressions.Environment | None = None) -> Number:
        """What an expression or a table that gives a number comes to."""
        value = self.value(expression, env)
        try:
            return plain(value)
        except Untranslatable as limit:
            raise Untranslatable(getattr(expression, "text", ""), expression.place) from limit

    def value(self, formula: Expression | Table, env: expressions.Environment | None = None) -> Value:
        """What an expression or a table comes to; `env` are the values of names bound around it."""
        if not env:
            known = self._values.get(id(formula)) or self._known_elsewhere(formula)
            if known is not None:
                return known[1]
        try:
            if isinstance(formula, Table):
                value = tables.answer(self, formula, env or {})
            else:
                value = expressions.translate(self, formula.tree, env or {})
        except Untranslatable as limit:
            raise Untranslatable(limit.what, limit.place or formula.place) from limit
        if not env:
            self._values[id(formula)] = formula, value
        return value

    def _known_elsewhere(self, formula: Expression | Table) -> tuple[Expression | Table, Value] | None:
        """What the policy that this one is like has for the same formula, if it means the same here."""
        if self._like is None or self._rest_on_changes(expressions_of(formula)):
            return None
        return self._like._values.get(id(formula))

    def _rest_on_changes(self, formulas: Iterable[Expression]) -> bool:
        return bool(self._changed) and any(self._changed & one.reads for one in formulas)

    def rows(self, table: Table, env: expressions.Environment | None = None) -> list[Truth]:
        """For each row of a table whether it is met."""
        return tables.rows(self, table, env or {})

    def named(self, name: str) -> Value:
        """What a name stands for: a fact, a parameter, the day or the year."""
        if name not in self._names:
            elsewhere = self._like.named if self._like and name not in self._changed else self._named
            self._names[name] = elsewhere(name)
        return self._names[name]

    def is_list(self, name: str) -> bool:
        """Whether a name is that of a list that an enterprise states."""
        fact = self._facts.get(name)
        return fact is not None and fact.type is FactType.LIST and fact.formula is None

    def _named(self, name: str) -> Value:
        if name == "as_of":
            return days.constant(self.world.as_of)
        if name == "assessment_year":
            return number(self.world.assessment_year)
        if name in self.policy.parameters:
            return self._parameter(name)
        fact = self._facts.get(name)
        if fact is None:
            raise Untranslatable(name)
        if fact.formula is not None:
            return self.value(fact.formula)
        return self.world.value(fact, self._facts.get(ESTABLISHED_ON))

    def _parameter(self, name: str) -> Value:
        value = self.parameters.get(name, self.policy.parameters[name].on(self.world.as_of))
        return NOTHING if value is None else self.constant(value)

    def constant(self, value: Any) -> Value:
        """A value that is certain."""
        if isinstance(value, bool):
            return truths.certain(value)
        if isinstance(value, Decimal):
            return number(Fraction(value))
        if isinstance(value, str):
            return Text(True, self.world.code(value))
        if type(value) is date:
            return days.constant(value)
        if value is None:
            return NOTHING
        return expressions.duration(value)

    def grant(self, measure: Measure) -> awards.Grant:
        """What the measure's own award gives, before other measures are looked at."""
        if measure.id not in self._grants:
            elsewhere = self._same_award(measure)
            self._grants[measure.id] = elsewhere or awards.grant(self, measure.award)
        return self._grants[measure.id]

    def _same_award(self, measure: Measure) -> awards.Grant | None:
        """What the policy that this one is like gives, where it is by the same award."""
        if self._like is None or self._rest_on_changes(parts.of_award(measure.award)):
            return None
        other = next((one for one in self._like.policy.measures if one.id == measure.id), None)
        return self._like.grant(other) if other is not None and other.award is measure.award else None

    @property
    def settled(self) -> settlement.Settlement:
        """What is paid of what the awards give."""
        if self._settlement is None:
            self._settlement = settlement.Settlement(self)
        return self._settlement

    def gross(self, measure_id: str) -> Number:
        """What the measure gives before steps, groups and limits: 0 where it is not granted, in yuan."""
        return self.settled.gross(measure_id)

    def payable(self, measure_id: str) -> Number:
        """What is paid on the measure after steps, groups and limits: 0 where it is not granted, in yuan."""
        return self.settled.payable(measure_id)

    def total(self) -> Number:
        """What the policy pays in all, amounts that are unknown left out; in yuan."""
        return self.settled.total()
