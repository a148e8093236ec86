"""The coverage of policies by rule cases: every point, its outcomes, and why what is uncovered is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from incentive_engine.assurance.cases.running import decide_case
from incentive_engine.assurance.coverage.exercised import Exercised
from incentive_engine.assurance.coverage.points import CaseName, Kind, Point, Points
from incentive_engine.assurance.coverage.reasons import Reasons, Why
from incentive_engine.assurance.coverage.unreachable import Excuses, declared_by, excused
from incentive_engine.decision.model import Decision
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.model import Measure, Policy


class Status(str, Enum):
    """Whether an outcome was shown by a case, was not, or cannot be shown by any."""

    COVERED = "covered"
    UNCOVERED = "uncovered"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of a point: the cases that show it, or why none does, or why none can."""

    name: str
    status: Status
    cases: tuple[CaseName, ...] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class PointCoverage:
    """A point with its outcomes."""

    point: Point
    outcomes: tuple[Outcome, ...]

    @property
    def status(self) -> Status:
        """Covered when every outcome is that can be; as MC/DC wants both, unreachable when one of them cannot be."""
        found = {one.status for one in self.outcomes}
        if self.point.kind is Kind.ALONE and Status.UNREACHABLE in found:
            return Status.UNREACHABLE
        if Status.UNCOVERED in found:
            return Status.UNCOVERED
        return Status.COVERED if Status.COVERED in found else Status.UNREACHABLE


@dataclass(frozen=True, slots=True)
class Total:
    """How many of what can be covered are, and how many cannot be."""

    covered: int
    uncovered: int
    unreachable: int

    @property
    def wanted(self) -> int:
        """What can be covered."""
        return self.covered + self.uncovered

    def reaches(self, percent: int | Decimal) -> bool:
        """Whether at least so many per cent of what can be covered are; of nothing, all is."""
        return self.covered * 100 >= percent * self.wanted

    @property
    def percent(self) -> str:
        """The share to one decimal, rounded down: 100.0 is all."""
        tenths = 1000 if not self.wanted else self.covered * 1000 // self.wanted
        return f"{tenths // 10}.{tenths % 10}"

    def __add__(self, other: Total) -> Total:
        return Total(
            self.covered + other.covered, self.uncovered + other.uncovered, self.unreachable + other.unreachable
        )


NOTHING = Total(0, 0, 0)


