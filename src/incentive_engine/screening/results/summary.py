"""What a screening comes to: per measure counts, sums and what stands in the way; per category, per policy, in all.

One pass over the results counts how often each combination of verdict, failed conditions and missing facts occurs;
those are few, and nearly everything else is read off them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Fact, Granted, Measure, Pays, Policy
from incentive_engine.report.provenance import is_reconstructed
from incentive_engine.screening.results.near_misses import Member, NearMisses, find_near_misses
from incentive_engine.screening.results.screened import Screened, identifier
from incentive_engine.wording import Language

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A condition (`id`, `label`) or a fact that stood in the way of `enterprises` of them."""

    id: str
    label: str
    enterprises: int
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many enterprises have each verdict, and what those that are eligible get, as far as known.

    `provisional` payables may yet change, `unknown` ones rest on missing facts and are in no sum.
    """

    eligible: int = 0
    ineligible: int = 0
    undetermined: int = 0
    not_in_force: int = 0
    gross: Decimal = _NONE
    payable: Decimal = _NONE
    provisional: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """One measure: counts, what stopped most enterprises, what is missing most often, who is one condition short."""

    policy: Policy
    measure: Measure
    counts: Counts
    failed: tuple[Obstacle, ...]
    missing: tuple[Obstacle, ...]
    near: NearMisses

    @property
    def reconstructed(self) -> bool:
        """Whether its amounts rest on something that this project set."""
        return is_reconstructed(self.policy, self.measure)


@dataclass(frozen=True)
class PolicySummary:
    """One policy: its measures in order, how many enterprises get anything by it, facts missing most often in all."""

    policy: Policy
    measures: tuple[MeasureSummary, ...]
    recipients: int

    @cached_property
    def payable(self) -> Decimal:
        """What is payable by it, as far as known."""
        return sum((one.counts.payable for one in self.measures), _NONE)

    @cached_property
    def reconstructed(self) -> bool:
        """Whether that rests on something that this project set."""
        return any(one.reconstructed and one.counts.payable for one in self.measures)

    @cached_property
    def complete(self) -> bool:
        """Whether nothing is open or provisional."""
        return not any(one.counts.provisional or one.counts.unknown or one.counts.undetermined for one in self.measures)

    @cached_property
    def categories(self) -> Mapping[str | None, tuple[MeasureSummary, ...]]:
        """The measures by category, in the policy's order of them; under None those without one."""
        names = [*self.policy.categories, None]
        found = {name: tuple(one for one in self.measures if one.measure.category == name) for name in names}
        return {name: measures for name, measures in found.items() if measures}


@dataclass(frozen=True, slots=True)
class Summary:
    """A population screened: `enterprises` of it, `rejected` rows that could not be read, what each policy comes to.

    `recipients` of each kind get something by any policy; money handed out and tax not charged are never added up.
    """

    enterprises: int
    rejected: int
    policies: tuple[PolicySummary, ...]
    recipients: Mapping[Pays, int]

    def payable(self, pays: Pays) -> Decimal:
        """What all policies of a kind give together."""
        return sum((one.payable for one in self.policies if one.policy.pays is pays), _NONE)

    def of_kind(self, pays: Pays) -> tuple[PolicySummary, ...]:
        """The policies of a kind."""
        return tuple(one for one in self.policies if one.policy.pays is pays)


def summarize(screened: Screened, lang: Language = "zh", *, nearest: int | None = None) -> Summary:
    """What the results come to; of each measure at most `nearest` enterprises are looked at for near misses.

    Unless that is told, they are all where there are few enterprises, else some hundreds.
    """
    tally = _tally(screened)
    stopped = [
        (row.policy, row.measure, row.failed, row.enterprises)
        for row in tally
        if row.verdict == "ineligible" and row.failed
    ]
    near = find_near_misses(screened, stopped, lang, nearest)
    by_measure: dict[Member, list[_Row]] = {}
    for row in tally:
        by_measure.setdefault((row.policy, row.measure), []).append(row)
    recipients = _recipients(screened)
    return Summary(
        screened.enterprises,
        _rejected(screened),
        tuple(
            PolicySummary(policy, tuple(_measures(policy, by_measure, near)), recipients.get(policy.id, 0))
            for policy in screened.policies
        ),
        {kind: _recipients_of(screened, kind) for kind in Pays},
    )


# counting


@dataclass(frozen=True, slots=True)
class _Row:
    policy: str
    measure: str
    verdict: str
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    provisional: bool
    unknown: bool
    enterprises: int
    gross: Decimal
    payable: Decimal


