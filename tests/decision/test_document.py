"""The JSON document: the contract's keys, its schema, and the same bytes for the same question."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
from building import TODAY, all_of, award, each_of, fact, firm, flag, granted, group, listing, measure, negated, policy
from hypothesis import given, settings
from hypothesis import strategies as st
from random_policies import AS_OF, random_firm, random_policy

from incentive_engine import __version__
from incentive_engine.decision import decide, document
from incentive_engine.decision.document import dumps, to_document
from incentive_engine.decision.program import Program, program_of
from incentive_engine.policy.model import Application, FactType, Source

SCHEMA = json.loads((Path(document.__file__).parent / "decision.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def example() -> dict[str, Any]:
    facts = [
        flag("a", label="甲"),
        fact("base", label="基数"),
        listing("works", name=FactType.TEXT, cost=FactType.MONEY),
    ]
    apply = Application("免申即享", ((3, 1), (4, 30)), "区科技局", ("备案表",))
    written = policy(
        measure(
            1,
            all_of("base >= 1000"),
            award("base * 0.1", steps=[("max", "80000")]),
            group="g",
            category="促进技术创新",
            sources=(Source("s", "工作方案", "002.txt", "鼓励企业"),),
            apply=apply,
        ),
        measure(2, negated(granted("m1")), award("w.cost", each=each_of("w", "works", by="w.name"))),
        measure(3, "a", award(benefit="优先推荐")),
        facts=facts,
        requirements=["base > 0"],
        groups=[group("g")],
    )
    profile = firm(base=1000000, works=[{"name": "甲", "cost": 5}])
    return to_document(decide(profile, [written], as_of=TODAY, engine="reference"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_keys_of_the_contract() -> None:
    decision = example()
    VALID.validate(decision)
    assert decision["schema"] == "incentive-engine/decision/1"
    assert (decision["as_of"], decision["assessment_year"]) == ("2021-03-31", 2020)
    assert (decision["engine"], decision["engine_version"]) == ("reference", __version__)
    (decided,) = decision["policies"]
    assert decided["totals"] == {
        "payable": "80000.00",
        "complete": False,
        "eligible": 1,
        "ineligible": 1,
        "undetermined": 1,
        "not_in_force": 0,
    }


def test_amounts_are_texts_with_two_decimals() -> None:
    first = example()["policies"][0]["measures"][0]
    assert (first["gross"], first["payable"]) == ("100000.00", "80000.00")
    assert first["adjustments"] == [{"step": "max", "amount": "-20000.00", "because": "最高不超过 80,000 元"}]


def test_requirements_stand_first_in_the_proof_and_values_are_exact_texts() -> None:
    proof = example()["policies"][0]["measures"][0]["proof"]
    assert proof["kind"] == "all" and proof["value"] is True
    requirement, own = proof["children"]
    assert (requirement["requirement"], requirement["test"]) == (True, "base > 0")
    assert own["facts"] == {"base": "1000000"}
    assert own["because"] == "基数 1,000,000 元，不低于 1,000 元"


def test_what_is_unknown_is_null() -> None:
    third = example()["policies"][0]["measures"][2]
    assert (third["verdict"], third["gross"], third["payable"]) == ("undetermined", None, None)
    assert third["proof"]["value"] is None
    assert third["missing"] == ["a"] and third["missing_by"] == {"enterprise": ["a"]}


def test_where_to_apply_and_where_it_stands() -> None:
    first = example()["policies"][0]["measures"][0]
    assert first["apply"]["window"] == ["03-01", "04-30"]
    assert first["source"] == [{"title": "工作方案", "ref": "002.txt", "quote": "鼓励企业"}]


@settings(deadline=None, max_examples=60)
@given(chance=st.randoms(use_true_random=False))
def test_any_decision_is_valid_and_its_bytes_are_the_same_from_a_fresh_start(chance: Random) -> None:
    written, profile = random_policy(chance), random_firm(chance)
    decision = decide(profile, [written], as_of=AS_OF, engine="reference")
    first = dumps(decision)
    VALID.validate(json.loads(first))
    assert dumps(decision) == first
    kept: Program = program_of(written, AS_OF)
    fresh = replace(written)
    assert program_of(fresh, AS_OF) is not kept
    assert dumps(decide(profile, [fresh], as_of=AS_OF, engine="reference")) == first
    VALID.validate(to_document(decision, "en"))


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "from random import Random; from random_policies import *; from incentive_engine import decide;"
        "from incentive_engine.decision.document import dumps; chance = Random(7);"
        "print(*[dumps(decide(random_firm(chance), [random_policy(chance)], as_of=AS_OF, engine='reference'))"
        " for _ in range(12)])"
    )
    paths = [str(Path(__file__).parent), *sys.path]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(paths), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
