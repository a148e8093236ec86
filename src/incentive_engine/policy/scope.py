"""What the expressions of a policy may speak of, and what becomes of each: parsed and type-checked, or a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from incentive_engine.feel.checker import Problem, check, check_unary_tests
from incentive_engine.feel.grammar_tables import WORDS
from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.syntax import Literal, Node
from incentive_engine.feel.types import (
    ANY,
    DATE,
    INTEGER,
    MONEY,
    NUMBER,
    RATIO,
    NumberType,
    Type,
    type_of_literal,
)
from incentive_engine.mistakes import Mistake, Place
from incentive_engine.policy.amounts import PER_CENT, YUAN, AmountError, check_unit, parse_amount
from incentive_engine.policy.model import Expression
from incentive_engine.policy.names import free_names
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

INPUTS: Mapping[str, Type] = {"as_of": DATE, "assessment_year": INTEGER}
"""The names that every expression knows besides facts and parameters."""

RESERVED = frozenset({*WORDS, *INPUTS, "item", "partial"})
"""Names that nothing else can have, because expressions mean something of their own by them."""

NOTHING: Mapping[str, Type] = {}

_LIKE_AN_AMOUNT = re.compile(r"\s*[-+－]?\s*[¥￥]?[0-9０-９][0-9０-９,，.]*\s*(?P<unit>[^\W\d_]*|[%％‰])\s*")

Tree = TypeVar("Tree", bound=Node)


class Scope:
    """The names that are known, with their types; `mistakes` gathers what is wrong with the expressions."""

    def __init__(self, names: Mapping[str, Type], mistakes: list[Mistake]) -> None:
        self.names = {**names, **INPUTS}
        self.mistakes = mistakes

    def note(self, place: Place, code: str, **values: object) -> None:
        """Add a mistake."""
        self.mistakes.append(Mistake(place, code, values))

    def expression(
        self,
        document: Document,
        path: Route,
        text: str,
        expected: Type | None = None,
        item: Mapping[str, Type] = NOTHING,
    ) -> Expression:
        """The expression at `path`: FEEL, or an amount such as `50万元` or `10%`; `item` are names it alone knows.

        A text with mistakes becomes an expression of type ANY that reads nothing, so that the rest is checked too.
        """
        place = document.place(*path)
        if _LIKE_AN_AMOUNT.fullmatch(text):
            return self._amount(text, place, expected)
        tree = self._parsed(parse_expression, document, path, text)
        if tree is None:
            return Expression(text, Literal(None), ANY, frozenset(), place)
        checked = check(tree, {**self.names, **item} if item else self.names, expected=expected)
        self._complain(document, path, checked.problems)
        return Expression(text, tree, checked.type, free_names(tree, checked.types), place)

    def cell(
        self, document: Document, path: Route, text: str, tested: Type, item: Mapping[str, Type] = NOTHING
    ) -> Expression:
        """The unary tests at `path`, a cell of a decision table, of an input of the type `tested`."""
        place = document.place(*path)
        tree = self._parsed(parse_unary_tests, document, path, text)
        if tree is None:
            return Expression(text, Literal(None), ANY, frozenset(), place)
        checked = check_unary_tests(tree, tested, {**self.names, **item} if item else self.names)
        self._complain(document, path, checked.problems)
        return Expression(text, tree, checked.type, free_names(tree, checked.types), place)

    def _amount(self, text: str, place: Place, expected: Type | None) -> Expression:
        try:
            amount = parse_amount(text)
            if isinstance(expected, NumberType):
                if expected != NUMBER:
                    check_unit(amount, text, expected.kind)
            elif expected not in (None, ANY):
                self.note(place, "policy.amount-unexpected", text=text, expected=expected)
        except AmountError as error:
            self.note(place, error.code, **error.values)
            return Expression(text, Literal(None), ANY, frozenset(), place)
        type_ = {YUAN: MONEY, PER_CENT: RATIO}.get(amount.unit, type_of_literal(amount.value))
        return Expression(text, Literal(amount.value), type_, frozenset(), place)

    def _parsed(self, parse: Callable[[str], Tree], document: Document, path: Route, text: str) -> Tree | None:
        try:
            return parse(text)
        except FeelSyntaxError as error:
            place = document.place_within(path, error.span[0])
            self.mistakes.append(Mistake(place, error.failure.code, dict(error.failure.values)))
            return None

    def _complain(self, document: Document, path: Route, problems: Iterable[Problem]) -> None:
        for problem in problems:
            place = document.place_within(path, problem.span[0])
            self.mistakes.append(Mistake(place, problem.code, problem.values))
