"""Rule cases: what a policy is expected to decide for given facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest
from incentive_engine.policy import library
from incentive_engine.policy.amounts import AmountError, read_amount
from incentive_engine.policy.load import load_policy
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Condition, Constant, Granted, Measure, Policy
from incentive_engine.policy.source import Document, read_document

if TYPE_CHECKING:
    from incentive_engine.policy.schema import cases_file as shapes

_AMOUNTS = ("gross", "payable")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one measure: `stated` holds what the case names, amounts as Decimal (None: no amount)."""

    measure: str
    stated: Mapping[str, Any]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Its facts are raw values of the file, to be read where fact values are; `path` leads to them.

    `to_confirm` says what a person has yet to confirm of it; until then what it expects counts for nothing.
    """

    name: str
    as_of: date
    assessment_year: int | None
    facts: Mapping[str, Any]
    parameters: Mapping[str, Constant]
    expect: tuple[Expectation, ...]
    place: Place = field(compare=False)
    path: tuple[str | int, ...] = ()
    to_confirm: str | None = None

    @property
    def year(self) -> int:
        """The year whose figures count: the one that it states, else the year before its day."""
        return self.as_of.year - 1 if self.assessment_year is None else self.assessment_year


@dataclass(frozen=True, slots=True)
class RuleCases:
    """The cases of one file, with the policy that they are about and the raw facts that each starts from."""

    policy: Policy
    base: Mapping[str, Any]
    cases: tuple[Case, ...]
    document: Document = field(compare=False)


def load_cases(path: Path | str, policy: Policy | None = None, *, rules: Sequence[str | Path] = ()) -> RuleCases:
    """The rule cases of a file.

    They are about `policy`, else about the policy whose `cases/` they lie in, else about the one that the
    file names. Raises InputError for a file that cannot be read, for a policy that has mistakes, and for
    expectations about measures, conditions, facts or parameters that the policy does not have.
    """
    from incentive_engine.policy.schema.cases_file import CasesFile
    from incentive_engine.policy.schema.reading import validate

    document = read_document(path)
    if isinstance(document.value, dict) and not {"policy", "cases"} & document.value.keys():
        raise InputError([Mistake(document.place(), "policy.not-cases")])
    shape, mistakes = validate(CasesFile, document)
    if shape is None:
        raise InputError(mistakes)
    if policy is None:
        beside = Path(path).resolve().parent.parent
        found = (beside / library.POLICY_FILE).is_file()
        policy = load_policy(beside, rules=rules) if found else _named(shape.policy, document, rules)
    reader = _Reader(document, policy, mistakes)
    if shape.policy != policy.id:
        reader.note(document.place("policy"), "policy.cases-of-other", stated=shape.policy, expected=policy.id)
    names: dict[str, Place] = {}
    cases = []
    for number, one in enumerate(shape.cases):
        place = document.place("cases", number)
        if one.name in names:
            reader.note(place, "policy.case-twice", name=one.name, other=names[one.name])
        names.setdefault(one.name, place)
        cases.append(reader.case(shape, one, ("cases", number)))
    if mistakes:
        raise InputError(mistakes)
    return RuleCases(policy, shape.base, tuple(cases), document)


def _named(id_: str, document: Document, rules: Sequence[str | Path]) -> Policy:
    """The policy that a file names. Raises InputError; that there is none is a mistake of the file."""
    try:
        return load_policy(id_, rules=rules)
    except InputError as error:
        place = document.place("policy")
        raise InputError(
            replace(one, place=place) if one.code == "policy.no-such-policy" else one for one in error.mistakes
        ) from None


def _name(condition: Condition) -> str | None:
    """What a condition that fails is called: another measure's verdict by the id of that measure."""
    return condition.measure if isinstance(condition, Granted) else condition.id


class _Reader:
    def __init__(self, document: Document, policy: Policy, mistakes: list[Mistake]) -> None:
        self.document = document
        self.policy = policy
        self.mistakes = mistakes
        self.measures = {measure.id: measure for measure in policy.measures}

    def note(self, place: Place, code: str, **values: object) -> None:
        self.mistakes.append(Mistake(place, code, values))

    def unknown(self, place: Place, code: str, name: str, known: Sequence[str]) -> None:
        self.note(place, code, name=name, nearest=nearest(name, known) or Names(known[:10]))

    def case(self, file: shapes.CasesFile, one: shapes.Case, path: tuple[str | int, ...]) -> Case:
        expectations = []
        for id_, expected in one.expect.items():
            at = (*path, "expect", id_)
            if id_ in self.measures:
                expectations.append(self.expectation(self.measures[id_], expected, at))
            else:
                self.unknown(self.document.key_place(*at), "policy.unknown-measure", id_, list(self.measures))
        return Case(
            name=one.name,
            as_of=one.as_of or file.as_of,
            assessment_year=one.assessment_year or file.assessment_year,
            facts=one.facts,
            parameters=self.parameters(one, path),
            expect=tuple(expectations),
            place=self.document.place(*path),
            path=path,
            to_confirm=one.to_confirm,
        )

    def parameters(self, one: shapes.Case, path: tuple[str | int, ...]) -> dict[str, Constant]:
        from incentive_engine.policy.parameters import read_override

        values: dict[str, Constant] = {}
        for id_, text in one.parameters.items():
            at = (*path, "parameters", id_)
            parameter = self.policy.parameters.get(id_)
            if parameter is None:
                known = list(self.policy.parameters)
                self.unknown(self.document.key_place(*at), "policy.unknown-parameter", id_, known)
                continue
            try:
                values[id_] = read_override(parameter, text)
            except AmountError as error:
                self.note(self.document.place(*at), error.code, **error.values)
        return values

    def expectation(self, measure: Measure, shape: shapes.Expectation, path: tuple[str | int, ...]) -> Expectation:
        stated: dict[str, Any] = {}
        if not reduce(getitem, path, self.document.value):
            self.note(self.document.key_place(*path), "policy.expects-nothing", measure=measure.id)
        for key in sorted(shape.model_fields_set):
            stated[key] = self.stated(key, getattr(shape, key), (*path, key))
        roots = (*self.policy.requirements, measure.when)
        named = [_name(condition) for root in roots for condition in conditions_in(root)]
        conditions = [name for name in named if name is not None]
        self.check_names((*path, "failed"), shape.failed or (), conditions, "policy.unknown-condition")
        facts = [fact.id for fact in self.policy.vocabulary.facts.values() if fact.formula is None]
        self.check_names((*path, "missing"), shape.missing or (), facts, "policy.unknown-fact")
        return Expectation(measure.id, stated, self.document.key_place(*path))

    def stated(self, key: str, value: Any, path: tuple[str | int, ...]) -> Any:
        """What is expected, its amounts read; adjustments as pairs of step and amount."""
        if value is None:
            return None
        if key in _AMOUNTS:
            return self.amount(value, path)
        if key == "items":
            return [self.amount(one, (*path, number)) for number, one in enumerate(value)]
        if key == "adjustments":
            return [(one.step, self.amount(one.amount, (*path, number, "amount"))) for number, one in enumerate(value)]
        return value

    def amount(self, text: str | None, path: tuple[str | int, ...]) -> Decimal | None:
        if text is None:
            return None
        try:
            return read_amount(text, "money")
        except AmountError as error:
            self.note(self.document.place(*path), error.code, **error.values)
            return None

    def check_names(self, path: tuple[str | int, ...], names: Sequence[str], known: Sequence[str], code: str) -> None:
        for number, name in enumerate(names):
            if name not in known:
                self.unknown(self.document.place(*path, number), code, name, known)
