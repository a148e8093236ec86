"""What a command did, as the tests of the command line look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LIBRARY = Path(__file__).parent.parent / "report" / "library"


@dataclass(frozen=True)
class Run:
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Incentive = Callable[..., Run]
