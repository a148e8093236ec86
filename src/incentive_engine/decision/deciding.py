"""Deciding about one enterprise. Arguments are checked and the clock is read here; all behind it is pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

from incentive_engine import __version__
from incentive_engine.decision.engine import Engine, default_engine, engine_named
from incentive_engine.decision.model import Decision, PolicyDecision
from incentive_engine.decision.program import Parameters, program_of
from incentive_engine.decision.verdicts import decide_policy
from incentive_engine.feel.values import CONTEXT
from incentive_engine.mistakes import InputError, Mistake, Place, nearest
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile
from incentive_engine.profile.shapes import fits

_ARGUMENTS = Place("decide")


def decide(
    profile: Profile,
    policies: Iterable[Policy],
    *,
    as_of: date | None = None,
    assessment_year: int | None = None,
    assume: Mapping[str, Any] | None = None,
    engine: str | Engine | None = None,
    parameters: Parameters | None = None,
) -> Decision:
    """What the policies give the enterprise on the day `as_of` (default: today), and why.

    `assessment_year` is the year whose figures count (default: the year before `as_of`). `assume` holds facts
    to take as stated, in the shapes of `Profile.facts`; they fill in what the profile leaves unknown.
    `engine` is `rete`, `reference` or an engine (default: rete where it runs). `parameters` override values
    of the policies' parameters.

    Raises InputError for arguments that cannot be used, EngineUnavailable for an engine that cannot; TypeError
    for a day or a year of another type.
    """
    policies = tuple(policies)
    if as_of is not None and (isinstance(as_of, datetime) or not isinstance(as_of, date)):
        raise TypeError(f"as_of: a date is expected, not a {type(as_of).__name__}")
    if assessment_year is not None and type(assessment_year) is not int:
        raise TypeError(f"assessment_year: an int is expected, not a {type(assessment_year).__name__}")
    as_of = date.today() if as_of is None else as_of
    year = as_of.year - 1 if assessment_year is None else assessment_year
    mistakes = list(_policies_twice(policies))
    if assume:
        mistakes += _bad_assumptions(assume, profile, policies)
    if parameters:
        mistakes += _bad_parameters(parameters, policies)
    if mistakes:
        raise InputError(mistakes)
    chosen = _engine(engine)
    supposed = _supposed(assume, profile) if assume else {}
    stated = {**profile.facts, **supposed} if supposed else profile.facts
    decided: list[PolicyDecision] = []
    with localcontext(CONTEXT):
        for policy in policies:
            program = program_of(policy, as_of, parameters)
            decided.append(decide_policy(program, program.facts(stated, year), chosen, supposed.keys()))
    return Decision(profile, as_of, year, assume or {}, chosen.name, __version__, tuple(decided))


def _engine(engine: str | Engine | None) -> Engine:
    if engine is None:
        return default_engine()
    return engine_named(engine) if isinstance(engine, str) else engine


def _policies_twice(policies: tuple[Policy, ...]) -> Iterable[Mistake]:
    for id_, times in Counter(policy.id for policy in policies).items():
        if times > 1:
            yield Mistake(_ARGUMENTS, "decision.policy-twice", {"policy": id_})


def _bad_assumptions(assume: Mapping[str, Any], profile: Profile, policies: tuple[Policy, ...]) -> Iterable[Mistake]:
    known = {id_: fact for policy in policies for id_, fact in policy.vocabulary.facts.items()}
    for id_, value in assume.items():
        fact = known.get(id_)
        if fact is None:
            values = {"fact": id_, "nearest": nearest(id_, known)}
            yield Mistake(_ARGUMENTS, "decision.assumed-unknown-fact", values)
        elif fact.formula is not None:
            yield Mistake(_ARGUMENTS, "decision.assumed-derived-fact", {"fact": id_, "label": fact.label})
        elif not fits(value, fact):
            values = {"fact": id_, "label": fact.label, "value": value}
            yield Mistake(_ARGUMENTS, "decision.assumed-of-other-shape", values)
        elif _contradicts(profile.facts.get(id_), value):
            yield Mistake(_ARGUMENTS, "decision.assumed-against-stated", {"fact": id_, "label": fact.label})


def _contradicts(stated: Any, assumed: Any) -> bool:
    """Whether an assumption is about something that is stated, and says something else."""
    if isinstance(stated, Mapping) and isinstance(assumed, Mapping):
        return any(year in stated and stated[year] != figure for year, figure in assumed.items())
    return stated is not None and stated != assumed


def _supposed(assume: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The assumptions about what is not stated, annual facts together with the years that are."""
    supposed = {}
    for id_, value in assume.items():
        stated = profile.facts.get(id_)
        if isinstance(value, Mapping):
            value = {**(stated or {}), **value}
        if value != stated:
            supposed[id_] = value
    return supposed


def _bad_parameters(parameters: Parameters, policies: tuple[Policy, ...]) -> Iterable[Mistake]:
    known = {id_: one for policy in policies for id_, one in policy.parameters.items()}
    for id_, value in parameters.items():
        parameter = known.get(id_)
        if parameter is None:
            values = {"parameter": id_, "nearest": nearest(id_, known)}
            yield Mistake(_ARGUMENTS, "decision.unknown-parameter", values)
        elif any(type(value) is not type(usual) for _, usual in parameter.values) or _is_not_a_number(value):
            yield Mistake(_ARGUMENTS, "decision.parameter-of-other-type", {"parameter": id_, "value": value})


def _is_not_a_number(value: Any) -> bool:
    return isinstance(value, Decimal) and not value.is_finite()
