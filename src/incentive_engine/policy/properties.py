"""Properties of a policy, compiled: their expressions type-checked, their measures and facts found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from incentive_engine.feel.types import BOOLEAN, MONEY
from incentive_engine.mistakes import Names, Place, nearest
from incentive_engine.policy.model import Expression, Fact, FactType, Vocabulary
from incentive_engine.policy.model.properties import EACH, TOTAL, Accepted, Expected, NeverFalls, Promise, Property
from incentive_engine.policy.rising import rising, risings
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import policy_file as shapes


def compile_properties(
    scope: Scope,
    document: Document,
    shapes_: Sequence[shapes.Property],
    vocabulary: Vocabulary,
    measures: Sequence[str],
) -> tuple[Property, ...]:
    """The properties of a policy whose measures have these ids, in order; one with mistakes is left out."""
    reader = _Reader(scope, document, vocabulary, (*measures, EACH, TOTAL))
    return tuple(filter(None, (reader.property(number, shape) for number, shape in enumerate(shapes_))))


def compile_accepted(scope: Scope, document: Document, shapes_: Sequence[shapes.Accepted]) -> tuple[Accepted, ...]:
    """The findings that the author of a policy accepts; each may be named once."""
    accepted: dict[str, Accepted] = {}
    for number, shape in enumerate(shapes_):
        place = document.place("accepted", number, "finding")
        if shape.finding in accepted:
            scope.note(place, "policy.accepted-twice", name=shape.finding, other=accepted[shape.finding].place)
        accepted.setdefault(shape.finding, Accepted(shape.finding, shape.reason, place))
    return tuple(accepted.values())


class _Reader:
    def __init__(self, scope: Scope, document: Document, vocabulary: Vocabulary, measures: Sequence[str]) -> None:
        self._scope = scope
        self._document = document
        self._facts = vocabulary.facts
        self._measures = measures
        self._places: dict[str, Place] = {}

    def property(self, number: int, shape: shapes.Property) -> Property | None:
        path: Route = ("properties", number)
        place = self._document.place(*path)
        if shape.id in self._places:
            self._scope.note(place, "policy.property-twice", id=shape.id, other=self._places[shape.id])
        self._places.setdefault(shape.id, place)
        when = None
        if shape.when is not None:
            when = self._scope.expression(self._document, (*path, "when"), shape.when, BOOLEAN)
        if shape.expect is not None and shape.rises is None and shape.never_falls is None:
            expect = tuple(self._expected((*path, "expect", id_), id_, one) for id_, one in shape.expect.items())
            return Promise(shape.id, shape.label, when, expect, place)
        if shape.expect is None and shape.rises is not None and shape.never_falls is not None:
            self._rising((*path, "rises"), shape.rises)
            for index, id_ in enumerate(shape.never_falls):
                self._named(id_, (*path, "never_falls", index))
            return NeverFalls(shape.id, shape.label, when, shape.rises, tuple(shape.never_falls), place)
        self._scope.note(place, "policy.property-kind")
        return None

    def _expected(self, path: Route, id_: str, shape: shapes.Expected) -> Expected:
        place = self._document.key_place(*path)
        self._named(id_, path, key=True)
        if not shape.model_fields_set:
            self._scope.note(place, "policy.property-expects-nothing", measure=id_)
        if id_ == TOTAL:
            for key in sorted(shape.model_fields_set - {"payable"}):
                self._scope.note(self._document.key_place(*path, key), "policy.property-of-total", key=key)
        return Expected(
            id_,
            place,
            tuple(shape.verdict or ()),
            self._test((*path, "gross"), shape.gross),
            self._test((*path, "payable"), shape.payable),
        )

    def _test(self, path: Route, text: str | None) -> Expression | None:
        return None if text is None else self._scope.cell(self._document, path, text, MONEY)

    def _named(self, id_: str, path: Route, *, key: bool = False) -> None:
        if id_ not in self._measures:
            place = self._document.key_place(*path) if key else self._document.place(*path)
            self._unknown("policy.unknown-measure", id_, self._measures, place)

    def _rising(self, path: Route, name: str) -> None:
        if rising(self._facts, name) is not None:
            return
        place = self._document.place(*path)
        id_, dot, column_id = name.partition(".")
        fact = self._facts.get(id_)
        if fact is None:
            known = [one.name for each in self._facts.values() for one in risings(each)]
            self._unknown("policy.unknown-fact", name, known, place)
        elif fact.type is FactType.LIST:
            self._rising_column(fact, column_id, place)
        elif dot:
            self._scope.note(place, "policy.property-no-columns", fact=id_, label=fact.label, column=column_id)
        else:
            self._does_not_rise(name, fact, place)

    def _rising_column(self, fact: Fact, id_: str, place: Place) -> None:
        column = next((one for one in fact.item if one.id == id_), None)
        known = Names(one.name for one in risings(fact))
        if not id_:
            self._scope.note(place, "policy.property-list-rises", fact=fact.id, label=fact.label, names=known)
        elif column is None:
            values = {"fact": fact.id, "label": fact.label, "column": id_, "names": known}
            self._scope.note(place, "policy.property-unknown-column", **values)
        else:
            self._does_not_rise(f"{fact.id}.{id_}", column, place)

    def _does_not_rise(self, name: str, stated: Fact, place: Place) -> None:
        choice = stated.type is FactType.CHOICE and stated.formula is None
        code = "policy.property-no-levels" if choice else "policy.property-does-not-rise"
        self._scope.note(place, code, fact=name, label=stated.label)

    def _unknown(self, code: str, name: str, known: Iterable[str], place: Place) -> None:
        known = list(known)
        few = Names(known) if len(known) <= 10 else Names()
        self._scope.note(place, code, name=name, nearest=nearest(name, known) or few)
