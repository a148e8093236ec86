"""FEEL's built-in functions (DMN 1.5, clause 10.3.4), one module a subject.

`BUILTINS` finds a function by its FEEL name, spaces included. A call raises FeelError where FEEL answers null
because something is wrong, and answers an Unknown where an unknown argument decides. Run calls under
`values.CONTEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions import (
    contexts,
    conversion,
    dates,
    lists,
    logic,
    numbers,
    ranges,
    sorting,
    statistics,
    strings,
)
from incentive_engine.feel.functions.builtin import Builtin

__all__ = ["BUILTINS", "Builtin", "FeelError"]

_SUBJECTS = (conversion, logic, strings, lists, statistics, numbers, dates, ranges, sorting, contexts)

BUILTINS: Mapping[str, Builtin] = MappingProxyType(
    {name: one for subject in _SUBJECTS for name, one in subject.CATALOGUE.builtins().items()}
)
