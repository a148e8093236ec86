"""All that a screening has to tell, put together once for every form in which it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.policy.model import Constant
from incentive_engine.screening.results.budget import ADJUSTMENT, BudgetUse, apply_budgets
from incentive_engine.screening.results.screened import COLUMNS, Screened
from incentive_engine.screening.results.summary import Summary, summarize
from incentive_engine.screening.results.what_if import Comparison, compare
from incentive_engine.wording import Language


@dataclass(frozen=True, slots=True)
class Input:
    """A file or table that a population was read from; of a file its size in bytes and its SHA-256."""

    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A screening with its summary; `budgets` are empty unless they were asked for, `comparison` likewise."""

    screened: Screened
    summary: Summary
    inputs: Sequence[Input]
    lang: Language
    budgets: Sequence[BudgetUse] = ()
    comparison: Comparison | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a result has: those of the format, and what a budget took off where one was asked for."""
        return (*COLUMNS, ADJUSTMENT) if self.screened.results == BUDGETED else COLUMNS

    @property
    def changes(self) -> Sequence[tuple[str, Constant]]:
        """The parameter values that were tried instead, by parameter id."""
        changes = self.comparison.changes if self.comparison else ()
        return list({change.parameter.id: change.after for change in changes}.items())


BUDGETED = "results_within_budget"


def report(
    screened: Screened,
    inputs: Sequence[Input] = (),
    *,
    lang: Language = "zh",
    budget: bool = False,
    instead: Screened | None = None,
    nearest: int | None = None,
) -> Report:
    """The report of a screening.

    With `budget` the payables are those that the policies' budgets leave. `instead` is the same population by other
    parameter values, to be compared with.
    """
    uses: list[BudgetUse] = []
    if budget:
        screened, uses = apply_budgets(screened, BUDGETED)
        instead = apply_budgets(instead, f"{BUDGETED}_instead")[0] if instead else None
    comparison = compare(screened, instead) if instead else None
    return Report(screened, summarize(screened, lang, nearest=nearest), inputs, lang, uses, comparison)


def inputs_of(paths: Sequence[Path]) -> list[Input]:
    """The files that a population was read from."""
    from hashlib import sha256

    found = []
    for path in paths:
        digest = sha256()
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        found.append(Input(path.name, path.stat().st_size, digest.hexdigest()))
    return found
