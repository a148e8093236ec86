"""What changes when parameters do: the population screened by other values, compared enterprise by enterprise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest, tame
from incentive_engine.policy.amounts import AmountError
from incentive_engine.policy.model import Constant, Measure, Parameter, Pays, Policy
from incentive_engine.policy.parameters import read_override
from incentive_engine.screening.results.screened import Screened, identifier

CHANGES = "what_if_changes"
"""The table of what changes: `_row, id, name, policy, measure, number`, then verdict and payable before and after."""

MOST_NAMED = 20
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter with its value on the day (None: it has none), and the one that is tried instead."""

    policy: Policy
    parameter: Parameter
    before: Constant | None
    after: Constant


@dataclass(frozen=True, slots=True)
class Side:
    """Enterprises for which something changes one way: how many, by how much in all, those for whom it is most."""

    enterprises: int = 0
    amount: Decimal = _NONE
    most: tuple[tuple[str | None, str | None, Decimal, Decimal], ...] = ()
    """Id, name, payable before and after."""


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure before and after: eligible enterprises and what they are paid; whose verdict or payable is another."""

    policy: Policy
    measure: Measure
    eligible: tuple[int, int]
    payable: tuple[Decimal, Decimal]
    gaining: int
    losing: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the changes do: by measure (those that anything changes for), and who gains and loses by kind of payment."""

    changes: tuple[Change, ...]
    measures: tuple[MeasureChange, ...]
    gaining: Mapping[Pays, Side]
    losing: Mapping[Pays, Side]
    payable: Mapping[Pays, tuple[Decimal, Decimal]]


def read_changes(texts: Iterable[str], policies: Sequence[Policy]) -> dict[str, Constant]:
    """The parameter values that `texts` set, by parameter id; each is PARAMETER=VALUE, the parameter by id or label.

    A value is written as in a policy (`10%`, `5万元`) and is of the parameter's type; a parameter that several policies
    have is set in all of them. Raises InputError with every mistake.
    """
    known = {name: id_ for policy in policies for id_, one in policy.parameters.items() for name in (id_, one.label)}
    values: dict[str, Constant] = {}
    mistakes: list[Mistake] = []
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        place = Place(f"--what-if {tame(text)}")
        id_ = known.get(name)
        if not (name and equals and value):
            mistakes.append(Mistake(place, "results.what-if-shape", {}))
        elif id_ is None:
            near = nearest(name, known) or Names(list(known)[:5])
            mistakes.append(Mistake(place, "results.no-such-parameter", {"name": name, "nearest": near}))
        elif id_ in values:
            mistakes.append(Mistake(place, "results.what-if-twice", {"name": name}))
        else:
            try:
                for parameter in (policy.parameters[id_] for policy in policies if id_ in policy.parameters):
                    values[id_] = read_override(parameter, value)
            except AmountError as error:
                mistakes.append(Mistake(place, error.code, error.values))
    if mistakes:
        raise InputError(mistakes)
    return values


def compare(before: Screened, after: Screened) -> Comparison:
    """What `after`, the same population by other parameter values, changes; leaves the table `CHANGES` behind."""
    changed = {id_: value for id_, value in after.parameters.items() if before.parameters.get(id_) != value}
    policies = [policy for policy in before.policies if changed.keys() & policy.parameters.keys()]
    _create_changes(before, after, policies)
    sums = _sums(before), _sums(after)
    moved = _moved(before)
    return Comparison(
        tuple(
            Change(policy, policy.parameters[id_], _value(before, policy, id_), value)
            for id_, value in changed.items()
            for policy in policies
            if id_ in policy.parameters
        ),
        tuple(
            MeasureChange(
                policy,
                measure,
                (sums[0][member][0], sums[1][member][0]),
                (sums[0][member][1], sums[1][member][1]),
                *moved[member],
            )
            for policy in before.policies
            for measure in policy.measures
            if (member := (policy.id, measure.id)) in moved
        ),
        {kind: _side(before, kind, ">") for kind in Pays},
        {kind: _side(before, kind, "<") for kind in Pays},
        {kind: (_total(before, kind), _total(after, kind)) for kind in Pays},
    )


