"""Decisions a second of 激励20条 about one enterprise at a time, against zen-engine in the same run.

    python -m benchmarks.decisions [--peer SCRIPT]

Ours is a whole decision with its proof recorded: the truth of every condition, the facts it was read from,
gross amounts, every adjustment, settlement, and what is missing; `every proof read` walks all proofs besides,
node by node. Sentences are made when they are asked for; `as JSON` makes all of them and the document. The
firms are random and state every fact; the cable maker is that of the examples, which gets 15 measures. The
peer answers with its trace. SCRIPT is another peer, which prints its rate in a line such as
`dict trace … (2411, …`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

from benchmarks.enterprises import AS_OF, cable_maker, enterprises, policy
from benchmarks.peers import zen
from benchmarks.rates import side_by_side
from incentive_engine import Decision, Profile, decide, to_document

WITH_TRACE = "zen-engine, with trace"


def decider(
    engine: str, firms: Sequence[Profile] = (), *, proof: bool = False, document: bool = False
) -> Callable[[], object]:
    """A function that decides about the next of the firms (if none are given, of 500 random ones)."""
    policies, next_one = [policy()], cycle(firms or enterprises(policy(), 500))

    def run() -> object:
        decision = decide(next(next_one), policies, as_of=AS_OF, engine=engine)
        if proof:
            prove(decision)
        if document:
            return json.dumps(to_document(decision), ensure_ascii=False)
        return decision

    return run


def prove(decision: Decision) -> None:
    """Read every proof to its leaves: each condition's truth, and the facts and parameters that it read.

    The requirements that all measures share are read with the first measure.
    """
    for one in decision.policies:
        told = False
        for measure in one.measures:
            pending = [measure.proof] if measure.proof else []
            while pending:
                proof = pending.pop()
                if told and proof.requirement:
                    continue
                _ = proof.value, proof.facts, proof.parameters
                pending += proof.children
            told = True


def rates() -> dict[str, float]:
    """Decisions a second, ours and the peer's, in turns."""
    deeds = {
        "reference": decider("reference"),
        "reference, every proof read": decider("reference", proof=True),
        "reference, the cable maker": decider("reference", [cable_maker()]),
        "reference, as JSON with all sentences": decider("reference", document=True),
        "rete": decider("rete"),
    }
    try:
        peers = {WITH_TRACE: zen.decider(trace=True), "zen-engine, without trace": zen.decider(trace=False)}
    except ImportError:
        print("zen-engine is not installed: no peer", file=sys.stderr)
        peers = {}
    return side_by_side({**deeds, **peers})


def rate_of_script(script: Path) -> float:
    """The decisions a second, with trace, that a peer script prints about itself."""
    run = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True)
    found = re.search(r"^dict trace\D*([\d,]+)", run.stdout, re.MULTILINE)
    if found is None:
        raise ValueError(f"{script} prints no rate: {run.stdout}")
    return float(found[1].replace(",", ""))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--peer", type=Path, help="a peer's script")
    script = options.parse_args().peer
    measured = rates()
    if script:
        measured[f"{script.name}, with trace"] = rate_of_script(script)
    peers = [name for name in measured if name.endswith("with trace")]
    print(f"{'decisions a second':40}" + "".join(f"{'':>10}  × {name}" for name in peers))
    for name, rate in measured.items():
        print(f"{name:40}{rate:>8,.0f}" + "".join(f"  {rate / measured[peer]:>8.2f}" for peer in peers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
