"""A register decided by two states of some policies, and the enterprises for which they differ.

Both statements leave packed rows, which one statement compares; only what differs is unpacked, so that the comparison
costs little beside the two screenings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from incentive_engine.decision.across import misdeclared
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Policy
from incentive_engine.screening.backends import Backend
from incentive_engine.screening.compiling.plan import Plan, PolicyPlan, plan
from incentive_engine.screening.referring import COLUMNS, Profiles, refer
from incentive_engine.screening.register import Register
from incentive_engine.screening.results.screened import identifier, literal
from incentive_engine.screening.screen import parts_of
from incentive_engine.screening.unpacking import unpack

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHANGES = "rule_changes"
"""The table of what is decided otherwise: `_row, id, name, policy, measure, number`, then verdict, payable, failed and
missing `_before` and `_after`. A measure that a state does not have has the verdict `absent` there."""

SIDES = ("before", "after")
NOTHING = ("absent", "not_in_force", "ineligible")
"""Verdicts by which nobody gets anything: from one to another nothing changes for anybody."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """How the two states are put to a register: the day, the year, where it runs, in how many processes."""

    connection: DuckDBPyConnection
    backend: Backend
    profiles: Profiles
    as_of: date
    assessment_year: int
    processes: int = 1


@dataclass(slots=True)
class Totals:
    """Of one measure in one state, for everybody: how many there are of each verdict, what is paid, in fen."""

    eligible: int = 0
    undetermined: int = 0
    payable: int = 0


@dataclass(slots=True)
class Decided:
    """Totals of each side by policy and measure; the table `CHANGES` has the rest."""

    totals: tuple[dict[tuple[str, str], Totals], dict[tuple[str, str], Totals]] = field(
        default_factory=lambda: ({}, {})
    )


def decide_both(how: Deciding, register: Register, old: Sequence[Policy], new: Sequence[Policy]) -> Decided:
    """Decide the register by both states and leave the table `CHANGES` behind.

    Raises InputError for policies whose matters do not fit together, and when the engine fails.
    """
    for policies in (old, new):
        mistakes = list(misdeclared(policies)) if len(policies) > 1 else []
        if mistakes:
            raise InputError(mistakes)
    how.connection.execute(
        f"CREATE OR REPLACE TABLE {CHANGES} (_row BIGINT, id VARCHAR, name VARCHAR, policy VARCHAR, measure VARCHAR, "
        "number INTEGER, verdict_before VARCHAR, verdict_after VARCHAR, payable_before DECIMAL(18,2), "
        "payable_after DECIMAL(18,2), failed_before VARCHAR[], failed_after VARCHAR[], missing_before VARCHAR[], "
        "missing_after VARCHAR[])"
    )
    found = Decided()
    order = {policy.id: place for place, policy in enumerate([*new, *old])}
    for part in parts_of(register) if register.rows else [register]:
        plans = [_decide(how, part, policies, side) for policies, side in zip((old, new), SIDES, strict=True)]
        for made, side, totals in zip(plans, SIDES, found.totals, strict=True):
            _add_totals(how.connection, made, side, totals)
        _compare(how.connection, plans[0], plans[1], order)
    for side in SIDES:
        for table in ("packed", "referred"):
            how.connection.execute(f"DROP TABLE IF EXISTS {table}_{side}")
    return found


def _decide(how: Deciding, part: Register, policies: Sequence[Policy], side: str) -> Plan:
    """Run the statement of one state: the tables `packed_<side>` and `referred_<side>`."""
    made = plan(policies, part, as_of=how.as_of, assessment_year=how.assessment_year)
    packed = f"packed_{side}"
    how.connection.execute(f"DROP TABLE IF EXISTS {packed}")
    how.backend.run(made.statement, how.connection, packed)
    refer(made, how.connection, packed, how.profiles, None, f"referred_{side}", processes=how.processes)
    return made


def _add_totals(connection: DuckDBPyConnection, made: Plan, side: str, totals: dict[tuple[str, str], Totals]) -> None:
    keys: list[tuple[str, str]] = []
    sums: list[str] = []
    for one in made.policies:
        certain = f"NOT {identifier(one.doubt)}" if one.doubt else "true"
        for measure, columns in one.columns.items():
            verdict, payable = identifier(columns.verdict), identifier(columns.payable)
            keys.append((one.policy.id, measure))
            sums += [
                f"count(*) FILTER ({verdict} AND {certain})",
                f"count(*) FILTER ({verdict} IS NULL AND {certain})",
                f"coalesce(sum({payable}::HUGEINT) FILTER ({certain}), 0)",
            ]
    row = connection.execute(f"SELECT {', '.join(sums)} FROM packed_{side}").fetchone() if sums else ()
    assert row is not None  # noqa: S101 - an aggregate always gives a row
    for place, key in enumerate(keys):
        _add(totals, key, *row[3 * place : 3 * place + 3])
    referred = connection.execute(
        "SELECT policy, measure, count(*) FILTER (verdict = 'eligible'), count(*) FILTER (verdict = 'undetermined'), "
        f"coalesce(sum(payable * 100), 0) FROM referred_{side} GROUP BY policy, measure"
    ).fetchall()
    for policy, measure, *numbers in referred:
        _add(totals, (policy, measure), *numbers)


def _add(totals: dict[tuple[str, str], Totals], key: tuple[str, str], eligible: int, open_: int, payable: int) -> None:
    total = totals.setdefault(key, Totals())
    total.eligible += int(eligible)
    total.undetermined += int(open_)
    total.payable += int(payable)


def _compare(connection: DuckDBPyConnection, old: Plan, new: Plan, order: dict[str, int]) -> None:
    """Append what differs in a part of the register."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE differing AS {_differing(old, new)}")
    for made, side in zip((old, new), SIDES, strict=True):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE few_{side} AS FROM packed_{side} WHERE _row IN (FROM differing)"
        )
        connection.execute(f"CREATE OR REPLACE TABLE some_{side} ({COLUMNS})")
        connection.execute(f"INSERT INTO some_{side} FROM referred_{side} WHERE _row IN (FROM differing)")
        if made.policies:
            unpack(made, connection, f"few_{side}", f"some_{side}", f"rows_{side}")
        else:
            connection.execute(f"CREATE OR REPLACE TABLE rows_{side} ({COLUMNS})")
    places = " ".join(f"WHEN {literal(id_)} THEN {place}" for id_, place in order.items())
    nothing = ", ".join(map(literal, NOTHING))
    connection.execute(
        f"INSERT INTO {CHANGES} SELECT _row, coalesce(a.id, b.id), coalesce(a.name, b.name), policy, measure, "
        "coalesce(a.number, b.number), coalesce(b.verdict, 'absent') AS v, coalesce(a.verdict, 'absent') AS w, "
        "CASE WHEN b.verdict IS NULL THEN 0 ELSE b.payable END AS p, "
        "CASE WHEN a.verdict IS NULL THEN 0 ELSE a.payable END AS q, "
        "coalesce(b.failed, []), coalesce(a.failed, []), coalesce(b.missing, []), coalesce(a.missing, []) "
        "FROM rows_before AS b FULL JOIN rows_after AS a USING (_row, policy, measure) "
        f"WHERE p IS DISTINCT FROM q OR (v <> w AND NOT (v IN ({nothing}) AND w IN ({nothing}))) "
        f"ORDER BY _row, CASE policy {places} END, 6, measure"
    )
    for side in SIDES:
        for table in ("few", "some", "rows"):
            connection.execute(f"DROP TABLE IF EXISTS {table}_{side}")
    connection.execute("DROP TABLE differing")


