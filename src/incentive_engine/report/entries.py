"""What every form of report tells, in order: policies, groups of measures, measures, and what to find out.

Nothing is decided here: an entry is a measure's decision with its proof, built once, and where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeAlias

from incentive_engine.decision.additions import would_add
from incentive_engine.decision.model import Decision, MeasureDecision, PolicyDecision, Verdict
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.shortfalls import changes_needed, failed_conditions
from incentive_engine.policy.model import Answerer, Basis, Fact, Measure, Policy
from incentive_engine.report.lines import inert
from incentive_engine.report.provenance import is_reconstructed

Missing: TypeAlias = "Mapping[Answerer, tuple[str, ...]]"


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

    `reconstructed` says that its amount rests on something that this project set; `missing` are the facts that it
    waits for, by who can answer, without those that every open measure of the policy waits for.
    """

    policy: Policy
    decision: MeasureDecision
    proof: Proof | None
    group: Group
    reconstructed: bool
    missing: Missing

    @property
    def measure(self) -> Measure:
        """The clause that was decided."""
        return self.decision.measure

    @property
    def conditions(self) -> list[Proof]:
        """How the measure's own conditions turned out, all of which it needs; the policy's are told once for all."""
        return [one for one in self.proof.children if not one.requirement] if self.proof else []

    @property
    def failed(self) -> list[Proof]:
        """The measure's own conditions that are not met."""
        return [failed for one in self.conditions for failed in failed_conditions(one)]

    @property
    def only_requirements_failed(self) -> bool:
        """Whether the measure's own conditions are all met, and only the policy's requirements are not."""
        return self.group is Group.FAILED and all(one.value is True for one in self.conditions)


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
    requirements: Sequence[Proof]
    missing_everywhere: Missing
    lapsed: bool
    """Whether the day asked for lies outside the policy's days, so that no measure is in force."""

    @property
    def failed_requirements(self) -> list[Proof]:
        """What the policy asks of every measure and is not met."""
        return [one for one in self.requirements if one.value is False]

    @property
    def total_is_final(self) -> bool:
        """Whether nothing that is still open can change the total: each open measure adds nothing, nor do all."""
        decided = [entry.decision for entry in self.entries]
        if any(one.provisional or (one.payable is None and one.verdict is Verdict.ELIGIBLE) for one in decided):
            return False
        still_open = [one for one in decided if one.verdict is Verdict.UNDETERMINED]
        return all(would_add(some) == 0 for some in (*([one] for one in still_open), still_open))

    @property
    def policy(self) -> Policy:
        """The policy that was applied."""
        return self.decision.policy

    @property
    def idle(self) -> bool:
        """Whether none of its measures is in force."""
        return not self.groups.keys() - {Group.NOT_IN_FORCE}

    @property
    def pays_money(self) -> bool:
        """Whether any of its measures gives an amount, and not only a title or a certificate."""
        return any(entry.measure.award.amount is not None for entry in self.entries)

    @property
    def reconstructed(self) -> bool:
        """Whether the total holds an amount that rests on something this project set."""
        return any(entry.reconstructed and entry.decision.payable for entry in self.entries)


def sections(decision: Decision) -> list[Section]:
    """The decision's policies, ready to be told: those that hold more widely first."""
    widest_first = sorted(decision.policies, key=lambda one: len(one.policy.regions))
    return [_section(policy, decision.as_of) for policy in widest_first]


def told_in_full(sections: Sequence[Section], *, verbose: bool) -> Sequence[Section]:
    """The sections with a place of their own: those with a measure in force; all if there are none, or `verbose`."""
    return [one for one in sections if verbose or not one.idle] or sections


def _section(policy: PolicyDecision, as_of: date) -> Section:
    entries = tuple(_entry(policy, measure) for measure in policy.measures)
    questions = _questions(policy.policy, entries)
    everywhere = _missing_everywhere([entry for entry in entries if entry.group is Group.OPEN])
    entries = tuple(_without(entry, everywhere) for entry in entries)
    groups = {group: [entry for entry in entries if entry.group is group] for group in Group}
    return Section(
        policy,
        entries,
        {group: members for group, members in groups.items() if members},
        questions,
        _requirements(entries),
        everywhere,
        as_of not in policy.policy.in_force and all(entry.group is Group.NOT_IN_FORCE for entry in entries),
    )


def _missing_everywhere(entries: Sequence[Entry]) -> Missing:
    """The facts that each of several measures waits for; of a single one there is nothing to tell apart."""
    if len(entries) < 2:
        return {}
    first, *others = (entry.missing for entry in entries)
    shared = {
        who: tuple(fact for fact in facts if all(fact in other.get(who, ()) for other in others))
        for who, facts in first.items()
    }
    return {who: facts for who, facts in shared.items() if facts}


def _without(entry: Entry, everywhere: Missing) -> Entry:
    """The entry of an open measure without the facts that all of them wait for."""
    if not everywhere or entry.group is not Group.OPEN:
        return entry
    rest = {
        who: tuple(fact for fact in facts if fact not in everywhere.get(who, ()))
        for who, facts in entry.missing.items()
    }
    return replace(entry, missing={who: facts for who, facts in rest.items() if facts})


def _requirements(entries: Sequence[Entry]) -> Sequence[Proof]:
    """How the policy's requirements turned out; the same for every measure in force, so read off the first."""
    proof = next((entry.proof for entry in entries if entry.proof is not None), None)
    return [one for one in proof.children if one.requirement] if proof else []


def _entry(policy: PolicyDecision, measure: MeasureDecision) -> Entry:
    proof = measure.proof
    if measure.verdict is Verdict.INELIGIBLE:
        group = Group.NEAR if proof is not None and _is_near(proof) else Group.FAILED
    else:
        group = _BY_VERDICT[measure.verdict]
    matters = [step.matter for step in measure.adjustments if step.matter is not None]
    reconstructed = is_reconstructed(policy.policy, measure.measure) or any(
        matter.basis is Basis.RECONSTRUCTED for matter in matters
    )
    return Entry(policy.policy, measure, proof, group, reconstructed, measure.missing_by)


def _is_near(proof: Proof) -> bool:
    """Whether one condition of the measure's own, had it turned out otherwise, would make it eligible."""
    return changes_needed(proof) == 1 and not any(one.requirement for one in failed_conditions(proof))


def _questions(policy: Policy, entries: Sequence[Entry]) -> dict[Answerer, list[Question]]:
    """What is missing, by who can answer, the facts that more measures wait for first."""
    waiting: dict[Answerer, dict[str, list[Entry]]] = {answerer: {} for answerer in Answerer}
    for entry in entries:
        for answerer, facts in entry.missing.items():
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
