"""Expressions as formulas: names, members, arithmetic, comparison, logic and choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from incentive_engine.assurance.symbolic import days, numbers, truths
from incentive_engine.assurance.symbolic.days import BeyondCalendarError, Day
from incentive_engine.assurance.symbolic.digits import Digits
from incentive_engine.assurance.symbolic.formulas import both
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.truths import NEITHER, Truth
from incentive_engine.assurance.symbolic.values import (
    NOTHING,
    Entry,
    Listing,
    Nothing,
    Record,
    Span,
    Text,
    Untranslatable,
    Value,
    choice,
    judged,
    same,
)
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Comparison,
    If,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Path,
)
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.temporal.durations import DAY

MOST_TEXTS = 10**6
"""Codes of texts that are stated are below this; beyond it are those of texts that a policy puts together."""

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules

Environment: TypeAlias = Mapping[str, Value]
Form = TypeVar("Form", bound="Callable[[Rules, Any, Environment], Value]")
_FORMS: dict[type[Node], Callable[[Any, Any, Environment], Value]] = {}


def translates(*forms: type[Node]) -> Callable[[Form], Form]:
    """Declare the decorated function as the translator of nodes of these classes."""

    def declare(form: Form) -> Form:
        _FORMS.update(dict.fromkeys(forms, form))
        return form

    return declare


def translate(rules: Rules, node: Node, env: Environment) -> Value:
    """What a node comes to; `env` are the values of names that are bound around it. Raises Untranslatable."""
    form = _FORMS.get(type(node))
    if form is None:
        raise Untranslatable(source(node))
    try:
        return form(rules, node, env)
    except (BeyondCalendarError, OverflowError, ValueError):
        raise Untranslatable(source(node)) from None


def condition(rules: Rules, node: Node, env: Environment) -> Truth:
    """What a node comes to that must be a truth value."""
    value = translate(rules, node, env)
    if not isinstance(value, (Truth, Nothing)):
        raise Untranslatable(source(node))
    return judged(value)


def duration(value: Any) -> Span:
    """A constant duration: whole months, or whole days."""
    if isinstance(value, YearsMonthsDuration) or (isinstance(value, DaysTimeDuration) and not value.nanoseconds % DAY):
        return Span(True, value)
    raise Untranslatable(str(value))


@translates(Literal)
def _literal(rules: Rules, node: Literal, _env: Environment) -> Value:
    return rules.constant(node.value)


@translates(Name)
def _name(rules: Rules, node: Name, env: Environment) -> Value:
    if node.name in env:
        return env[node.name]
    if rules.is_list(node.name):
        rules.world.read_whole.add(node.name)
    return rules.named(node.name)


@translates(Path)
def _path(rules: Rules, node: Path, env: Environment) -> Value:
    return _member(translate(rules, node.base, env), node)


def _member(value: Value, node: Path) -> Value:
    if isinstance(value, Record) and node.member in value.columns:
        return value.columns[node.member]  # type: ignore[no-any-return]  # columns hold values
    if isinstance(value, Day) and node.member in _PARTS:
        return _PARTS[node.member](value)
    if isinstance(value, Span):
        return _part_of_span(value, node)
    if isinstance(value, Listing):
        entries = tuple(Entry(one.present, _member(one.value, node), one.copies) for one in value.entries)
        return Listing(value.known, entries)
    if isinstance(value, Nothing):
        return NOTHING
    raise Untranslatable(source(node))


_PARTS: Mapping[str, Callable[[Day], Number]] = {
    "year": days.year_of,
    "month": days.month_of,
    "day": days.day_of_month,
}


def _part_of_span(span: Span, node: Path) -> Value:
    if isinstance(span.length, Number):
        if node.member == "days" and span.unit == "days":
            return span.length
        if node.member == "years" and span.unit == "months":
            return days.whole_years(span.length)
        if node.member == "months" and span.unit == "months":
            years = days.whole_years(span.length)
            return numbers.subtract(span.length, numbers.multiply(years, numbers.number(12)))
        raise Untranslatable(source(node))
    if isinstance(span.length, DaysTimeDuration) and node.member == "days":
        return numbers.number(span.length.nanoseconds // DAY, span.known)
    if isinstance(span.length, YearsMonthsDuration) and node.member == "years" and span.length.months >= 0:
        return numbers.number(span.length.months // 12, span.known)
    raise Untranslatable(source(node))


@translates(Negate)
def _negate(rules: Rules, node: Negate, env: Environment) -> Value:
    value = translate(rules, node.operand, env)
    if isinstance(value, Number):
        return numbers.negate(value)
    if isinstance(value, Span) and not isinstance(value.length, Number):
        return Span(value.known, -value.length)
    return _nothing_or_untranslatable(node, value)


def _nothing_or_untranslatable(node: Node, *values: Value) -> Value:
    if any(isinstance(one, Nothing) for one in values):
        return NOTHING
    raise Untranslatable(source(node))


_CALCULATIONS: Mapping[str, Callable[[Number, Number], Number]] = {
    "+": numbers.add,
    "-": numbers.subtract,
    "*": numbers.multiply,
    "/": numbers.divide,
}


@translates(Arithmetic)
def _arithmetic(rules: Rules, node: Arithmetic, env: Environment) -> Value:
    left, right = translate(rules, node.left, env), translate(rules, node.right, env)
    if isinstance(left, Number) and isinstance(right, Number):
        if node.op in _CALCULATIONS:
            return _CALCULATIONS[node.op](left, right)
        return _power(node, left, right)
    if isinstance(left, Text) and isinstance(right, Text) and node.op == "+":
        return _joined(rules, node, left)
    return _with_durations(node, left, right)


def _power(node: Arithmetic, base: Number, exponent: Number) -> Value:
    times = exponent.constant
    if times is None or times.denominator != 1 or not 1 <= times <= 4 or exponent.known is not True:
        raise Untranslatable(source(node))
    found = base
    for _ in range(int(times) - 1):
        found = numbers.multiply(found, base)
    return found


def _joined(rules: Rules, node: Arithmetic, left: Text) -> Value:
    """Two texts in one, of which the second is a constant: taken to be no text that is stated anywhere else."""
    if not isinstance(node.right, Literal):
        raise Untranslatable(source(node))
    code = numbers.add(
        numbers.multiply(Number(left.known, left.code), numbers.number(MOST_TEXTS)),
        numbers.number(rules.world.suffix(node.right.value)),
    )
    return Text(code.known, code.top)


def _with_durations(node: Arithmetic, left: Value, right: Value) -> Value:
    if node.op == "+" and isinstance(left, Span):
        left, right = right, left
    if isinstance(left, Number) and isinstance(right, Span):
        left, right = right, left
    if isinstance(left, Day) and isinstance(right, Span) and not isinstance(right.length, Number):
        length = right.length if node.op == "+" else -right.length
        moved = days.shifted(left, length)
        return Day(both(moved.known, right.known), moved.year, moved.place, moved.shifts)
    if isinstance(left, Day) and isinstance(right, Day) and node.op == "-":
        between = days.days_between(right, left)
        return Span(between.known, between, "days")
    if isinstance(left, Span) and isinstance(right, Number) and node.op == "*":
        return _times(node, left, right)
    return _nothing_or_untranslatable(node, left, right)


def _times(node: Node, span: Span, factor: Number) -> Value:
    times = factor.constant
    if times is None or times.denominator != 1 or isinstance(span.length, Number):
        raise Untranslatable(source(node))
    if isinstance(span.length, DaysTimeDuration):
        length: days.Duration = DaysTimeDuration(span.length.nanoseconds * int(times))
    else:
        length = YearsMonthsDuration(span.length.months * int(times))
    return Span(both(span.known, factor.known), length)


@translates(Comparison)
def _comparison(rules: Rules, node: Comparison, env: Environment) -> Value:
    return compared(node, node.op, translate(rules, node.left, env), translate(rules, node.right, env))


def compared(node: Node, operator: str, left: Value, right: Value) -> Truth:
    """Whether `left operator right`; `node` is what Untranslatable names."""
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        return NEITHER
    if isinstance(left, Number) and isinstance(right, Number):
        if Digits.LOST in (left.digits, right.digits) and not numbers.only_signs_count(left, right):
            raise Untranslatable(source(node))
        return numbers.compare(operator, left, right)
    if isinstance(left, Day) and isinstance(right, Day):
        return days.compare(operator, left, right)
    if operator in ("=", "!=") and type(left) is type(right):
        equal = same(left, right)
        return equal if operator == "=" else truths.negation(equal)
    raise Untranslatable(source(node))


@translates(Between)
def _between(rules: Rules, node: Between, env: Environment) -> Value:
    value, low, high = (translate(rules, one, env) for one in (node.value, node.low, node.high))
    return truths.conjunction((compared(node, ">=", value, low), compared(node, "<=", value, high)))


@translates(Logic)
def _logic(rules: Rules, node: Logic, env: Environment) -> Value:
    parts = [condition(rules, one, env) for one in node.operands]
    return truths.conjunction(parts) if node.op == "and" else truths.disjunction(parts)


@translates(If)
def _if(rules: Rules, node: If, env: Environment) -> Value:
    chosen = condition(rules, node.condition, env)
    if chosen.true is True:
        return translate(rules, node.then, env)
    if chosen.false is True:
        return translate(rules, node.otherwise, env)
    return choice(chosen, translate(rules, node.then, env), translate(rules, node.otherwise, env))
