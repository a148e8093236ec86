"""Clauses that speak of 从高不重复, 差额 or 扣减 over rules that do not settle so, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Node, Path
from incentive_engine.policy.model import Fact, FactType, Measure, Table

finding = partial(Finding, "stacking-differs-from-clause", Severity.WARNING)

_HIGHEST = re.compile(
    r"从高(?!校|新|层|级|端)|就高|不重复(?!的)|最高(?:的)?(?:一项|一级|一档|奖项)"
    r"|只(?:按|奖|计)[^，。；]{0,6}(?:一项|一次|一家)|择一|择优"
)
_OF_ITEMS = re.compile(
    r"按(?:获得的|其)?最高的?(?:一项|一级|一档|奖项)|只(?:按|取)最高|同一[^，。；]{1,8}只[计奖](?:励)?一次"
)
_RECEIVED = re.compile(r"已[获得享领受]|补助|补贴|奖|资助|支持")
_ONE_ROW = ("collect max", "first", "unique")
_DIFFERENCE = re.compile(r"差额|补差|补足|补齐|扣减|扣除已|就高不就低")


def check(subject: Subject) -> Iterator[Finding]:
    """Each award in money: what the clause says of other awards, against group, `less`, `keep` and matters."""
    yield from _of_matters(subject)
    for measure in subject.policy.measures:
        if measure.award.benefit is not None:
            continue
        place = measure.place
        highest, difference = _HIGHEST.search(measure.clause), _DIFFERENCE.search(measure.clause)
        if difference and not _takes_off(subject, measure):
            at = subject.in_clause(measure, difference.start())
            yield finding(at, "lint.stacking-differs-from-clause.difference", {"words": difference[0]}, (measure.id,))
        yield from _of_columns(subject, measure)
        of_items = _OF_ITEMS.search(measure.clause)
        kept = of_items is None or not _pays_all(measure)
        if highest and not difference and kept and not _takes_highest(subject, measure):
            at = subject.in_clause(measure, highest.start())
            yield finding(at, "lint.stacking-differs-from-clause.highest", {"words": highest[0]}, (measure.id,))
        if of_items and not kept:
            at = subject.in_clause(measure, of_items.start())
            yield finding(at, "lint.stacking-differs-from-clause.highest", {"words": of_items[0]}, (measure.id,))
        group = subject.policy.groups.get(measure.group or "")
        if group is not None:
            yield from _of_group(subject, measure, group.keep, bool(highest), bool(difference))
        each = measure.award.each
        if each is not None and each.keep is not None and not highest and not difference:
            place = subject.key_place(measure.place.file, "award", "each", "keep")
            yield finding(place, "lint.stacking-differs-from-clause.keep", {}, (measure.id,))


def _of_matters(subject: Subject) -> Iterator[Finding]:
    """What other policies pay for too: `highest` or `top_up`, as the label and the clauses say."""
    for matter in subject.policy.matters:
        texts = [measure.clause for measure in subject.policy.measures if measure.id in matter.measures]
        texts += [matter.label, *(source.quote or "" for source in matter.sources)]
        differences = [match[0] for text in texts if (match := _DIFFERENCE.search(text))]
        if matter.keep == "highest" and differences:
            place = subject.place(subject.policy_file, "matters", matter.id, "keep")
            values = {"words": differences[0], "matter": matter.label}
            yield finding(place, "lint.stacking-differs-from-clause.matter", values, (matter.id,))


def _of_columns(subject: Subject, measure: Measure) -> Iterator[Finding]:
    """What is taken off and what makes items one matter, by the labels of the columns that say so."""
    award, facts = measure.award, subject.policy.vocabulary.facts
    group = subject.policy.groups.get(measure.group or "")
    if award.each is None:
        return
    lists = {name for name in award.each.within.reads if name in facts and facts[name].type is FactType.LIST}
    received = {name for name in (group.received.reads if group and group.received else ()) if name in facts}
    others = {name for name in received if facts[name].type is FactType.LIST}
    if lists and others and not lists & others and group is not None and group.received is not None:
        values = {"received": facts[min(others)].label, "items": facts[min(lists)].label}
        yield finding(
            group.received.place, "lint.stacking-differs-from-clause.received", values, (group.id, measure.id)
        )
    columns = {field.id: field for name in lists for field in facts[name].item}
    for step in award.steps:
        column = _column(step.amount.tree, columns)
        if step.kind == "less" and column is not None and not _RECEIVED.search(column.label):
            values = {"column": column.label}
            yield finding(step.amount.place, "lint.stacking-differs-from-clause.less", values, (measure.id, column.id))
    by = _column(award.each.by.tree, columns) if award.each.by is not None else None
    if (
        award.each.by is not None
        and by is not None
        and by.type is FactType.CHOICE
        and f"同一{by.label}" not in measure.clause
    ):
        values = {"column": by.label}
        yield finding(award.each.by.place, "lint.stacking-differs-from-clause.by", values, (measure.id, by.id))


def _column(node: Node, columns: Mapping[str, Fact]) -> Fact | None:
    return columns.get(node.member) if isinstance(node, Path) else None


def _of_group(subject: Subject, measure: Measure, keep: str, highest: bool, difference: bool) -> Iterator[Finding]:
    """A group that settles in a way which the clause does not speak of."""
    says = {"highest": highest, "top_up": difference, "sum": not highest}[keep]
    if not says:
        place = subject.place(measure.place.file, "group")
        values = {"group": subject.policy.groups[measure.group or ""].label}
        yield finding(place, f"lint.stacking-differs-from-clause.group-{keep.replace('_', '-')}", values, (measure.id,))


def _pays_all(measure: Measure) -> bool:
    """Whether an award per item keeps them all, or a table adds up all rows that are met."""
    award = measure.award
    if award.each is not None:
        return award.each.keep is None
    return isinstance(award.amount, Table) and award.amount.hit == "collect sum"


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
