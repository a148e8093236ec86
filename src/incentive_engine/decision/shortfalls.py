"""What stood in the way, read off a proof: the conditions that failed, and how few of them it would take."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.decision.proof import Proof


def changes_needed(proof: Proof, wanted: bool = True) -> int | None:
    """How few tests would have to turn out otherwise, all else as it is, for the proof to be `wanted`.

    None when it would take an unknown one: nobody can say how far that is from being met.
    """
    if proof.value is wanted:
        return 0
    if not isinstance(proof.value, bool):
        return None
    if proof.kind == "not":
        return changes_needed(proof.children[0], not wanted)
    if not proof.children:
        return 1
    met = sum(child.value is True for child in proof.children)
    unknown = sum(not isinstance(child.value, bool) for child in proof.children)
    needed = _threshold(proof) - met if wanted else met + unknown - _threshold(proof) + 1
    costs = [changes_needed(child, wanted) for child in proof.children if child.value is not wanted]
    known = sorted(cost for cost in costs if cost is not None)
    return sum(known[:needed]) if len(known) >= needed else None


def _threshold(proof: Proof) -> int:
    """How many of the children have to be met."""
    return {"all": len(proof.children), "any": 1}.get(proof.kind, proof.count or 1)


def failed_conditions(proof: Proof | None) -> Iterator[Proof]:
    """The conditions that make a proof false: of a conjunction the false ones, anything else as a whole."""
    if proof is None or proof.value is not False:
        return
    if proof.kind != "all" or proof.label:
        yield proof
        return
    for child in proof.children:
        yield from failed_conditions(child)


def unfolded(proof: Proof, *, without: bool | None = None) -> Iterator[tuple[int, Proof]]:
    """The proof and everything below it, each with its depth, top down.

    With `without`, branches that turned out so are left out: `without=True` keeps of a false condition what
    made it false. Below a negation it is the other way round.
    """
    pending = [(0, proof, without)]
    while pending:
        depth, one, told = pending.pop()
        yield depth, one
        if one.kind == "not" and told is not None:
            told = not told
        pending.extend(
            (depth + 1, child, told) for child in reversed(one.children) if told is None or child.value is not told
        )