def _value(screened: Screened, policy: Policy, id_: str) -> Constant | None:
    return screened.parameters.get(id_, policy.parameters[id_].on(screened.as_of))


def _create_changes(before: Screened, after: Screened, policies: Sequence[Policy]) -> None:
    """Every policy is compared if any matter joins several: one policy's payable may change by another's parameter."""
    compared = before.policies if any(policy.matters for policy in before.policies) else policies
    before.connection.execute(
        f"CREATE OR REPLACE TABLE {CHANGES} AS "
        "SELECT b._row, b.id, b.name, b.policy, b.measure, b.number, b.verdict AS verdict_before, "
        "a.verdict AS verdict_after, b.payable AS payable_before, a.payable AS payable_after "
        f"FROM {identifier(before.results)} AS b JOIN {identifier(after.results)} AS a USING (_row, policy, measure) "
        "WHERE b.policy IN (SELECT unnest(?)) AND (b.verdict <> a.verdict OR b.payable IS DISTINCT FROM a.payable) "
        "ORDER BY b._row, b.policy, b.number",
        [[policy.id for policy in compared]],
    )


def _sums(screened: Screened) -> dict[tuple[str, str], tuple[int, Decimal]]:
    rows = screened.connection.execute(
        "SELECT policy, measure, count(*) FILTER (verdict = 'eligible'), coalesce(sum(payable), 0) "
        f"FROM {identifier(screened.results)} GROUP BY policy, measure"
    ).fetchall()
    return {(policy, measure): (eligible, payable) for policy, measure, eligible, payable in rows}


def _moved(screened: Screened) -> dict[tuple[str, str], tuple[int, int]]:
    """For each measure how many enterprises gain and lose: by their payable, else by their verdict."""
    rows = screened.connection.execute(
        f"SELECT policy, measure, count(*) FILTER ({_moves('>')}), count(*) FILTER ({_moves('<')}) "
        f"FROM {CHANGES} GROUP BY policy, measure"
    ).fetchall()
    return {(policy, measure): (gaining, losing) for policy, measure, gaining, losing in rows}


def _moves(way: str) -> str:
    """In SQL, whether a measure moves up (`>`) or down for an enterprise; a benefit without money by its verdict."""
    payable = "coalesce(payable_after, 0) {0} coalesce(payable_before, 0)"
    verdict = "(verdict_after = 'eligible')::INT {0} (verdict_before = 'eligible')::INT"
    same = payable.format("=")
    return f"{payable.format(way)} OR ({same} AND {verdict.format(way)})"


def _side(screened: Screened, kind: Pays, way: str) -> Side:
    """The enterprises whose payables of a kind change this way in all."""
    policies = [policy.id for policy in screened.policies if policy.pays is kind]
    by_enterprise = (
        "SELECT _row, any_value(id) AS id, any_value(name) AS name, sum(coalesce(payable_before, 0)) AS b, "
        f"sum(coalesce(payable_after, 0)) AS a FROM {CHANGES} WHERE policy IN (SELECT unnest(?)) "
        f"GROUP BY _row HAVING a {way} b"
    )
    row = _one(screened, f"SELECT count(*), coalesce(sum(a - b), 0) FROM ({by_enterprise})", policies)
    most = screened.connection.execute(
        f"SELECT id, name, b, a FROM ({by_enterprise}) ORDER BY abs(a - b) DESC, _row LIMIT {MOST_NAMED}",
        [policies],
    ).fetchall()
    return Side(row[0], row[1], tuple(most))


def _total(screened: Screened, kind: Pays) -> Decimal:
    policies = [policy.id for policy in screened.policies if policy.pays is kind]
    query = f"SELECT coalesce(sum(payable), 0) FROM {identifier(screened.results)} WHERE policy IN (SELECT unnest(?))"
    return Decimal(_one(screened, query, policies)[0])


def _one(screened: Screened, query: str, policies: Sequence[str]) -> Any:
    return screened.connection.execute(query, [list(policies)]).fetchone()
