"""Tables: inputs without a row (gaps), rows that clash (overlaps), rows that never decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from incentive_engine.assurance.verification.questions import One, Question, eligible, facts_of, titled
from incentive_engine.assurance.verification.readings import Bit, Claim, Reading, Truth
from incentive_engine.assurance.verification.readings import Scope as Reads
from incentive_engine.policy.model import Each, Measure, Policy, Table

_Rows = Callable[[Reads, Sequence[Truth]], Bit]


def award_table_questions(_policy: Policy, measure: Measure) -> Iterator[Question]:
    """Of the table of a measure's award: of enterprises that are eligible."""
    award = measure.award
    if isinstance(award.amount, Table):
        yield from _questions(award.amount, measure.id, titled(measure), measure, award.each)


def fact_table_questions(policy: Policy) -> Iterator[Question]:
    """Of the tables of derived facts that the policy's measures rest on: of all enterprises."""
    for id_ in facts_of(policy, tuple(measure.id for measure in policy.measures)):
        fact = policy.vocabulary.facts[id_]
        if isinstance(fact.formula, Table):
            yield from _questions(fact.formula, f"fact:{id_}", {"number": "", "title": fact.label}, None, None)


def _questions(
    table: Table, owner: str, values: Mapping[str, object], measure: Measure | None, each: Each | None
) -> Iterator[Question]:
    def asked(name: str, wanted: bool, rows: _Rows, code: str, row: int = 0, fault: bool = True) -> Question:
        place = table.rows[row - 1].place if row else table.place
        attempt = One(_claim(table, rows, measure, each), measure.id if measure else None)
        words = {**values, "row": row}
        id_ = measure.id if measure else None
        return Question(
            f"{owner}/table/{name}", "table", wanted, (attempt,), f"verification.{code}", place, words, fault, id_
        )

    for number in range(len(table.rows)):
        yield asked(f"row-{number + 1}", True, _decides(table.hit, number), "row", number + 1)
    if table.otherwise is not None:
        yield asked("otherwise", True, _none, "otherwise", fault=False)
    elif table.hit != "collect count":
        yield asked("gap", False, _none, "gap")
    if table.hit == "unique" and len(table.rows) > 1:
        yield asked("overlap", False, _two, "overlap")


def _claim(table: Table, rows: _Rows, measure: Measure | None, each: Each | None) -> Claim:
    def claim(reading: Reading) -> Bit:
        context = eligible(reading, measure.id) if measure else reading.every()
        if each is None:
            return reading.every(context, rows(reading, reading.hits(table)))
        items = reading.items(each)
        return reading.every(
            context, reading.some(*(reading.every(item.here, rows(item, item.hits(table))) for item in items))
        )

    return claim


def _none(reads: Reads, rows: Sequence[Truth]) -> Bit:
    return reads.every(*(row.false for row in rows))


def _two(reads: Reads, rows: Sequence[Truth]) -> Bit:
    return reads.some(*(reads.every(one.true, other.true) for one, other in combinations(rows, 2)))


def _decides(hit: str, number: int) -> _Rows:
    """That a row is hit, and is not passed over for another."""

    def claim(reads: Reads, rows: Sequence[Truth]) -> Bit:
        others: Sequence[Truth] = ()
        if hit == "first":
            others = rows[:number]
        elif hit == "unique":
            others = (*rows[:number], *rows[number + 1 :])
        return reads.every(rows[number].true, *(row.false for row in others))

    return claim
