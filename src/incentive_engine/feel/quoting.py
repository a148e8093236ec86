"""Text literals: what stands between their quotes, read and written."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def unescaped(raw: str) -> str:
    """The text between the quotes; an escape that FEEL does not know, as regular expressions have, stays."""
    if "\\" not in raw:
        return raw
    plain = _ESCAPE.sub(_character, raw)
    # Two \u escapes may spell one character beyond the basic plane, as a pair of surrogates.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code is None:
        return _ESCAPES.get(escape[3], escape[0])
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else escape[0]


def quoted(text: str) -> str:
    """The literal of a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
