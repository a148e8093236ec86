"""How an amount came about before any step changed it: its formula with values, its row, its slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

from incentive_engine.decision.model import Item, MeasureDecision, Trace, Verdict
from incentive_engine.decision.quantities import Quantities
from incentive_engine.decision.spoken import spoken_value
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.compiler.compilation import Scope
from incentive_engine.feel.tables import DecisionTable
from incentive_engine.feel.types import MONEY, RATIO
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import Brackets, Expression, Measure, Table
from incentive_engine.wording import Language, say

_ZERO = Decimal(0)


def trace(decision: MeasureDecision) -> tuple[Trace, ...]:
    """The lines for a measure that is eligible and pays a known amount; none for any other."""
    award = decision.measure.award
    if decision.trail is None or decision.verdict is not Verdict.ELIGIBLE or award.amount is None:
        return ()
    with localcontext(CONTEXT):
        if award.each is None:
            if decision.gross is None:
                return ()
            return tuple(_lines(decision.measure, decision.trail, decision.gross))
        return tuple(line for item in decision.items for line in _of_item(decision.measure, decision.trail, item))


def _lines(measure: Measure, trail: Trail, amount: Decimal) -> Iterator[Trace]:
    award = measure.award
    if award.brackets is not None:
        yield from _slices(award.brackets, trail)
    elif isinstance(award.amount, Table):
        yield _row(award.amount, trail, amount)
    elif isinstance(award.amount, Expression):
        yield _formula(award.amount, trail, amount)


def _formula(expression: Expression, trail: Trail, amount: Decimal) -> Trace:
    def words(lang: Language) -> str:
        quantities = Quantities(trail, lang)
        formula = quantities.formula(quantities.unfolded(expression.tree))
        return say("decision.trace-amount", lang, formula=formula, amount=_yuan(amount, lang))

    return Trace("formula", amount, (), _in_context(words))


def _row(table: Table, trail: Trail, amount: Decimal) -> Trace:
    compiled = trail.program.compiled.evaluator(table)
    hits = compiled.decide(trail.facts).hits if isinstance(compiled, DecisionTable) else ()
    kind = "row" if len(hits) == 1 else "rows" if hits else "otherwise"
    rows = tuple(number + 1 for number in hits)

    def words(lang: Language) -> str:
        quantities = Quantities(trail, lang)
        phrases = (quantities.phrase(one.tree) for one in table.inputs)
        inputs = say("decision.separator", lang).join(phrases)
        listed = say("decision.separator", lang).join(map(str, rows))
        return say(f"decision.trace-{kind}", lang, rows=listed, inputs=inputs, amount=_yuan(amount, lang))

    return Trace(kind, amount, rows, _in_context(words))


def _slices(brackets: Brackets, trail: Trail) -> Iterator[Trace]:
    """A line for each slice that the base reaches into."""
    evaluator = trail.program.compiled.evaluator
    base = evaluator(brackets.base)(trail.facts)
    bounds = [evaluator(over)(trail.facts) for over, _ in brackets.slices]
    for number, (_, rate_written) in enumerate(brackets.slices):
        over, end = bounds[number], min([base, *bounds[number + 1 : number + 2]])
        if end > over:
            rate = evaluator(rate_written)(trail.facts)
            yield _slice(brackets, trail, number + 1, {"base": base, "over": over, "part": end - over}, rate)


def _slice(brackets: Brackets, trail: Trail, number: int, amounts: dict[str, Decimal], rate: Decimal) -> Trace:
    amount = amounts["part"] * rate

    def words(lang: Language) -> str:
        values = {name: _yuan(value, lang) for name, value in amounts.items() if amounts["over"] or name != "over"}
        return say(
            "decision.trace-slice" if amounts["over"] else "decision.trace-first-slice",
            lang,
            name=Quantities(trail, lang).called(brackets.base.tree),
            rate=spoken_value(rate, lang, RATIO),
            amount=_yuan(amount, lang),
            **values,
        )

    return Trace("slice", amount, (number,), _in_context(words))


def _of_item(measure: Measure, trail: Trail, item: Item) -> Iterator[Trace]:
    """The lines of one item, each beginning with what the item is."""
    each = measure.award.each
    if each is None or item.gross is None:
        return
    inner = replace(trail, facts=Scope({each.item: item.record}, trail.facts), each=each)
    for line in _lines(measure, inner, item.gross):
        yield replace(line, words=_with_name(item, line.words))


def _with_name(item: Item, words: Callable[[Language], str]) -> Callable[[Language], str]:
    return lambda lang: say("decision.trace-item", lang, item=item.name(lang), line=words(lang))


def _in_context(words: Callable[[Language], str]) -> Callable[[Language], str]:
    def in_context(lang: Language) -> str:
        with localcontext(CONTEXT):
            return words(lang)

    return in_context


def _yuan(amount: Any, lang: Language) -> str:
    return spoken_value(amount, lang, MONEY)
