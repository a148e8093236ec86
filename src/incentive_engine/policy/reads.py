"""What the parts of a policy read: their expressions, and the facts and parameters in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Expression, Fact, Policy, Vocabulary


def expressions_in(part: object) -> Iterator[Expression]:
    """Every expression in a part of a policy (a condition, an award, a measure, a tuple of them, …)."""
    if isinstance(part, Expression):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from expressions_in(one)
    elif isinstance(part, Mapping):
        yield from expressions_in(tuple(part.values()))
    elif is_dataclass(part) and not isinstance(part, (Place, Vocabulary)):
        for field in fields(part):
            yield from expressions_in(getattr(part, field.name))


def reads_of(part: object) -> frozenset[str]:
    """The names that the expressions in a part of a policy read."""
    return frozenset().union(*(expression.reads for expression in expressions_in(part)))


def names_behind(names: Iterable[str], facts: Mapping[str, Fact]) -> frozenset[str]:
    """The names, and what the derived facts among them are derived from, as far back as it goes."""
    found: set[str] = set()
    pending = set(names)
    while pending:
        found |= pending
        formulas = [facts[name].formula for name in pending if name in facts]
        pending = {name for formula in formulas for name in reads_of(formula)} - found
    return frozenset(found)


def facts_read(policy: Policy) -> tuple[Fact, ...]:
    """The facts that a policy reads, derived ones and those behind them included, in the order of their ids.

    With an annual fact comes `established_on`, from which the years of an annual fact are counted. What only the
    properties of a policy name is not among them: nothing is decided by it.
    """
    known = policy.vocabulary.facts
    names = names_behind(reads_of(replace(policy, properties=())), known)
    if any(name in known and known[name].annual for name in names):
        names |= {"established_on"}
    return tuple(known[name] for name in sorted(names) if name in known)