def _differing(old: Plan, new: Plan) -> str:
    """In SQL, the enterprises for which any verdict or amount may be another: one look at both packed tables."""
    tests = [test for pair in _policies(old, new) for test in _tests(*pair)]
    where = " OR ".join(tests) or "false"
    packed = f"SELECT b._row FROM packed_before AS b JOIN packed_after AS a USING (_row) WHERE {where}"
    referred = (
        "SELECT _row FROM referred_before AS b FULL JOIN referred_after AS a USING (_row, policy, measure) "
        "WHERE b.verdict IS DISTINCT FROM a.verdict OR b.payable IS DISTINCT FROM a.payable"
    )
    return f"{packed} UNION {referred}"


def _policies(old: Plan, new: Plan) -> Iterator[tuple[PolicyPlan | None, PolicyPlan | None]]:
    before, after = ({one.policy.id: one for one in made.policies} for made in (old, new))
    for id_ in dict.fromkeys([*before, *after]):
        yield before.get(id_), after.get(id_)


def _tests(old: PolicyPlan | None, new: PolicyPlan | None) -> Iterator[str]:
    for alias, one in (("b", old), ("a", new)):
        if one is not None and one.doubt:
            yield f"{alias}.{identifier(one.doubt)}"
    before, after = old.columns if old else {}, new.columns if new else {}
    for measure in dict.fromkeys([*before, *after]):
        if measure in before and measure in after:
            for name in ("verdict", "payable"):
                columns = (identifier(getattr(one[measure], name)) for one in (before, after))
                yield "b.{} IS DISTINCT FROM a.{}".format(*columns)
        else:
            alias, of = ("b", before[measure]) if measure in before else ("a", after[measure])
            yield f"{alias}.{identifier(of.verdict)} IS NOT FALSE"
