"""Writing the same rules otherwise changes nothing in a report of coverage but the lines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from incentive_engine.assurance.coverage.coverage import cover
from incentive_engine.assurance.coverage.document import dumps, to_document
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

RULES = Path(__file__).parents[3] / "rules"
EXPRESSIONS = ("test", "formula", "where", "within")


class _Loader(yaml.SafeLoader):
    """Days and fractions stay text; whole numbers and truths become what they are, as in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("int", "null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), list("tf"))


def _flow(value: Any) -> str:
    return yaml.dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=70)


def _sorted(value: Any) -> str:
    return "# another hand\n\n" + yaml.dump(value, allow_unicode=True, sort_keys=True, indent=4)


def _spaced(value: Any) -> str:
    def wide(part: Any, key: str = "") -> Any:
        if isinstance(part, dict):
            return {name: wide(one, name) for name, one in part.items()}
        if isinstance(part, list):
            return [wide(one) for one in part]
        if isinstance(part, str) and key in EXPRESSIONS:
            return part.replace(" >= ", "   >=\t").replace(" and ", "\n  and ")
        return part

    return yaml.dump(wide(value), allow_unicode=True, sort_keys=False, default_style=None)


def _report(rules: Path, policy_id: str) -> dict[str, Any]:
    policy = load_policy(rules / policy_id)
    files = [load_cases(file, policy) for file in sorted((rules / policy_id).glob("cases/*.yaml"))]
    document = to_document(cover([policy], files))
    for one in document["policies"]:
        one["sha256"] = None
        for owner in one["owners"]:
            for point in owner["points"]:
                point["place"] = None
    return document


@pytest.mark.parametrize("policy_id", ["zhuzhou/hnte-nursery", "yanfeng/incentives-20"])
@pytest.mark.parametrize("rewrite", [_flow, _sorted, _spaced])
def test_a_policy_that_is_written_otherwise_has_the_same_coverage(
    rewrite: Callable[[Any], str], policy_id: str, tmp_path: Path
) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    for file in [*(tmp_path / "rules/vocabulary").glob("*.yaml"), *(tmp_path / "rules" / policy_id).rglob("*.yaml")]:
        if file.parent.name != "cases":
            file.write_text(rewrite(yaml.load(file.read_text(encoding="utf-8"), _Loader)), encoding="utf-8")
    assert _report(tmp_path / "rules", policy_id) == _report(RULES, policy_id)


def test_a_report_is_the_same_from_run_to_run() -> None:
    policy = load_policy(RULES / "zhuzhou/makerspace")
    files = [load_cases(file, policy) for file in sorted((RULES / "zhuzhou/makerspace").glob("cases/*.yaml"))]
    assert dumps(cover([policy], files)) == dumps(cover([policy], files))
