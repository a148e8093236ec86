"""Fictional registers of enterprises, of any size, for any policy: `python -m benchmarks.population`.

Every cell is an arithmetic of `hash(row, seed and column)` in DuckDB's SQL: the same seed gives the same bytes (with
one version of DuckDB), no cell depends on how many rows there are, and memory stays bounded.
"""

from __future__ import annotations

from benchmarks.population.making import Population

__all__ = ["Population"]
