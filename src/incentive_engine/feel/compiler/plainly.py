"""What each form says in Python where its values are plain and known (`writing`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from incentive_engine.feel.compiler.iteration import MOST_ROUNDS
from incentive_engine.feel.compiler.membership import INPUT
from incentive_engine.feel.compiler.writing import PLAIN, UnfitError, Value, Writer, writes
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    ContextOf,
    Filter,
    For,
    Function,
    If,
    In,
    Interval,
    Literal,
    Logic,
    Name,
    Negate,
    Path,
    Quantified,
    UnaryTest,
    UnaryTests,
)

_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_OPERATORS = {"+": "+", "-": "-", "*": "*", "/": "/"}
_OF_A_DAY = {"year": "year", "month": "month", "day": "day"}
_BINDERS = (ContextOf, Filter, For, Function, Quantified)


@writes(Literal)
def _literal(writer: Writer, node: Literal) -> Value:
    kind = type(node.value)
    return Value(writer.constant(node.value), kind if kind in PLAIN or kind is bool else object)


@writes(Name)
def _name(writer: Writer, node: Name) -> Value:
    return writer.name(node.name)


@writes(Path)
def _path(writer: Writer, node: Path) -> Value:
    base = writer.value(node.base)
    if node.member in _OF_A_DAY:
        day = writer.required(base, date)
        return writer.remembered(node, Value(f"{day}.{_OF_A_DAY[node.member]}", int))
    record = writer.required(base, dict)
    return writer.remembered(node, Value(f"{record}[{writer.constant(node.member)}]"))


@writes(Negate)
def _negate(writer: Writer, node: Negate) -> Value:
    return Value(f"(-{writer.required(writer.value(node.operand), Decimal)})", Decimal)


@writes(Arithmetic)
def _arithmetic(writer: Writer, node: Arithmetic) -> Value:
    if node.op not in _OPERATORS:
        raise UnfitError
    left, right = (writer.required(writer.value(one), Decimal) for one in (node.left, node.right))
    return Value(f"({left} {_OPERATORS[node.op]} {right} or ZERO)", Decimal)


def _compared(writer: Writer, op: str, left: Value, right: Value) -> str:
    """The comparison of two values of the same plain class."""
    sign = _SIGNS[op]
    if int in (left.kind, right.kind):
        one, other = (v.text if v.kind is int else writer.required(v, Decimal) for v in (left, right))
        return f"({one} {sign} {other})"
    kind = left.kind or right.kind
    if kind is None:
        one, other = writer.local(left), writer.local(right)
        writer.retreat_if(f"{one}.__class__ is not {other}.__class__ or {one}.__class__ not in PLAIN")
        return f"({one} {sign} {other})"
    if kind not in PLAIN and (kind is not bool or op not in ("=", "!=")):
        raise UnfitError
    return f"({writer.required(left, kind)} {sign} {writer.required(right, kind)})"


@writes(Comparison)
def _comparison(writer: Writer, node: Comparison) -> Value:
    return Value(_compared(writer, node.op, writer.value(node.left), writer.value(node.right)), bool)


@writes(Between)
def _between(writer: Writer, node: Between) -> Value:
    value = writer.value(node.value)
    value = Value(writer.local(value), value.kind)
    above = _compared(writer, ">=", value, writer.value(node.low))
    return Value(f"({above} and {_compared(writer, '<=', value, writer.value(node.high))})", bool)


@writes(Logic)
def _logic(writer: Writer, node: Logic) -> Value:
    decided = node.op == "or"
    result = writer.fresh()
    writer.line(f"{result} = {decided}")
    first = writer.truth(node.operands[0])
    rest = [partial(writer.truth, operand) for operand in node.operands[1:]]
    with writer.kept():
        writer.line(f"{result} = {writer.all_of([lambda: first, *rest], decided)}")
    return Value(result, bool)


@writes(If)
def _if(writer: Writer, node: If) -> Value:
    result = writer.fresh()
    kinds = []
    for header, branch in ((f"if {writer.truth(node.condition)}:", node.then), ("else:", node.otherwise)):
        with writer.kept(header):
            value = writer.answer(branch)
            writer.line(f"{result} = {value.text}")
            kinds.append(value.kind)
    return Value(result, kinds[0] if kinds[0] is kinds[1] else None)


@writes(Quantified)
def _quantified(writer: Writer, node: Quantified) -> Value:
    decided = node.op == "some"
    result = writer.fresh()

    def round_() -> None:
        truth = writer.truth(node.body)
        writer.line(f"if {'' if decided else 'not '}{truth}:")
        writer.indent()
        writer.line(f"{result} = {decided}")
        writer.line("break")

    items = _domain(writer, node)
    writer.line(f"{result} = {not decided}")
    _rounds(writer, node, items, round_)
    return Value(result, bool)


@writes(For)
def _for(writer: Writer, node: For) -> Value:
    if Name("partial") in node.body.walk():
        raise UnfitError
    items, result = _domain(writer, node), writer.fresh()
    writer.line(f"{result} = []")
    _rounds(writer, node, items, lambda: writer.line(f"{result}.append({writer.answer(node.body).text})"))
    return Value(result, list)


def _domain(writer: Writer, node: For | Quantified) -> str:
    if len(node.iterators) != 1:
        raise UnfitError
    items = writer.local(Value(writer.required(writer.value(node.iterators[0][1]), list)))
    writer.retreat_if(f"len({items}) > {MOST_ROUNDS}")
    return items


def _rounds(writer: Writer, node: For | Quantified, items: str, round_: Callable[[], None]) -> None:
    name, item = node.iterators[0][0], writer.fresh()
    with writer.kept(f"if {items}:"):
        if not any(isinstance(part, _BINDERS) for part in node.body.walk()):
            read = {part.name: None for part in node.body.walk() if isinstance(part, Name)}
            outer = [(one, writer.local(writer.name(one))) for one in read if one != name and one not in BUILTINS]
        else:
            outer = []
        with writer.kept(f"for {item} in {items}:"):
            writer.bind(name, item)
            for one, local in outer:  # read once, not in every round
                writer.remembered(Name(one), Value(local))
            round_()


@writes(Filter)
def _filter(writer: Writer, node: Filter) -> Value:
    items = writer.local(Value(writer.required(writer.value(node.base), list)))
    if isinstance(node.condition, Literal):
        index = node.condition.value
        if type(index) is not Decimal or index != index.to_integral_value() or not 0 < abs(index) <= MOST_ROUNDS:
            raise UnfitError
        return writer.remembered(node, Value(f"{items}[{int(index) - (index > 0)}]"))
    kept, item = writer.fresh(), writer.fresh()
    if not isinstance(node.condition, (Comparison, Logic, Between, In, Quantified)):
        writer.retreat_if(f"not {items}")  # the condition could be an index, and no item is there for it
    writer.line(f"{kept} = []")
    with writer.kept(f"for {item} in {items}:"):
        writer.required(Value(item), dict)
        writer.bind(None, item)
        writer.line(f"if {writer.truth(node.condition)}: {kept}.append({item})")
    return Value(kept, list)


@writes(Call)
def _call(writer: Writer, node: Call) -> Value:
    name = node.function.name if isinstance(node.function, Name) else ""
    if node.named or name not in ("not", "count", "sum", "min", "max"):
        raise UnfitError
    if len(node.arguments) == 2 and name in ("min", "max"):
        one, other = (writer.required(writer.value(part), Decimal) for part in node.arguments)
        return Value(f"{writer.constant(min if name == 'min' else max)}({one}, {other})", Decimal)
    if len(node.arguments) != 1:
        raise UnfitError
    if name == "not":
        return Value(f"(not {writer.truth(node.arguments[0])})", bool)
    items = writer.local(Value(writer.required(writer.value(node.arguments[0]), list)))
    if name == "count":
        return Value(f"len({items})", int)
    if name != "sum":
        raise UnfitError
    writer.retreat_if(f"set(map(type, {items})) != NUMBERS")
    return Value(f"sum({items}, ZERO)", Decimal)


@writes(In)
def _in(writer: Writer, node: In) -> Value:
    value = writer.value(node.value)
    return Value(tested(writer, Value(writer.local(value), value.kind), node.tests), bool)


def tested(writer: Writer, value: Value, tests: UnaryTests) -> str:
    """The text that tells whether a value, a local's, meets tests; UnfitError where only closures tell."""
    if not tests.tests:
        return "True"
    parts = [_tested(writer, value if value.kind else writer.held(value.text), test) for test in tests.tests]
    return f"({'not ' * tests.negated}({' or '.join(parts)}))"


def _tested(writer: Writer, value: Value, test: UnaryTest) -> str:
    operand = test.operand
    if test.op is not None:
        return _compared(writer, test.op, value, writer.value(operand))
    if INPUT in operand.walk() or isinstance(operand, UnaryTest):
        raise UnfitError
    if not isinstance(operand, Interval):
        return _compared(writer, "=", value, writer.value(operand))
    if operand.low is None or operand.high is None:
        raise UnfitError
    low, high = writer.value(operand.low), writer.value(operand.high)
    kind = date if date in (low.kind, high.kind, value.kind) else Decimal
    # Both ends are computed before Python compares: one that fails leaves no range, wherever the value lies.
    one, other, middle = (writer.local(Value(writer.required(part, kind))) for part in (low, high, value))
    signs = ["<=" if closed else "<" for closed in (operand.low_closed, operand.high_closed)]
    return f"({one} {signs[0]} {middle} {signs[1]} {other})"
