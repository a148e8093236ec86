"""What each rule of grammar.lark builds: a function an alias, given the span and the values of its symbols.

A token's value is its text; a list that is still growing is a Python list. Unused symbols begin with `_`.
"""

# ruff: noqa: D103  (the grammar says what each of these is)

from __future__ import annotations

import re
from decimal import Decimal, DecimalException
from typing import Any, TypeAlias

from incentive_engine.feel.refusal import FeelSyntaxError
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
    Span,
    TypeNode,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.feel.temporal import parse_literal
from incentive_engine.feel.values import CONTEXT

Named: TypeAlias = "list[tuple[str, Any]]"

# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────


def one(_span: Span, item: Any) -> list[Any]:
    return [item]


def two(_span: Span, item: Any, _between: str, other: Any) -> list[Any]:
    return [item, other]


def append(_span: Span, so_far: list[Any], _between: str, item: Any) -> list[Any]:
    so_far.append(item)
    return so_far


def one_named(_span: Span, key: str, _colon: str, value: Any) -> Named:
    return [(_plain(key), value)]


def append_named(span: Span, so_far: Named, _comma: str, key: str, _colon: str, value: Any) -> Named:
    return append(span, so_far, "", (_plain(key), value))


# ── literals and names ──────────────────────────────────────────────────────────────────────────────────────


def number(span: Span, digits: str) -> Literal:
    try:
        return Literal(CONTEXT.create_decimal(digits), span=span)
    except DecimalException:
        raise FeelSyntaxError("feel.syntax.number-too-large", span, number=digits) from None


def text(span: Span, quoted: str) -> Literal:
    return Literal(_unescaped(quoted[1:-1]), span=span)


def temporal(span: Span, quoted: str) -> Literal:
    written = quoted[quoted.index('"') + 1 : -1]
    try:
        return Literal(parse_literal(written), span=span)
    except ValueError:
        raise FeelSyntaxError("feel.syntax.no-such-literal", span, text=written) from None


def constant(span: Span, word: str) -> Literal:
    return Literal({"true": True, "false": False, "null": None}[word], span=span)


def name(span: Span, written: str) -> Name:
    return Name(_plain(written), span=span)


def _plain(written: str) -> str:
    """A name with single blanks."""
    return written if written.isalnum() else " ".join(written.split())


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def _unescaped(raw: str) -> str:
    """The text between the quotes; an escape that FEEL does not know, as regular expressions have, stays."""
    if "\\" not in raw:
        return raw
    plain = _ESCAPE.sub(_character, raw)
    # Two \u escapes may spell one character beyond the basic plane, as a pair of surrogates.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code is None:
        return _ESCAPES.get(escape[3], escape[0])
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else escape[0]


# ── operators ───────────────────────────────────────────────────────────────────────────────────────────────


def disjunction(span: Span, operands: list[Node]) -> Logic:
    return Logic("or", tuple(operands), span=span)


def conjunction(span: Span, operands: list[Node]) -> Logic:
    return Logic("and", tuple(operands), span=span)


def comparison(span: Span, left: Node, op: str, right: Node) -> Comparison:
    return Comparison(op, left, right, span=span)


def between(span: Span, value: Node, _between: str, low: Node, _and: str, high: Node) -> Between:
    return Between(value, low, high, span=span)


def in_value(span: Span, value: Node, _in: str, operand: Node) -> In:
    tests = UnaryTests((_test(operand),), span=operand.span)
    return In(value, tests, span=span)


def in_tests(span: Span, value: Node, _in: str, _open: str, operands: list[Node], _close: str) -> In:
    tests = UnaryTests(tuple(map(_test, operands)), span=(operands[0].span[0], operands[-1].span[1]))
    return In(value, tests, span=span)


def arithmetic(span: Span, left: Node, op: str, right: Node) -> Arithmetic:
    return Arithmetic(op, left, right, span=span)


def negation(span: Span, _minus: str, operand: Node) -> Node:
    if isinstance(operand, Literal) and type(operand.value) is Decimal:
        return Literal(operand.value.copy_negate() if operand.value else operand.value, span=span)
    if isinstance(operand, InstanceOf) and isinstance(operand.value, Literal):
        # The minus sign of a number is part of it, and so binds before `instance of`.
        number = negation((span[0], operand.value.span[1]), _minus, operand.value)
        return InstanceOf(number, operand.type, span=span)
    return Negate(operand, span=span)


def instance_of(span: Span, value: Node, _of: str, type_: TypeNode) -> InstanceOf:
    return InstanceOf(value, type_, span=span)


def parenthesised(span: Span, _open: str, inside: Node, _close: str) -> Node:
    # The node was just made and nobody else has it: its span may still grow to hold the parentheses.
    object.__setattr__(inside, "span", span)
    return inside


def bound(span: Span, op: str, operand: Node) -> UnaryTest:
    return UnaryTest(op, operand, span=span)


def range_of(_span: Span, test: UnaryTest) -> Node:
    """The range that a test such as `> 5` accepts; the same node at both ends tells `=`."""
    op, operand = str(test.op), test.operand
    if op == "!=":
        return test
    low = None if op.startswith("<") else operand
    high = None if op.startswith(">") else operand
    return Interval(low, high, low is not None and op != ">", high is not None and op != "<", span=test.span)


def parenthesised_range(span: Span, open_: str, test: UnaryTest, close: str) -> Node:
    return parenthesised(span, open_, range_of(span, test), close)


# ── paths, filters, calls ───────────────────────────────────────────────────────────────────────────────────


