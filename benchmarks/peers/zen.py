"""The peer: GoRules' zen-engine deciding a policy of the same size, one enterprise at a time.

20 decision tables of 5 rows over 3 inputs each, and 20 expressions, on a profile of 30 fields. It knows no
unknowns and cites no clause; its trace is the nearest that it has to a proof.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

TABLES = 20
ROWS = 5
NUMBERS = tuple(f"number{one}" for one in range(18))
CHOICES = tuple(f"choice{one}" for one in range(6))
FLAGS = tuple(f"flag{one}" for one in range(6))
LEVELS = ("national", "provincial", "city", "district", "none")


def decider(trace: bool) -> Callable[[], object]:
    """A function that decides the next enterprise. Raises ImportError where zen-engine is not installed."""
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(model()))
    enterprises = cycle(profiles(500))
    return lambda: decision.evaluate(next(enterprises), {"trace": trace})


def profiles(count: int) -> list[dict[str, Any]]:
    """The same enterprises on every run."""
    chance = random.Random(20)
    return [
        {
            **{name: chance.randrange(1000) for name in NUMBERS},
            **{name: chance.choice(LEVELS) for name in CHOICES},
            **{name: chance.random() < 0.5 for name in FLAGS},
        }
        for _ in range(count)
    ]


def model() -> dict[str, Any]:
    """The policy as a JSON decision model: between input and output, tables and expressions side by side."""
    steps = [*(_table(number) for number in range(TABLES)), _expressions()]
    edges = [pair for step in steps for pair in (("in", step["id"]), (step["id"], "out"))]
    ends = [_step("in", "inputNode"), _step("out", "outputNode")]
    return {"nodes": [*ends, *steps], "edges": list(_edges(edges))}


def _table(number: int) -> dict[str, Any]:
    base, second = NUMBERS[number % len(NUMBERS)], NUMBERS[(7 * number + 5) % len(NUMBERS)]
    names = (base, second, CHOICES[number % len(CHOICES)])
    rows = [
        {
            "_id": f"{number}-{row}",
            "0": f"[{200 * row}..{200 * row + 199}]" if row < ROWS - 1 else f">= {200 * row}",
            "1": f"> {50 * row}" if row else "",
            "2": "" if row % 2 else "'national','provincial','city','district'",
            "award": f"{base} * 0.{row + 1} + {1000 * (row + 1)}",
            "tier": f"'tier {row + 1}'",
        }
        for row in range(ROWS)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [_column(str(one), name) for one, name in enumerate(names)],
        "outputs": [_column(name, f"measure{number}.{name}") for name in ("award", "tier")],
        "rules": rows,
    }
    return {**_step(f"measure{number}", "decisionTableNode"), "content": content}


def _expressions() -> dict[str, Any]:
    def formula(one: int) -> str:
        first, second, third, fourth = (NUMBERS[(one + step) % len(NUMBERS)] for step in range(4))
        return f"{first} >= 100 and {fourth} / 2 < 400 ? max([{second}, {third}]) * 0.1 : 0"

    keys = [{"id": f"x{one}", "key": f"x{one}", "value": formula(one)} for one in range(TABLES)]
    return {**_step("expressions", "expressionNode"), "content": {"expressions": keys}}


def _column(identity: str, name: str) -> dict[str, str]:
    return {"id": identity, "name": name, "field": name, "type": "expression"}


def _step(identity: str, kind: str) -> dict[str, Any]:
    return {"id": identity, "type": kind, "name": identity, "position": {"x": 0, "y": 0}}


def _edges(pairs: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    for number, (source, target) in enumerate(pairs):
        yield {"id": f"edge{number}", "sourceId": source, "targetId": target, "type": "edge"}
