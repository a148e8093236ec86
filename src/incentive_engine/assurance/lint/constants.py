"""What an expression is worth when it rests on parameters and literals alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from incentive_engine.feel.syntax import Arithmetic, Call, Literal, Name, Negate, Node
from incentive_engine.policy.model import Parameter, Period, Policy


def values_in(parameter: Parameter, period: Period) -> tuple[tuple[date, object], ...]:
    """The values that a parameter has on some day of a period, each with the day from which it holds."""
    kept = []
    for number, (day, value) in enumerate(parameter.values):
        following = parameter.values[number + 1][0] if number + 1 < len(parameter.values) else None
        too_late = period.end is not None and day > period.end
        over = following is not None and period.start is not None and following <= period.start
        if not too_late and not over:
            kept.append((day, value))
    return tuple(kept)


def days_of_change(policy: Policy, node: Node) -> list[date]:
    """The days on which a parameter in an expression takes a value; a day without end when there is none."""
    names = {one.name for one in node.walk() if isinstance(one, Name)}
    days = {day for name in names if name in policy.parameters for day, _ in policy.parameters[name].values}
    return sorted(days) or [date.max]


def constant(policy: Policy, node: Node, day: date) -> Decimal | None:
    """The number that an expression is on `day` whatever an enterprise states; None when it depends on that."""
    if isinstance(node, Literal):
        return node.value if isinstance(node.value, Decimal) else None
    if isinstance(node, Name) and node.name in policy.parameters:
        value = policy.parameters[node.name].on(day)
        return value if isinstance(value, Decimal) else None
    if isinstance(node, Negate):
        operand = constant(policy, node.operand, day)
        return None if operand is None else -operand
    if isinstance(node, Arithmetic):
        left, right = constant(policy, node.left, day), constant(policy, node.right, day)
        if left is None or right is None or (node.op == "/" and not right):
            return None
        return {"+": left + right, "-": left - right, "*": left * right}.get(
            node.op, left / right if node.op == "/" else None
        )
    return None


def most(policy: Policy, node: Node, day: date) -> Decimal | None:
    """The most that an expression can be on `day`, as far as a constant or a ceiling in it tells."""
    if isinstance(node, Call) and node.function == Name("min"):
        known = [one for part in node.arguments if (one := most(policy, part, day)) is not None]
        return min(known, default=None)
    return constant(policy, node, day)
