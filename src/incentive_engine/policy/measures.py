"""Measures: one clause each, compiled from its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from incentive_engine.policy.awards import compile_award
from incentive_engine.policy.conditions import compile_condition
from incentive_engine.policy.model import EVER, Application, AtLeast, Basis, Condition, Measure, Not, Period, Source
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import fields
    from incentive_engine.policy.schema import measure_file as shapes

_FILE_NAME = re.compile(r"(?P<number>[0-9]+)-(?P<id>.+)")


def compile_measure(
    scope: Scope, document: Document, shape: shapes.MeasureFile, sources: Mapping[str, Source]
) -> Measure:
    """The measure that a file holds; `sources` are the documents that it may quote."""
    _check_file_name(scope, document, shape)
    return Measure(
        id=shape.measure,
        number=shape.number,
        title=shape.title,
        clause=shape.clause,
        when=compile_condition(scope, document, ("when",), shape.when),
        award=compile_award(scope, document, ("award",), shape.award),
        basis=Basis(shape.basis),
        place=document.key_place("measure"),
        category=shape.category,
        sources=tuple(replace(sources[id_], quote=quote) for id_, quote in shape.source.items() if id_ in sources),
        in_force=compile_period(scope, document, ("in_force",), shape.in_force),
        group=shape.group,
        apply=_application(shape.apply),
    )


def compile_period(scope: Scope, document: Document, path: Route, shape: fields.Period | None) -> Period:
    """The days from `from` to `to`, or all; that it ends before it begins is a mistake."""
    if shape is None:
        return EVER
    if shape.from_ is not None and shape.to is not None and shape.from_ > shape.to:
        scope.note(document.place(*path, "to"), "policy.period-ends-first", start=shape.from_, end=shape.to)
        return Period(shape.from_)
    return Period(shape.from_, shape.to)


def conditions_in(condition: Condition) -> Iterator[Condition]:
    """A condition and all below it, from the top down."""
    yield condition
    if isinstance(condition, AtLeast):
        for child in condition.children:
            yield from conditions_in(child)
    elif isinstance(condition, Not):
        yield from conditions_in(condition.child)


def _check_file_name(scope: Scope, document: Document, shape: shapes.MeasureFile) -> None:
    stem = PurePath(document.file).stem
    match = _FILE_NAME.fullmatch(stem)
    if match is None:
        scope.note(document.place(), "policy.file-name", name=stem, expected=f"{shape.number:02d}-{shape.measure}")
        return
    if int(match["number"]) != shape.number:
        scope.note(document.place("number"), "policy.file-number", stated=shape.number, named=match["number"])
    if match["id"] != shape.measure:
        scope.note(document.place("measure"), "policy.file-id", stated=shape.measure, named=match["id"])


def _application(shape: shapes.Application | None) -> Application:
    if shape is None:
        return Application()
    days = [(int(text[:2]), int(text[3:])) for text in shape.window or ()]
    return Application(
        channel=shape.channel,
        window=(days[0], days[1]) if days else None,
        department=shape.department,
        materials=tuple(shape.materials),
    )
