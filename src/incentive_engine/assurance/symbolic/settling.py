"""A model whose amounts are whole fen: found from one whose amounts have other parts, a number at a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic.symbols import grain_of
from incentive_engine.assurance.symbolic.worlds import World


def settle(solver: Any, worlds: Sequence[World]) -> Any:
    """A model near the solver's last one, in which no number has finer parts than its type allows; None if none is
    found.

    What is no real number keeps its value in that model. The solver is left as it was.
    """
    solver.push()
    try:
        return _settled(solver, worlds)
    finally:
        solver.pop()


def _settled(solver: Any, worlds: Sequence[World]) -> Any:
    model = solver.model()
    grains = {term.get_id(): (term, grain) for world in worlds for term, grain in _reals(world)}
    for declaration in model.decls():
        constant = declaration()
        if declaration.arity() == 0 and constant.get_id() not in grains:
            solver.add(constant == model[declaration])
    open_ = [(term, grain) for term, grain in grains.values() if model[term.decl()] is not None]
    while open_:
        # Those that are whole already give way to the others: they are put to their values last.
        open_.sort(key=lambda one: _is_multiple(_value(model, one[0]), one[1]))
        term, grain = open_.pop(0)
        found = _whole(solver, term, _value(model, term), grain)
        if found is None:
            return None
        model = found
    return model


def _reals(world: World) -> list[tuple[Any, Fraction]]:
    return [
        (symbol.terms[0], grain_of(symbol.type)) for symbol in world.symbols.values() if z3.is_real(symbol.terms[0])
    ]


def _value(model: Any, term: Any) -> Fraction:
    value = model.eval(term, model_completion=True)
    if z3.is_algebraic_value(value):
        value = value.approx(20)
    return Fraction(value.as_fraction())


def _is_multiple(value: Fraction, grain: Fraction) -> bool:
    return (value / grain).denominator == 1


def _whole(solver: Any, term: Any, value: Fraction, grain: Fraction) -> Any:
    """A model in which the term is the multiple next to a value, and stays so; None if there is none."""
    below = value // grain * grain
    for candidate in (below,) if below == value else (below, below + grain):
        solver.push()
        solver.add(term == z3.RealVal(candidate, term.ctx))
        if solver.check() == z3.sat:
            return solver.model()
        solver.pop()
    return None
