"""Survivors that a person has explained: `survivors.yaml` beside `policy.yaml`, for shared facts beside `vocabulary/`.

    policy: yanfeng/incentives-20
    survivors:
      - mutant: 'rd-investment/growth/strictness: rd_increment > 0 → rd_increment >= 0'
        because: 增量为零时奖励也为零

An explanation counts for nothing in the score: it says that somebody looked, and why no case can be written. One of a
mutant that there is not, or that a case kills, is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from incentive_engine.assurance.mutation.mutants import SHARED
from incentive_engine.assurance.mutation.mutating import KILLED, Result
from incentive_engine.mistakes import InputError, Mistake, Place, nearest
from incentive_engine.policy.model import Policy
from incentive_engine.policy.schema.fields import Part, Text
from incentive_engine.policy.schema.reading import validate
from incentive_engine.policy.source import read_document

FILE = "survivors.yaml"


class Survivor(Part):
    """One survivor and why it may live."""

    mutant: Text = Field(title="变异", description="The mutant's id.")
    because: Text = Field(title="理由", description="Why no case can kill it, or need not.")


class SurvivorsFile(Part):
    """`survivors.yaml`: the survivors of one policy that somebody explained."""

    policy: Text = Field(title="政策", description="The policy's id, or `vocabulary` for shared facts.")
    survivors: list[Survivor] = Field(min_length=1, title="存活的变异", description="The survivors.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a survivor may live, and where that is written."""

    because: str
    place: Place


Explanations = Mapping[tuple[str, str], Explanation]
"""By policy (`vocabulary` for shared facts) and the mutant's id."""


def explanations(policies: Iterable[Policy], roots: Iterable[Path]) -> Explanations:
    """What is explained of the policies and, in their folders of rules, of shared facts. Raises InputError."""
    files = {Path(policy.place.file).parent / FILE: policy.id for policy in policies}
    files.update({root / FILE: SHARED for root in roots})
    found: dict[tuple[str, str], Explanation] = {}
    mistakes: list[Mistake] = []
    for file, policy in files.items():
        if file.is_file():
            try:
                found.update(_read(file, policy))
            except InputError as error:
                mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return found


def check_explanations(explained: Explanations, results: Iterable[Result], mutants: Iterable[tuple[str, str]]) -> None:
    """Raise InputError for what is explained though a case kills it, or though there is no such mutant.

    `mutants` are all that there are, `results` are of those that were run.
    """
    known: dict[str, list[str]] = {}
    for policy, id_ in mutants:
        known.setdefault(policy, []).append(id_)
    killed = {(one.mutant.policy, one.mutant.id): one for one in results if one.fate == KILLED}
    mistakes = []
    for (policy, id_), explanation in explained.items():
        if policy in known and id_ not in known[policy]:
            values: dict[str, object] = {"mutant": id_, "nearest": nearest(id_, known[policy], 1)}
            mistakes.append(Mistake(explanation.place, "mutation.explained-no-mutant", values))
        elif (policy, id_) in killed:
            by = killed[policy, id_].ran.killed_by
            values = {"mutant": id_, "case": by.case if by else ""}
            mistakes.append(Mistake(explanation.place, "mutation.explained-killed", values))
    if mistakes:
        raise InputError(mistakes)


def _read(file: Path, policy: str) -> dict[tuple[str, str], Explanation]:
    document = read_document(file)
    shape, mistakes = validate(SurvivorsFile, document)
    found: dict[tuple[str, str], Explanation] = {}
    if shape is not None:
        if shape.policy != policy:
            values: dict[str, object] = {"stated": shape.policy, "expected": policy}
            mistakes.append(Mistake(document.place("policy"), "mutation.explained-of-other", values))
        for number, one in enumerate(shape.survivors):
            place = document.place("survivors", number, "mutant")
            if (policy, one.mutant) in found:
                other = found[policy, one.mutant].place
                mistakes.append(Mistake(place, "mutation.explained-twice", {"mutant": one.mutant, "other": other}))
            found[policy, one.mutant] = Explanation(one.because, place)
    if mistakes:
        raise InputError(mistakes)
    return found


__all__ = ["FILE", "Explanation", "Explanations", "check_explanations", "explanations"]
