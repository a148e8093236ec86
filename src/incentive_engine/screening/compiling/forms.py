"""Which function compiles which form of expression."""

from __future__ import annotations

from collections.abc import Mapping

from incentive_engine.feel import syntax
from incentive_engine.screening.compiling.arithmetic import compile_arithmetic, compile_negate
from incentive_engine.screening.compiling.choices import compile_if
from incentive_engine.screening.compiling.comparisons import compile_between, compile_comparison, compile_in
from incentive_engine.screening.compiling.expressions import Form
from incentive_engine.screening.compiling.functions import compile_call
from incentive_engine.screening.compiling.lists import compile_filter, compile_for, compile_quantified
from incentive_engine.screening.compiling.logic import compile_logic
from incentive_engine.screening.compiling.names import compile_name, compile_path

FORMS: Mapping[type[syntax.Node], Form] = {
    syntax.Arithmetic: compile_arithmetic,
    syntax.Between: compile_between,
    syntax.Call: compile_call,
    syntax.Comparison: compile_comparison,
    syntax.Filter: compile_filter,
    syntax.For: compile_for,
    syntax.If: compile_if,
    syntax.In: compile_in,
    syntax.Logic: compile_logic,
    syntax.Name: compile_name,
    syntax.Negate: compile_negate,
    syntax.Path: compile_path,
    syntax.Quantified: compile_quantified,
}
"""Constants need none; any other form is beyond SQL."""
