"""Policies as formulas that a solver reasons about: exact, and with the unknown as semantics.md has it.

`worlds.World` holds the symbols of one enterprise on one day, `World.policy` reads a policy over them,
`asking.ask` asks whether an enterprise exists for which a claim holds, `equivalence.equivalent` whether two
policies ever decide a measure differently. All of these need the solver z3 (the extra `verify`): import them
where `prover_installed()` says so. `answers` holds what they answer, and needs nothing.
"""

from __future__ import annotations

from importlib.util import find_spec

SECONDS = 10.0
"""How long the solver may take for a question, unless the caller says otherwise."""


def prover_installed() -> bool:
    """Whether the solver is there: the package's extra `verify` brings it."""
    return find_spec("z3") is not None
