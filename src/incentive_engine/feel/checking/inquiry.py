"""What the checker's rules share: the names in scope, the types found so far, and the problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from incentive_engine.feel.syntax import Node, Span
from incentive_engine.feel.types import ANY, BOOLEAN, Type

Rule = TypeVar("Rule", bound="Callable[[Inquiry, Any], Type]")

_RULES: dict[type[Node], Callable[[Inquiry, Any], Type]] = {}


def types(*forms: type[Node]) -> Callable[[Rule], Rule]:
    """Declare the decorated function as the rule that finds the type of nodes of these classes."""

    def declare(rule: Rule) -> Rule:
        _RULES.update(dict.fromkeys(forms, rule))
        return rule

    return declare


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a policy must not say: where (offsets in the text, the end excluded), and the sentence's code."""

    span: Span
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One tree while its types are found. The type ANY is that of what has been refused: nothing more is said of it."""

    names: Mapping[str, Type]
    problems: list[Problem] = field(default_factory=list)
    found: dict[int, Type] = field(default_factory=dict)

    def type_of(self, node: Node) -> Type:
        """The type of a node, recorded by its identity."""
        self.found[id(node)] = found = _RULES[type(node)](self, node)
        return found

    def within(self, names: Mapping[str, Type]) -> Inquiry:
        """The inquiry where these names are known too."""
        return Inquiry({**self.names, **names}, self.problems, self.found)

    def refuse(self, where: Node | Span, code: str, **values: object) -> Type:
        """Note a problem; ANY, as the type of what is refused."""
        self.problems.append(Problem(where.span if isinstance(where, Node) else where, code, values))
        return ANY

    def require_boolean(self, node: Node) -> None:
        """Note a problem unless the node is a truth value."""
        found = self.type_of(node)
        if found not in (BOOLEAN, ANY):
            self.refuse(node, "feel.condition-expected", found=found)