@dataclass(frozen=True, slots=True)
class OwnerCoverage:
    """The points of one owner: a `measure`, a derived fact, or a policy's requirements, groups, limits, switches."""

    owner: str
    points: tuple[PointCoverage, ...]
    measure: Measure | None = None
    label: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it is a derived fact: these have a label of their own, and are no measures."""
        return self.measure is None and bool(self.label)

    @property
    def outcomes(self) -> Total:
        """The outcomes of all points but those of MC/DC."""
        others = (point for point in self.points if point.point.kind is not Kind.ALONE)
        return _total(one.status for point in others for one in point.outcomes)

    @property
    def mcdc(self) -> Total:
        """The conditions that MC/DC wants to have decided alone, both ways."""
        return _total(point.status for point in self.points if point.point.kind is Kind.ALONE)


@dataclass(frozen=True, slots=True)
class PolicyCoverage:
    """The owners of one policy; or, with no policy, the derived facts of the vocabulary."""

    policy: Policy | None
    owners: tuple[OwnerCoverage, ...]
    cases: int

    @property
    def id(self) -> str:
        """The policy's id; empty for the vocabulary."""
        return self.policy.id if self.policy else ""

    @property
    def facts(self) -> tuple[OwnerCoverage, ...]:
        """The derived facts among the owners."""
        return tuple(one for one in self.owners if one.is_fact)

    @property
    def outcomes(self) -> Total:
        """The outcomes of all points but those of MC/DC."""
        return sum((one.outcomes for one in self.owners), NOTHING)

    @property
    def mcdc(self) -> Total:
        """The conditions that MC/DC wants to have decided alone, both ways."""
        return sum((one.mcdc for one in self.owners), NOTHING)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What no case shows: enough to look for an enterprise that would (`point.about`), and why none does."""

    point: Point
    outcome: str
    why: Why


@dataclass(frozen=True, slots=True)
class Coverage:
    """What rule cases show of some policies, and what they do not."""

    policies: tuple[PolicyCoverage, ...]

    @property
    def outcomes(self) -> Total:
        """The outcomes of all points but those of MC/DC."""
        return sum((one.outcomes for one in self.policies), NOTHING)

    @property
    def mcdc(self) -> Total:
        """The conditions that MC/DC wants to have decided alone, both ways."""
        return sum((one.mcdc for one in self.policies), NOTHING)

    def uncovered(self) -> Iterator[Uncovered]:
        """What no case shows although one could, in the order of the report."""
        for policy in self.policies:
            for owner in policy.owners:
                for point in owner.points:
                    for one in point.outcomes:
                        if one.status is Status.UNCOVERED and one.why is not None:
                            yield Uncovered(point.point, one.name, one.why)


def cover(policies: Iterable[Policy], files: Iterable[RuleCases]) -> Coverage:
    """What the cases in `files` show of `policies`.

    Raises InputError for facts of cases that cannot be read, and for declarations in `unreachable.yaml` that cannot be
    read, name nothing, or are proved wrong by a case.
    """
    cases = ((file, case) for file in files for case in file.cases)
    return cover_decided(policies, ((file, case, decide_case(file, case, engine="reference")) for file, case in cases))


def cover_decided(policies: Iterable[Policy], decided: Iterable[tuple[RuleCases, Case, Decision]]) -> Coverage:
    """What cases show of `policies`, given what was decided for each. Raises InputError as `cover` does."""
    policies = list(policies)
    declared = declared_by(policies)
    exercised = Exercised(policies)
    for file, case, decision in decided:
        exercised.run(file, case, decision)
    points = exercised.points
    if points.lacking():
        exercised.look_beside()
    because = excused(points, declared, policies)
    reasons = Reasons(exercised)
    owned: dict[tuple[str, str], list[PointCoverage]] = {}
    for point in points.wanted:
        outcomes = tuple(_outcome(points, point, one, because, reasons) for one in points.wanted[point])
        owned.setdefault((point.policy, point.owner), []).append(PointCoverage(point, outcomes))
    counts = Counter(run.cases.policy.id for run in exercised.runs)
    found = [PolicyCoverage(policy, _owners(policy, owned), counts[policy.id]) for policy in policies]
    shared = _shared(policies, owned)
    if shared:
        found.append(PolicyCoverage(None, shared, counts.total()))
    return Coverage(tuple(found))


def _outcome(points: Points, point: Point, name: str, because: Excuses, reasons: Reasons) -> Outcome:
    cases = points.shown(point, name)
    if cases:
        return Outcome(name, Status.COVERED, cases)
    declared = because.get((point, name))
    if declared is not None:
        return Outcome(name, Status.UNREACHABLE, (), Why("coverage.declared", {"because": declared}))
    if name in points.out_of_reach.get(point, ()):
        return Outcome(name, Status.UNREACHABLE, (), Why(f"coverage.never-{name}"))
    return Outcome(name, Status.UNCOVERED, (), reasons.why(point, name))


def _owners(policy: Policy, owned: Mapping[tuple[str, str], list[PointCoverage]]) -> tuple[OwnerCoverage, ...]:
    """The owners of a policy: what holds for all measures, these in the order of their numbers, then derived facts."""
    measures: dict[str, Measure | None] = {"requirements": None}
    measures.update({one.id: one for one in policy.measures})
    measures.update(dict.fromkeys(("groups", "limits", "switches")))
    facts = sorted(owner for id_, owner in owned if id_ == policy.id and owner not in measures)
    measures.update(dict.fromkeys(facts))
    return tuple(
        OwnerCoverage(owner, _in_order(owned[policy.id, owner]), measure, _label(policy, owner, measure))
        for owner, measure in measures.items()
        if (policy.id, owner) in owned
    )


def _shared(
    policies: Sequence[Policy], owned: Mapping[tuple[str, str], list[PointCoverage]]
) -> tuple[OwnerCoverage, ...]:
    labels = {fact.id: fact.label for policy in policies for fact in policy.vocabulary.facts.values()}
    facts = sorted(owner for id_, owner in owned if not id_)
    return tuple(OwnerCoverage(one, _in_order(owned["", one]), None, labels.get(one, "")) for one in facts)


def _label(policy: Policy, owner: str, measure: Measure | None) -> str:
    if measure is not None:
        return measure.title
    fact = policy.vocabulary.facts.get(owner)
    return fact.label if fact else ""


def _in_order(points: Iterable[PointCoverage]) -> tuple[PointCoverage, ...]:
    """By kind; those of one kind as they are written."""
    kinds = list(Kind)
    return tuple(sorted(points, key=lambda one: kinds.index(one.point.kind)))


def _total(statuses: Iterable[Status]) -> Total:
    found = list(statuses)
    return Total(*(found.count(one) for one in (Status.COVERED, Status.UNCOVERED, Status.UNREACHABLE)))
