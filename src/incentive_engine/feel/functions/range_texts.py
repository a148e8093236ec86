"""Reading a range from its text, as the function `range` does (DMN 10.3.4.1): its ends are literals, in
order.
"""

from __future__ import annotations

from typing import Any

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.syntax import Call, Interval, Literal, Name, Negate, Node
from incentive_engine.feel.values import Range, compare

_CONSTRUCTORS = frozenset({"date", "time", "date and time", "duration"})


def parse_range(text: str) -> Range:
    """The range that `text` writes; FeelError for a text that is none, or whose ends are no literals or not
    in order.
    """
    try:
        tree = parse_expression(text)
    except FeelSyntaxError:
        raise FeelError("feel.no-range", text=text) from None
    if not isinstance(tree, Interval) or ".." not in text:
        raise FeelError("feel.no-range", text=text)
    low, high = (None if end is None else _end(end, text) for end in (tree.low, tree.high))
    if (tree.low_closed and low is None) or (tree.high_closed and high is None) or low is high is None:
        raise FeelError("feel.no-range", text=text)
    if low is not None and high is not None and compare(low, high) not in (-1, 0):
        raise FeelError("feel.no-range", text=text)
    return Range(low, high, tree.low_closed, tree.high_closed)


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
