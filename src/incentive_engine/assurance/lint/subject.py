"""What a check looks at: a policy with its files and its cases, or all policies of the library together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from incentive_engine.assurance.lint.constants import values_in
from incentive_engine.assurance.lint.formulas import Formula, formulas_of
from incentive_engine.feel.syntax import Literal
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.cache import kept
from incentive_engine.policy.library import POLICY_FILE, case_files, yaml_files
from incentive_engine.policy.model import Fact, Measure, Parameter, Period, Policy, Vocabulary
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of
from incentive_engine.policy.source import Document, parse_yaml
from incentive_engine.policy.source.document import Route
from incentive_engine.policy.source.encoding import decode, read_bytes


@dataclass
class Subject:
    """A policy to check: the loaded policy, its folder, and the texts of its sources where they are at hand."""

    policy: Policy
    folder: Path
    texts: Mapping[str, str] | None = None
    """The texts of the sources by file name; None when no folder of them was named."""
    _documents: dict[str, Document] = field(default_factory=dict)

    def document(self, file: str) -> Document:
        """The values of one of the policy's files with their places, read when they are first asked for."""
        if file not in self._documents:
            self._documents[file] = parse_yaml(decode(read_bytes(file), file), file)
        return self._documents[file]

    def place(self, file: str, *path: str | int) -> Place:
        """Where the value at `path` stands in one of the policy's files."""
        return self.document(file).place(*path)

    def key_place(self, file: str, *path: str | int) -> Place:
        """Where the key at `path` stands in one of the policy's files."""
        return self.document(file).key_place(*path)

    def place_in_text(self, file: str, route: Route, offset: int) -> Place:
        """Where the character at `offset` of the text at `route` stands."""
        return self.document(file).place_within(route, offset)

    def in_clause(self, measure: Measure, offset: int) -> Place:
        """Where the character at `offset` of a measure's clause stands."""
        return self.place_in_text(measure.place.file, ("clause",), offset)

    def value_place(self, parameter: Parameter, day: date) -> Place:
        """Where the value of a parameter from `day` on stands."""
        return self.place(parameter.place.file, "parameters", parameter.id, "values", day.isoformat())

    @property
    def policy_file(self) -> str:
        """The policy's own file."""
        return self.policy.place.file

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Every expression of the policy's own files, with what it belongs to."""
        return tuple(formulas_of(self.policy))

    @cached_property
    def raw_text(self) -> str:
        """The text of all files of the policy, comments and all."""
        files = [self.folder / POLICY_FILE, *yaml_files(self.folder / "measures")]
        return "\n".join(decode(read_bytes(file), str(file)) for file in files)

    @property
    def expected(self) -> Mapping[str, frozenset[str]]:
        """What the cases expect of each measure: the verdicts, and `amount` where a sum is expected."""
        return self._cases[0]

    @property
    def unreadable_cases(self) -> tuple[Mistake, ...]:
        """What is wrong with the files of cases that cannot be read at all."""
        return self._cases[1]

    @cached_property
    def _cases(self) -> tuple[Mapping[str, frozenset[str]], tuple[Mistake, ...]]:
        files = {file: read_bytes(file) for file in case_files(self.folder)}
        return kept("lint-expectations-3", files, lambda: _expected(files))

    def names_behind(self, measure: Measure) -> frozenset[str]:
        """The facts and parameters that a measure rests on, requirements left out."""
        return names_behind(reads_of((measure.when, measure.award)), self.policy.vocabulary.facts)

    @cached_property
    def readers(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures that rest on each parameter or fact of this policy; those of its group or limits too."""
        found: dict[str, list[Measure]] = {}
        for measure in self.policy.measures:
            group = self.policy.groups.get(measure.group or "")
            settled = names_behind(reads_of(group), self.policy.vocabulary.facts) if group else frozenset()
            for name in self.names_behind(measure) | settled:
                found.setdefault(name, []).append(measure)
        return {name: tuple(measures) for name, measures in found.items()}

    def period(self, measure: Measure | None = None) -> Period:
        """The days on which both the policy and the measure are in force."""
        one, other = self.policy.in_force, measure.in_force if measure else Period()
        starts = [day for day in (one.start, other.start) if day]
        ends = [day for day in (one.end, other.end) if day]
        return Period(max(starts, default=None), min(ends, default=None))

    def values(self, parameter: Parameter, measure: Measure | None = None) -> tuple[tuple[date, object], ...]:
        """The values that a parameter has while the policy (and the measure) is in force."""
        return values_in(parameter, self.period(measure))

    def own_facts(self) -> Iterator[Fact]:
        """The facts that this policy alone derives."""
        return (fact for fact in self.policy.vocabulary.facts.values() if fact.policy is not None)

    def literals(self, names: frozenset[str]) -> Iterator[object]:
        """The literals in the formulas of the derived facts among `names`."""
        for name in names:
            fact = self.policy.vocabulary.facts.get(name)
            for expression in expressions_in(fact.formula) if fact else ():
                yield from (node.value for node in expression.tree.walk() if isinstance(node, Literal))


@dataclass
class Library:
    """All policies together, with the vocabulary that they share: `files` are those of the facts in it."""

    subjects: tuple[Subject, ...]
    vocabulary: Vocabulary
    others: tuple[Policy, ...] = ()
    """The policies that nobody asked about, so that what is used by them is known."""
    whole: bool = True
    """Whether all could be loaded, so that what none of them reads is read by nobody."""

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All policies, asked about or not."""
        return (*(one.policy for one in self.subjects), *self.others)


def _expected(files: Mapping[Path, bytes]) -> tuple[dict[str, frozenset[str]], tuple[Mistake, ...]]:
    mistakes: list[Mistake] = []
    found: dict[str, set[str]] = {}
    for file, data in files.items():
        try:
            value = parse_yaml(decode(data, str(file)), str(file)).value
        except InputError as error:
            mistakes += error.mistakes
            continue
        cases = value.get("cases") if isinstance(value, dict) else None
        for case in cases if isinstance(cases, list) else ():
            expect = case.get("expect") if isinstance(case, dict) else None
            for measure, stated in expect.items() if isinstance(expect, dict) else ():
                verdict = stated.get("verdict") if isinstance(stated, dict) else None
                found.setdefault(measure, set()).add(str(verdict or ""))
                if isinstance(stated, dict) and (stated.get("payable") or stated.get("gross")):
                    found[measure].add("amount")
    return {measure: frozenset(verdicts) for measure, verdicts in found.items()}, tuple(mistakes)
