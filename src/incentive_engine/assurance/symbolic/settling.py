"""A model whose amounts are whole fen: found from one whose amounts have other parts, a number at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic.symbols import grain_of
from incentive_engine.assurance.symbolic.worlds import World


def settle(solver: Any, model: Any, worlds: Sequence[World]) -> Any:
    """A model near another one, in which no number has finer parts than its type allows; None if none is found.

    What is no real number keeps its value in that model. The solver is left as it was.
    """
    scopes = solver.num_scopes()
    solver.push()
    try:
        return _settled(solver, model, worlds)
    finally:
        solver.pop(solver.num_scopes() - scopes)


def _settled(solver: Any, model: Any, worlds: Sequence[World]) -> Any:
    grains = {term.get_id(): (term, grain) for world in worlds for term, grain in _reals(world)}
    for declaration in model.decls():
        if declaration.arity() == 0 and (constant := declaration()).get_id() not in grains:
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
    """A model in which the term is a multiple near a value, and stays so; None if there is none."""
    for candidate in (value,) if _is_multiple(value, grain) else _near(value, grain):
        solver.push()
        solver.add(term == z3.RealVal(candidate, term.ctx))
        if solver.check() == z3.sat:
            return solver.model()
        solver.pop()
    return None


def _near(value: Fraction, grain: Fraction) -> Iterator[Fraction]:
    """Multiples of the grain near a value: those first by which a quotient has few decimals, then the next ones."""
    size = Fraction(10) ** (len(str(int(abs(value)))) - 1)
    leading = int(value / size)
    easy = sorted(_EASY, key=lambda one: abs(one - abs(leading)))[:3]
    found = [size * one if value > 0 else -size * one for one in easy]
    for step in (size / 10, grain):
        if step >= grain:
            found += [value // step * step, value // step * step + step]
    yield from dict.fromkeys(one for one in found if _is_multiple(one, grain))


_EASY = (1, 2, 4, 5, 8, 10)
