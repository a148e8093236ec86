"""Unified social credit codes for enterprises that do not exist."""

from __future__ import annotations

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def code(number: int) -> str:
    """The valid code of the enterprise of this number."""
    first = f"91430406MA{number:07d}"
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(first, _WEIGHTS, strict=True))
    return first + _SIGNS[-total % 31]
