"""Syntax tree to FEEL text: what messages quote, and the inverse of the parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.feel.quoting import quoted
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
    InstanceOf,
    Interval,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Path,
    Quantified,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.feel.values import number_text, to_string

# How tightly a form binds; an operand that binds less tightly than its place asks for stands in parentheses.
_ANYTHING, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _UNARY, _POSTFIX, _PRIMARY = range(10)
_LOGIC = {"or": _OR, "and": _AND}
_ARITHMETIC = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}


def source(node: Node) -> str:
    """FEEL text that parses to an equal tree, with one blank around operators and no needless parentheses."""
    return _write(node, _ANYTHING)


def _write(node: Node, least: int) -> str:
    binds, text = _FORMS[type(node)](node)
    return text if binds >= least else f"({text})"


def _listed(nodes: Iterable[Node]) -> str:
    return ", ".join(source(node) for node in nodes)


def _named(pairs: Iterable[tuple[str, Node]], joint: str = ": ") -> str:
    return ", ".join(f"{name}{joint}{source(node)}" for name, node in pairs)


def _literal(node: Literal) -> tuple[int, str]:
    value = node.value
    if isinstance(value, Decimal):
        return (_UNARY if value.is_signed() else _PRIMARY), number_text(value)
    if isinstance(value, str):
        return _PRIMARY, quoted(value)
    text = to_string(value)
    return _PRIMARY, text if value is None or isinstance(value, bool) else f'@"{text}"'


def _path(node: Path) -> tuple[int, str]:
    return _POSTFIX, f"{_write(node.base, _POSTFIX)}.{node.member}"


def _filter(node: Filter) -> tuple[int, str]:
    return _POSTFIX, f"{_write(node.base, _POSTFIX)}[{source(node.condition)}]"


def _call(node: Call) -> tuple[int, str]:
    inside = ", ".join(_argument(one) for one in node.arguments) or _named(node.named)
    return _POSTFIX, f"{_write(node.function, _POSTFIX)}({inside})"


def _argument(node: Node) -> str:
    return _test(node)[1] if isinstance(node, UnaryTest) else source(node)


def _negate(node: Negate) -> tuple[int, str]:
    return _UNARY, f"-{_write(node.operand, _UNARY)}"


def _arithmetic(node: Arithmetic) -> tuple[int, str]:
    binds = _ARITHMETIC[node.op]
    return binds, f"{_write(node.left, binds)} {node.op} {_write(node.right, binds + 1)}"


def _comparison(node: Comparison) -> tuple[int, str]:
    return _COMPARISON, f"{_compared(node.left)} {node.op} {_write(node.right, _SUM)}"


def _compared(node: Node) -> str:
    # A type is read as far as it goes, with what `<` may begin after it.
    return _write(node, _SUM if isinstance(node, InstanceOf) else _COMPARISON)


def _logic(node: Logic) -> tuple[int, str]:
    binds = _LOGIC[node.op]
    return binds, f" {node.op} ".join(_write(operand, binds + 1) for operand in node.operands)


def _between(node: Between) -> tuple[int, str]:
    low, high = _write(node.low, _SUM), _write(node.high, _SUM)
    return _COMPARISON, f"{_compared(node.value)} between {low} and {high}"


def _in(node: In) -> tuple[int, str]:
    value, tests = _compared(node.value), node.tests.tests
    if len(tests) > 1:
        return _COMPARISON, f"{value} in ({', '.join(_test(one)[1] for one in tests)})"
    only = tests[0]
    operand = _write(only.operand, _SUM) if only.op is None else _test(only)[1]
    return _COMPARISON, f"{value} in {operand}"


def _instance(node: InstanceOf) -> tuple[int, str]:
    return _COMPARISON, f"{_write(node.value, _POSTFIX)} instance of {node.type}"


def _if(node: If) -> tuple[int, str]:
    return _ANYTHING, f"if {source(node.condition)} then {source(node.then)} else {source(node.otherwise)}"


def _for(node: For) -> tuple[int, str]:
    return _ANYTHING, f"for {_named(node.iterators, ' in ')} return {source(node.body)}"


def _quantified(node: Quantified) -> tuple[int, str]:
    return _ANYTHING, f"{node.op} {_named(node.iterators, ' in ')} satisfies {source(node.body)}"


def _function(node: Function) -> tuple[int, str]:
    return _ANYTHING, f"function({', '.join(node.parameters)}) {source(node.body)}"


def _list(node: ListOf) -> tuple[int, str]:
    return _PRIMARY, f"[{_listed(node.items)}]"


def _context(node: ContextOf) -> tuple[int, str]:
    entries = ((key if key.isidentifier() else quoted(key), value) for key, value in node.entries)
    return _PRIMARY, f"{{{_named(entries)}}}"


def _interval(node: Interval) -> tuple[int, str]:
    if node.low is node.high and node.low is not None:
        return _PRIMARY, f"(= {_write(node.low, _SUM)})"
    if node.low is None and node.high is not None:
        return _PRIMARY, f"({'<=' if node.high_closed else '<'} {_write(node.high, _SUM)})"
    if node.high is None and node.low is not None:
        return _PRIMARY, f"({'>=' if node.low_closed else '>'} {_write(node.low, _SUM)})"
    low, high = ("null" if end is None else source(end) for end in (node.low, node.high))
    return _PRIMARY, f"{'[' if node.low_closed else '('}{low}..{high}{']' if node.high_closed else ')'}"


def _test(node: UnaryTest) -> tuple[int, str]:
    if node.op is None:
        return _ANYTHING, source(node.operand)
    return _ANYTHING, f"{node.op} {_write(node.operand, _SUM)}"


def _excluding(node: UnaryTest) -> tuple[int, str]:
    return _PRIMARY, f"({_test(node)[1]})"


def _tests(node: UnaryTests) -> tuple[int, str]:
    inside = ", ".join(_test(one)[1] for one in node.tests) or "-"
    return _ANYTHING, f"not({inside})" if node.negated else inside


_FORMS: Mapping[type[Node], Callable[[Any], tuple[int, str]]] = {
    Literal: _literal,
    Name: lambda node: (_PRIMARY, node.name),
    Path: _path,
    Filter: _filter,
    Call: _call,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Logic: _logic,
    If: _if,
    For: _for,
    Quantified: _quantified,
    Between: _between,
    In: _in,
    InstanceOf: _instance,
    ListOf: _list,
    ContextOf: _context,
    Interval: _interval,
    Function: _function,
    UnaryTest: _excluding,
    UnaryTests: _tests,
}
