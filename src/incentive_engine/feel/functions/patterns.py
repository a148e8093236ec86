"""XPath's regular expressions, which FEEL uses (XQuery 1.0 and XPath 2.0 Functions, 7.6), as Python's.

They differ in more than they seem to: `$` is the very end, `.` stops at a carriage return too, a class can be
subtracted from another, `\\p{…}` names categories and blocks, `\\w` holds symbols but no punctuation, and
what is not allowed is an error, never taken for a plain character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.characters import Characters, block, category, class_text, complement

_QUANTIFIER = re.compile(r"(?:[?*+]|\{([0-9]{1,9})(?:,([0-9]{1,9})?)?\})(\??)")
_SINGLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", **{sign: sign for sign in "\\|.?*+(){}-[]^$"}}
_END_OF_INPUT = r"\Z"


@lru_cache(maxsize=256)
def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """Python's pattern for an XPath one; FeelError when the pattern or one of the flags `s m i x q` is none."""
    if not set(flags) <= set("smixq"):
        raise FeelError("feel.pattern-flags", flags=flags)
    case = re.IGNORECASE if "i" in flags else 0
    if "q" in flags:
        return re.compile(re.escape(pattern), case)
    text = _without_blanks(pattern) if "x" in flags else pattern
    try:
        return re.compile(_Translation(text, flags).whole(), case)
    except (_NoPatternError, re.error, RecursionError, OverflowError):
        raise FeelError("feel.no-pattern", pattern=pattern) from None


def replaced(text: str, pattern: re.Pattern[str], replacement: str, literal: bool) -> str:
    """`text` with every match replaced; FeelError for a pattern that matches nothing at all, or a `$` without group."""
    _refuse_empty(pattern)
    parts = [replacement] if literal else _replacement(replacement, pattern.groups)
    return pattern.sub(
        lambda found: "".join(part if isinstance(part, str) else found[part] or "" for part in parts), text
    )


