"""The numbers that expressions rest on: parameters on all their days, literals, counts, lengths of time."""

from __future__ import annotations

import re
from decimal import Decimal

from incentive_engine.assurance.lint.figures import MONEY, RATIO, figures
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Literal
from incentive_engine.feel.types import MONEY as MONEY_TYPE
from incentive_engine.feel.types import RATIO as RATIO_TYPE
from incentive_engine.policy.model import Measure, Parameter
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_TEN_THOUSAND = Decimal(10000)


def unit_of(parameter: Parameter) -> str | None:
    """`元` for money, `%` for a ratio, None for any other parameter."""
    return MONEY if parameter.type == MONEY_TYPE else RATIO if parameter.type == RATIO_TYPE else None


def numbers_of(subject: Subject, parts: tuple[object, ...], measure: Measure | None = None) -> set[Decimal]:
    """Every number in the expressions of some parts of a policy and in what is derived for them.

    Of a parameter, the values that it has while the measure is in force; of a literal also ten thousand times as much,
    since tables may be written in 万元; of a text in them, the figures that it names.
    """
    names = names_behind(reads_of(parts), subject.policy.vocabulary.facts)
    known: set[Decimal] = set()
    for name in names & subject.policy.parameters.keys():
        values = subject.values(subject.policy.parameters[name], measure)
        known |= {value for _, value in values if isinstance(value, Decimal)}
    here = [node.value for one in expressions_in(parts) for node in one.tree.walk() if isinstance(node, Literal)]
    for value in (*here, *subject.literals(names)):
        if isinstance(value, Decimal):
            known |= {abs(value), value * _TEN_THOUSAND}
        elif isinstance(value, str):
            known |= _in_text(value)
    return known


def _in_text(text: str) -> set[Decimal]:
    length = _LENGTH.fullmatch(text)
    lengths = {Decimal(part) for part in length.groups() if part} if length else set()
    return lengths | {one.value for one in figures(text)}
