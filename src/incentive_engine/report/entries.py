"""What every form of report tells, in order: policies, groups of measures, measures, and what to find out.

Nothing is decided here: an entry is a measure's decision with its proof, built once, and where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from incentive_engine.decision.model import Decision, MeasureDecision, PolicyDecision, Proof, Verdict
from incentive_engine.policy.model import Answerer, Fact, Measure, Policy
from incentive_engine.report.lines import inert
from incentive_engine.report.provenance import is_reconstructed
from incentive_engine.report.shortfalls import changes_needed, failed_conditions


class Group(str, Enum):
    """What a measure means to the enterprise, in the order in which a report tells it."""

    GRANTED = "granted"
    OPEN = "open"
    NEAR = "near"
    FAILED = "failed"
    NOT_IN_FORCE = "not-in-force"

    @property
    def promises(self) -> bool:
        """Whether its measures give something, or may yet."""
        return self in (Group.GRANTED, Group.OPEN)


_BY_VERDICT = {
    Verdict.ELIGIBLE: Group.GRANTED,
    Verdict.UNDETERMINED: Group.OPEN,
    Verdict.NOT_IN_FORCE: Group.NOT_IN_FORCE,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure as a report tells it.

    `reconstructed` says that its amount rests on something that this project set.
    """

    policy: Policy
    decision: MeasureDecision
    proof: Proof | None
    group: Group
    reconstructed: bool

    @property
    def measure(self) -> Measure:
        """The clause that was decided."""
        return self.decision.measure

    @property
    def failed(self) -> list[Proof]:
        """The measure's own conditions that are not met; the policy's requirements are told once for all."""
        return [one for one in failed_conditions(self.proof) if not one.requirement]

    @property
    def only_requirements_failed(self) -> bool:
        """Whether the measure's own conditions are all met, and only the policy's requirements are not."""
        own = [one for one in self.proof.children if not one.requirement] if self.proof else []
        return self.group is Group.FAILED and all(one.value is True for one in own)


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is missing, once, and the measures that wait for it."""

    fact_id: str
    fact: Fact | None
    entries: tuple[Entry, ...]

    @property
    def label(self) -> str:
        """What the fact is called; its id where the vocabulary does not know it."""
        return inert(self.fact.label if self.fact else self.fact_id)

    @property
    def ask(self) -> str:
        """The vocabulary's own question for the fact, empty where it has none."""
        return inert(self.fact.ask or "") if self.fact else ""


@dataclass(frozen=True, slots=True)
class Section:
    """One policy as a report tells it: its measures by group in reading order, and the open questions."""

    decision: PolicyDecision
    entries: tuple[Entry, ...]
    groups: Mapping[Group, Sequence[Entry]]
    questions: Mapping[Answerer, Sequence[Question]]
    failed_requirements: Sequence[Proof]

    @property
    def policy(self) -> Policy:
        """The policy that was applied."""
        return self.decision.policy

    @property
    def reconstructed(self) -> bool:
        """Whether the total holds an amount that rests on something this project set."""
        return any(entry.reconstructed and entry.decision.payable for entry in self.entries)


def sections(decision: Decision) -> list[Section]:
    """The decision's policies, ready to be told."""
    return [_section(policy) for policy in decision.policies]


def _section(policy: PolicyDecision) -> Section:
    entries = tuple(_entry(policy, measure) for measure in policy.measures)
    groups = {group: [entry for entry in entries if entry.group is group] for group in Group}
    failed = groups[Group.FAILED]
    return Section(
        policy,
        entries,
        {group: members for group, members in groups.items() if members},
        _questions(policy.policy, entries),
        _failed_requirements(failed[0].proof) if failed else [],
    )


def _failed_requirements(proof: Proof | None) -> list[Proof]:
    """What the policy asks of every measure and is not met, to be told under a heading that says so."""
    return [replace(one, requirement=False) for one in failed_conditions(proof) if one.requirement]


def _entry(policy: PolicyDecision, measure: MeasureDecision) -> Entry:
    proof = measure.proof
    if measure.verdict is Verdict.INELIGIBLE:
        group = Group.NEAR if proof is not None and _is_near(proof) else Group.FAILED
    else:
        group = _BY_VERDICT[measure.verdict]
    return Entry(policy.policy, measure, proof, group, is_reconstructed(policy.policy, measure.measure))


def _is_near(proof: Proof) -> bool:
    """Whether one condition of the measure's own, had it turned out otherwise, would make it eligible."""
    return changes_needed(proof) == 1 and not any(one.requirement for one in failed_conditions(proof))


def _questions(policy: Policy, entries: Sequence[Entry]) -> dict[Answerer, list[Question]]:
    """What is missing, by who can answer, the facts that more measures wait for first."""
    waiting: dict[Answerer, dict[str, list[Entry]]] = {answerer: {} for answerer in Answerer}
    for entry in entries:
        for answerer, facts in entry.decision.missing_by.items():
            for fact in facts:
                waiting[answerer].setdefault(fact, []).append(entry)
    return {
        answerer: [
            Question(fact, policy.vocabulary.facts.get(fact), tuple(members))
            for fact, members in sorted(facts.items(), key=lambda each: -len(each[1]))
        ]
        for answerer, facts in waiting.items()
        if facts
    }
