"""Rows of a table that answer with the parameter of another row: 国家级 with 省级研发机构奖励."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.rows import NamedRow, named_rows
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Name
from incentive_engine.policy.model import Brackets, Parameter, Table
from incentive_engine.policy.ranks import stem

finding = partial(Finding, "row-contradicts-label", Severity.ERROR)


_HAN = "一二三四五六七八九"
_ORDINAL = re.compile(r"第([一二三四五六七八九])(?:档|台阶|级|段|类)")
_ABOVE = re.compile(r"超过|以上")
_BELOW = re.compile(r"以下|以内|不超过")
_LEAST_SHARED = 4


def check(subject: Subject) -> Iterator[Finding]:
    """Each row's parameters by their labels: none may name what another row is for and not what its own row is for."""
    for measure in subject.policy.measures:
        if measure.award.brackets is not None:
            yield from _of_slices(subject, measure.id, measure.award.brackets)
    tables = [(measure.id, measure.award.amount) for measure in subject.policy.measures]
    tables += [(fact.id, fact.formula) for fact in subject.own_facts()]
    for owner, table in tables:
        if isinstance(table, Table):
            rows = named_rows(subject, table)
            for row in rows:
                found = list(_of_row(owner, row, rows))
                yield from found or [*_of_ordinal(subject, owner, row), *_of_truth(subject, owner, table, row)][:1]


def _of_slices(subject: Subject, owner: str, brackets: Brackets) -> Iterator[Finding]:
    """The lowest slice with the rate for what lies above, the highest with that for what lies below."""
    for place, (_, rate) in enumerate(brackets.slices):
        wrong = _ABOVE if place == 0 else _BELOW if place == len(brackets.slices) - 1 else None
        for name in sorted(rate.reads & subject.policy.parameters.keys()) if wrong and len(brackets.slices) > 1 else ():
            parameter = subject.policy.parameters[name]
            match = wrong.search(parameter.label) if wrong else None
            if match is not None:
                values = {"row": f"{place + 1}", "parameter": parameter.label, "other": match[0]}
                yield finding(rate.place, "lint.row-contradicts-label.slice", values, (owner, name))


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


def _of_ordinal(subject: Subject, owner: str, row: NamedRow) -> Iterator[Finding]:
    """A row whose bounds are of the first tier and whose answer is of the second: 第一档, 第二档."""
    cells = set().union(*(cell.reads for cell in row.row.cells)) & subject.policy.parameters.keys()
    labels = [subject.policy.parameters[name].label for name in sorted(cells)]
    own = {one for label in labels for one in _ORDINAL.findall(label)}
    own |= {
        _HAN[int(text) - 1] for cell in row.row.cells if (text := cell.text).isdecimal() and 0 < int(text) <= len(_HAN)
    }
    above = any(cell.text.startswith(">") for cell in row.row.cells) and all("上限" in label for label in labels)
    for parameter in row.parameters:
        named = _ORDINAL.findall(parameter.label)
        if own and named and not above and not own & set(named):
            values = {"row": f"第{min(own)}", "parameter": parameter.label, "other": f"第{named[0]}"}
            yield finding(row.row.output.place, "lint.row-contradicts-label", values, (owner, parameter.id))


def _of_truth(subject: Subject, owner: str, table: Table, row: NamedRow) -> Iterator[Finding]:
    """A row for a fact that is true, with the parameter that another row's fact is named in."""
    facts = subject.policy.vocabulary.facts
    labels = {
        at: facts[one.tree.name].label
        for at, one in enumerate(table.inputs)
        if isinstance(one.tree, Name) and one.tree.name in facts
    }
    own = [labels[at] for at, cell in enumerate(row.row.cells) if cell.text == "true" and at in labels]
    others = [label for label in labels.values() if label not in own]
    for parameter in row.parameters if len(own) == 1 else ():
        best = max(others, key=lambda label: _shared(label, parameter.label), default="")
        if _shared(best, parameter.label) > max(_shared(own[0], parameter.label), _LEAST_SHARED):
            values = {"row": own[0], "parameter": parameter.label, "other": best}
            yield finding(row.row.output.place, "lint.row-contradicts-label", values, (owner, parameter.id))


def _shared(one: str, other: str) -> int:
    """How long the longest text is that two labels share."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match(0, len(one), 0, len(other)).size
