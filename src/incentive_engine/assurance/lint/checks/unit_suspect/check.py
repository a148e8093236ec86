"""Values in another unit than their neighbours: 10万 for 10万元 among thousands, 10 for 10%, 万元 written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.types import MONEY, RATIO
from incentive_engine.policy.model import Parameter

finding = partial(Finding, "unit-suspect", Severity.WARNING)

_RATIO_LABEL = re.compile(r"(?:比例|比率|占比|费率|利率|税率|系数)$|增长率|负债率|占有率")
_MONEY_LABEL = re.compile(r"(?:奖励|补助|补贴|奖金|奖励额|补助额|资助|上限|最高额|贷款额|投资额|营业收入)$")
_COUNT_LABEL = re.compile(r"人数|件数|项数|年数|天数|月数|排名|分数|年度$|职工|得分|合格分")
_SHARE = re.compile(r"占|比例|率")
_TIERS = r"small|medium|large|low|high|first|second|third|national|provincial|municipal|merit"
_STEM = re.compile(rf"_?(?:\d+|[a-z]|{_TIERS})$")
_LARGEST_RATIO = 3
_FAR = Decimal(1000)


def check(subject: Subject) -> Iterator[Finding]:
    """Each value by itself, then beside the others of its family."""
    families: dict[str, list[Parameter]] = {}
    for parameter in subject.policy.parameters.values():
        families.setdefault(_STEM.sub("", parameter.id), []).append(parameter)
        yield from _alone(subject, parameter)
    for family in families.values():
        yield from _among(subject, family)


def _alone(subject: Subject, parameter: Parameter) -> Iterator[Finding]:
    label = parameter.label
    for day, value in parameter.values:
        if not isinstance(value, Decimal):
            continue
        code = _odd(parameter, value)
        if code is not None:
            values = {"parameter": label, "value": _written(subject, parameter, day.isoformat())}
            yield finding(subject.value_place(parameter, day), code, values, (parameter.id,))
            return


def _odd(parameter: Parameter, value: Decimal) -> str | None:
    """What is odd in a value for what its label calls it."""
    label = parameter.label
    if _RATIO_LABEL.search(label):
        return "lint.unit-suspect.ratio" if parameter.type == MONEY or abs(value) > _LARGEST_RATIO else None
    if not _MONEY_LABEL.search(label) or _COUNT_LABEL.search(label):
        return None
    plain = parameter.type not in (MONEY, RATIO) and value
    share = parameter.type == RATIO and not _SHARE.search(label)
    return "lint.unit-suspect.money" if plain or share else None


def _among(subject: Subject, family: list[Parameter]) -> Iterator[Finding]:
    """Of three or more alike, one that is a thousand times all others, or a thousandth of them."""
    known = [
        (one, day, value) for one in family for day, value in one.values[-1:] if isinstance(value, Decimal) and value
    ]
    if len(known) < 3:
        return
    for parameter, day, value in known:
        others = [abs(other) for one, _, other in known if one is not parameter]
        if abs(value) >= max(others) * _FAR or abs(value) * _FAR <= min(others):
            values = {"parameter": parameter.label, "value": _written(subject, parameter, day.isoformat())}
            yield finding(subject.value_place(parameter, day), "lint.unit-suspect.far", values, (parameter.id,))


def _written(subject: Subject, parameter: Parameter, day: str) -> str:
    return subject.document(parameter.place.file).written("parameters", parameter.id, "values", day) or ""
