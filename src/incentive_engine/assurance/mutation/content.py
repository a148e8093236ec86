"""What a mutant's fate rests on, as one hash: nothing else can change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.suite import Judge, Suite
from incentive_engine.feel.source import source
from incentive_engine.policy.model import Expression


class Contents:
    """The content of a policy's parts and of its judges, each hashed once."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        policy = suite.policy
        frame = (policy.in_force, policy.requirements, policy.groups, policy.limits)
        self._frame = _hash(_content(frame))
        self._measures = {measure.id: _hash(_content(measure)) for measure in policy.measures}
        self._names: dict[str, str] = {}
        self._judges = {id(judge): _judge(judge) for judge in suite.judges}

    def of(self, mutant: Mutant) -> str:
        """The hash of the mutant, the parts of the policy that it reaches, and the cases that judge it."""
        reached = sorted(self._suite.reach.reached(mutant.measures))
        names = sorted(frozenset().union(*map(self._suite.reach.names, reached), mutant.names))
        parts = [
            mutant.id,
            self._frame,
            *(self._measures[id_] for id_ in reached),
            *map(self._named, names),
            *(self._judges[id(judge)] for judge in self._suite.judging(mutant)),
        ]
        return _hash("\n".join(parts))

    def _named(self, name: str) -> str:
        if name not in self._names:
            policy = self._suite.policy
            found: Any = policy.parameters.get(name) or policy.vocabulary.facts.get(name)
            self._names[name] = _hash(_content(found))
        return self._names[name]


def _judge(judge: Judge) -> str:
    case = judge.case
    told = (case.name, case.as_of, case.assessment_year, case.parameters, judge.facts, judge.decided)
    return _hash(_content((told, [(one.measure, one.stated) for one in case.expect])))


def _content(part: Any) -> str:
    """What a part says, without where it stands and how it is laid out."""
    if isinstance(part, Expression):
        return f"{source(part.tree)}:{part.type}"
    if isinstance(part, Enum):
        return repr(part.value)
    if is_dataclass(part) and not isinstance(part, type):
        said = (f"{one.name}={_content(getattr(part, one.name))}" for one in fields(part) if one.compare)
        return f"{type(part).__name__}({', '.join(said)})"
    if isinstance(part, Mapping):
        return "{" + ", ".join(f"{key!r}: {_content(value)}" for key, value in part.items()) + "}"
    if isinstance(part, Iterable) and not isinstance(part, str):
        return "[" + ", ".join(map(_content, part)) + "]"
    return repr(part)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
