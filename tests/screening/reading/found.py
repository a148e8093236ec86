"""What a file was read as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from incentive_engine.profile import Profile
from incentive_engine.screening.register import Register


@dataclass(frozen=True)
class Found:
    """The register, all of its enterprises, and what was refused (the file by its name)."""

    register: Register
    profiles: list[Profile]
    rejects: list[tuple[str, int, str | None, str | None, str]]


Read = Callable[..., Found]
Mistaken = Callable[..., str]
