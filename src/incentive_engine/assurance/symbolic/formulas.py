"""Formulas and terms: z3's, with constants as Python's own, so that what is certain never reaches the solver.

A formula is a bool or a z3 Boolean; a term is a Fraction or a z3 real. Every connective folds constants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias

import z3

Formula: TypeAlias = Any
"""bool, or a z3 Boolean."""
Term: TypeAlias = Any
"""Fraction, or a z3 real."""

ZERO, ONE = Fraction(0), Fraction(1)


def all_of(formulas: Iterable[Formula]) -> Formula:
    """That all of them hold; true for none."""
    return _joined(formulas, True)


def any_of(formulas: Iterable[Formula]) -> Formula:
    """That one of them holds; false for none."""
    return _joined(formulas, False)


def both(one: Formula, other: Formula) -> Formula:
    """That the two of them hold."""
    return _joined((one, other), True)


def either(one: Formula, other: Formula) -> Formula:
    """That one of the two holds."""
    return _joined((one, other), False)


def _joined(formulas: Iterable[Formula], neutral: bool) -> Formula:
    parts: dict[int, Any] = {}
    for one in formulas:
        if isinstance(one, bool):
            if one is not neutral:
                return one
        else:
            parts[one.get_id()] = one
    if not parts:
        return neutral
    if len(parts) == 1:
        return next(iter(parts.values()))
    # In one order, whatever the order they come in: the same parts are then the same formula.
    ordered = [parts[id_] for id_ in sorted(parts)]
    make = z3.Z3_mk_and if neutral else z3.Z3_mk_or
    context = ordered[0].ctx
    return z3.BoolRef(make(context.ref(), len(ordered), _array(ordered)), context)


def _array(terms: Sequence[Any]) -> Any:
    return (z3.Ast * len(terms))(*(term.as_ast() for term in terms))


def mentioned(formula: Formula, symbols: Iterable[Any]) -> list[Any]:
    """Those of the symbols that are part of a formula."""
    if isinstance(formula, bool):
        return []
    wanted = {symbol.get_id(): symbol for symbol in symbols}
    context = formula.ctx.ref()
    pending, seen = [formula.as_ast()], {formula.get_id()}
    while pending:
        application = z3.Z3_to_app(context, pending.pop())
        for at in range(z3.Z3_get_app_num_args(context, application)):
            part = z3.Z3_get_app_arg(context, application, at)
            id_ = z3.Z3_get_ast_id(context, part)
            if id_ not in seen:
                seen.add(id_)
                pending.append(part)
    return [symbol for id_, symbol in wanted.items() if id_ in seen]


def no(formula: Formula) -> Formula:
    """That it does not hold."""
    if isinstance(formula, bool):
        return not formula
    if z3.is_not(formula):
        return formula.arg(0)
    return z3.BoolRef(z3.Z3_mk_not(formula.ctx.ref(), formula.as_ast()), formula.ctx)


def implies(one: Formula, other: Formula) -> Formula:
    """That the other holds wherever the one does."""
    return either(no(one), other)


def agree(one: Formula, other: Formula) -> Formula:
    """That both hold or neither does."""
    if isinstance(one, bool):
        return other if one else no(other)
    if isinstance(other, bool):
        return one if other else no(one)
    return True if one.eq(other) else one == other


def at_least(count: int, formulas: Iterable[Formula]) -> Formula:
    """That no fewer than `count` of them hold."""
    listed = list(formulas)
    certain = sum(one is True for one in listed)
    open_ = [one for one in listed if not isinstance(one, bool)]
    count -= certain
    if count <= 0:
        return True
    if count > len(open_):
        return False
    if count == 1:
        return any_of(open_)
    if count == len(open_):
        return all_of(open_)
    return z3.AtLeast(*open_, count)


def pick(condition: Formula, then: Formula, otherwise: Formula) -> Formula:
    """The formula `then` where the condition holds, else `otherwise`."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if isinstance(then, bool):
        return either(condition, otherwise) if then else both(no(condition), otherwise)
    if isinstance(otherwise, bool):
        return implies(condition, then) if otherwise else both(condition, then)
    return then if then.eq(otherwise) else z3.BoolRef(_if(condition, then, otherwise), condition.ctx)


def _if(condition: Any, then: Any, otherwise: Any) -> Any:
    return z3.Z3_mk_ite(condition.ctx.ref(), condition.as_ast(), then.as_ast(), otherwise.as_ast())


def choose(condition: Formula, then: Term, otherwise: Term) -> Term:
    """The term `then` where the condition holds, else `otherwise`."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if same_term(then, otherwise):
        return then
    chosen = _if(condition, real(then, condition.ctx), real(otherwise, condition.ctx))
    return z3.ArithRef(chosen, condition.ctx)


def real(term: Term, context: Any) -> Any:
    """The term as z3 has it."""
    return z3.RealVal(term, context) if isinstance(term, Fraction) else term


def same_term(one: Term, other: Term) -> bool:
    """Whether two terms are the same term, as they are written."""
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return isinstance(one, Fraction) and isinstance(other, Fraction) and one == other
    return bool(one.eq(other))


def add(one: Term, other: Term) -> Term:
    """The sum."""
    if isinstance(one, Fraction):
        return one + other if isinstance(other, Fraction) or one else other
    return one if isinstance(other, Fraction) and not other else _sum_of((one, other))


def total(terms: Iterable[Term]) -> Term:
    """The sum of any number of terms; 0 for none."""
    constant, open_ = ZERO, []
    for one in terms:
        if isinstance(one, Fraction):
            constant += one
        else:
            open_.append(one)
    if not open_:
        return constant
    parts = [*open_, real(constant, open_[0].ctx)] if constant else open_
    return parts[0] if len(parts) == 1 else _sum_of(parts)


def _sum_of(terms: Sequence[Term]) -> Any:
    context = next(term.ctx for term in terms if not isinstance(term, Fraction))
    parts = [real(term, context) for term in terms]
    return z3.ArithRef(z3.Z3_mk_add(context.ref(), len(parts), _array(parts)), context)


def times(one: Term, other: Term) -> Term:
    """The product."""
    for factor, term in ((one, other), (other, one)):
        if isinstance(factor, Fraction):
            if isinstance(term, Fraction) or not factor:
                return factor * term if isinstance(term, Fraction) else ZERO
            return term if factor == 1 else term * factor
    return one * other


def minus(term: Term) -> Term:
    """The term with the other sign."""
    return times(Fraction(-1), term)


def floor(term: Term) -> Term:
    """The greatest whole number that is not above the term."""
    if isinstance(term, Fraction):
        return Fraction(term.numerator // term.denominator)
    return z3.ToReal(z3.ToInt(term))


_CONSTANT_ORDERS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne}
_ORDERS = {"<": z3.Z3_mk_lt, "<=": z3.Z3_mk_le, ">": z3.Z3_mk_gt, ">=": z3.Z3_mk_ge, "=": z3.Z3_mk_eq}


def compare(operator: str, one: Term, other: Term) -> Formula:
    """`one operator other`, with one of < <= > >= = !=."""
    if same_term(one, other):
        return operator in ("<=", ">=", "=")
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return _CONSTANT_ORDERS[operator](one, other)
    if operator == "!=":
        return no(compare("=", one, other))
    context = other.ctx if isinstance(one, Fraction) else one.ctx
    terms = real(one, context).as_ast(), real(other, context).as_ast()
    return z3.BoolRef(_ORDERS[operator](context.ref(), *terms), context)
