"""Parameters whose value is not the number that their source text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.figures import MONEY, RATIO, Figure, figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.numbers import unit_of
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Parameter

finding = partial(Finding, "value-differs-from-source", Severity.ERROR)

_FREE = re.compile(r"重建取值|低于|高于|不超过|介于|之间|减半|分之|视同|一半|走向")
"""Words of a source that is no more than what a value was chosen by."""
_TAKEN = re.compile(r"取\s*$")


def check(subject: Subject) -> Iterator[Finding]:
    """Each parameter whose source names figures of its kind: its values must be among them."""
    for parameter in subject.policy.parameters.values():
        unit = unit_of(parameter)
        said = [one for one in figures(parameter.source or "") if _fits(one, parameter, unit)]
        taken = [one for one in said if _TAKEN.search((parameter.source or "")[: one.start])]
        if not said or (not taken and _FREE.search(parameter.source or "")):
            continue
        stated = {one.value for one in taken or said}
        beyond = {one.value + 1 for one in said if one.bound == ">" and unit is None}
        values = [(day, value) for day, value in parameter.values if isinstance(value, Decimal) and value]
        wrong = [(day, value) for day, value in values if value not in stated | beyond]
        if wrong and (taken or len(wrong) == len(values) or len(said) >= len(values)):
            day = wrong[0][0]
            route = ("parameters", parameter.id, "values", day.isoformat())
            written = subject.document(parameter.place.file).written(*route) or str(wrong[0][1])
            said_text = "、".join(dict.fromkeys(one.text for one in taken or said))
            told = {"parameter": parameter.label, "value": written, "said": said_text}
            yield finding(subject.value_place(parameter, day), "lint.value-differs-from-source", told, (parameter.id,))


def _fits(figure: Figure, parameter: Parameter, unit: str | None) -> bool:
    if unit is not None:
        return figure.unit == unit
    return figure.unit not in (MONEY, RATIO) and (parameter.unit is None or figure.unit == parameter.unit)
