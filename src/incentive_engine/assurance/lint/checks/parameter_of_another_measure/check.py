"""Parameters that a measure reads though their labels speak of another measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Measure

finding = partial(Finding, "parameter-of-another-measure", Severity.WARNING)

_COMMON = re.compile(
    r"奖励|补助|补贴|上限|下限|最高额?|比例|年度|每[件项年月家个]|标准|金额|门槛|第[一二三四五六]|[的\W\d]"
)
_LITTLE = 0.34
_MUCH = 0.67


def check(subject: Subject) -> Iterator[Finding]:
    """Each parameter that one measure alone reads: its label is of this measure, not far more of another."""
    texts = {measure.id: _pairs(_text(subject, measure)) for measure in subject.policy.measures}
    for parameter in subject.policy.parameters.values():
        readers = subject.readers.get(parameter.id, ())
        words = _pairs(_COMMON.sub(" ", parameter.label))
        if len(readers) != 1 or len(words) < 2:
            continue
        shares = {id_: len(words & pairs) / len(words) for id_, pairs in texts.items()}
        own = shares.pop(readers[0].id)
        best = max(shares, key=lambda id_: shares[id_], default=None)
        if best is not None and own <= _LITTLE and shares[best] >= max(_MUCH, own * 2):
            other = subject.policy.measure(best)
            values = {"parameter": parameter.label, "title": readers[0].title, "other": other.title}
            place = _place(subject, readers[0], parameter.id)
            yield finding(place, "lint.parameter-of-another-measure", values, (readers[0].id, parameter.id))


def _place(subject: Subject, measure: Measure, name: str) -> Place:
    for formula in subject.formulas:
        if formula.measure is measure and name in formula.expression.reads:
            return formula.expression.place
    return measure.place


def _text(subject: Subject, measure: Measure) -> str:
    """What a measure says of itself: title, clause, the labels of what it is derived from."""
    facts = subject.policy.vocabulary.facts
    labels = [facts[name].label for name in sorted(subject.names_behind(measure)) if name in facts]
    return "\n".join((measure.title, measure.clause, *labels))


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text's words."""
    return {one + other for one, other in pairwise(text) if not any(part.isspace() for part in one + other)}
