"""What a population costs against the budget of its policy, and payables scaled down to it (semantics, section 6).

Scaling is exact: payables are whole fen, each is multiplied by the budget, divided by the total and rounded down, in
integers; so the sum never exceeds the budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import TypeAlias

from incentive_engine.decision.program import program_of
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import Budget, Policy
from incentive_engine.screening.results.screened import Screened, identifier, literal

ADJUSTMENT = "budget_adjustment"
"""The column that says what the budget took off a payable: 0 or less; NULL where the payable is unknown."""

Fen: TypeAlias = int


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """A budget (or a part of one) and what its measures come to, as far as known: `total` before it, `paid` in the end.

    `amount` is None where the budget's own parameters have no value on the day. `unknown` counts the payables that are
    not known, which the total leaves out, `provisional` those that may yet change. `part` says that it is a part of the
    budget before it.
    """

    policy: Policy
    budget: Budget
    measures: tuple[str, ...]
    amount: Decimal | None
    total: Decimal
    paid: Decimal
    unknown: int
    provisional: int
    part: bool = False

    @property
    def exceeded(self) -> bool:
        """Whether the total is more than the budget."""
        return self.amount is not None and self.total > self.amount

    @property
    def scaled(self) -> bool:
        """Whether payables were scaled down to the budget."""
        return self.exceeded and self.budget.exceeded == "scale"

    @property
    def share(self) -> Decimal | None:
        """What part of the budget the total takes (1: all of it); None for no budget."""
        return self.total / self.amount if self.amount else None


@dataclass(frozen=True, slots=True)
class _Cut:
    """Payables of these measures multiplied by `amount` ÷ `total`, both in fen."""

    policy: str
    measures: tuple[str, ...]
    amount: Fen
    total: Fen


def apply_budgets(screened: Screened, name: str = "settled") -> tuple[Screened, list[BudgetUse]]:
    """The same population with what its policies' budgets take off, in the view `name`, and how each budget is used.

    Parts of a budget come before the whole. The view has one more column, `ADJUSTMENT`.
    """
    cuts: list[_Cut] = []
    uses: list[BudgetUse] = []
    for policy in screened.policies:
        if policy.budget is None:
            continue
        parts = [_use(screened, cuts, policy, part, part=True) for part in policy.budget.parts]
        whole = _use(screened, cuts, policy, policy.budget)
        uses += [_paid(screened, cuts, use) for use in (whole, *parts)]
    _create_view(screened, cuts, name)
    return replace(screened, results=name), uses


def _use(screened: Screened, cuts: list[_Cut], policy: Policy, budget: Budget, *, part: bool = False) -> BudgetUse:
    """How a budget is used, after the cuts so far; where it is to be scaled down to, one more cut."""
    measures = budget.measures or tuple(measure.id for measure in policy.measures)
    total, unknown, provisional = _totals(screened, cuts, policy, measures)
    use = BudgetUse(
        policy, budget, measures, _amount(screened, policy, budget), total, total, unknown, provisional, part
    )
    if use.scaled and use.amount is not None:
        cuts.append(_Cut(policy.id, measures, _fen(use.amount), _fen(total)))
    return use


def _amount(screened: Screened, policy: Policy, budget: Budget) -> Decimal | None:
    """The height of a budget on the day, whole fen; a budget below 0 is 0."""
    program = program_of(policy, screened.as_of, screened.parameters)
    with localcontext(CONTEXT):
        amount = program.compiled.money(budget.amount)(program.facts({}, screened.assessment_year))
        if not isinstance(amount, Decimal):
            return None
        return max(amount, Decimal(0))


def _totals(
    screened: Screened, cuts: Sequence[_Cut], policy: Policy, measures: Sequence[str]
) -> tuple[Decimal, int, int]:
    row = screened.connection.execute(
        f"SELECT coalesce(sum({_payable(cuts)}), 0), count(*) FILTER (payable IS NULL AND verdict = 'eligible'), "
        f"count(*) FILTER (provisional) FROM {identifier(screened.results)} "
        "WHERE policy = ? AND measure IN (SELECT unnest(?))",
        [policy.id, list(measures)],
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate always gives a row
    return Decimal(row[0]), row[1], row[2]


def _paid(screened: Screened, cuts: Sequence[_Cut], use: BudgetUse) -> BudgetUse:
    total, _, _ = _totals(screened, cuts, use.policy, use.measures)
    return replace(use, paid=total)


def _create_view(screened: Screened, cuts: Sequence[_Cut], name: str) -> None:
    payable = _payable(cuts)
    screened.connection.execute(
        f"CREATE OR REPLACE VIEW {identifier(name)} AS SELECT * REPLACE ({payable} AS payable), "
        f"CAST({payable} - payable AS DECIMAL(18, 2)) AS {ADJUSTMENT} FROM {identifier(screened.results)}"
    )


def _payable(cuts: Sequence[_Cut]) -> str:
    """The payable after the cuts, in SQL; `*` binds before `//`, and both round nothing but down."""
    if not cuts:
        return "payable"
    cases = dict.fromkeys((cut.policy, measure) for cut in cuts for measure in cut.measures)
    fen = "CAST(payable * 100 AS HUGEINT)"
    branches = []
    for policy, measure in cases:
        scaled = fen
        for cut in _cuts_of(cuts, policy, measure):
            scaled = f"({scaled} * {cut.amount}::HUGEINT // {cut.total}::HUGEINT)"
        branches.append(
            f"WHEN policy = {literal(policy)} AND measure = {literal(measure)} "
            f"THEN CAST(CAST({scaled} AS DECIMAL(20, 0)) * 0.01 AS DECIMAL(18, 2))"
        )
    return f"CASE {' '.join(branches)} ELSE payable END"


def _cuts_of(cuts: Sequence[_Cut], policy: str, measure: str) -> Iterator[_Cut]:
    return (cut for cut in cuts if cut.policy == policy and measure in cut.measures)


def _fen(amount: Decimal) -> Fen:
    return int(amount * 100)
