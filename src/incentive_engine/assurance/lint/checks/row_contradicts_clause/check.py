"""Rows of a table that give another amount than the clause does: 国家级、省级的，分别奖励20万元、10万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.constants import most
from incentive_engine.assurance.lint.figures import MONEY, Figure, figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.rows import NamedRow, named_rows
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Measure, Table
from incentive_engine.policy.ranks import stem

finding = partial(Finding, "row-contradicts-clause", Severity.ERROR)

_APART = re.compile(r"[、，]|和|或者")
_PART = re.compile(r"[^。；;]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Each award by a table of named rows, against the amounts that the clause gives to these names in turn."""
    for measure in subject.policy.measures:
        if isinstance(measure.award.amount, Table):
            yield from _of_measure(subject, measure, named_rows(subject, measure.award.amount))


def _of_measure(subject: Subject, measure: Measure, rows: list[NamedRow]) -> Iterator[Finding]:
    for place in range(len(rows[0].texts)):
        names = {text for row in rows for text in row.texts[place]}
        if len(names) < 2 or any(
            len({row.texts[at] for row in rows}) > 1 for at in range(len(rows[0].texts)) if at != place
        ):
            continue  # the rows differ in something else too: the clause's list is not this input's alone
        said = _amounts(measure.clause, names)
        for row in rows:
            for name in row.texts[place]:
                yield from _of_row(subject, measure, row, name, said.get(name, []))


def _of_row(subject: Subject, measure: Measure, row: NamedRow, name: str, said: list[Figure]) -> Iterator[Finding]:
    days = {day for one in row.parameters for day, _ in subject.values(one, measure)}
    given = {most(subject.policy, row.row.output.tree, day) for day in days} - {None}
    if said and given and not given & {one.value for one in said}:
        values = {"row": name, "figure": said[0].text, "output": row.row.output.text, "number": measure.number}
        yield finding(row.row.output.place, "lint.row-contradicts-clause", values, (measure.id,))


def _amounts(clause: str, names: set[str]) -> dict[str, list[Figure]]:
    """The amounts that a clause gives to names: as many amounts as names in a sentence, in the same order."""
    money = [one for one in figures(clause) if one.unit == MONEY]
    found: dict[str, list[Figure]] = {}
    for part in _PART.finditer(clause):
        here = [one for one in money if part.start() <= one.start < part.end()]
        before = [one for one in here if one.bound in (None, "<=")]
        if not before:
            continue
        listed = _in_order(clause[part.start() : before[0].start], names)
        if len(listed) == len(here) > 1:
            for name, figure in zip(listed, here, strict=True):
                found.setdefault(name, []).append(figure)
    return found


def _in_order(text: str, names: set[str]) -> list[str]:
    """The names that a text lists, in its order; a name may stand without what it is a tier of."""
    places = []
    for name in names:
        for form in (name, stem(name)):
            at = text.find(form)
            if at >= 0 and (len(form) > 1 or _is_listed(text, at, form)):
                places.append((at, name))
                break
    return [name for _, name in sorted(places)]


def _is_listed(text: str, at: int, form: str) -> bool:
    return bool(_APART.match(text, at + len(form)))