def _tally(screened: Screened) -> list[_Row]:
    rows = screened.connection.execute(
        "SELECT policy, measure, verdict, failed, missing, coalesce(provisional, false), payable IS NULL, count(*), "
        f"coalesce(sum(gross), 0), coalesce(sum(payable), 0) FROM {identifier(screened.results)} GROUP BY ALL"
    ).fetchall()
    return [_Row(row[0], row[1], row[2], tuple(row[3] or ()), tuple(row[4] or ()), *row[5:]) for row in rows]


def _measures(
    policy: Policy, rows: Mapping[Member, Sequence[_Row]], near: Mapping[Member, NearMisses]
) -> Iterator[MeasureSummary]:
    for measure in policy.measures:
        member = policy.id, measure.id
        mine = rows.get(member, ())
        yield MeasureSummary(
            policy,
            measure,
            _counts(mine),
            _obstacles(_often(mine, "failed"), condition_labels(policy, measure), {}),
            _obstacles(_often(mine, "missing"), {}, policy.vocabulary.facts),
            near.get(member, NearMisses()),
        )


def _counts(rows: Iterable[_Row]) -> Counts:
    verdicts: Counter[str] = Counter()
    gross = payable = _NONE
    provisional = unknown = 0
    for row in rows:
        verdicts[row.verdict] += row.enterprises
        gross, payable = gross + row.gross, payable + row.payable
        provisional += row.enterprises if row.provisional else 0
        unknown += row.enterprises if row.unknown and row.verdict == "eligible" else 0
    return Counts(
        verdicts["eligible"],
        verdicts["ineligible"],
        verdicts["undetermined"],
        verdicts["not_in_force"],
        gross,
        payable,
        provisional,
        unknown,
    )


def _often(rows: Iterable[_Row], what: str) -> Counter[str]:
    often: Counter[str] = Counter()
    for row in rows:
        for id_ in row.failed if what == "failed" else row.missing:
            often[id_] += row.enterprises
    return often


def _obstacles(often: Mapping[str, int], labels: Mapping[str, str], facts: Mapping[str, Fact]) -> tuple[Obstacle, ...]:
    """The most frequent first; of equals in alphabetical order."""
    ranked = sorted(often.items(), key=lambda each: (-each[1], each[0]))
    return tuple(
        Obstacle(id_, labels.get(id_) or (facts[id_].label if id_ in facts else id_), count, facts.get(id_))
        for id_, count in ranked
    )


def condition_labels(policy: Policy, measure: Measure) -> dict[str, str]:
    """What the conditions that a measure needs are called, by the ids under which results name them."""
    labels = {}
    for root in (*policy.requirements, measure.when):
        for one in conditions_in(root):
            if isinstance(one, Granted):  # another measure's verdict goes by that measure's id
                labels[one.measure] = one.label or policy.measure(one.measure).title
            elif one.id:
                labels[one.id] = one.label or one.id
    return labels


def missing_overall(policy: PolicySummary) -> list[tuple[Fact | None, str, int, int]]:
    """The facts of a policy that are missing most often: fact, label, for how many measures, how often in all."""
    often: Counter[str] = Counter()
    measures: Counter[str] = Counter()
    for measure in policy.measures:
        for one in measure.missing:
            often[one.id] += one.enterprises
            measures[one.id] += 1
    facts = policy.policy.vocabulary.facts
    ranked = sorted(often.items(), key=lambda each: (-each[1], each[0]))
    return [(facts.get(id_), facts[id_].label if id_ in facts else id_, measures[id_], count) for id_, count in ranked]


def _recipients(screened: Screened) -> dict[str, int]:
    return dict(
        screened.connection.execute(
            f"SELECT policy, count(DISTINCT _row) FROM {identifier(screened.results)} "
            "WHERE verdict = 'eligible' GROUP BY policy"
        ).fetchall()
    )


def _recipients_of(screened: Screened, kind: Pays) -> int:
    """How many enterprises are eligible by any policy of a kind."""
    policies = [policy.id for policy in screened.policies if policy.pays is kind]
    return _count(
        screened,
        f"SELECT count(DISTINCT _row) FROM {identifier(screened.results)} "
        "WHERE verdict = 'eligible' AND policy IN (SELECT unnest(?))",
        policies,
    )


def _rejected(screened: Screened) -> int:
    """How many rows of the input were not taken; a row with several faults counts once."""
    return _count(screened, f"SELECT count(*) FROM (SELECT DISTINCT file, row FROM {identifier(screened.rejects)})")


def _count(screened: Screened, query: str, *values: object) -> int:
    row = screened.connection.execute(query, list(values)).fetchone()
    return int(row[0]) if row else 0
