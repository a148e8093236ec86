"""What the compilers of all forms share: how a tree becomes closures, and what becomes of something gone
wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Node
from incentive_engine.feel.ternary import Failure, Unknown

Environment: TypeAlias = Mapping[str, Any]
Evaluator: TypeAlias = Callable[[Environment], Any]
Compiler = TypeVar("Compiler", bound="Callable[[Compilation, Any], Evaluator]")

_COMPILERS: dict[type[Node], Callable[[Compilation, Any], Evaluator]] = {}


def compiles(*forms: type[Node]) -> Callable[[Compiler], Compiler]:
    """Declare the decorated function as the compiler of nodes of these classes."""

    def declare(compiler: Compiler) -> Compiler:
        _COMPILERS.update(dict.fromkeys(forms, compiler))
        return compiler

    return declare


@dataclass(frozen=True, slots=True)
class Compilation:
    """One tree on its way to closures. In a `policy` what goes wrong is unknown and says why; else it is
    FEEL's null.
    """

    policy: bool

    def evaluator(self, node: Node) -> Evaluator:
        """The closure that evaluates `node`."""
        return _COMPILERS[type(node)](self, node)

    def evaluators(self, nodes: tuple[Node, ...]) -> tuple[Evaluator, ...]:
        """The closures of several nodes."""
        return tuple(map(self.evaluator, nodes))

    def failed(self, code: str, **values: str) -> Unknown | None:
        """The value of something that went wrong, told by the sentence `code`."""
        if not self.policy:
            return None
        return Unknown(None, None, (Failure(code, tuple(values.items())),))

    def recovered(self, error: FeelError, node: Node) -> Unknown | None:
        """The value of `node`, whose evaluation raised `error`."""
        if not self.policy:
            return None
        failure = error.failure
        return Unknown(None, None, (Failure(failure.code, failure.values, source(node)),))


class Scope(dict[str, Any]):
    """Names bound inside an expression, over those of the `outer` environment."""

    __slots__ = ("outer",)

    def __init__(self, names: Mapping[str, Any], outer: Environment) -> None:
        dict.__init__(self, names)
        self.outer = outer

    def __missing__(self, name: str) -> Any:
        return self.outer[name]
