"""Clauses that speak of 从高不重复, 差额 or 扣减 over rules that do not settle so, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Measure, Table

finding = partial(Finding, "stacking-differs-from-clause", Severity.WARNING)

_HIGHEST = re.compile(
    r"从高(?!校|新|层|级|端)|就高|不重复(?!的)|最高(?:的)?(?:一项|一级|一档|奖项)"
    r"|只(?:按|奖|计)[^，。；]{0,6}(?:一项|一次|一家)|择一|择优"
)
_ONE_ROW = ("collect max", "first", "unique")
_DIFFERENCE = re.compile(r"差额|补差|补足|补齐|扣减|扣除已|就高不就低")


def check(subject: Subject) -> Iterator[Finding]:
    """Each award in money: what the clause says of other awards, against group, `less`, `keep` and matters."""
    for measure in subject.policy.measures:
        if measure.award.benefit is not None:
            continue
        place = measure.place
        highest, difference = _HIGHEST.search(measure.clause), _DIFFERENCE.search(measure.clause)
        if difference and not _takes_off(subject, measure):
            at = subject.in_clause(measure, difference.start())
            yield finding(at, "lint.stacking-differs-from-clause.difference", {"words": difference[0]}, (measure.id,))
        if highest and not difference and not _takes_highest(subject, measure):
            at = subject.in_clause(measure, highest.start())
            yield finding(at, "lint.stacking-differs-from-clause.highest", {"words": highest[0]}, (measure.id,))
        group = subject.policy.groups.get(measure.group or "")
        if group is not None:
            yield from _of_group(subject, measure, group.keep, bool(highest), bool(difference))
        each = measure.award.each
        if each is not None and each.keep is not None and not highest and not difference:
            place = subject.key_place(measure.place.file, "award", "each", "keep")
            yield finding(place, "lint.stacking-differs-from-clause.keep", {}, (measure.id,))


def _of_group(subject: Subject, measure: Measure, keep: str, highest: bool, difference: bool) -> Iterator[Finding]:
    """A group that settles in a way which the clause does not speak of."""
    says = {"highest": highest, "top_up": difference, "sum": not highest}[keep]
    if not says:
        place = subject.place(measure.place.file, "group")
        values = {"group": subject.policy.groups[measure.group or ""].label}
        yield finding(place, f"lint.stacking-differs-from-clause.group-{keep.replace('_', '-')}", values, (measure.id,))


def _takes_off(subject: Subject, measure: Measure) -> bool:
    """Whether something is taken off: by `less`, a top_up group, or a matter that this policy shares with others."""
    group = subject.policy.groups.get(measure.group or "")
    steps = any(step.kind == "less" for step in measure.award.steps)
    matters = any(measure.id in matter.measures for matter in subject.policy.matters)
    return steps or matters or (group is not None and group.keep == "top_up")


def _takes_highest(subject: Subject, measure: Measure) -> bool:
    """Whether only one of several is paid: by group, by item, by a table or a condition that lets one through."""
    award = measure.award
    table = isinstance(award.amount, Table) and award.amount.hit in _ONE_ROW and award.each is None
    kept = award.each is not None and award.each.keep is not None
    paid_once = re.search(r"已(?:兑付|兑现|奖励|获)[^，。；]*不重复|不重复奖励|择一", measure.clause)
    chosen = paid_once is not None and award.each is not None and award.each.where is not None
    matters = any(measure.id in matter.measures for matter in subject.policy.matters)
    names = subject.names_behind(measure)
    table = table or any(isinstance(fact.formula, Table) for fact in subject.own_facts() if fact.id in names)
    chosen = chosen or (paid_once is not None and paid_once[0] == "择一")
    return table or kept or matters or measure.group is not None or chosen
