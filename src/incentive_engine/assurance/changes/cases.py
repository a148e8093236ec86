"""The rule cases of a policy, decided by two states of it: an enterprise known by name for each that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.assurance.cases.running import case_facts
from incentive_engine.assurance.changes.instances import Instance, decided, differ
from incentive_engine.mistakes import InputError
from incentive_engine.policy import library
from incentive_engine.policy.cases import load_cases
from incentive_engine.policy.model import Policy


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """How many cases there are, how many files could not be read, and the cases decided otherwise, by measure."""

    cases: int
    unreadable: int
    instances: dict[str, tuple[Instance, ...]]

    @property
    def changed(self) -> int:
        """How many cases are decided otherwise in any measure."""
        return len({one.case for listed in self.instances.values() for one in listed})


def case_changes(old: Policy, new: Policy, folder: Path) -> CaseChanges:
    """The cases in a policy's folder by what the two states decide."""
    found: dict[str, list[Instance]] = {}
    count = unreadable = 0
    for file in library.case_files(folder):
        try:
            cases = list(_of_file(file, old, new))
        except InputError:  # which `incentive test` tells
            unreadable += 1
            continue
        count += len(cases)
        for case in cases:
            for measure, instance in case.items():
                found.setdefault(measure, []).append(instance)
    for listed in found.values():
        listed.sort(key=lambda one: not one.expected)
    return CaseChanges(count, unreadable, {id_: tuple(listed) for id_, listed in found.items()})


def _of_file(file: Path, old: Policy, new: Policy) -> Iterator[dict[str, Instance]]:
    """For each case, what is decided otherwise. Facts that a state does not know are not stated to it."""
    cases = load_cases(file, new)
    for case in cases.cases:
        facts = case_facts(cases, case)
        before, after = (
            decided(one, {id_: facts[id_] for id_ in facts if id_ in one.vocabulary.facts}, case.as_of, case.year)
            for one in (old, new)
        )
        name, expected = f"{file.name}: {case.name}", {one.measure for one in case.expect}
        yield {
            id_: Instance(facts, case.as_of, case.year, before.get(id_), after.get(id_), name, id_ in expected)
            for id_ in dict.fromkeys([*before, *after])
            if differ(before.get(id_), after.get(id_))
        }
