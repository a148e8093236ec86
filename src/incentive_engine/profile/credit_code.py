"""统一社会信用代码: the code that every legal person in China is registered under (GB 32100-2015).

Eighteen characters: 1 registering authority, 2 kind of entity, 3–8 region, 9–17 organisation, 18 check
character.
"""

from __future__ import annotations

import unicodedata

from incentive_engine.profile.read_error import ReadError, shown

_LENGTH = 18
_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_LOOKALIKES = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}


def read_credit_code(text: str) -> str:
    """The code as it is registered: capital letters, no spaces or hyphens.

    Raises ReadError when it is no valid code, saying which character is wrong, or which check character the
    others call for. Stricter tools want digits in the first two places too; the standard allows letters
    there, and rural collectives (N) and others (Y) have them.
    """
    from stdnum.cn import uscc  # late: it loads much that a profile without a code does not need

    value = shown(text)
    code = uscc.compact(unicodedata.normalize("NFKC", text))
    if len(code) != _LENGTH:
        raise ReadError("profile.code-length", value=value, length=len(code))
    for position, character in enumerate(code, 1):
        if character not in _ALPHABET:
            _refuse_character(value, position, character)
        if 3 <= position <= 8 and not character.isdigit():
            raise ReadError("profile.code-region", value=value, position=position, character=character)
    expected = uscc.calc_check_digit(code[:-1])
    if code[-1] != expected:
        raise ReadError("profile.code-check", value=value, expected=expected, found=code[-1])
    return code


def _refuse_character(value: str, position: int, character: str) -> None:
    at = {"value": value, "position": position, "character": shown(character)}
    if character in _LOOKALIKES:
        raise ReadError("profile.code-lookalike", **at, likely=_LOOKALIKES[character])
    raise ReadError("profile.code-character", **at)
