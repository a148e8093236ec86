"""Clauses that say how an amount is rounded, over rules that round otherwise, and roundings that no clause mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Measure, Rounding

finding = partial(Finding, "rounding-differs-from-clause", Severity.ERROR)

_MODES = (
    (re.compile(r"四舍五入"), "half up"),
    (re.compile(r"舍去|向下取整|去尾|不足[^，。；]{1,4}的部分(?:不计|舍)"), "down"),
    (re.compile(r"进位|向上取整|不足[^，。；]{1,6}按[^，。；]{1,6}计"), "up"),
)
_UNITS = {
    "万元": "10000", "千元": "1000", "百元": "100", "十元": "10", "元": "1", "角": "0.1", "分": "0.01",
}  # fmt: skip
_TO = re.compile(
    r"(?:四舍五入到|四舍五入至|取整到|取整至|精确到|以)(?P<unit>[万千百十]?元|角|分)|到(?P<other>[万千百十]?元)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Each clause's words on rounding, against `round`."""
    for measure in subject.policy.measures:
        if measure.award.benefit is not None:
            continue
        said = next(((mode, match) for form, mode in _MODES if (match := form.search(measure.clause))), None)
        rounding = measure.award.rounding
        if said is None:
            if rounding != Rounding():
                place = subject.key_place(measure.place.file, "award", "round")
                yield replace(
                    finding(place, "lint.rounding-differs-from-clause.unsaid", {}, (measure.id,)),
                    severity=Severity.WARNING,
                )
            continue
        mode, match = said
        to = _to(measure)
        if rounding.mode != mode or (to is not None and to != rounding.to):
            values = {"words": match[0], "mode": rounding.mode, "to": f"{rounding.to:f}", "wanted": mode}
            place = subject.in_clause(measure, match.start())
            yield finding(place, "lint.rounding-differs-from-clause", values, (measure.id,))


def _to(measure: Measure) -> Decimal | None:
    """What the clause rounds to, in yuan."""
    match = _TO.search(measure.clause)
    unit = match["unit"] or match["other"] if match else None
    return Decimal(_UNITS[unit]) if unit else None
