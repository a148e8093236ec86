"""Rows of a table that answer with the parameter of another row: 国家级 with 省级研发机构奖励."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.ranks import stem
from incentive_engine.assurance.lint.rows import NamedRow, named_rows
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Parameter, Table

finding = partial(Finding, "row-contradicts-label", Severity.ERROR)


def check(subject: Subject) -> Iterator[Finding]:
    """Each row's parameters by their labels: none may name what another row is for and not what its own row is for."""
    tables = [(measure.id, measure.award.amount) for measure in subject.policy.measures]
    tables += [(fact.id, fact.formula) for fact in subject.own_facts()]
    for owner, table in tables:
        if isinstance(table, Table):
            rows = named_rows(subject, table)
            for row in rows:
                yield from _of_row(owner, row, rows)


def _of_row(owner: str, row: NamedRow, rows: list[NamedRow]) -> Iterator[Finding]:
    for place, own in enumerate(row.texts):
        others = [text for other in rows for text in other.texts[place] if text not in own]
        if not own or not others:
            continue
        if any(_named(one, own) for one in row.parameters):
            continue
        for parameter in row.parameters:
            wrong = _named(parameter, others)
            if wrong:
                values = {"row": "、".join(own), "parameter": parameter.label, "other": wrong}
                about = (owner, parameter.id)
                yield finding(row.row.output.place, "lint.row-contradicts-label", values, about)
                return


def _named(parameter: Parameter, texts: list[str] | tuple[str, ...]) -> str | None:
    """The text among some that a parameter's label names, as it stands or by its stem; the longest wins."""
    found = [
        text for text in texts if text in parameter.label or (len(stem(text)) > 1 and stem(text) in parameter.label)
    ]
    short = [text for text in texts if text not in found and parameter.label.startswith(stem(text))]
    return max(found or short, key=len, default=None)
