"""What each rule of grammar.lark builds: a function an alias, given the span and the values of its symbols.

A token's value is its text; a list that is still growing is a Python list. Unused symbols begin with `_`.
"""

# ruff: noqa: D103  (the grammar says what each of these is)

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import Any, TypeAlias

from incentive_engine.feel import syntax as s
from incentive_engine.feel.quoting import unescaped
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.temporal import parse_literal
from incentive_engine.feel.values import CONTEXT

Named: TypeAlias = "list[tuple[str, Any]]"

# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────


def one(_span: s.Span, item: Any) -> list[Any]:
    return [item]


def two(_span: s.Span, item: Any, _between: str, other: Any) -> list[Any]:
    return [item, other]


def append(_span: s.Span, so_far: list[Any], _between: str, item: Any) -> list[Any]:
    so_far.append(item)
    return so_far


def one_named(_span: s.Span, key: str, _colon: str, value: Any) -> Named:
    return [(_plain(key), value)]


def append_named(span: s.Span, so_far: Named, _comma: str, key: str, _colon: str, value: Any) -> Named:
    return append(span, so_far, "", (_plain(key), value))


# ── literals and names ──────────────────────────────────────────────────────────────────────────────────────


def number(span: s.Span, digits: str) -> s.Literal:
    try:
        return s.Literal(CONTEXT.create_decimal(digits), span=span)
    except DecimalException:
        raise FeelSyntaxError("feel.syntax.number-too-large", span, number=digits) from None


def text(span: s.Span, quoted: str) -> s.Literal:
    return s.Literal(unescaped(quoted[1:-1]), span=span)


def temporal(span: s.Span, quoted: str) -> s.Literal:
    written = quoted[quoted.index('"') + 1 : -1]
    try:
        return s.Literal(parse_literal(written), span=span)
    except ValueError:
        raise FeelSyntaxError("feel.syntax.no-such-literal", span, text=written) from None


def constant(span: s.Span, word: str) -> s.Literal:
    return s.Literal({"true": True, "false": False, "null": None}[word], span=span)


def name(span: s.Span, written: str) -> s.Name:
    return s.Name(_plain(written), span=span)


def _plain(written: str) -> str:
    """A name with single blanks."""
    return written if written.isalnum() else " ".join(written.split())


# ── operators ───────────────────────────────────────────────────────────────────────────────────────────────


def disjunction(span: s.Span, operands: list[s.Node]) -> s.Logic:
    return s.Logic("or", tuple(operands), span=span)


def conjunction(span: s.Span, operands: list[s.Node]) -> s.Logic:
    return s.Logic("and", tuple(operands), span=span)


def comparison(span: s.Span, left: s.Node, op: str, right: s.Node) -> s.Comparison:
    return s.Comparison(op, left, right, span=span)


def between(span: s.Span, value: s.Node, _between: str, low: s.Node, _and: str, high: s.Node) -> s.Between:
    return s.Between(value, low, high, span=span)


def in_value(span: s.Span, value: s.Node, _in: str, operand: s.Node) -> s.In:
    tests = s.UnaryTests((_test(operand),), span=operand.span)
    return s.In(value, tests, span=span)


def in_tests(span: s.Span, value: s.Node, _in: str, _open: str, operands: list[s.Node], _close: str) -> s.In:
    tests = s.UnaryTests(tuple(map(_test, operands)), span=(operands[0].span[0], operands[-1].span[1]))
    return s.In(value, tests, span=span)


def arithmetic(span: s.Span, left: s.Node, op: str, right: s.Node) -> s.Arithmetic:
    return s.Arithmetic(op, left, right, span=span)


def negation(span: s.Span, _minus: str, operand: s.Node) -> s.Node:
    if isinstance(operand, s.Literal) and type(operand.value) is Decimal:
        return s.Literal(operand.value.copy_negate() if operand.value else operand.value, span=span)
    if isinstance(operand, s.InstanceOf) and isinstance(operand.value, s.Literal):
        # The minus sign of a number is part of it, and so binds before `instance of`.
        number = negation((span[0], operand.value.span[1]), _minus, operand.value)
        return s.InstanceOf(number, operand.type, span=span)
    return s.Negate(operand, span=span)


def instance_of(span: s.Span, value: s.Node, _of: str, type_: s.TypeNode) -> s.InstanceOf:
    return s.InstanceOf(value, type_, span=span)


def parenthesised(span: s.Span, _open: str, inside: s.Node, _close: str) -> s.Node:
    # The node was just made and nobody else has it: its span may still grow to hold the parentheses.
    object.__setattr__(inside, "span", span)
    return inside


def bound(span: s.Span, op: str, operand: s.Node) -> s.UnaryTest:
    return s.UnaryTest(op, operand, span=span)


def range_of(_span: s.Span, test: s.UnaryTest) -> s.Node:
    """The range that a test such as `> 5` accepts; the same node at both ends tells `=`."""
    op, operand = str(test.op), test.operand
    if op == "!=":
        return test
    low = None if op.startswith("<") else operand
    high = None if op.startswith(">") else operand
    return s.Interval(low, high, low is not None and op != ">", high is not None and op != "<", span=test.span)


def parenthesised_range(span: s.Span, open_: str, test: s.UnaryTest, close: str) -> s.Node:
    return parenthesised(span, open_, range_of(span, test), close)


# ── paths, filters, calls ───────────────────────────────────────────────────────────────────────────────────


def path(span: s.Span, base: s.Node, _dot: str, member: str) -> s.Path:
    return s.Path(base, _plain(member), span=span)


def filter(span: s.Span, base: s.Node, _open: str, condition: s.Node, _close: str) -> s.Filter:
    return s.Filter(base, condition, span=span)


