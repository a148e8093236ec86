"""Reading a range from its text, as the function `range` does (DMN 10.3.4.1): its ends are literals, in order."""

from __future__ import annotations

import re
from typing import Any

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.syntax import Call, Interval, Literal, Name, Negate, Node
from incentive_engine.feel.values import Range, compare

_CONSTRUCTORS = frozenset({"date", "time", "date and time", "duration"})


_BELOW = re.compile(r"\s*[(\]]\s*\.\.(.+)([)\]\[])\s*", re.DOTALL)
_ABOVE = re.compile(r"\s*([(\[\]])(.+)\.\.\s*[)\[]\s*", re.DOTALL)


def parse_range(text: str) -> Range:
    """The range that `text` writes; FeelError for a text that is none, or whose ends are no literals or not
    in order. Only an open end may be left out: `[1..)`, `(..5]`.
    """
    if below := _BELOW.fullmatch(text):
        return Range(None, _end(_parsed(below[1], text), text), False, below[2] == "]")
    if above := _ABOVE.fullmatch(text):
        return Range(_end(_parsed(above[2], text), text), None, above[1] == "[", False)
    tree = _parsed(text, text)
    if not isinstance(tree, Interval) or tree.low is None or tree.high is None:
        raise FeelError("feel.no-range", text=text)
    low, high = _end(tree.low, text), _end(tree.high, text)
    if compare(low, high) not in (-1, 0):
        raise FeelError("feel.no-range", text=text)
    return Range(low, high, tree.low_closed, tree.high_closed)


def _parsed(part: str, text: str) -> Node:
    try:
        return parse_expression(part)
    except FeelSyntaxError:
        raise FeelError("feel.no-range", text=text) from None


def _end(node: Node, text: str) -> Any:
    from incentive_engine.feel.functions import (
        BUILTINS,  # the catalogue holds the function that brought us here
    )

    if isinstance(node, Literal) and node.value is not None:
        return node.value
    if isinstance(node, Negate) and isinstance(node.operand, Literal):
        return -node.operand.value
    if isinstance(node, Call) and isinstance(node.function, Name) and node.function.name in _CONSTRUCTORS:
        values = [one.value for one in node.arguments if isinstance(one, Literal)]
        if len(values) == len(node.arguments) and not node.named:
            return BUILTINS[node.function.name].call(*values)
    raise FeelError("feel.no-range", text=text)
