"""What became of mutants, kept for the next run: only what could have changed is run again.

A kept fate is found by the hash of all that it rests on (`content.py`) and of the engine's code, so nothing in it can
be out of date; the file lies in the cache folder of `policy/cache.py` and may be deleted at any time.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from incentive_engine.assurance.mutation.proofs import Proof
from incentive_engine.assurance.mutation.running import Near, Ran
from incentive_engine.mistakes import Place
from incentive_engine.policy.cache import cache_folder, code_of


class Kept:
    """The fates of the mutants of some policies: those of earlier runs, to which the ones of this run are added."""

    def __init__(self, about: Iterable[str], *, wanted: bool = True) -> None:
        folder = cache_folder() if wanted else None
        name = sha256("\n".join(about).encode()).hexdigest()
        self._file = folder / f"mutation-{name}" if folder else None
        self._known: dict[str, Any] = _read(self._file) if self._file else {}
        self._met: dict[str, Any] = {}

    def find(self, key: str, places: Mapping[tuple[str, str], Place]) -> tuple[Ran, Proof] | None:
        """The fate that is kept under a key; `places` are where the cases stand now, by file and name."""
        kept = self._known.get(_of_this_code(key))
        if kept is None:
            return None
        try:
            ran = Ran(
                kept["cases"],
                _near(kept["killed_by"], places) if kept["killed_by"] else None,
                tuple(_near(one, places) for one in kept["near"]),
            )
            return ran, Proof(kept["proof"], kept["words"], kept["seconds"])
        except (KeyError, TypeError, ValueError):  # damaged
            return None

    def note(self, key: str, ran: Ran, proof: Proof) -> None:
        """Keep a fate under its key."""
        self._met[_of_this_code(key)] = {
            "cases": ran.cases,
            "killed_by": _plain(ran.killed_by) if ran.killed_by else None,
            "near": [_plain(one) for one in ran.near],
            "proof": proof.kind,
            "words": dict(proof.words),
            "seconds": proof.seconds,
        }

    def write(self) -> None:
        """Write what was met, in the stead of what was known; where that is not possible, nothing is kept."""
        if self._file is None:
            return
        data = json.dumps(self._met, ensure_ascii=False).encode()
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, delete=False) as new:
                new.write(data)
            Path(new.name).replace(self._file)


def _of_this_code(key: str) -> str:
    return sha256(f"{key}\n{_code()}".encode()).hexdigest()


@cache
def _code() -> str:
    return code_of("feel", "policy", "profile", "decision", "assurance")


def _read(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _plain(near: Near) -> list[str | None]:
    return [near.place.file, near.case, near.measure, near.what, near.before, near.after]


def _near(kept: list[Any], places: Mapping[tuple[str, str], Place]) -> Near:
    file, case, measure, what, before, after = kept
    return Near(case, places[file, case], measure, what, before, after)
