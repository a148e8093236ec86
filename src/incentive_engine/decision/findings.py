"""What an expression found: its values against what it asks, and by how much it missed.

`研发费用 210,000 元，占营业收入 2.1%，低于 3%，还差 90,000 元`: the forms of expression that policies use have
their own sentences; any other shows the facts that it read. `wanted` is the outcome that a condition asks for: true, or
false below a `not`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.decision.quantities import Quantities
from incentive_engine.decision.spoken import after, spoken_difference, spoken_value
from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    In,
    Interval,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Quantified,
    UnaryTest,
)
from incentive_engine.feel.types import MONEY, RATIO
from incentive_engine.feel.values import compare
from incentive_engine.wording import say

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_CODES = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "=": "eq", "!=": "ne"}


def finding(of: Quantities, node: Node, truth: bool, wanted: bool = True) -> str:
    """Why the expression `node` came out as `truth`; for a conjunction, what decided it."""
    if isinstance(node, Logic):
        deciding = [part for part in node.operands if of.value(part) is truth]
        return _clauses(of, [finding(of, part, truth, wanted) for part in deciding])
    if isinstance(node, Call) and node.function == Name("not") and len(node.arguments) == 1:
        return finding(of, node.arguments[0], not truth, not wanted)
    if isinstance(node, Name):
        return _of_name(of, node, truth, wanted)
    if isinstance(node, Comparison):
        return _of_comparison(of, node, truth, wanted)
    if isinstance(node, Between):
        return _of_interval(of, node.value, Interval(node.low, node.high), truth)
    if isinstance(node, In) and not node.tests.negated:
        return _of_membership(of, node, truth, wanted)
    if isinstance(node, Quantified) and len(node.iterators) == 1:
        return _of_some_or_every(of, node, truth)
    return _of_anything(of, node, truth)


def _clauses(of: Quantities, parts: Sequence[str]) -> str:
    return say("decision.clause-separator", of.lang).join(parts)


def _of_name(of: Quantities, node: Name, truth: bool, wanted: bool) -> str:
    text = say("decision.flag", of.lang, name=of.name(node), value=spoken_value(truth, of.lang))
    derived = of.derived(node)
    if derived is None:
        return text
    return say("decision.aside", of.lang, text=text, aside=finding(of, derived, truth, wanted))


def _of_anything(of: Quantities, node: Node, truth: bool) -> str:
    facts = [of.phrase(name) for name in of.facts_in(node)]
    outcome = say("decision.holds" if truth else "decision.does-not-hold", of.lang)
    return say("decision.comma", of.lang).join([*facts, outcome])


def _of_some_or_every(of: Quantities, node: Quantified, truth: bool) -> str:
    domain = node.iterators[0][1]
    name = of.called(domain)
    if of.value(domain) == []:
        return say("decision.none-listed", of.lang, name=name)
    code = f"decision.{node.op}-{'met' if truth else 'not-met'}"
    return say(code, of.lang, name=name, value=of.spoken(domain))


# comparisons


def _of_comparison(of: Quantities, node: Comparison, truth: bool, wanted: bool) -> str:
    left, op, right = node.left, node.op, node.right
    if of.is_constant(left) and not of.is_constant(right):
        left, op, right = right, _MIRRORED.get(op, op), left
    value, bound = of.value(left), of.value(right)
    if isinstance(bound, bool) and isinstance(right, Literal):
        is_it = truth is (bound is (op == "="))
        return finding(of, left, is_it, wanted is (bound is (op == "=")))
    if not wanted:
        op, truth = _OPPOSITE[op], not truth
    if op in ("=", "!=") and not isinstance(value, (Decimal, date)):
        return _of_options(of, left, [right], truth, op == "=")
    return _relation(of, left, op, right, truth)


def _relation(of: Quantities, left: Node, op: str, right: Node, met: bool) -> str:
    """How a quantity relates to its bound; where that is not as asked for, by how much it misses."""
    value, bound = of.value(left), of.value(right)
    share = _share(of, left)
    subject = _subject(of, left, share, bound)
    seen = op if met else _OPPOSITE[op]
    if op in ("<", ">") and not met and compare(value, bound) == 0:
        seen = "="
    family = "day" if isinstance(value, date) or of.is_year(left) else "number"
    phrase = after(of.phrase(right, left, value), of.lang)
    text = say(f"decision.{family}-{_CODES[seen]}", of.lang, subject=subject, bound=phrase)
    gap = None if met else _gap(of, left, right, share)
    return text if gap is None else say(f"decision.{family}-{_CODES[op]}-missed", of.lang, text=text, gap=gap)


def _share(of: Quantities, node: Node) -> Arithmetic | None:
    """The division behind a quantity that is a share of one amount in another of the same kind."""
    formula = of.derived(node) or node
    if not (isinstance(formula, Arithmetic) and formula.op == "/"):
        return None
    kinds = of.kind(formula.left), of.kind(formula.right)
    same = kinds[0] == kinds[1] != RATIO and of.unit(formula.left) == of.unit(formula.right)
    return formula if same and not of.is_constant(formula.right) and not of.is_constant(formula.left) else None


def _subject(of: Quantities, node: Node, share: Arithmetic | None, bound: Any) -> str:
    if share is None:
        return of.phrase(node, unlike=bound)
    whole = of.name(share.right) or of.formula(share.right)
    ratio = spoken_value(of.value(node), of.lang, RATIO, unlike=bound)
    return say("decision.share", of.lang, part=of.phrase(share.left), whole=whole, ratio=ratio)


def _gap(of: Quantities, left: Node, right: Node, share: Arithmetic | None) -> str | None:
    """By how much a quantity (of a share, its part) misses its bound; None when there is no telling."""
    value, bound = of.value(left), of.value(right)
    if type(value) is date and type(bound) is date:
        days = abs((bound - value).days)
        return say("decision.days", of.lang, count=f"{days:,}") if days else None
    if not (isinstance(value, Decimal) and isinstance(bound, Decimal)):
        return None
    if of.is_year(left):
        return say("decision.years", of.lang, count=abs(bound - value))
    measured = left if share is None else share.left
    gap = abs(bound - value if share is None else bound * of.value(share.right) - of.value(share.left))
    if not gap:
        return None
    kind = of.kind(measured)
    return spoken_difference(gap, of.lang, kind if kind in (MONEY, RATIO) else of.kind(right), of.unit(measured))


# ranges and choices


def _of_interval(of: Quantities, value: Node, interval: Interval, truth: bool) -> str:
    low, high = interval.low, interval.high
    if truth and low is not None and high is not None:
        ends = {
            "low": after(of.phrase(low, value), of.lang),
            "high": after(of.phrase(high, value), of.lang),
        }
        return say("decision.inside", of.lang, subject=of.phrase(value), **ends)
    too_low = low is not None and not _reaches(of, value, low, closed=interval.low_closed)
    if low is not None and (too_low or high is None):
        return _relation(of, value, ">=" if interval.low_closed else ">", low, not too_low)
    assert high is not None  # noqa: S101 - an interval has at least one end
    return _relation(of, value, "<=" if interval.high_closed else "<", high, truth)


def _reaches(of: Quantities, value: Node, low: Node, *, closed: bool) -> bool:
    order = compare(of.value(value), of.value(low))
    return order is not None and (order > 0 or (closed and order == 0))


def _of_membership(of: Quantities, node: In, truth: bool, wanted: bool) -> str:
    tests = node.tests.tests
    only = tests[0] if len(tests) == 1 else None
    if only is not None and only.op is not None:
        return _of_comparison(of, Comparison(only.op, node.value, only.operand), truth, wanted)
    if only is not None and isinstance(only.operand, Interval):
        return _of_interval(of, node.value, only.operand, truth)
    options = _options(tests)
    if options is None:
        return _of_anything(of, node, truth)
    return _of_options(of, node.value, options, truth is wanted, wanted)


def _options(tests: Sequence[UnaryTest]) -> Sequence[Node] | None:
    """The values among which membership is asked; None where a test is more than a value."""
    operands = [one for test in tests for one in _elements(test.operand)]
    plain = all(test.op is None for test in tests) and all(isinstance(one, (Literal, Name)) for one in operands)
    return operands if plain else None


def _elements(operand: Node) -> Sequence[Node]:
    return operand.items if isinstance(operand, ListOf) else (operand,)


def _of_options(of: Quantities, value: Node, options: Sequence[Node], met: bool, among: bool) -> str:
    """A choice among others: what it is, and if that is not right, what it should (not) have been."""
    if met:
        return say("decision.is", of.lang, name=of.called(value), value=of.spoken(value))
    listed = say("decision.or", of.lang).join(of.phrase(option, value) for option in options)
    code = "decision.should-be" if among else "decision.should-not-be"
    return say(code, of.lang, name=of.called(value), options=listed, value=of.spoken(value))
