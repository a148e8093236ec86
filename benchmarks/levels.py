"""Every policy of a place against 激励20条 alone: the time for each measure that is decided.

    python -m benchmarks.levels

The transformer maker of the examples, in one process and as a cold `incentive check` with its report. A measure counts
that is in force on the day. What is wanted is that a measure takes at most twice as long among all of them; on a busy
machine the ratio wavers, so it is printed and nothing is made of it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.cold import RUNS, seconds
from benchmarks.enterprises import POLICY
from benchmarks.rates import side_by_side
from incentive_engine import Policy, Verdict, available_policies, decide, load_policy, load_profile

AS_OF = date(2022, 10, 15)
FIRM = Path(__file__).parent.parent / "examples" / "profiles" / "transformer-maker.yaml"
CHECK = [
    *(sys.executable, "-c", "from incentive_engine.cli import main; main()"),
    *("check", str(FIRM), "--as-of", AS_OF.isoformat()),
]
ALONE, ALL = "激励20条 alone", "every policy of the place"
WANTED = 2.0


def policies_of_place() -> list[Policy]:
    """What `incentive check` takes for a firm of Yanfeng district when no policy is named."""
    path = load_policy(POLICY).regions
    every = (load_policy(found.id) for found in available_policies())
    return [policy for policy in every if policy.region is None or policy.region in path]


def in_process(sets: dict[str, Sequence[Policy]]) -> dict[str, float]:
    """Seconds of a decision about each set of policies, by turns."""
    firm = load_profile(FIRM)
    rates = side_by_side(
        {
            name: lambda policies=policies: decide(firm, policies, as_of=AS_OF, engine="reference")
            for name, policies in sets.items()
        }
    )
    return {name: 1 / rate for name, rate in rates.items()}


def as_process() -> dict[str, float]:
    """Seconds of a cold check of each, by turns: medians."""
    commands = {ALONE: [*CHECK, "-p", POLICY], ALL: CHECK}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: median(all_) for name, all_ in times.items()}


def measures_in_force(policies: Sequence[Policy]) -> int:
    """How many measures are decided on the day."""
    decision = decide(load_profile(FIRM), policies, as_of=AS_OF, engine="reference")
    return sum(one.verdict is not Verdict.NOT_IN_FORCE for policy in decision.policies for one in policy.measures)


def main() -> None:
    sets: dict[str, Sequence[Policy]] = {ALONE: [load_policy(POLICY)], ALL: policies_of_place()}
    counts = {name: measures_in_force(policies) for name, policies in sets.items()}
    for way, times in (("decide, in one process", in_process(sets)), ("incentive check, cold", as_process())):
        each = {name: time / counts[name] for name, time in times.items()}
        ratio = each[ALL] / each[ALONE]
        print(way)
        for name, time in times.items():
            print(f"  {name}: {time * 1e3:,.3f} ms, {counts[name]} measures, {each[name] * 1e3:.4f} ms each")
        print(f"  ratio {ratio:.2f} (wanted: at most {WANTED:.0f})")


if __name__ == "__main__":
    main()
