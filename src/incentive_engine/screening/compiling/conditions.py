"""The propositions of a policy in SQL: its distinct conditions packed two bits each into words, its gates over them.

A condition's two bits are 00 where it is true, 01 false, 10 unknown. So of a conjunction of conditions of one word `w`,
with `f` their lower bits and `b` both: `w & b = 0` where it is true, `w & f <> 0` where it is false. The same words
tell afterwards why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from incentive_engine.decision.network import Negation, Network, Threshold
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.logic import at_least, negation
from incentive_engine.screening.compiling.reasons import Why
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Truth

PER_WORD = 31
"""Conditions in a word."""


class Propositions:
    """The truth of a network's propositions over the rows of a frame; what is beyond SQL is known by its reason."""

    def __init__(self, network: Network, compiler: Expressions, frame: Frame) -> None:
        self._network = network
        self._compiler = compiler
        self._frame = frame
        self.beyond: dict[int, BeyondSqlError] = {}
        self._truths: dict[int, Truth] = {}
        self._leaves: list[int] = []
        for number, leaf in enumerate(network.leaves):
            try:
                truth = compiler.truth(leaf.tree, frame)
            except BeyondSqlError as error:
                self.beyond[number] = error
            else:
                sql = frame.let(truth.sql)
                self._truths[number] = replace(truth, sql=sql, why=_kept(compiler, frame, sql, truth))
                self._leaves.append(number)
        self.places = {number: divmod(place, PER_WORD) for place, number in enumerate(self._leaves)}
        self.words: list[Sql] = [
            frame.let(self._packed(self._leaves[start : start + PER_WORD]))
            for start in range(0, len(self._leaves), PER_WORD)
        ]

    def _packed(self, leaves: Sequence[int]) -> Sql:
        word: Sql = q.integer(0)
        for place, number in enumerate(leaves):
            truth = self._truths[number].sql
            bits = q.case(
                [(q.is_null(truth), q.integer(2 << 2 * place)), (truth, q.integer(0))], q.integer(1 << 2 * place)
            )
            word = q.with_bits(word, bits)
        return word if q.whole(word) is None else q.narrowed_literal(word)

    def truth(self, number: int) -> Truth:
        """The truth of a proposition. Raises BeyondSqlError where it rests on something beyond SQL."""
        if number in self.beyond:
            raise self.beyond[number]
        if number not in self._truths:
            try:
                self._truths[number] = self._gate(number)
            except BeyondSqlError as error:
                self.beyond[number] = error
                raise
        return self._truths[number]

    def _gate(self, number: int) -> Truth:
        gate = self._network.gate(number)
        if isinstance(gate, Negation):
            return negation(self.truth(gate.child))
        parts = [self.truth(child) for child in gate.children]
        if not parts:
            return self._compiler.always if gate.count == 0 else negation(self._compiler.always)
        whole = at_least(self._compiler.bits, gate.count, parts)
        sql = self._conjunction(gate, parts) if gate.count == len(parts) > 1 else whole.sql
        sql = self._frame.let(sql)
        return replace(whole, sql=sql, why=_kept(self._compiler, self._frame, sql, whole))

    def _conjunction(self, gate: Threshold, parts: Sequence[Truth]) -> Sql:
        masks: dict[int, int] = {}
        others = []
        for child, part in zip(gate.children, parts, strict=True):
            if child in self.places:
                word, place = self.places[child]
                masks[word] = masks.get(word, 0) | 1 << 2 * place
            else:
                others.append(part.sql)
        nothing = q.integer(0)
        true = [q.compared("=", q.shared_bits(self.words[word], mask * 3), nothing) for word, mask in masks.items()]
        false = [q.compared("!=", q.shared_bits(self.words[word], mask), nothing) for word, mask in masks.items()]
        true += [q.holds(one) for one in others]
        false += [q.holds(q.negated(one)) for one in others]
        return q.case([(q.both(true), q.TRUE), (q.any_of(false), q.FALSE)])

    def states(self, words: Sequence[int]) -> Mapping[int, bool | None]:
        """The truth of each condition that the words tell; None: unknown."""
        return {
            number: (True, False, None)[words[word] >> 2 * place & 3] for number, (word, place) in self.places.items()
        }


def _kept(compiler: Expressions, frame: Frame, sql: Sql, truth: Truth) -> Why:
    return compiler.stored(frame, sql, lambda: truth.why.both)
