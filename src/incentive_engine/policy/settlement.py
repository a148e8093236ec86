"""What is settled over several measures: groups, matters of several policies, limits and the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from incentive_engine.feel.types import MONEY
from incentive_engine.policy.model import Basis, Budget, Group, Limit, Matter, Source
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import policy_file as shapes


def compile_groups(scope: Scope, document: Document, shapes_: Mapping[str, shapes.Group]) -> dict[str, Group]:
    """The groups of a policy by id; `top_up` names what was received before, the others must not."""
    groups = {}
    for id_, shape in shapes_.items():
        path: Route = ("groups", id_)
        received = None
        if shape.received is not None:
            received = scope.expression(document, (*path, "received"), shape.received, MONEY)
            if shape.keep != "top_up":
                scope.note(document.key_place(*path, "received"), "policy.received-without-top-up")
        elif shape.keep == "top_up":
            scope.note(document.key_place(*path), "policy.top-up-without-received", group=id_)
        groups[id_] = Group(id_, shape.label, shape.keep, document.key_place(*path), received)
    return groups


def compile_matters(document: Document, shape: shapes.PolicyFile, sources: Mapping[str, Source]) -> tuple[Matter, ...]:
    """What other policies pay for too, in order."""
    return tuple(
        Matter(
            policy=shape.policy,
            id=id_,
            label=one.label,
            keep=one.keep,
            measures=tuple(dict.fromkeys(one.measures)),
            others=tuple((name.partition("#")[0], name.partition("#")[2]) for name in dict.fromkeys(one.with_)),
            basis=Basis(one.basis),
            place=document.key_place("matters", id_),
            sources=tuple(replace(sources[name], quote=quote) for name, quote in one.source.items() if name in sources),
        )
        for id_, one in shape.matters.items()
    )


def compile_limits(scope: Scope, document: Document, shapes_: list[shapes.Limit]) -> tuple[Limit, ...]:
    """The yearly ceilings of a policy, in order."""
    return tuple(
        Limit(
            label=shape.label,
            maximum=scope.expression(document, ("limits", number, "max"), shape.max, MONEY),
            place=document.place("limits", number),
            measures=tuple(shape.measures or ()),
        )
        for number, shape in enumerate(shapes_)
    )


def compile_budget(scope: Scope, document: Document, shape: shapes.Budget | None) -> Budget | None:
    """The budget of a policy and its parts; it may read parameters, but no facts of one enterprise."""
    if shape is None:
        return None
    parts = tuple(
        Budget(
            label=part.label,
            amount=scope.expression(document, ("budget", "parts", number, "amount"), part.amount, MONEY),
            place=document.place("budget", "parts", number),
            exceeded=shape.exceeded,
            measures=tuple(part.measures),
        )
        for number, part in enumerate(shape.parts)
    )
    return Budget(
        label=shape.label,
        amount=scope.expression(document, ("budget", "amount"), shape.amount, MONEY),
        place=document.key_place("budget"),
        exceeded=shape.exceeded,
        parts=parts,
    )
