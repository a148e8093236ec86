"""Measure the evaluator on the FEEL cases of the DMN Technology Compatibility Kit.

    python tests/conformance/feel_tck.py [CASES] [--update] [--failing]

CASES is a JSON-lines file, one case a line; where it is not given it is the file that the environment variable
FEEL_TCK names. The cases themselves are not kept here; the ids of those that pass are, in feel-tck-passing.txt,
and that list may only grow: exit status 1 when one of them fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from incentive_engine.feel import FeelSyntaxError, evaluate
from incentive_engine.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time

PASSING = Path(__file__).with_name("feel-tck-passing.txt")
TOLERANCE = Decimal("1e-8")


@dataclass(frozen=True)
class Case:
    """One expression with its inputs and the answer that the kit expects."""

    id: str
    tier: str
    expression: str
    context: Mapping[str, Any]
    expected: Any

    def passes(self) -> bool:
        """Whether our answer is the expected one; a text that is refused counts as null."""
        try:
            answer = evaluate(self.expression, self.context)
        except FeelSyntaxError:
            answer = None
        return agree(answer, self.expected)


def cases_file() -> Path | None:
    """Where the cases are; None where they are not."""
    path = Path(os.environ.get("FEEL_TCK", ""))
    return path if path.is_file() else None


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        context = {name: value_of(typed) for name, typed in raw["context"].items()}
        yield Case(raw["id"], raw["tier"], raw["expression"], context, value_of(raw["expected"]))


def value_of(typed: Mapping[str, Any]) -> Any:
    """The value that a typed JSON object writes."""
    return READERS[typed["type"]](typed.get("value"))


READERS: Mapping[str, Any] = {
    "null": lambda _value: None,
    "number": Decimal,
    "boolean": bool,
    "string": str,
    "date": parse_date,
    "time": parse_time,
    "dateTime": parse_date_time,
    "duration": parse_duration,
    "list": lambda items: [value_of(item) for item in items],
    "context": lambda entries: {name: value_of(entry) for name, entry in entries.items()},
}


def agree(answer: Any, expected: Any) -> bool:
    """Whether two values are the same for the kit: numbers within 1e-8, and a list of one stands for its
    item.
    """
    if isinstance(answer, list) and len(answer) == 1 and not isinstance(expected, (list, type(None))):
        return agree(answer[0], expected)
    if isinstance(answer, Decimal) and isinstance(expected, Decimal):
        return abs(answer - expected) <= TOLERANCE
    if isinstance(answer, list) and isinstance(expected, list):
        return len(answer) == len(expected) and all(map(agree, answer, expected))
    if isinstance(answer, dict) and isinstance(expected, dict):
        return answer.keys() == expected.keys() and all(agree(answer[key], expected[key]) for key in answer)
    return type(answer) is type(expected) and bool(answer == expected)


def known_passing() -> set[str]:
    """The ids that are known to pass."""
    return set(PASSING.read_text("utf-8").split()) if PASSING.exists() else set()


def main(arguments: list[str] | None = None) -> int:
    """Run the cases and print, for each tier, how many of the answers that are not null, and of all, are
    right.
    """
    parser = argparse.ArgumentParser(description="Measure the evaluator on the FEEL cases of the DMN TCK.")
    parser.add_argument("cases", nargs="?", type=Path, default=cases_file())
    parser.add_argument("--update", action="store_true", help="add the ids that pass to the committed list")
    parser.add_argument("--failing", action="store_true", help="print the cases that fail")
    options = parser.parse_args(arguments)
    if options.cases is None:
        parser.error("no cases: give their file, or set FEEL_TCK")
    cases = list(read_cases(options.cases))
    passing = {case.id for case in cases if case.passes()}
    for tier in sorted({case.tier for case in cases}):
        print_rates(tier, [case for case in cases if case.tier == tier], passing)
    print_rates("A–C", [case for case in cases if case.tier != "D"], passing)
    if options.failing:
        for case in cases:
            if case.id not in passing:
                print(f"{case.tier} {case.id}: {case.expression}", case.context or "", "=>", case.expected)
    lost = sorted(known_passing() & {case.id for case in cases} - passing)
    for one in lost:
        print(f"no longer passes: {one}", file=sys.stderr)
    if options.update and not lost:
        PASSING.write_text("".join(f"{one}\n" for one in sorted(known_passing() | passing)), "utf-8")
    return 1 if lost else 0


def print_rates(name: str, cases: list[Case], passing: set[str]) -> None:
    """One line of the summary."""
    telling = [case for case in cases if case.expected is not None]
    right, all_right = (sum(case.id in passing for case in some) for some in (telling, cases))
    print(
        f"{name:>4}  not null {right:>5} of {len(telling):>5} ({right / max(len(telling), 1):6.1%})"
        f"   whole {all_right:>5} of {len(cases):>5} ({all_right / len(cases):6.1%})"
    )


if __name__ == "__main__":
    sys.exit(main())
