"""What a policy is, and the reading of rule folders into policies."""

from __future__ import annotations

from incentive_engine.policy.library import policy_folders, rule_folders
from incentive_engine.policy.load import (
    PolicySummary,
    available_policies,
    load_policy,
    load_regions,
    load_vocabulary,
    stated_regions,
)
from incentive_engine.policy.model import Policy, Vocabulary

__all__ = [
    "Policy",
    "PolicySummary",
    "Vocabulary",
    "available_policies",
    "load_policy",
    "load_regions",
    "load_vocabulary",
    "policy_folders",
    "rule_folders",
    "stated_regions",
]
