"""Rule changes under control: what a policy is expected to decide, and where it decides otherwise.

Nothing is imported before it is used: pytest imports this package whenever it starts, for `cases.plugin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incentive_engine.assurance.cases.running import Difference, differences

__all__ = ["Difference", "differences"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from incentive_engine.assurance.cases import running

    return getattr(running, name)
