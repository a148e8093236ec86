"""Who gains and who loses by a change of rules: by measure and in all, and by which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from incentive_engine.assurance.changes.population.deciding import CHANGES, Decided, Totals
from incentive_engine.policy.model import Measure, Pays, Policy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_NAMED = 10
_MOST_REASONS = 5
_CENT = Decimal("0.01")
_GAIN = "coalesce(payable_after, 0) - coalesce(payable_before, 0)"


@dataclass(frozen=True, slots=True)
class Side:
    """Enterprises for which payables change one way: how many, by how much in all, those for whom it is most."""

    enterprises: int
    amount: Decimal
    most: tuple[tuple[str | None, str | None, Decimal, Decimal], ...] = ()
    """Id, name, payable before and after."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition (`failed`) or a fact (`missing`) by its id that speaks against a measure in one state only.

    `now` says that it is the later one; `enterprises` are those for which the verdict is another by it.
    """

    kind: str
    id: str
    now: bool
    enterprises: int


@dataclass(frozen=True, slots=True)
class MeasureMovement:
    """A measure before and after: eligible enterprises and what they are paid, who gains and loses, and why.

    `verdicts` counts those whose verdict is another, by both verdicts; `amounts` those that are only paid otherwise.
    """

    policy: Policy
    measure: Measure
    eligible: tuple[int, int]
    payable: tuple[Decimal, Decimal]
    gaining: Side
    losing: Side
    verdicts: Mapping[tuple[str, str], int]
    amounts: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PopulationChanges:
    """What a change does to a population: by measure (those in which anything changes), and by kind of payment."""

    as_of: date
    assessment_year: int
    enterprises: int
    rejected: int
    policies: tuple[tuple[Policy | None, Policy | None], ...]
    changed: int
    measures: tuple[MeasureMovement, ...]
    payable: Mapping[Pays, tuple[Decimal, Decimal]]
    gaining: Mapping[Pays, Side]
    losing: Mapping[Pays, Side]


Pairs = Sequence[tuple["Policy | None", "Policy | None"]]


@dataclass(frozen=True, slots=True)
class _Summing:
    connection: DuckDBPyConnection
    decided: Decided
    pairs: Pairs

    def rows(self, query: str, values: Iterable[object] = ()) -> list[Any]:
        return self.connection.execute(query, list(values)).fetchall()

    def movements(self) -> list[MeasureMovement]:
        key = "policy, measure"
        moved = {
            row[:2]: row[2:]
            for row in self.rows(
                f"SELECT {key}, count(*) FILTER (d > 0), coalesce(sum(d) FILTER (d > 0), 0), count(*) FILTER (d < 0), "
                "coalesce(sum(d) FILTER (d < 0), 0), count(*) FILTER (verdict_before = verdict_after) "
                f"FROM (SELECT *, {_GAIN} AS d FROM {CHANGES}) GROUP BY {key}"
            )
        }
        verdicts: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
        for policy, measure, before, after, count in self.rows(
            f"SELECT {key}, verdict_before, verdict_after, count(*) FROM {CHANGES} "
            "WHERE verdict_before <> verdict_after GROUP BY ALL ORDER BY ALL"
        ):
            verdicts.setdefault((policy, measure), {})[before, after] = count
        reasons = self._reasons()
        found = []
        for policy, measure in self._measures():
            at = policy.id, measure.id
            if at in moved:
                gains, gained, losses, lost, amounts = moved[at]
                before, after = (totals.get(at, Totals()) for totals in self.decided.totals)
                found.append(
                    MeasureMovement(
                        policy,
                        measure,
                        (before.eligible, after.eligible),
                        (_yuan(before.payable), _yuan(after.payable)),
                        Side(gains, gained),
                        Side(losses, lost),
                        verdicts.get(at, {}),
                        amounts,
                        tuple(reasons.get(at, ())[:_MOST_REASONS]),
                    )
                )
        return found

    def _measures(self) -> Iterable[tuple[Policy, Measure]]:
        """The measures of both states, as they are now or else as they were, by number."""
        for old, new in self.pairs:
            of = {one.id: (policy, one) for policy in (old, new) if policy for one in policy.measures}
            yield from sorted(of.values(), key=lambda one: (one[1].number, one[1].id))

    def _reasons(self) -> dict[tuple[str, str], list[Reason]]:
        """What speaks against a measure in one state and not in the other, where the verdict is another."""
        found: dict[tuple[str, str], list[Reason]] = {}
        parts = " UNION ALL ".join(
            f"SELECT policy, measure, '{kind}' AS kind, {str(now).lower()} AS now, "
            f"unnest(list_filter({kind}_{here}, lambda x: NOT list_contains({kind}_{there}, x))) AS id "
            f"FROM {CHANGES} WHERE verdict_before <> verdict_after"
            for kind in ("failed", "missing")
            for now, here, there in ((False, "before", "after"), (True, "after", "before"))
        )
        for policy, measure, kind, now, id_, count in self.rows(
            f"SELECT policy, measure, kind, now, id, count(*) FROM ({parts}) GROUP BY ALL "
            "ORDER BY policy, measure, count(*) DESC, kind, now, id"
        ):
            found.setdefault((policy, measure), []).append(Reason(kind, id_, now, count))
        return found

    def side(self, policies: Sequence[str], way: str) -> Side:
        """The enterprises whose payables, of all these policies together, change this way."""
        by_enterprise = (
            "SELECT _row, any_value(id) AS id, any_value(name) AS name, sum(coalesce(payable_before, 0)) AS b, "
            f"sum(coalesce(payable_after, 0)) AS a FROM {CHANGES} WHERE policy IN (SELECT unnest(?)) "
            f"GROUP BY _row HAVING a {way} b"
        )
        ((count, amount),) = self.rows(f"SELECT count(*), coalesce(sum(a - b), 0) FROM ({by_enterprise})", [policies])
        most = self.rows(
            f"SELECT id, name, b, a FROM ({by_enterprise}) ORDER BY abs(a - b) DESC, _row LIMIT {MOST_NAMED}",
            [policies],
        )
        return Side(count, amount, tuple(most))


def summarize(
    connection: DuckDBPyConnection,
    decided: Decided,
    pairs: Pairs,
    *,
    as_of: date,
    assessment_year: int,
    enterprises: int,
) -> PopulationChanges:
    """What the table `CHANGES` and the totals come to."""
    summing = _Summing(connection, decided, pairs)
    kinds = {kind: [one.id for one in map(_either, pairs) if one.pays is kind] for kind in Pays}
    ((changed,),) = summing.rows(f"SELECT count(DISTINCT _row) FROM {CHANGES}")
    ((rejected,),) = summing.rows("SELECT count(DISTINCT (file, row)) FROM rejects")
    return PopulationChanges(
        as_of,
        assessment_year,
        enterprises,
        rejected,
        tuple(pairs),
        changed,
        tuple(summing.movements()),
        {kind: _payable(decided, ids) for kind, ids in kinds.items()},
        {kind: summing.side(ids, ">") for kind, ids in kinds.items()},
        {kind: summing.side(ids, "<") for kind, ids in kinds.items()},
    )


def _either(pair: tuple[Policy | None, Policy | None]) -> Policy:
    policy = pair[1] or pair[0]
    assert policy is not None  # noqa: S101 - one of them is there
    return policy


def _payable(decided: Decided, policies: Sequence[str]) -> tuple[Decimal, Decimal]:
    before, after = (
        _yuan(sum(total.payable for (policy, _), total in totals.items() if policy in policies))
        for totals in decided.totals
    )
    return before, after


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) * _CENT
