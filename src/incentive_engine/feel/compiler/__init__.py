"""The reference evaluator: a syntax tree becomes closures once, and is evaluated by calling them."""

from __future__ import annotations

from functools import partial

from incentive_engine.feel.compiler import (
    access,
    calls,
    conditions,
    iteration,
    membership,
    operators,
    structures,
)
from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator
from incentive_engine.feel.compiler.fusion import fuse_expression, fused_when_used_often, worth_fusing
from incentive_engine.feel.compiler.membership import Tester, tester
from incentive_engine.feel.syntax import Node, UnaryTests

__all__ = ["Environment", "Evaluator", "Tester", "compile_expression", "compile_unary_tests"]

# Imported for the forms that they declare themselves compilers of.
_FORMS = (access, calls, conditions, iteration, membership, operators, structures)


def compile_expression(tree: Node, *, policy: bool) -> Evaluator:
    """The closure that evaluates `tree` in an environment of names (DMN 1.5 clause 10.3.2).

    An environment gives each name's value or an Unknown; KeyError says that there is no such name. With
    unknowns among the inputs the answer may be an Unknown that tells the facts it waits for. Where FEEL
    answers null because something is wrong, `policy` makes it an Unknown that says what. Call it under
    `decimal.localcontext(values.CONTEXT)`.
    """
    compilation = Compilation(policy)
    closure = compilation.evaluator(tree)
    if not worth_fusing(tree):
        return closure
    return fused_when_used_often(closure, partial(fuse_expression, compilation, tree))


def compile_unary_tests(tests: UnaryTests, *, policy: bool) -> Tester:
    """The closure that tells whether a value meets `tests` in an environment (DMN 1.5 clause 7.3.3): a truth
    value.

    The value itself is `?` inside. Unknowns, errors and the decimal context are as for `compile_expression`.
    """
    return tester(Compilation(policy), tests)
