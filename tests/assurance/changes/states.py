"""Two states of the sample rules, and what is told of their difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.assurance.changes.comparing import compare_rules
from incentive_engine.assurance.changes.model import RulesChanges
from incentive_engine.assurance.changes.phrasing import change_line, in_brackets
from incentive_engine.assurance.changes.proofs import prover
from incentive_engine.assurance.changes.report import DiffReport, diff_report
from incentive_engine.assurance.changes.revisions import opened
from incentive_engine.wording import Language

LIBRARY = Path(__file__).parents[2] / "report" / "library"
POLICY = "district/sample/policy.yaml"
RD, PLATFORM, STATUS = (f"district/sample/measures/{name}.yaml" for name in ("01-rd", "02-platform", "04-status"))


@dataclass(frozen=True)
class Run:
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Incentive = Callable[..., Run]


@dataclass(frozen=True)
class States:
    """The folders of both states."""

    old: Path
    new: Path

    def change(self, file: str, before: str, after: str) -> States:
        """Write something else into a file of the new state."""
        path = self.new / file
        text = path.read_text("utf-8")
        assert before in text, before
        path.write_text(text.replace(before, after, 1), "utf-8")
        return self

    def compared(self, lang: Language = "zh") -> RulesChanges:
        with opened(str(self.old)) as old, opened(str(self.new)) as new:
            return compare_rules(old, new, lang)

    def report(self, lang: Language = "zh") -> DiffReport:
        with opened(str(self.old)) as old, opened(str(self.new)) as new:
            return diff_report(old, new, prover(), lang=lang)

    def lines(self, lang: Language = "zh") -> list[str]:
        """Every change in one line."""
        found = self.compared(lang)
        changes = [*found.facts, *(change for policy in found.policies for change in policy.all)]
        return [change_line(change, lang, in_brackets) for change in changes]
