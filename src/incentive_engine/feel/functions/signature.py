"""The signatures of built-ins as the standard's tables print them, read into objects.

    substring(string: text, start position: number, length?: number) -> text
    append(list: list<T>, item...: T) -> list<T>
    sum(list*: N) -> N

`?` may be left out; `...` may be repeated, or left out; `*` is either one list or its items one by one. T is
any type, the same throughout; N a number (money stays money), M as N but with a fraction, O a type with an
order, A a number or a duration, B a truth value whose kind the function itself looks at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from incentive_engine.feel.failures import TypeName

DURATIONS = frozenset({"days and time duration", "years and months duration"})
VARIABLES = {
    "T": frozenset[str](),
    "N": frozenset({"number"}),
    "O": frozenset({"number", "text", "date", "time", "date and time"}) | DURATIONS,
    "M": frozenset({"number"}),
    "A": frozenset({"number"}) | DURATIONS,
    "B": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The values that fit: their kinds (none listed: any), the items of a list or range, the type variable
    they bind.
    """

    kinds: frozenset[str]
    item: Shape | None = None
    variable: str | None = None

    @property
    def name(self) -> TypeName:
        """What fits, for messages."""
        if self.variable == "O":
            return TypeName("ordered")
        names = (self.kinds - DURATIONS) | {"duration"} if self.kinds >= DURATIONS else self.kinds
        return TypeName(" | ".join(sorted(names)) or "boolean")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `repeated` is `...`, `*` or empty, and `shape` then that of one item."""

    name: str
    shape: Shape
    optional: bool = False
    repeated: str = ""

    @property
    def required(self) -> bool:
        """Whether a call must give it."""
        return not self.optional and self.repeated != "..."

    def __str__(self) -> str:
        return f"[{self.name}]" if self.optional else f"{self.name}…" if self.repeated else self.name


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function."""

    function: str
    parameters: tuple[Parameter, ...]
    result: Shape

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(str, self.parameters))})"

    @property
    def fewest(self) -> int:
        """The least number of arguments."""
        return sum(one.required for one in self.parameters)

    @property
    def most(self) -> int | None:
        """The greatest number of arguments; None without a limit."""
        return None if any(one.repeated for one in self.parameters) else len(self.parameters)

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.fewest <= count and (self.most is None or count <= self.most)

    def parameter_at(self, position: int) -> Parameter:
        """The parameter that the argument at `position` belongs to."""
        return self.parameters[min(position, len(self.parameters) - 1)]


def read_signature(text: str) -> Signature:
    """The signature that a text writes."""
    call, _, result = text.partition(" -> ")
    function, _, inside = call.rstrip(")").partition("(")
    parameters = tuple(_parameter(part) for part in re.split(r", (?![^<]*>)", inside) if part)
    return Signature(function, parameters, read_shape(result))


def _parameter(text: str) -> Parameter:
    name, _, shape = text.partition(": ")
    for mark in ("...", "*", "?"):
        if name.endswith(mark):
            return Parameter(name[: -len(mark)], read_shape(shape), mark == "?", "" if mark == "?" else mark)
    return Parameter(name, read_shape(shape))


@cache
def read_shape(text: str) -> Shape:
    """The shape that a text writes: kinds with ` | ` between them, `list<…>`, `range<…>`, `duration`, `any`."""
    kinds: set[str] = set()
    item: Shape | None = None
    for part in re.split(r" \| (?![^<]*>)", text):
        if part in VARIABLES:
            return Shape(VARIABLES[part], variable=part)
        if part == "any":
            return Shape(frozenset())
        outer, opened, inner = part.partition("<")
        kinds |= DURATIONS if outer == "duration" else {outer}
        item = read_shape(inner[:-1]) if opened else item
    return Shape(frozenset(kinds), item)
