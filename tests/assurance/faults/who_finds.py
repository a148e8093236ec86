"""Who finds which planted fault, and by what names: python tests/assurance/faults/who_finds.py [FINDER]… [-- KIND]…

Without finders, all but those that take a solver are asked; `all` asks every one. A table in Markdown, a row a fault,
and below it how many are found by whom.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from finders import FINDERS, SLOW, found
from planting import Fault, faults


def main(arguments: Sequence[str]) -> None:
    named, kinds = _split(arguments)
    asked = list(FINDERS) if "all" in named else named or [one for one in FINDERS if one not in SLOW]
    chosen = [fault for fault in faults() if not kinds or fault.kind in kinds]
    for line in _table(chosen, asked):
        print(line, flush=True)


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return list(arguments[:at]), list(arguments[at + 1 :])


def _table(chosen: Sequence[Fault], asked: Sequence[str]) -> Iterator[str]:
    demanded, met, by_anyone = Counter[str](), Counter[str](), 0
    yield "| fault | what the person did | found by |"
    yield "|---|---|---|"
    for fault in chosen:
        names = {finder: _names(fault, finder) for finder in asked}
        by_anyone += any(names.values())
        for finder in asked:
            if finder in fault.found_by:
                demanded[finder] += 1
                met[finder] += fault.found_by[finder] in names[finder]
        yield f"| {fault} | {fault.mistake} | {'; '.join(_cells(fault, names)) or '—'} |"
    yield ""
    yield f"{len(chosen)} faults, {by_anyone} found by anyone"
    for finder in asked:
        yield f"{finder}: {met[finder]} of {demanded[finder]} that it has to find by their names"


def _names(fault: Fault, finder: str) -> list[str]:
    with TemporaryDirectory() as folder:
        return sorted({one.name for one in found(finder, fault.policy, fault.plant(Path(folder)))})


def _cells(fault: Fault, names: dict[str, list[str]]) -> Iterator[str]:
    """What each found, the demanded name in bold; a demanded name that it does not have, struck out."""
    for finder, had in names.items():
        wanted = fault.found_by.get(finder)
        told = [f"**{one}**" if one == wanted else one for one in had]
        if wanted and wanted not in had:
            told.append(f"~~{wanted}~~")
        if told:
            yield f"{finder}: {', '.join(told)}"


if __name__ == "__main__":
    main(sys.argv[1:])
