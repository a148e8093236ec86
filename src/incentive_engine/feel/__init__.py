"""FEEL, the expression language of OMG DMN 1.5, with exact numbers and with the unknown (see README.md).

>>> from decimal import Decimal
>>> evaluate("sum(rd) / revenue >= 0.03", {"rd": [Decimal(1), Decimal(2)], "revenue": Decimal(100)})
True
>>> unary_test("[1..5)", 3, {})
True
"""

from incentive_engine.feel.evaluation import evaluate, unary_test
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.ternary import UNKNOWN

__all__ = [
    "UNKNOWN",
    "DaysTimeDuration",
    "FeelSyntaxError",
    "YearsMonthsDuration",
    "evaluate",
    "unary_test",
]
