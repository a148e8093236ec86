"""Rules as code for enterprise incentives: who gets what, how much, why, and what is still missing.

    from incentive_engine import decide, load_policy, load_profile

    decision = decide(load_profile("firm.yaml"), [load_policy("yanfeng/incentives-20")])

Each name below is imported when it is first used, so that a program pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incentive_engine.decision import Decision, MeasureDecision, PolicyDecision, Proof, Verdict, decide
    from incentive_engine.decision.document import to_document
    from incentive_engine.decision.session import Session
    from incentive_engine.mistakes import InputError
    from incentive_engine.policy import Policy, available_policies, load_policy, load_vocabulary
    from incentive_engine.profile import Profile, load_profile

__version__ = "0.1.0"

__all__ = [
    "Decision",
    "InputError",
    "MeasureDecision",
    "Policy",
    "PolicyDecision",
    "Profile",
    "Proof",
    "Session",
    "Verdict",
    "__version__",
    "available_policies",
    "decide",
    "load_policy",
    "load_profile",
    "load_vocabulary",
    "to_document",
]

_HOMES = {
    "Decision": "decision.model",
    "InputError": "mistakes",
    "MeasureDecision": "decision.model",
    "Policy": "policy.model",
    "PolicyDecision": "decision.model",
    "Profile": "profile.model",
    "Proof": "decision.proof",
    "Session": "decision.session",
    "Verdict": "decision.model",
    "available_policies": "policy",
    "decide": "decision.deciding",
    "load_policy": "policy",
    "load_profile": "profile",
    "load_vocabulary": "policy",
    "to_document": "decision.document",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