def call_without_arguments(span: s.Span, function: s.Node, _open: str, _close: str) -> s.Call:
    return s.Call(function, span=span)


def call(span: s.Span, function: s.Node, _open: str, arguments: list[s.Node], _close: str) -> s.Call:
    return s.Call(function, tuple(arguments), span=span)


def call_by_name(span: s.Span, function: s.Node, _open: str, arguments: Named, _close: str) -> s.Call:
    _refuse_twins(span, [key for key, _ in arguments])
    return s.Call(function, (), tuple(arguments), span=span)


def _refuse_twins(span: s.Span, names: list[str]) -> None:
    for at, one_name in enumerate(names):
        if one_name in names[:at]:
            raise FeelSyntaxError("feel.syntax.name-twice", span, name=one_name)


# ── lists, contexts, ranges ─────────────────────────────────────────────────────────────────────────────────


def empty_list(span: s.Span, _brackets: str) -> s.ListOf:
    return s.ListOf((), span=span)


def list_of(span: s.Span, _open: str, items: list[s.Node], _close: str) -> s.ListOf:
    return s.ListOf(tuple(items), span=span)


def empty_context(span: s.Span, _open: str, _close: str) -> s.ContextOf:
    return s.ContextOf((), span=span)


def context_of(span: s.Span, _open: str, entries: Named, _close: str) -> s.ContextOf:
    _refuse_twins(span, [key for key, _ in entries])
    return s.ContextOf(tuple(entries), span=span)


def entry(_span: s.Span, key: str, _colon: str, value: s.Node) -> tuple[str, s.Node]:
    return _plain(key), value


def entry_by_text(_span: s.Span, key: str, _colon: str, value: s.Node) -> tuple[str, s.Node]:
    return unescaped(key[1:-1]), value


def interval(span: s.Span, start: str, low: s.Node, _dots: str, high: s.Node, end: str) -> s.Interval:
    return s.Interval(low, high, start == "[", end == "]", span=span)


# ── if, for, some, every, function ──────────────────────────────────────────────────────────────────────────


def if_(span: s.Span, _if: str, condition: s.Node, _then: str, then: s.Node, _else: str, otherwise: s.Node) -> s.If:
    return s.If(condition, then, otherwise, span=span)


def for_(span: s.Span, _for: str, iterators: Named, _return: str, body: s.Node) -> s.For:
    return s.For(tuple(iterators), body, span=span)


def quantified(span: s.Span, op: str, iterators: Named, _satisfies: str, body: s.Node) -> s.Quantified:
    return s.Quantified(op, tuple(iterators), body, span=span)


def iterator(_span: s.Span, variable: str, _in: str, domain: s.Node) -> tuple[str, s.Node]:
    return variable, domain


def iterator_over_range(
    _span: s.Span, variable: str, _in: str, low: s.Node, _dots: str, high: s.Node
) -> tuple[str, s.Node]:
    return variable, s.Interval(low, high, span=(low.span[0], high.span[1]))


def function_without_parameters(span: s.Span, _function: str, _open: str, _close: str, body: s.Node) -> s.Function:
    return s.Function((), body, span=span)


def function(span: s.Span, _function: str, _open: str, formals: list[str], _close: str, body: s.Node) -> s.Function:
    _refuse_twins(span, formals)
    return s.Function(tuple(formals), body, span=span)


def typed_formal(_span: s.Span, formal: str, _colon: str, _type: s.TypeNode) -> str:
    return _plain(formal)


def simple_type(span: s.Span, written: str) -> s.TypeNode:
    return s.TypeNode(_plain(written), span=span)


def generic_type(span: s.Span, written: str, _open: str, parts: list[s.TypeNode], _close: str) -> s.TypeNode:
    return s.TypeNode(_plain(written), tuple(parts), span=span)


def context_type(span: s.Span, written: str, _open: str, fields: Named, _close: str) -> s.TypeNode:
    return s.TypeNode(_plain(written), (), tuple(fields), span=span)


def function_type(
    span: s.Span, word: str, _open: str, parts: list[s.TypeNode], _close: str, _arrow: str, result: s.TypeNode
) -> s.TypeNode:
    return s.TypeNode(word, tuple(parts), (), result, span=span)


def function_type_without_parameters(
    span: s.Span, word: str, _open: str, _close: str, _arrow: str, result: s.TypeNode
) -> s.TypeNode:
    return s.TypeNode(word, (), (), result, span=span)


def any_value(span: s.Span, _dash: str) -> s.UnaryTests:
    return s.UnaryTests((), span=span)


def tests(span: s.Span, operands: list[s.Node]) -> s.UnaryTests:
    only = operands[0]
    if len(operands) == 1 and isinstance(only, s.Call) and only.function == s.Name("not") and only.arguments:
        return s.UnaryTests(tuple(map(_test, only.arguments)), negated=True, span=span)
    return s.UnaryTests(tuple(map(_test, operands)), span=span)


def _test(operand: s.Node) -> s.UnaryTest:
    """The test of an operand; the range that `(> 5)` stands for becomes its operator and operand again."""
    if isinstance(operand, s.UnaryTest):
        return operand
    if isinstance(operand, s.Interval):
        low, high = operand.low, operand.high
        if low is not None and low is high:
            return s.UnaryTest("=", low, span=operand.span)
        if high is not None and low is None:
            return s.UnaryTest("<=" if operand.high_closed else "<", high, span=operand.span)
        if low is not None and high is None:
            return s.UnaryTest(">=" if operand.low_closed else ">", low, span=operand.span)
    return s.UnaryTest(None, operand, span=operand.span)
