"""FEEL text to syntax tree: a scanner and an LALR(1) automaton, driven by the tables made from grammar.lark.

Nothing here recurses, so no text can exhaust the stack; trees too deep for those who walk them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

from incentive_engine.feel import building
from incentive_engine.feel.grammar_tables import CONTEXTUAL, PATTERNS, RULES, STARTS, STATES, SYMBOLS, WORDS
from incentive_engine.feel.refusal import FeelSyntaxError, explain, unclosed, unreadable
from incentive_engine.feel.syntax import Node, Span, UnaryTests

MAX_LENGTH = 20_000
"""The longest text that is parsed, in characters."""
MAX_DEPTH = 100
"""How deep expressions may nest: bounds the recursion of everyone who walks a tree."""

_LEVELS = 3  # that one rule adds to a tree at most: `in` puts its tests and a test over the operand
_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TOKEN = re.compile("|".join(f"({pattern})" for _, pattern in PATTERNS))
_TOKEN_SYMBOLS = tuple(symbol for symbol, _ in PATTERNS)
_NAME = SYMBOLS.index("NAME")
_END = SYMBOLS.index("$END")
# For each state, the terminals that depend on the context and can come there.
_CONTEXTS = tuple(
    tuple((one, re.compile(text)) for one, text in CONTEXTUAL.items() if one in row) for row in STATES
)

Action = Callable[..., Any]
_RULES: tuple[tuple[int, int, Action | None], ...] = tuple(
    (goal, length, getattr(building, name) if name else None) for goal, length, name in RULES
)


def parse_expression(text: str) -> Node:
    """The tree of a FEEL expression (DMN 1.5 grammar rule 1).

    Raises FeelSyntaxError, which says what was found where and what was expected; also for a text longer than
    MAX_LENGTH or nested deeper than MAX_DEPTH.
    """
    tree: Node = _parse(text, "expression")
    return tree


def parse_unary_tests(text: str) -> UnaryTests:
    """The tests of a decision table's cell (DMN 1.5 grammar rule 15), e.g. `-`, `"a", "b"`, `[1..5)`, `not(> 3)`.

    Raises FeelSyntaxError like `parse_expression`.
    """
    tree: UnaryTests = _parse(text, "unary_tests")
    return tree


def _parse(text: str, start: str) -> Any:
    if len(text) > MAX_LENGTH:
        raise FeelSyntaxError(
            "feel.syntax.too-long", (MAX_LENGTH, len(text)), most=MAX_LENGTH, length=len(text)
        )
    first, final = STARTS[start]
    states: list[int] = [first]
    values: list[Any] = []
    begins: list[int] = []
    built = end = 0
    while True:
        symbol, value, begin, following = _scan(text, end, states[-1])
        before = states.copy()
        while True:
            action = STATES[states[-1]].get(symbol)
            if action is None:
                _refuse(text, before, symbol, (begin, following), end)
            if action >= 0:
                states.append(action)
                values.append(value)
                begins.append(begin)
                end = following
                break
            goal, length, build = _RULES[~action]
            if build is None:
                states[-1] = STATES[states[-2]][goal]
            else:
                built += 1
                values[-length:] = [build((begins[-length], end), *values[-length:])]
                if length > 1:
                    del states[-length:], begins[1 - length :]
                else:
                    del states[-1]
                states.append(STATES[states[-1]][goal])
            if symbol == _END and states[-1] == final:
                tree = values[-1]
                if built * _LEVELS > MAX_DEPTH:
                    _check_depth(tree)
                return tree


def _scan(text: str, at: int, state: int) -> tuple[int, str, int, int]:
    """The next token from `at` on: its symbol, its text, its offset, and the offset after it."""
    blank = _BLANK.match(text, at)
    if blank is not None:
        at = blank.end()
    for symbol, pattern in _CONTEXTS[state]:
        found = pattern.match(text, at)
        if found is not None:
            return symbol, found.group(), at, found.end()
    found = _TOKEN.match(text, at)
    if found is None or found.lastindex is None:
        if at == len(text):
            return _END, "", at, at
        if text[at] == '"' or text.startswith("@", at):
            raise unclosed(text, at)
        raise unreadable(text, at)
    symbol, value = _TOKEN_SYMBOLS[found.lastindex - 1], found.group()
    if symbol == _NAME:
        symbol = WORDS.get(value, symbol)
    return symbol, value, at, found.end()


def _refuse(text: str, states: list[int], symbol: int, span: Span, end: int) -> NoReturn:
    expected = frozenset(SYMBOLS[one] for one in STATES[states[-1]] if _can_follow(states, one))
    raise explain(text, SYMBOLS[symbol], span, text[:end], expected)


def _can_follow(states: list[int], symbol: int) -> bool:
    """Whether the automaton could shift the terminal `symbol` after the reductions that it first makes."""
    states = states.copy()
    while True:
        action = STATES[states[-1]].get(symbol)
        if action is None:
            return False
        if action >= 0:
            return True
        goal, length, _ = _RULES[~action]
        del states[-length:]
        states.append(STATES[states[-1]][goal])


def _check_depth(tree: Node) -> None:
    pending = [(tree, 1)]
    while pending:
        node, depth = pending.pop()
        if depth > MAX_DEPTH:
            raise FeelSyntaxError("feel.syntax.too-deep", node.span, most=MAX_DEPTH)
        pending.extend((child, depth + 1) for child in node.children())
