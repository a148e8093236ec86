"""What is knowingly left as it is: `lint.yaml` beside `policy.yaml` (or beside `vocabulary/`), with a reason for each.

ignore:
  - check: literal-threshold
    at: little-giant/small-rd        # ids of a finding, from the outside in; without it, wherever in the policy
    reason: 条文把名次写死，不会单独调整
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest
from incentive_engine.policy.schema.fields import Part, Text, Texts

if TYPE_CHECKING:
    from incentive_engine.policy.source import Document

FILE = "lint.yaml"


class Ignored(Part):
    """One finding, or several alike, that is left as it is."""

    check: Text = Field(title="检查", description="The check, by name.")
    at: Texts | None = Field(None, title="位置", description="The ids that the finding is about; any when missing.")
    reason: Text = Field(title="理由", description="Why it is right as it is.")


class LintFile(Part):
    """The shape of `lint.yaml`."""

    ignore: list[Ignored] = Field(title="不计", description="Findings that are left as they are.")


@dataclass
class Ignoring:
    """What one `lint.yaml` leaves as it is, and which of it was needed."""

    document: Document | None = None
    entries: Sequence[Ignored] = ()
    used: set[tuple[int, str]] = field(default_factory=set)

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is left as it is; notes what was needed for that."""
        covered = False
        for number, entry in enumerate(self.entries):
            if entry.check != finding.check:
                continue
            for at in entry.at or [""]:
                if at == "" or _is_about(finding, at):
                    self.used.add((number, at))
                    covered = True
        return covered

    def unused(self, checks: Iterable[str]) -> list[Finding]:
        """A finding for each place that is listed in vain, of the checks that were run."""
        run = set(checks)
        return [
            Finding("unused-ignore", Severity.WARNING, self._place(number, at), "lint.unused-ignore",
                    {"ignored": entry.check, "at": at or "*"}, (entry.check,))
            for number, entry in enumerate(self.entries)
            if entry.check in run
            for at in entry.at or [""]
            if (number, at) not in self.used
        ]  # fmt: skip

    def _place(self, number: int, at: str) -> Place:
        if self.document is None:
            return Place(FILE)
        entry = self.entries[number]
        if entry.at and isinstance(self.document.value["ignore"][number]["at"], list):
            return self.document.place("ignore", number, "at", entry.at.index(at))
        return self.document.place("ignore", number)


def read_ignoring(folder: Path, checks: Sequence[str]) -> Ignoring:
    """What the `lint.yaml` of a folder leaves as it is; nothing when there is none. Raises InputError."""
    from incentive_engine.policy.schema.reading import validate
    from incentive_engine.policy.source import read_yaml

    file = folder / FILE
    if not file.is_file():
        return Ignoring()
    document = read_yaml(file)
    shape, mistakes = validate(LintFile, document)
    if shape is not None:
        mistakes += [
            Mistake(document.place("ignore", number, "check"), "lint.no-such-check", _near(entry.check, checks))
            for number, entry in enumerate(shape.ignore)
            if entry.check not in checks
        ]
    if shape is None or mistakes:
        raise InputError(mistakes)
    return Ignoring(document, shape.ignore)


def _near(name: str, checks: Sequence[str]) -> dict[str, object]:
    return {"name": name, "nearest": nearest(name, checks) or Names(checks)}


def _is_about(finding: Finding, at: str) -> bool:
    """Whether the ids of `at` (`measure/condition`) are among the finding's, in their order."""
    remaining = iter(finding.about)
    return all(part in remaining for part in at.split("/"))
