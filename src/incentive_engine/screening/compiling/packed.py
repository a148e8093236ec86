"""What a statement leaves behind, packed: which of its columns is what, and what of each policy it leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from incentive_engine.decision.program import Program
from incentive_engine.policy.model import Measure, Policy
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.conditions import Propositions
from incentive_engine.screening.compiling.reasons import Bits


@dataclass(frozen=True, eq=False)
class MeasureColumns:
    """The columns of one measure: its verdict (NULL: undetermined), gross and payable in fen (NULL: unknown), whether
    that is provisional (None: nowhere), and, where asked for, the bits of what is missing.
    """

    measure: Measure
    verdict: str
    gross: str
    payable: str
    provisional: str | None
    missing: tuple[str, ...] = ()


@dataclass(eq=False)
class PolicyPlan:
    """One policy in the statement: its `columns` by measure, the words of its conditions, what is left open.

    `beyond` are the measures that SQL does not express, with the reason; `doubt` is the column that is true where the
    whole policy is left to the reference for an enterprise (None: nowhere).
    """

    policy: Policy
    program: Program
    bits: Bits
    propositions: Propositions
    columns: dict[str, MeasureColumns] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    beyond: dict[str, BeyondSqlError] = field(default_factory=dict)
    doubt: str | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """A statement, and how to read its rows."""

    statement: exp.Select
    policies: tuple[PolicyPlan, ...]
    as_of: date
    assessment_year: int
