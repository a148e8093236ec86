"""Mutation as plain values for JSON; `mutation.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incentive_engine.assurance.mutation.mutating import KILLED, Result
from incentive_engine.assurance.mutation.running import Near
from incentive_engine.assurance.mutation.scores import COMMON, Score, Scored
from incentive_engine.assurance.mutation.text import sentence
from incentive_engine.mistakes import Place
from incentive_engine.wording import Language

SCHEMA = "incentive-engine/mutation/1"


def mutation_document(parts: Sequence[Scored], lang: Language, *, proved: bool) -> dict[str, Any]:
    """The scores and every mutant, by policy; sentences in `lang`."""
    return {"schema": SCHEMA, "language": lang, "proved": proved, "policies": [_part(part, lang) for part in parts]}


def _part(part: Scored, lang: Language) -> dict[str, Any]:
    return {
        "policy": part.id,
        "score": _score(part.score),
        "measures": {id_: _score(score) for id_, score in part.measures().items() if id_ != COMMON},
        "common": next((_score(score) for id_, score in part.measures().items() if id_ == COMMON), None),
        "mutants": [_mutant(part, one, lang) for one in part.results],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "mutants": score.all,
        "killed": score.killed,
        "survived": score.survived,
        "explained": score.explained,
        "equivalent": score.equivalent,
        "per_cent": str(score.per_cent),
    }


def _mutant(part: Scored, result: Result, lang: Language) -> dict[str, Any]:
    mutant, ran = result.mutant, result.ran
    told: dict[str, Any] = {
        "id": mutant.id,
        "operator": mutant.operator,
        "owner": {"kind": mutant.owner.kind, "id": mutant.owner.id},
        "measures": list(mutant.measures),
        "place": _place(mutant.place),
        "change": sentence(mutant, lang),
        "fate": result.fate,
        "cases": ran.cases,
    }
    if result.fate == KILLED and ran.killed_by is not None:
        return {**told, "killed_by": _near(ran.killed_by)}
    return {
        **told,
        "proof": result.proof.kind,
        "words": result.proof.words.get(lang),
        "because": part.because(result),
        "near": [_near(one) for one in ran.near],
    }


def _near(near: Near) -> dict[str, Any]:
    told: dict[str, Any] = {"case": near.case, "place": _place(near.place)}
    if near.what:
        told |= {"measure": near.measure, "what": near.what, "before": near.before, "after": near.after}
    return told


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}
