"""The SHA-256 of a policy: what a decision names to say which rules it applied.

Hashed is the content, not the bytes: the values of `policy.yaml`, those of every measure file by measure id, and the
declarations of the facts that the policy reads, by fact id. Comments, the order of keys, quoting, line ends, file names
and places are not, nor is what is said about the rules: rule cases, properties, findings that are accepted. Numbers are
hashed as decimals without superfluous zeros.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

_ABOUT_RULES = ("properties", "accepted")


def digest(policy: Mapping[str, Any], measures: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of the values of a policy's files."""
    rules = {key: value for key, value in policy.items() if key not in _ABOUT_RULES}
    content = {"policy": rules, "measures": measures, "facts": facts}
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value