def parted(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The parts of `text` between the matches."""
    _refuse_empty(pattern)
    parts, at = [], 0
    for found in pattern.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
    return [*parts, text[at:]]


def _refuse_empty(pattern: re.Pattern[str]) -> None:
    if pattern.search(""):
        raise FeelError("feel.empty-pattern")


def _replacement(text: str, groups: int) -> list[str | int]:
    """The replacement in parts: plain texts and numbers of groups."""
    parts: list[str | int] = []
    at = 0
    while at < len(text):
        if text[at] not in "\\$":
            parts.append(text[at])
            at += 1
        elif text[at] == "\\" and text[at + 1 : at + 2] in ("\\", "$"):
            parts.append(text[at + 1])
            at += 2
        elif text[at] == "$" and (digits := re.match("[0-9]+", text[at + 1 :])):
            number = digits[0]
            while len(number) > 1 and int(number) > groups:
                number = number[:-1]
            if int(number) <= groups:
                parts.append(int(number))
            at += 1 + len(number)
        else:
            raise FeelError("feel.no-replacement", replacement=text)
    return parts


def _without_blanks(pattern: str) -> str:
    """The pattern without the blanks that the flag `x` ignores: those outside of character classes."""
    kept, depth, escaped = [], 0, False
    for sign in pattern:
        if depth or sign not in " \t\n\r":
            kept.append(sign)
            depth += 0 if escaped else (sign == "[") - (sign == "]" and depth > 0)
            escaped = sign == "\\" and not escaped
    return "".join(kept)


class _NoPatternError(Exception):
    """The text is no XPath regular expression."""


class _Translation:
    """One pattern while it is read from left to right and written for Python."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.text = pattern
        self.at = 0
        self.opened = 0
        self.closed: set[int] = set()
        self.dot = "(?s:.)" if "s" in flags else r"[^\n\r]"
        # In several lines, `^` does not match after a newline that ends the text.
        self.start = r"(?m:^)(?!(?<=\n)\Z)" if "m" in flags else r"\A"
        self.end = "(?m:$)" if "m" in flags else _END_OF_INPUT

    def whole(self) -> str:
        """The whole pattern."""
        written = self.alternatives()
        self.require(self.at == len(self.text))
        return written

    def require(self, right: bool) -> None:
        if not right:
            raise _NoPatternError(self.text)

    def next(self) -> str:
        self.require(self.at < len(self.text))
        self.at += 1
        return self.text[self.at - 1]

    def take(self, expected: str) -> bool:
        found = self.text.startswith(expected, self.at)
        self.at += len(expected) if found else 0
        return found

    def alternatives(self) -> str:
        written = ""
        while self.at < len(self.text) and self.text[self.at] != ")":
            written += "|" if self.take("|") else self.quantified()
        return written

    def quantified(self) -> str:
        atom = self.atom()
        found = _QUANTIFIER.match(self.text, self.at)
        if found:
            self.at = found.end()
            least, most = found[1], found[2]
            self.require(not (least and most) or int(least) <= int(most))
            return f"(?:{atom}){found[0]}"
        return atom

    def atom(self) -> str:
        sign = self.next()
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.character_class()
        if sign == "\\":
            return self.escape()
        self.require(sign not in "?*+{}])")
        return {".": self.dot, "^": self.start, "$": self.end}.get(sign) or re.escape(sign)

    def group(self) -> str:
        capturing = not self.take("?:")
        if capturing:
            self.opened += 1
        number = self.opened
        inside = self.alternatives()
        self.require(self.take(")"))
        if capturing:
            self.closed.add(number)
        return f"({inside})" if capturing else f"(?:{inside})"

    def escape(self) -> str:
        sign = self.next()
        if sign in "123456789":
            return self.back_reference(sign)
        if sign in _SINGLE_ESCAPES:
            return re.escape(_SINGLE_ESCAPES[sign])
        return class_text(self.named_class(sign))

    def back_reference(self, digits: str) -> str:
        while self.at < len(self.text) and self.text[self.at] in "0123456789":
            if int(digits + self.text[self.at]) > self.opened:
                break
            digits += self.next()
        self.require(int(digits) in self.closed)
        return f"(?:\\{digits})"

    def named_class(self, sign: str) -> Characters:
        """The characters of `\\d`, `\\p{…}` and the like, after the backslash and `sign`."""
        named = self.property() if sign in "pP" else _NAMED.get(sign.lower(), tuple)()
        self.require(bool(named))
        return complement(named) if sign in "PSICDw" else named

    def property(self) -> Characters:
        self.require(self.take("{"))
        name, closed, _ = self.text[self.at :].partition("}")
        self.require(bool(closed))
        self.at += len(name) + 1
        return block(name[2:]) if name.startswith("Is") else category(name)

    def character_class(self) -> str:
        """A class, after its opening bracket; what it subtracts, included."""
        negated = self.take("^")
        ranges = [*self.class_item()]
        subtracted = ""
        while not self.take("]"):
            if self.take("-["):
                subtracted = self.character_class()
                self.require(self.take("]"))
                break
            ranges.extend(self.class_item())
        # Python negates, not we, so that with the flag `i` a negated class leaves out both cases of a letter.
        written = class_text(ranges, negated)
        return f"(?:(?!{subtracted}){written})" if subtracted else written

    def class_item(self) -> Characters:
        """One item of a class: a character, a range of characters, or a named class."""
        low = self.class_character()
        if isinstance(low, tuple):
            return low
        following = self.text[self.at : self.at + 2]
        if following[:1] != "-" or following in ("-]", "-["):
            return ((low, low),)
        self.at += 1
        high = self.class_character()
        if isinstance(high, tuple) or high < low:
            raise _NoPatternError(self.text)
        return ((low, high),)

    def class_character(self) -> int | Characters:
        sign = self.next()
        self.require(sign not in "[]")
        if sign != "\\":
            return ord(sign)
        sign = self.next()
        return ord(_SINGLE_ESCAPES[sign]) if sign in _SINGLE_ESCAPES else self.named_class(sign)


def _no_word() -> Characters:
    return category("P") + category("Z") + category("C")


_SPACES: Characters = ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20))
_NAME_START: Characters = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF),
    (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF),
    (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME: Characters = (*_NAME_START, (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
_NAMED: Mapping[str, Callable[[], Characters]] = {
    "s": lambda: _SPACES,
    "i": lambda: _NAME_START,
    "c": lambda: _NAME,
    "d": lambda: category("Nd"),
    "w": _no_word,
}
