"""Writes the JSON Schema of each kind of rule file beside the models that it is made of."""

from __future__ import annotations

from pathlib import Path

from incentive_engine.policy.schema.json_schema import KINDS, schema_text

for kind in KINDS:
    Path(__file__).with_name(f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")
