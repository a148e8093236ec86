"""JSON Schema (2020-12) of the rule files, made from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import VERSION

from incentive_engine.policy.schema.cases_file import CasesFile
from incentive_engine.policy.schema.fields import Part
from incentive_engine.policy.schema.measure_file import MeasureFile
from incentive_engine.policy.schema.policy_file import PolicyFile
from incentive_engine.policy.schema.regions_file import RegionsFile
from incentive_engine.policy.schema.unreachable_file import UnreachableFile
from incentive_engine.policy.schema.vocabulary_file import VocabularyFile

KINDS: Mapping[str, type[Part]] = {
    "vocabulary": VocabularyFile,
    "regions": RegionsFile,
    "policy": PolicyFile,
    "measure": MeasureFile,
    "cases": CasesFile,
    "unreachable": UnreachableFile,
}
"""The kinds of rule files, and the model of each."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one of `KINDS`; KeyError for another."""
    model = KINDS[kind]
    schema = _as_written(model.model_json_schema(), model.null_below)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Written with pydantic {VERSION.rpartition('.')[0]}; others word the same otherwise.",
        **schema,
    }


def _as_written(schema: Any, null_below: frozenset[str]) -> Any:
    """The schema of files as people write them: optional keys are left out rather than left empty, except those in
    `null_below`; a mapping with named patterns for its keys has no others.
    """
    if isinstance(schema, list):
        return [_as_written(one, null_below) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: one if key in null_below else _as_written(one, null_below) for key, one in schema.items()}
    if isinstance(schema.get("description"), str):
        schema["description"] = " ".join(schema["description"].split())
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    if schema.get("default", "") is None:
        del schema["default"]
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema = {**kinds[0], **schema}
    return schema


def schema_text(kind: str) -> str:
    """The JSON Schema of one of `KINDS` as the text of its file."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
