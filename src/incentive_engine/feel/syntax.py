"""The syntax tree of FEEL (OMG DMN 1.5, clause 10.3.1): small immutable nodes that know where they stood.

Two nodes are equal when they say the same, wherever they were written: positions take no part in comparison,
so a generator can compute each distinct expression once. Every engine walks these nodes; none parses text
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Span: TypeAlias = "tuple[int, int]"
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression; `span` holds the offsets in the text that was parsed where it begins
    and where what follows it begins."""

    span: Span = field(default=NOWHERE, kw_only=True, compare=False, repr=False)

    def children(self) -> Iterator[Node]:
        """The nodes directly below, in the order they were written."""
        parts: tuple[str, ...] = self.__match_args__
        for part in parts:
            yield from _nodes_in(getattr(self, part))

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first; without recursion, so that no depth is too deep."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(list(node.children())))


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _nodes_in(one)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number (Decimal), text, boolean, null (None), or an `@"…"` date, time or duration, as a value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable; a single token in our narrowing of FEEL."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`base.member`: a context's entry, or a property such as `.year`."""

    base: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`base[condition]`: an index, counted from 1 or from the end by -1, or a filter over `item`."""

    base: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function called with positional or named arguments; `function` is a Name for a built-in."""

    function: Node
    arguments: tuple[Node, ...] = ()
    named: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left op right` with op one of + - * / **."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left op right` with op one of = != < <= > >=."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """A conjunction (op `and`) or disjunction (op `or`) of two or more operands."""

    op: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then then else otherwise`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for name in domain, … return body`; a domain is a list or a range of numbers or dates."""

    iterators: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` (op) `name in domain, … satisfies body`."""

    op: str
    iterators: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, both ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test` or `value in (test, …)`: true when any of the tests is met; never negated."""

    value: Node
    tests: UnaryTests


@dataclass(frozen=True, slots=True)
class TypeNode(Node):
    """A type as it was written: `number`, `list<number>` (`parts`), `context<a: text>` (`fields`), or
    `function<number>->text` (`parts` and `result`); `str()` gives it back."""

    name: str
    parts: tuple[TypeNode, ...] = ()
    fields: tuple[tuple[str, TypeNode], ...] = ()
    result: TypeNode | None = None

    def __str__(self) -> str:
        inside = [str(part) for part in self.parts] + [f"{name}: {type_}" for name, type_ in self.fields]
        if self.result is not None:
            return f"{self.name}<{', '.join(inside)}>->{self.result}"
        return f"{self.name}<{', '.join(inside)}>" if inside else self.name


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: TypeNode


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[item, …]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """`{key: value, …}`; a later entry may read the earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """A range `[low..high]`, either end open or closed; an end of None is unbounded (`(>= 5)` as a range)."""

    low: Node | None
    high: Node | None
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class Function(Node):
    """`function(name, …) body`; FEEL has them, a policy must not."""

    parameters: tuple[str, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class UnaryTest(Node):
    """One test of an unstated value, called `?` inside: an operator with an operand (`>= 5`), or op None for
    a plain expression (equality, membership of a range or list, or a boolean that mentions `?`).

    As a value (`(!= 5)` in parentheses) it stands for what it accepts; with the other operators that is an
    `Interval`.
    """

    op: str | None
    operand: Node


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """`test, …`, met when any is; `negated` for `not(test, …)`; no tests at all for `-`, which any value
    meets.
    """

    tests: tuple[UnaryTest, ...]
    negated: bool = False
