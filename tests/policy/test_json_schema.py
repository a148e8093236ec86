"""The JSON Schemas that editors use say what the models say, and hold for the rules that there are."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from damages import DAMAGES, Damage

from incentive_engine.policy import schema
from incentive_engine.policy.schema.json_schema import KINDS, json_schema, schema_text
from incentive_engine.policy.source import parse_yaml, read_yaml

ROOT = Path(__file__).parents[2]
PATTERNS = {
    "vocabulary": "vocabulary/*.yaml",
    "regions": "regions.yaml",
    "policy": "*/*/policy.yaml",
    "measure": "*/*/measures/*.yaml",
    "cases": "*/*/cases/*.yaml",
    "unreachable": "**/unreachable.yaml",
}
FILES = [
    pytest.param(kind, path, id=path.name)
    for kind, pattern in PATTERNS.items()
    for root in (ROOT / "rules", Path(__file__).with_name("sample"), ROOT / "tests/report/levels")
    for path in sorted(root.glob(pattern))
]


def plain(value: Any) -> Any:
    """Values as an editor's YAML reader has them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_files_are_up_to_date(kind: str) -> None:
    file = Path(schema.__file__).with_name(f"{kind}.schema.json")
    if json.loads(file.read_text(encoding="utf-8"))["$comment"] != json_schema(kind)["$comment"]:
        pytest.skip("another version of pydantic words the same schema otherwise")
    assert file.read_text(encoding="utf-8") == schema_text(kind), "run python -m incentive_engine.policy.schema"


@pytest.mark.parametrize("kind", KINDS)
def test_everything_in_a_schema_is_explained(kind: str) -> None:
    whole = json_schema(kind)
    for name, part in [(kind, whole), *whole["$defs"].items()]:
        assert part["description"], name
        for key, field in part.get("properties", {}).items():
            assert field.get("title"), (name, key)
            assert field.get("description"), (name, key)


@pytest.mark.parametrize(("kind", "path"), FILES)
def test_the_schemas_hold_for_every_rule_file(kind: str, path: Path) -> None:
    jsonschema.Draft202012Validator(json_schema(kind)).validate(plain(read_yaml(path).value))


_OF_SHAPE = {
    "policy.unknown-key", "policy.missing-key", "policy.no-default", "policy.not-a-choice", "policy.not-a-list",
    "policy.not-a-flag", "policy.empty-text", "policy.not-an-id", "policy.greater-than-equal", "policy.no-value",
}  # fmt: skip


_TOGETHER = ("    by: p.name\n", "    keep: highest\n")  # that the two go together is checked after the shape
_MISSHAPEN = [one for one in DAMAGES if one.code in _OF_SHAPE and not one.elsewhere and one.old not in _TOGETHER]


@pytest.mark.parametrize("damage", _MISSHAPEN, ids=str)
def test_a_misshapen_file_is_wrong_by_its_schema_too(damage: Damage) -> None:
    text = damage.apply((Path(__file__).with_name("sample") / damage.file).read_text(encoding="utf-8"))
    kind = "measure" if "measures" in damage.file else "policy" if "policy" in damage.file else "vocabulary"
    assert not jsonschema.Draft202012Validator(json_schema(kind)).is_valid(plain(parse_yaml(text).value))
