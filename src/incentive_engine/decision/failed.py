"""The conditions that a measure failed, by their ids: what screening results and rule cases name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from incentive_engine.decision.outline import Outline
from incentive_engine.feel.ternary import Truth

if TYPE_CHECKING:
    from incentive_engine.decision.model import MeasureDecision


def failed_conditions(decision: MeasureDecision) -> list[str]:
    """The ids of the conditions that make a measure ineligible, in alphabetical order; none of any other verdict."""
    trail = decision.trail
    if trail is None:
        return []
    outline = trail.program.outline(decision.measure)
    return failed_of(outline, trail.truths) if trail.truths[outline.number] is False else []


def failed_of(outline: Outline, truths: Sequence[Truth] | Mapping[int, bool | None]) -> list[str]:
    """The ids of the conditions that make a proof false, given the truth of a network's propositions by number.

    What an alternative made up for did not fail: of an `any` that is met nothing is listed. Below a negation it is the
    other way round.
    """
    failed = set()
    pending: list[tuple[Outline, bool]] = [(outline, True)]
    while pending:
        node, without = pending.pop()
        if node.children:
            if node.kind == "not":
                without = not without
            pending += [(child, without) for child in node.children if truths[child.number] is not without]
        elif node.id and isinstance(truths[node.number], bool):
            failed.add(node.id)
    return sorted(failed)
