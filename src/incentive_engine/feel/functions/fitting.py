"""Arguments on their way into a built-in: checked for their kinds, coerced, and searched for unknowns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from incentive_engine.feel.failures import FeelError, TypeName
from incentive_engine.feel.functions.signature import Parameter, Shape, Signature
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import classes_of, is_list, kind_of

Accepts: TypeAlias = Callable[[Any], bool]

_SCALARS = classes_of(
    "number", "text", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration",
)  # fmt: skip
_LISTS = classes_of("list")


class WrongKindError(FeelError):
    """An argument is of a kind that this way to call the function does not take; another one might."""


def acceptors(signature: Signature, count: int, lenient: bool) -> tuple[Accepts, ...]:
    """For a call with so many arguments, the tests that each can go to the body as it is: of the right kind,
    and without an unknown that decides. What they turn down is for `Fitting` to look at.
    """
    parameters = [signature.parameter_at(position) for position in range(count)]
    whole = count == len(signature.parameters)
    return tuple(
        _acceptor(_list_of(one.shape) if one.repeated == "*" and whole else one.shape, lenient) for one in parameters
    )


def _acceptor(shape: Shape, lenient: bool) -> Accepts:
    classes = classes_of(*shape.kinds) if shape.kinds else _SCALARS
    if not shape.kinds and lenient:
        return lambda value: True  # noqa: ARG005  (every value will do)
    if shape.kinds == _LIST:
        item = shape.item or _ANYTHING
        if not item.kinds and lenient:
            return lambda value: type(value) in _LISTS
        items = classes_of(*item.kinds) if item.kinds else _SCALARS
        return lambda value: type(value) in _LISTS and items.issuperset(map(type, value))
    if "context" in shape.kinds and not lenient:
        return lambda value: False  # noqa: ARG005  (an unknown may stand in any depth)
    return lambda value: type(value) in classes


def gathered(parameters: Sequence[Parameter], arguments: Sequence[Any]) -> Sequence[Any]:
    """The arguments with those of the repeated parameter, which is the last, put into one list."""
    before = len(parameters) - 1
    rest = arguments[before:]
    if parameters[-1].repeated == "*" and len(rest) == 1:
        return arguments
    return [*arguments[:before], list(rest)]


@dataclass(frozen=True, slots=True)
class Fitting:
    """One call while its arguments are fitted to their parameters; `unknowns` are those that make its result
    unknown.
    """

    function: str
    lenient: bool
    unknowns: list[Unknown] = field(default_factory=list)

    def argument(self, parameter: Parameter, value: Any) -> Any:
        """The value as the body takes it; FeelError when it is of a wrong kind."""
        shape = parameter.shape
        if parameter.repeated == "...":
            return [self._fit(parameter, shape, one) for one in value]
        return self._fit(parameter, _list_of(shape) if parameter.repeated else shape, value)

    def _fit(self, parameter: Parameter, shape: Shape, value: Any) -> Any:
        kinds = shape.kinds
        if isinstance(value, Unknown):
            if kinds or not self.lenient:
                self.unknowns.append(value)
            return value
        kind = kind_of(value)
        if kinds and kind not in kinds:
            # DMN 10.3.2.9.4: a value stands for a list of one, and a list of one for its item.
            if "list" in kinds and value is not None:
                value, kind = [value], TypeName("list")
            elif kind == "list" and len(value) == 1:
                return self._fit(parameter, shape, value[0])
            else:
                raise self._wrong(parameter, shape, value)
        if kind == "list" and shape.item and shape.item.kinds:
            return [self._fit(parameter, shape.item, one) for one in value]
        if kind in _COMPOUND and not self.lenient:
            self.unknowns.extend(unknowns_in(value))
        return value

    def _wrong(self, parameter: Parameter, shape: Shape, value: Any) -> FeelError:
        return WrongKindError(
            "feel.argument-type",
            function=self.function,
            parameter=parameter.name,
            expected=shape.name,
            found=kind_of(value),
        )


_ANYTHING = Shape(frozenset())
_LIST = frozenset({"list"})
_COMPOUND = frozenset({"list", "context"})


def _list_of(shape: Shape) -> Shape:
    return Shape(_LIST, shape)


def unknowns_in(value: Any) -> Iterator[Unknown]:
    """The unknowns in a value, at any depth of its lists and contexts."""
    if isinstance(value, Unknown):
        yield value
    elif is_list(value):
        for one in value:
            yield from unknowns_in(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from unknowns_in(one)
