"""Checking an expression of a policy before it is ever run: its names, its types, and what policies must not
say.

FEEL on its own answers null where something is wrong; a policy with a slip of the pen is refused when it is
loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The rules register themselves with the inquiry when they are imported.
from incentive_engine.feel.checking import calculating, calling, comparing, structures  # noqa: F401  (for what they register)
from incentive_engine.feel.checking.comparing import INPUT, refuse_unless_choice
from incentive_engine.feel.checking.inquiry import Inquiry, Problem
from incentive_engine.feel.checking.kinship import fits
from incentive_engine.feel.syntax import If, ListOf, Node, UnaryTests
from incentive_engine.feel.types import ListType, Type

__all__ = ["Checked", "Problem", "check", "check_unary_tests"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker found: the type of the whole, the problems in the order of the text, and the type of
    every node by its identity (`id(node)`), which holds as long as the tree is kept.
    """

    type: Type
    problems: tuple[Problem, ...]
    types: Mapping[int, Type]


def check(tree: Node, names: Mapping[str, Type], *, expected: Type | None = None) -> Checked:
    """Check an expression where `names` are known; with `expected`, also that its value fits that type.

    Of a tree with problems, the type is ANY wherever they leave it open.
    """
    inquiry = Inquiry(names)
    found = inquiry.type_of(tree)
    if expected is not None:
        _expect(inquiry, tree, expected)
    return _checked(inquiry, found)


def check_unary_tests(tree: UnaryTests, tested: Type, names: Mapping[str, Type]) -> Checked:
    """Check the cell of a decision table whose input is of type `tested`; `?` is the input inside it."""
    inquiry = Inquiry({**names, INPUT: tested})
    return _checked(inquiry, inquiry.type_of(tree))


def _checked(inquiry: Inquiry, found: Type) -> Checked:
    problems = sorted(inquiry.problems, key=lambda problem: problem.span)
    return Checked(found, tuple(problems), inquiry.found)


def _expect(inquiry: Inquiry, node: Node, expected: Type) -> None:
    """Refuse what does not fit, as far down as it can be told which part is to blame."""
    found = inquiry.found[id(node)]
    if fits(found, expected):
        return
    if isinstance(node, If):
        _expect(inquiry, node.then, expected)
        _expect(inquiry, node.otherwise, expected)
    elif isinstance(node, ListOf) and isinstance(expected, ListType):
        for item in node.items:
            _expect(inquiry, item, expected.item)
    elif not refuse_unless_choice(inquiry, node, expected):
        inquiry.refuse(node, "feel.unexpected-type", expected=expected, found=found)
