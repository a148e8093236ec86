"""What a built-in function is, and how it is called: arguments counted, coerced and checked before its body
runs.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import FeelError, TypeName
from incentive_engine.feel.functions.signature import Parameter, Shape, Signature, read_signature
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import is_list, kind_of

Body = TypeVar("Body", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Overload:
    """A way to call a built-in and the body that answers it.

    `lenient` bodies take unknowns that stand inside lists, or for a parameter of any type; before all others,
    an unknown anywhere in the arguments makes the result unknown.
    """

    signature: Signature
    body: Callable[..., Any]
    lenient: bool


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in function of FEEL; `clock` says that its answer depends on when it is asked."""

    name: str
    overloads: tuple[Overload, ...]
    clock: bool = False

    @property
    def parameters(self) -> tuple[tuple[str, ...], ...]:
        """The parameters' names, one tuple a way to call it."""
        return tuple(tuple(one.name for one in overload.signature.parameters) for overload in self.overloads)

    @property
    def lazy_unknown(self) -> bool:
        """Whether an unknown argument can still give a known answer."""
        return any(overload.lenient for overload in self.overloads)

    @property
    def forms(self) -> str:
        """The ways to call it, for messages."""
        return " / ".join(str(overload.signature) for overload in self.overloads)

    def call(self, *arguments: Any) -> Any:
        """The function's value; raises FeelError where FEEL answers null because something is wrong."""
        error: FeelError | None = None
        for overload in self.overloads:
            if overload.signature.takes(len(arguments)):
                try:
                    return _answer(overload, arguments)
                except _WrongKindError as wrong:
                    error = error or wrong
        raise error or FeelError(
            "feel.argument-count", function=self.name, count=str(len(arguments)), forms=self.forms
        )

    def named(self, names: Sequence[str]) -> Callable[..., Any]:
        """The function as called with arguments of these names, taking their values in the same order.

        A parameter that is not named is null. Raises FeelError when no way to call the function has these
        names.
        """
        overload = self.overload_of(names)
        if overload is None:
            raise FeelError(
                "feel.argument-names", function=self.name, names=", ".join(names), forms=self.forms
            )
        parameters = overload.signature.parameters
        last = max((at for at, one in enumerate(parameters) if one.name in names or one.required), default=-1)
        places = [names.index(one.name) if one.name in names else None for one in parameters[: last + 1]]

        def call(*values: Any) -> Any:
            return _answer(overload, [None if place is None else values[place] for place in places])

        return call

    def overload_of(self, names: Sequence[str]) -> Overload | None:
        """The way to call the function that has all these names, with the fewest others."""
        fitting = [
            overload
            for overload in self.overloads
            if len(set(names)) == len(names)
            and set(names) <= {one.name for one in overload.signature.parameters}
        ]
        return min(fitting, key=lambda overload: overload.signature.fewest, default=None)


class _WrongKindError(FeelError):
    """An argument is of a kind that this way to call the function does not take; another one might."""


def _answer(overload: Overload, arguments: Sequence[Any]) -> Any:
    signature = overload.signature
    parameters = signature.parameters
    if parameters and parameters[-1].repeated:
        arguments = _gathered(parameters, arguments)
    fitting = _Fitting(signature.function, overload.lenient, [])
    values = [
        fitting.argument(parameter, argument)
        for parameter, argument in zip(parameters, arguments, strict=False)
    ]
    if fitting.unknowns:
        return ternary.either(fitting.unknowns)
    try:
        return overload.body(*values)
    except (decimal.Overflow, decimal.InvalidOperation):
        raise FeelError("feel.overflow") from None


def _gathered(parameters: Sequence[Parameter], arguments: Sequence[Any]) -> Sequence[Any]:
    """The arguments with those of the repeated parameter, which is the last, put into one list."""
    before = len(parameters) - 1
    rest = arguments[before:]
    if parameters[-1].repeated == "*" and len(rest) == 1:
        return arguments
    return [*arguments[:before], list(rest)]


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One call while its arguments are fitted to their parameters; `unknowns` are those that make its result
    unknown.
    """

    function: str
    lenient: bool
    unknowns: list[Unknown]

    def argument(self, parameter: Parameter, value: Any) -> Any:
        """The value as the body takes it; FeelError when it is of a wrong kind."""
        shape = parameter.shape
        if parameter.repeated == "...":
            return [self._fit(parameter, shape, one) for one in value]
        return self._fit(parameter, Shape(_LIST, shape) if parameter.repeated else shape, value)

    def _fit(self, parameter: Parameter, shape: Shape, value: Any, inside: bool = False) -> Any:
        kinds = shape.kinds
        if isinstance(value, Unknown):
            if not (self.lenient and (inside or not kinds)):
                self.unknowns.append(value)
            return value
        kind = kind_of(value)
        if kinds and kind not in kinds:
            # DMN 10.3.2.9.4: a value stands for a list of one, and a list of one for its item.
            if "list" in kinds and value is not None:
                value, kind = [value], TypeName("list")
            elif kind == "list" and len(value) == 1:
                return self._fit(parameter, shape, value[0], inside)
            else:
                raise self._wrong(parameter, shape, value)
        if kind == "list" and shape.item and shape.item.kinds:
            return [self._fit(parameter, shape.item, one, True) for one in value]
        if kind in _COMPOUND and not self.lenient:
            self.unknowns.extend(unknowns_in(value))
        return value

    def _wrong(self, parameter: Parameter, shape: Shape, value: Any) -> FeelError:
        return _WrongKindError(
            "feel.argument-type",
            function=self.function,
            parameter=parameter.name,
            expected=shape.name,
            found=kind_of(value),
        )


_LIST = frozenset({"list"})
_COMPOUND = frozenset({"list", "context"})


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


class Catalogue:
    """The built-ins of one subject, as its module declares them."""

    def __init__(self) -> None:
        self.overloads: dict[str, list[Overload]] = {}
        self.clocks: set[str] = set()

    def builtin(self, *signatures: str, lenient: bool = False, clock: bool = False) -> Callable[[Body], Body]:
        """Declare the decorated body for these signatures."""

        def declare(body: Body) -> Body:
            for text in signatures:
                signature = read_signature(text)
                self.overloads.setdefault(signature.function, []).append(Overload(signature, body, lenient))
                if clock:
                    self.clocks.add(signature.function)
            return body

        return declare

    def builtins(self) -> dict[str, Builtin]:
        """The functions declared so far, by name."""
        return {
            name: Builtin(name, tuple(overloads), name in self.clocks)
            for name, overloads in self.overloads.items()
        }
