"""Knowing more never unsays what was known: of every built-in, with unknowns anywhere in its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.functions.signature import Shape
from incentive_engine.feel.temporal import parse_literal
from incentive_engine.feel.ternary import UNKNOWN, Unknown
from incentive_engine.feel.values import CONTEXT, FunctionValue, Range, equal, is_list

_PRECEDES = FunctionValue(("x", "y"), lambda x, y: UNKNOWN if UNKNOWN in (x, y) else equal(x, y) is True)
_LITERALS = {
    "date": ("2020-02-29", "2021-01-01"),
    "time": ("10:00:00", "10:00:00Z"),
    "date and time": ("2020-02-29T10:00:00", "2020-02-29T10:00:00Z"),
    "days and time duration": ("P1D", "-PT1H"),
    "years and months duration": ("P1Y", "-P1M"),
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-3, 4).map(Decimal),
    "text": st.sampled_from(["", "a", "ab", "key", "1"]),
    "boolean": st.booleans(),
    "null": st.none(),
    "context": st.dictionaries(st.sampled_from(["a", "key", "value"]), st.sampled_from(["a", Decimal(1)]), max_size=3),
    "range": st.builds(Range, st.integers(0, 1).map(Decimal), st.integers(2, 3).map(Decimal), st.booleans()),
    "function": st.just(_PRECEDES),
    **{kind: st.sampled_from(texts).map(parse_literal) for kind, texts in _LITERALS.items()},
}
ANYTHING = st.one_of([values for kind, values in VALUES.items() if kind != "function"])


def fitting(shape: Shape) -> st.SearchStrategy[Any]:
    """Values of the kinds of a shape, and now and then of another."""
    if shape.kinds == {"list"}:
        return st.lists(fitting(shape.item) if shape.item else ANYTHING, max_size=3)
    if shape.variable == "B":
        return st.booleans()
    kinds = [
        fitting(Shape(frozenset({"list"}), shape.item)) if kind == "list" else VALUES[kind] for kind in shape.kinds
    ]
    return st.one_of([*kinds, *kinds, *kinds, ANYTHING]) if kinds else ANYTHING


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, list[Any], list[Any]]:
    """A function, what is known of its arguments, and the arguments."""
    name = draw(st.sampled_from(sorted(set(BUILTINS) - {"now", "today"})))
    signature = draw(st.sampled_from(BUILTINS[name].overloads)).signature
    whole = [
        draw(fitting(Shape(frozenset({"list"}), one.shape) if one.repeated == "*" else one.shape))
        for one in signature.parameters
    ]
    return name, [_hidden(draw, value) for value in whole], whole


def _hidden(draw: st.DrawFn, value: Any) -> Any:
    """The value with some of it unknown."""
    if draw(st.integers(0, 3)) == 0:
        return UNKNOWN
    if is_list(value):
        return [_hidden(draw, one) for one in value]
    if isinstance(value, Mapping):
        return {key: _hidden(draw, one) for key, one in value.items()}
    return value


NULL = object()


def called(name: str, arguments: list[Any]) -> Any:
    with localcontext(CONTEXT):
        try:
            return BUILTINS[name].call(*arguments)
        except FeelError:
            return NULL


def says_no_more(part: Any, whole: Any) -> bool:
    """Whether all that is known of the part is so of the whole."""
    if isinstance(part, Unknown):
        return True
    if is_list(part):
        return is_list(whole) and len(part) == len(whole) and all(map(says_no_more, part, whole))
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and part.keys() == whole.keys() and all(
            says_no_more(value, whole[key]) for key, value in part.items()
        )  # fmt: skip
    return part is whole or equal(part, whole) is True


@given(calls())
@settings(max_examples=1500)
def test_what_a_function_says_of_less_it_says_of_more(call: tuple[str, list[Any], list[Any]]) -> None:
    name, known, whole = call
    assert says_no_more(called(name, known), called(name, whole))
