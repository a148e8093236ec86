"""Conditions: `all`, `any` and `at_least` become one primitive, and remember how they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incentive_engine.feel.types import BOOLEAN
from incentive_engine.mistakes import Names
from incentive_engine.policy.model import AtLeast, Condition, Granted, Not, Test
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import measure_file as shapes

_KINDS = {
    "test": "test",
    "all": "all",
    "any": "any",
    "not_": "not",
    "at_least": "at_least",
    "measure": "measure",
}


def compile_condition(scope: Scope, document: Document, path: Route, shape: shapes.Condition) -> Condition:
    """The condition at `path`. One with no kind or two becomes a test that reads nothing, besides the mistake."""
    place = document.place(*path)
    kinds = [kind for field, kind in _KINDS.items() if getattr(shape, field) is not None]
    if len(kinds) != 1:
        scope.note(place, "policy.condition-kind", kinds=Names(kinds))
    if "evidence" in shape.model_fields_set and shape.test is None:
        scope.note(document.key_place(*path, "evidence"), "policy.evidence-without-test")
    if shape.all is not None:
        children = _children(scope, document, (*path, "all"), shape.all)
        return AtLeast(len(children), children, "all", place, shape.id, shape.label)
    if shape.any is not None:
        children = _children(scope, document, (*path, "any"), shape.any)
        return AtLeast(1, children, "any", place, shape.id, shape.label)
    if shape.at_least is not None:
        children = _children(scope, document, (*path, "at_least", "of"), shape.at_least.of)
        if shape.at_least.n > len(children):
            values = {"n": shape.at_least.n, "count": len(children)}
            scope.note(document.place(*path, "at_least", "n"), "policy.at-least-too-many", **values)
        return AtLeast(shape.at_least.n, children, "at_least", place, shape.id, shape.label)
    if shape.not_ is not None:
        child = compile_condition(scope, document, (*path, "not"), shape.not_)
        return Not(child, place, shape.id, shape.label)
    if shape.measure is not None:
        return Granted(shape.measure, document.place(*path, "measure"), shape.id, shape.label)
    return _test(scope, document, path, shape)


def _children(scope: Scope, document: Document, path: Route, shapes_: list[shapes.Condition]) -> tuple[Condition, ...]:
    return tuple(compile_condition(scope, document, (*path, number), shape) for number, shape in enumerate(shapes_))


def _test(scope: Scope, document: Document, path: Route, shape: shapes.Condition) -> Test:
    for key in ("id", "label"):
        if shape.test is not None and getattr(shape, key) is None:
            scope.note(document.place(*path), "policy.missing-key", key=key)
    expression = scope.expression(document, (*path, "test"), shape.test or "true", BOOLEAN)
    return Test(
        id=shape.id or "",
        label=shape.label or "",
        expression=expression,
        place=document.place(*path),
        evidence=tuple(shape.evidence or ()),
    )