def path(span: Span, base: Node, _dot: str, member: str) -> Path:
    return Path(base, _plain(member), span=span)


def filter(span: Span, base: Node, _open: str, condition: Node, _close: str) -> Filter:
    return Filter(base, condition, span=span)


def call_without_arguments(span: Span, function: Node, _open: str, _close: str) -> Call:
    return Call(function, span=span)


def call(span: Span, function: Node, _open: str, arguments: list[Node], _close: str) -> Call:
    return Call(function, tuple(arguments), span=span)


def call_by_name(span: Span, function: Node, _open: str, arguments: Named, _close: str) -> Call:
    _refuse_twins(span, [key for key, _ in arguments])
    return Call(function, (), tuple(arguments), span=span)


def _refuse_twins(span: Span, names: list[str]) -> None:
    for at, one_name in enumerate(names):
        if one_name in names[:at]:
            raise FeelSyntaxError("feel.syntax.name-twice", span, name=one_name)


# ── lists, contexts, ranges ─────────────────────────────────────────────────────────────────────────────────


def empty_list(span: Span, _brackets: str) -> ListOf:
    return ListOf((), span=span)


def list_of(span: Span, _open: str, items: list[Node], _close: str) -> ListOf:
    return ListOf(tuple(items), span=span)


def empty_context(span: Span, _open: str, _close: str) -> ContextOf:
    return ContextOf((), span=span)


def context_of(span: Span, _open: str, entries: Named, _close: str) -> ContextOf:
    _refuse_twins(span, [key for key, _ in entries])
    return ContextOf(tuple(entries), span=span)


def entry(_span: Span, key: str, _colon: str, value: Node) -> tuple[str, Node]:
    return _plain(key), value


def entry_by_text(_span: Span, key: str, _colon: str, value: Node) -> tuple[str, Node]:
    return _unescaped(key[1:-1]), value


def interval(span: Span, start: str, low: Node, _dots: str, high: Node, end: str) -> Interval:
    return Interval(low, high, start == "[", end == "]", span=span)


# ── if, for, some, every, function ──────────────────────────────────────────────────────────────────────────


def if_(span: Span, _if: str, condition: Node, _then: str, then: Node, _else: str, otherwise: Node) -> If:
    return If(condition, then, otherwise, span=span)


def for_(span: Span, _for: str, iterators: Named, _return: str, body: Node) -> For:
    return For(tuple(iterators), body, span=span)


def quantified(span: Span, op: str, iterators: Named, _satisfies: str, body: Node) -> Quantified:
    return Quantified(op, tuple(iterators), body, span=span)


def iterator(_span: Span, variable: str, _in: str, domain: Node) -> tuple[str, Node]:
    return variable, domain


def iterator_over_range(
    _span: Span, variable: str, _in: str, low: Node, _dots: str, high: Node
) -> tuple[str, Node]:
    return variable, Interval(low, high, span=(low.span[0], high.span[1]))


def function_without_parameters(span: Span, _function: str, _open: str, _close: str, body: Node) -> Function:
    return Function((), body, span=span)


def function(span: Span, _function: str, _open: str, formals: list[str], _close: str, body: Node) -> Function:
    _refuse_twins(span, formals)
    return Function(tuple(formals), body, span=span)


def typed_formal(_span: Span, formal: str, _colon: str, _type: TypeNode) -> str:
    return _plain(formal)


# ── types ───────────────────────────────────────────────────────────────────────────────────────────────────


def simple_type(span: Span, written: str) -> TypeNode:
    return TypeNode(_plain(written), span=span)


def generic_type(span: Span, written: str, _open: str, parts: list[TypeNode], _close: str) -> TypeNode:
    return TypeNode(_plain(written), tuple(parts), span=span)


def context_type(span: Span, written: str, _open: str, fields: Named, _close: str) -> TypeNode:
    return TypeNode(_plain(written), (), tuple(fields), span=span)


def function_type(
    span: Span, word: str, _open: str, parts: list[TypeNode], _close: str, _arrow: str, result: TypeNode
) -> TypeNode:
    return TypeNode(word, tuple(parts), (), result, span=span)


def function_type_without_parameters(
    span: Span, word: str, _open: str, _close: str, _arrow: str, result: TypeNode
) -> TypeNode:
    return TypeNode(word, (), (), result, span=span)


# ── unary tests ─────────────────────────────────────────────────────────────────────────────────────────────


def any_value(span: Span, _dash: str) -> UnaryTests:
    return UnaryTests((), span=span)


def tests(span: Span, operands: list[Node]) -> UnaryTests:
    only = operands[0]
    if len(operands) == 1 and isinstance(only, Call) and only.function == Name("not") and only.arguments:
        return UnaryTests(tuple(map(_test, only.arguments)), negated=True, span=span)
    return UnaryTests(tuple(map(_test, operands)), span=span)


def _test(operand: Node) -> UnaryTest:
    """The test of an operand; the range that `(> 5)` stands for becomes its operator and operand again."""
    if isinstance(operand, UnaryTest):
        return operand
    if isinstance(operand, Interval):
        low, high = operand.low, operand.high
        if low is not None and low is high:
            return UnaryTest("=", low, span=operand.span)
        if high is not None and low is None:
            return UnaryTest("<=" if operand.high_closed else "<", high, span=operand.span)
        if low is not None and high is None:
            return UnaryTest(">=" if operand.low_closed else ">", low, span=operand.span)
    return UnaryTest(None, operand, span=operand.span)
