"""MC/DC: which conditions of a measure decide its verdict alone, case by case (modified condition/decision coverage).

A condition decides in a case when it is known there and the verdict, which is known too, would be the other one were
the condition the other way round, all else as it is: it is not masked. An unknown condition beside it does no harm as
long as it is masked itself. The verdicts that are meant are eligible and ineligible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from incentive_engine.decision.network import Gate, Negation, Network
from incentive_engine.decision.outline import Outline
from incentive_engine.feel.ternary import Truth, at_least, negation

CONDITIONS = ("test", "measure")
"""The kinds of outlines that MC/DC counts as conditions: those that are not made up of others."""


def conditions_below(outline: Outline) -> Iterator[Outline]:
    """The conditions of a measure that are not made up of others, in the order in which they are written."""
    if outline.kind in CONDITIONS:
        yield outline
    for child in outline.children:
        yield from conditions_below(child)


@dataclass(frozen=True, eq=False)
class Flips:
    """What becomes of one verdict, the proposition `root` of a network, when another proposition is turned round."""

    network: Network
    root: int

    def decides(self, number: int, truths: Sequence[Truth]) -> bool:
        """Whether turning round the proposition `number` alone would turn the verdict round."""
        value, verdict = truths[number], truths[self.root]
        if not isinstance(value, bool) or not isinstance(verdict, bool):
            return False
        return self.turned(number, truths) is (not verdict)

    def turned(self, number: int, truths: Sequence[Truth]) -> Truth:
        """The verdict with the proposition `number` turned round."""
        changed: dict[int, Truth] = {number: negation(truths[number])}
        for above, gate in self._above(number):
            changed[above] = _conclusion(gate, changed, truths)
        return changed.get(self.root, truths[self.root])

    def _above(self, number: int) -> Sequence[tuple[int, Gate]]:
        """The gates between a proposition and the verdict, from below."""
        found = self._paths.get(number)
        if found is None:
            reached = {number}
            gates = []
            for above, gate in self._cone:
                children = (gate.child,) if isinstance(gate, Negation) else gate.children
                if above != number and not reached.isdisjoint(children):
                    reached.add(above)
                    gates.append((above, gate))
            found = self._paths[number] = tuple(gates)
        return found

    @cached_property
    def _paths(self) -> dict[int, tuple[tuple[int, Gate], ...]]:
        return {}

    @cached_property
    def _cone(self) -> tuple[tuple[int, Gate], ...]:
        """The gates that the verdict rests on, itself included, from below."""
        wanted = {self.root}
        found = []
        leaves = len(self.network.leaves)
        for number in range(self.root, leaves - 1, -1):
            if number in wanted:
                gate = self.network.gate(number)
                wanted.update((gate.child,) if isinstance(gate, Negation) else gate.children)
                found.append((number, gate))
        return tuple(reversed(found))


def _conclusion(gate: Gate, changed: dict[int, Truth], truths: Sequence[Truth]) -> Truth:
    if isinstance(gate, Negation):
        return negation(changed.get(gate.child, truths[gate.child]))
    return at_least(gate.count, [changed.get(child, truths[child]) for child in gate.children])
