"""What a built-in function is, and how it is called: arguments counted, coerced and checked before its body runs."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.fitting import Accepts, Fitting, WrongKindError, acceptors, gathered
from incentive_engine.feel.functions.signature import Signature, read_signature

Body = TypeVar("Body", bound=Callable[..., Any])
_TOO_LARGE = (decimal.Overflow, decimal.InvalidOperation)


@dataclass(frozen=True, slots=True)
class Overload:
    """A way to call a built-in and the body that answers it.

    `lenient` bodies take unknowns that stand inside lists, or for a parameter of any type; before all others,
    an unknown anywhere in the arguments makes the result unknown.
    """

    signature: Signature
    body: Callable[..., Any]
    lenient: bool

    def answer(self, arguments: Sequence[Any]) -> Any:
        """The value for these arguments; raises WrongKindError when they are for another overload."""
        signature = self.signature
        parameters = signature.parameters
        if parameters and parameters[-1].repeated:
            arguments = gathered(parameters, arguments)
        fitting = Fitting(signature.function, self.lenient)
        values = [fitting.argument(parameter, one) for parameter, one in zip(parameters, arguments, strict=False)]
        if fitting.unknowns:
            return ternary.either(fitting.unknowns)
        try:
            return self.body(*values)
        except _TOO_LARGE:
            raise FeelError("feel.overflow") from None


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in function of FEEL; `clock` says that its answer depends on when it is asked."""

    name: str
    overloads: tuple[Overload, ...]
    clock: bool = False
    _quick: dict[int, tuple[tuple[tuple[Accepts, ...], Callable[..., Any]], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
        count = len(arguments)
        quick = self._quick.get(count)
        if quick is None:
            quick = self._quick[count] = tuple(_quick(self.overloads, count))
        try:
            for acceptors_, body in quick:
                for accepts, argument in zip(acceptors_, arguments):  # noqa: B905  (as many as there are arguments)
                    if not accepts(argument):
                        break
                else:
                    return body(*arguments)
        except _TOO_LARGE:
            raise FeelError("feel.overflow") from None
        return self._call(arguments)

    def _call(self, arguments: Sequence[Any]) -> Any:
        error: FeelError | None = None
        for overload in self.overloads:
            if overload.signature.takes(len(arguments)):
                try:
                    return overload.answer(arguments)
                except WrongKindError as wrong:
                    error = error or wrong
        raise error or FeelError("feel.argument-count", function=self.name, count=str(len(arguments)), forms=self.forms)

    def named(self, names: Sequence[str]) -> Callable[..., Any]:
        """The function as called with arguments of these names, taking their values in the same order.

        A parameter that is not named is null. Raises FeelError when no way to call the function has these
        names.
        """
        overload = self.overload_of(names)
        if overload is None:
            raise FeelError("feel.argument-names", function=self.name, names=", ".join(names), forms=self.forms)
        parameters = overload.signature.parameters
        last = max((at for at, one in enumerate(parameters) if one.name in names or one.required), default=-1)
        places = [names.index(one.name) if one.name in names else None for one in parameters[: last + 1]]

        def call(*values: Any) -> Any:
            return overload.answer([None if place is None else values[place] for place in places])

        return call

    def overload_of(self, names: Sequence[str]) -> Overload | None:
        """The way to call the function that has all these names, with the fewest others."""
        fitting = [
            overload
            for overload in self.overloads
            if len(set(names)) == len(names) and set(names) <= {one.name for one in overload.signature.parameters}
        ]
        return min(fitting, key=lambda overload: overload.signature.fewest, default=None)


def _quick(overloads: Sequence[Overload], count: int) -> Iterator[tuple[tuple[Accepts, ...], Callable[..., Any]]]:
    """The ways to call with so many arguments, each with the tests of what may go to its body as it is."""
    for overload in overloads:
        signature, body = overload.signature, overload.body
        if not signature.takes(count) or not count:
            continue
        repeated = signature.parameters[-1].repeated
        if not repeated or (repeated == "*" and count == 1):
            yield acceptors(signature, count, overload.lenient), body
        elif repeated == "*":
            yield acceptors(signature, count, overload.lenient), lambda *values, body=body: body(values)


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
            name: Builtin(name, tuple(overloads), name in self.clocks) for name, overloads in self.overloads.items()
        }
