"""Policies, facts and profiles built in a test, in few words: the objects that rule files become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.decision import decide
from incentive_engine.decision.model import MeasureDecision, PolicyDecision
from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.syntax import Filter
from incentive_engine.feel.types import ANY, BOOLEAN, MONEY, ContextType, ListType, Type
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import (
    Answerer,
    AtLeast,
    Award,
    Basis,
    Condition,
    Each,
    Expression,
    Fact,
    FactType,
    Granted,
    Group,
    Limit,
    Measure,
    Not,
    Parameter,
    Period,
    Policy,
    Rounding,
    Row,
    Step,
    Table,
    Test,
    Vocabulary,
)
from incentive_engine.policy.names import free_names
from incentive_engine.profile.model import Profile

HERE = Place("test")
TODAY = date(2021, 3, 31)
LONG_AGO = date(2000, 1, 1)


_RECORDS = ListType(ContextType.of(dict.fromkeys(("name", "level", "cost", "done_on"), ANY)))
"""What a list fact of a test may have as columns: inside a filter they are names."""


def feel(text: str, type_: Type = ANY) -> Expression:
    """An expression of the type that is said, parsed but not checked."""
    tree = parse_expression(text)
    filtered = {id(node.base): _RECORDS for node in tree.walk() if isinstance(node, Filter)}
    return Expression(text, tree, type_, free_names(tree, filtered), HERE)


def cell(text: str) -> Expression:
    tree = parse_unary_tests(text)
    return Expression(text, tree, BOOLEAN, free_names(tree, {}), HERE)


def table(inputs: Sequence[str], *rows: Sequence[str], otherwise: str | None = None, hit: str = "first") -> Table:
    """A decision table; the last text of a row is what it answers."""
    return Table(
        hit,
        tuple(feel(one) for one in inputs),
        tuple(Row(tuple(map(cell, row[:-1])), feel(row[-1], MONEY), HERE) for row in rows),
        feel(otherwise, MONEY) if otherwise else None,
        HERE,
    )


def fact(id_: str, type_: FactType = FactType.MONEY, **more: Any) -> Fact:
    """A fact, by default stated money; `formula` may be a text."""
    if isinstance(more.get("formula"), str):
        more["formula"] = feel(more["formula"])
    return Fact(id_, more.pop("label", id_), type_, HERE, **more)


def flag(id_: str, **more: Any) -> Fact:
    return fact(id_, FactType.BOOLEAN, **more)


def listing(id_: str, **columns: FactType) -> Fact:
    """A list fact with these columns."""
    return fact(id_, FactType.LIST, item=tuple(fact(name, type_) for name, type_ in columns.items()))


def test(text: str, id_: str | None = None, label: str | None = None) -> Test:
    return Test(id_ or text, label or text, feel(text, BOOLEAN), HERE)


test.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for one


def condition(written: str | Condition) -> Condition:
    return test(written) if isinstance(written, str) else written


def all_of(*children: str | Condition, **more: Any) -> AtLeast:
    return AtLeast(len(children), tuple(map(condition, children)), "all", HERE, **more)


def any_of(*children: str | Condition, **more: Any) -> AtLeast:
    return AtLeast(1, tuple(map(condition, children)), "any", HERE, **more)


def at_least(count: int, *children: str | Condition, **more: Any) -> AtLeast:
    return AtLeast(count, tuple(map(condition, children)), "at_least", HERE, **more)


def negated(child: str | Condition) -> Not:
    return Not(condition(child), HERE)


def granted(measure_id: str) -> Granted:
    return Granted(measure_id, HERE)


def award(
    amount: str | Table | None = None,
    *,
    steps: Sequence[tuple[str, str]] = (),
    item_steps: Sequence[tuple[str, str]] = (),
    each: Each | None = None,
    rounding: Rounding | None = None,
    benefit: str | None = None,
) -> Award:
    """An award; `steps` are pairs of `min`, `max` or `less` and an amount."""
    return Award(
        HERE,
        amount=feel(amount, MONEY) if isinstance(amount, str) else amount,
        benefit=benefit,
        each=each,
        steps=(
            *(Step(kind, feel(text, MONEY)) for kind, text in steps),
            *(Step(kind, feel(text, MONEY), each=True) for kind, text in item_steps),
        ),
        rounding=rounding or Rounding(),
    )


def each_of(item: str, within: str, where: str | None = None, by: str | None = None) -> Each:
    """One amount per item; with `by`, the highest of those that share it."""
    return Each(
        item,
        feel(within),
        feel(where, BOOLEAN) if where else None,
        feel(by) if by else None,
        "highest" if by else None,
    )


def measure(number: int, when: str | Condition = "true", gives: str | Award = "100", **more: Any) -> Measure:
    """The measure `m<number>`."""
    return Measure(
        f"m{number}",
        number,
        more.pop("title", f"第{number}条"),
        "",
        condition(when),
        award(gives) if isinstance(gives, str) else gives,
        Basis.RECONSTRUCTED,
        HERE,
        **more,
    )


def group(id_: str, keep: str = "highest", received: str | None = None) -> Group:
    return Group(id_, id_, keep, HERE, feel(received, MONEY) if received else None)


def limit(maximum: str, *measures: str) -> Limit:
    return Limit("限额", feel(maximum, MONEY), HERE, measures)


def parameter(id_: str, *values: tuple[date, Any]) -> Parameter:
    return Parameter(id_, id_, values, Basis.RECONSTRUCTED, HERE)


def policy(
    *measures: Measure,
    facts: Sequence[Fact] = (),
    requirements: Sequence[str | Test] = (),
    groups: Sequence[Group] = (),
    limits: Sequence[Limit] = (),
    parameters: Sequence[Parameter] = (),
    in_force: Period | None = None,
    id_: str = "test/policy",
) -> Policy:
    vocabulary = Vocabulary({one.id: one for one in facts}, {one.label: one for one in facts})
    return Policy(
        id_,
        "试行办法",
        Basis.RECONSTRUCTED,
        measures,
        vocabulary,
        "0" * 64,
        HERE,
        in_force=in_force or Period(),
        parameters={one.id: one for one in parameters},
        requirements=tuple(test(one) if isinstance(one, str) else one for one in requirements),
        groups={one.id: one for one in groups},
        limits=tuple(limits),
    )


def exact(value: Any) -> Any:
    """Numbers as Decimals, all the way down; annual figures keep their years."""
    if isinstance(value, bool) or not isinstance(value, (int, Mapping, list, tuple)):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Mapping):
        return {key: exact(one) for key, one in value.items()}
    return tuple(map(exact, value))


def firm(**facts: Any) -> Profile:
    return Profile(facts=exact(facts))


def decided(by: Policy, engine: str = "reference", as_of: date = TODAY, **facts: Any) -> PolicyDecision:
    """What the policy decides about an enterprise with these facts."""
    return decide(firm(**facts), [by], as_of=as_of, engine=engine).policies[0]


def only(by: Policy, **facts: Any) -> MeasureDecision:
    """What the policy's one measure decides."""
    (one,) = decided(by, **facts).measures
    return one


def of_registry(one: Fact) -> Fact:
    """The same fact, answered by a registry."""
    return replace(one, answered_by=Answerer.REGISTRY)
