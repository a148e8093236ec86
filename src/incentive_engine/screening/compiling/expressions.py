"""FEEL in SQL, from the same trees that the reference evaluates; `forms` has a compiler for each form of expression.

What has no rule raises BeyondSqlError: the measures that need it are left to the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from typing import Any, TypeAlias, TypeVar

from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Literal, Name, Node
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import CONTEXT
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Bits, Lacking, Mask, Why, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Meaning, Number, Term, Truth, constant

Form: TypeAlias = "Callable[[Expressions, Any, Frame], Meaning]"
"""Compiles the expressions of one form."""

Kind = TypeVar("Kind", bound=Term)


@dataclass(eq=False)
class Expressions:
    """What the expressions of one policy share: its constants (parameters, days), the bits of what can be lacking,
    where rows in doubt are noted, and a compiler for each form of expression.
    """

    constants: Mapping[str, Any]
    bits: Bits
    doubt: Callable[[Frame, Sql], None]
    forms: Mapping[type[Node], Form]

    def meaning(self, node: Node, frame: Frame) -> Meaning:
        """What an expression becomes over the rows of a frame. Raises BeyondSqlError for what has no rule."""
        try:
            settled = self.settled(node)
            if settled is not None:
                return settled
            form = self.forms.get(type(node))
            if form is None:
                raise BeyondSqlError()
            return form(self, node, frame)
        except BeyondSqlError as error:
            error.quoting(source(node))
            raise

    def term(self, node: Node, frame: Frame) -> Term:
        """A single value."""
        found = self.meaning(node, frame)
        if not isinstance(found, Term):
            raise BeyondSqlError().quoting(source(node))
        return found

    def truth(self, node: Node, frame: Frame) -> Truth:
        """A truth value."""
        return self.of(Truth, node, frame)

    def number(self, node: Node, frame: Frame) -> Number:
        """A number."""
        return self.of(Number, node, frame)

    def of(self, kind: type[Kind], node: Node, frame: Frame) -> Kind:
        """A value of a kind; one that is unknown in every row is of any."""
        term = self.term(node, frame)
        if isinstance(term, kind):
            return term
        if term.is_unknown:
            return kind(q.NULL, term.why)
        raise BeyondSqlError().quoting(source(node))

    def settled(self, node: Node) -> Term | None:
        """The term of an expression that reads nothing of an enterprise; None for any other."""
        if isinstance(node, Literal):
            value = node.value
        else:
            names = {one.name for one in node.walk() if isinstance(one, Name)}
            functions = {one.function for one in node.walk() if isinstance(one, Call)}
            called = {one.name for one in functions if isinstance(one, Name)}
            if not (names - called) <= self.constants.keys():
                return None
            with localcontext(CONTEXT):
                value = compile_expression(node, policy=True)(self.constants)
        if isinstance(value, Unknown):
            return Term(q.NULL, self.nothing_helps)
        if isinstance(value, list) or value is None:
            return None
        return constant(value, self.lacks_nothing)

    # what terms lack

    @property
    def lacks_nothing(self) -> Why:
        """Of a value that is never unknown."""
        return Why.alike(lambda: self.bits.none)

    @property
    def nothing_helps(self) -> Why:
        """Of a value that no statement settles."""
        return Why.alike(lambda: self.bits.stuck)

    @property
    def always(self) -> Truth:
        """What is true of every row."""
        return Truth(q.TRUE, self.lacks_nothing)

    def needed(self, term: Term) -> Mask:
        """The bits that a value waits for where it is unknown, none where it is known; NULL where nothing helps."""
        return self._where_unknown(term, term.why.any)

    def _where_unknown(self, term: Term, mask: Mask) -> Mask:
        unknown = q.is_null(term.sql)
        return self.bits.none if q.is_false(unknown) else chosen([(unknown, mask)], self.bits.none)

    def either(self, *terms: Term) -> Why:
        """What a value lacks that needs every one of the terms."""
        if len(terms) == 1:
            return Why.alike(lambda: terms[0].why.any)
        return Why.alike(lambda: together(self.needed(term) for term in terms))

    def wanted(self, term: Term, truth: bool) -> Mask:
        """The bits that a term waits for to become `truth` (just to be known, if it is no Truth); NULL: never."""
        by_true, by_false = term.why.both
        mask = by_true if truth else by_false
        if not isinstance(term, Truth):
            return self._where_unknown(term, mask)
        other = q.negated(term.sql) if truth else term.sql
        branches = [(q.is_null(term.sql), mask), (other, self.bits.stuck)]
        return chosen(branches, self.bits.none)

    def stored(self, frame: Frame, value: Sql, lacking: Callable[[], Lacking]) -> Why:
        """What a value lacks, worked out in a step of its own where the value is unknown: for masks read twice."""

        def kept() -> Lacking:
            by_true, by_false = lacking()
            unknown = q.is_null(value)
            one = tuple(frame.let(q.case([(unknown, word)], q.integer(0))) for word in by_true)
            if by_false is by_true:
                return one, one
            return one, tuple(frame.let(q.case([(unknown, word)], q.integer(0))) for word in by_false)

        return Why(kept)
