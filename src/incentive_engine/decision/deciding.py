"""Deciding about one enterprise. Arguments are checked and the clock is read here; all behind it is pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import localcontext
from typing import Any

from incentive_engine import __version__
from incentive_engine.decision.engine import Engine, default_engine, engine_named
from incentive_engine.decision.model import Decision
from incentive_engine.decision.program import Parameters, program_of
from incentive_engine.decision.verdicts import decide_policy
from incentive_engine.feel.values import CONTEXT
from incentive_engine.mistakes import InputError, Mistake, Place, nearest
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile

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

    Raises InputError for arguments that cannot be used, EngineUnavailable for an engine that cannot.
    """
    policies = tuple(policies)
    as_of = date.today() if as_of is None else as_of
    year = as_of.year - 1 if assessment_year is None else assessment_year
    assume = assume or {}
    parameters = parameters or {}
    mistakes = [
        *_policies_twice(policies),
        *_bad_assumptions(assume, profile, policies),
        *_bad_parameters(parameters, policies),
    ]
    if mistakes:
        raise InputError(mistakes)
    chosen = (
        default_engine() if engine is None else engine_named(engine) if isinstance(engine, str) else engine
    )
    stated = {**profile.facts, **_with_years(assume, profile)} if assume else profile.facts
    with localcontext(CONTEXT):
        decided = tuple(
            decide_policy(program, program.facts(stated, year), chosen, assume.keys())
            for program in (program_of(policy, as_of, parameters) for policy in policies)
        )
    return Decision(profile, as_of, year, assume, chosen.name, __version__, decided)


def _policies_twice(policies: tuple[Policy, ...]) -> Iterable[Mistake]:
    ids = [policy.id for policy in policies]
    for id_ in dict.fromkeys(ids):
        if ids.count(id_) > 1:
            yield Mistake(_ARGUMENTS, "decision.policy-twice", {"policy": id_})


def _bad_assumptions(
    assume: Mapping[str, Any], profile: Profile, policies: tuple[Policy, ...]
) -> Iterable[Mistake]:
    known = {id_: fact for policy in policies for id_, fact in policy.vocabulary.facts.items()}
    for id_, value in assume.items():
        fact = known.get(id_)
        if fact is None:
            values = {"fact": id_, "nearest": nearest(id_, known)}
            yield Mistake(_ARGUMENTS, "decision.assumed-unknown-fact", values)
        elif fact.formula is not None:
            yield Mistake(_ARGUMENTS, "decision.assumed-derived-fact", {"fact": id_, "label": fact.label})
        elif _contradicts(profile.facts.get(id_), value):
            yield Mistake(_ARGUMENTS, "decision.assumed-against-stated", {"fact": id_, "label": fact.label})


def _contradicts(stated: Any, assumed: Any) -> bool:
    """Whether an assumption is about something that is stated, and says something else."""
    if isinstance(stated, Mapping) and isinstance(assumed, Mapping):
        return any(year in stated and stated[year] != figure for year, figure in assumed.items())
    return stated is not None and stated != assumed


def _with_years(assume: Mapping[str, Any], profile: Profile) -> Mapping[str, Any]:
    """The assumed facts, annual ones together with the years that are stated."""
    return {
        id_: {**profile.facts.get(id_, {}), **value} if isinstance(value, Mapping) else value
        for id_, value in assume.items()
    }


def _bad_parameters(parameters: Parameters, policies: tuple[Policy, ...]) -> Iterable[Mistake]:
    known = {id_: one for policy in policies for id_, one in policy.parameters.items()}
    for id_, value in parameters.items():
        parameter = known.get(id_)
        if parameter is None:
            values = {"parameter": id_, "nearest": nearest(id_, known)}
            yield Mistake(_ARGUMENTS, "decision.unknown-parameter", values)
        elif any(type(value) is not type(usual) for _, usual in parameter.values):
            yield Mistake(_ARGUMENTS, "decision.parameter-of-other-type", {"parameter": id_, "value": value})
