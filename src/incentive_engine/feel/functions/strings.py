"""Functions of texts (DMN 10.3.4.3). Positions count characters (code points) from 1, or from the end by -1."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.functions.lists import span

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


@builtin("substring(string: text, start position: number, length?: number) -> text")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str:
    """The characters from a position on, all of them or `length`, which must be there."""
    return string[span(start, length, len(string))]


@builtin("string length(string: text) -> integer")
def string_length(string: str) -> Decimal:
    """How many characters a text has."""
    return Decimal(len(string))


@builtin("upper case(string: text) -> text")
def upper_case(string: str) -> str:
    """The text in capitals."""
    return string.upper()


@builtin("lower case(string: text) -> text")
def lower_case(string: str) -> str:
    """The text in small letters."""
    return string.lower()


@builtin("substring before(string: text, match: text) -> text")
def substring_before(string: str, match: str) -> str:
    """What stands before the first occurrence of `match`; empty without one."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: text, match: text) -> text")
def substring_after(string: str, match: str) -> str:
    """What stands after the first occurrence of `match`; empty without one."""
    return string.partition(match)[2] if match else string


@builtin("contains(string: text, match: text) -> boolean")
def contains(string: str, match: str) -> bool:
    """Whether `match` occurs in the text."""
    return match in string


@builtin("starts with(string: text, match: text) -> boolean")
def starts_with(string: str, match: str) -> bool:
    """Whether the text begins with `match`."""
    return string.startswith(match)


@builtin("ends with(string: text, match: text) -> boolean")
def ends_with(string: str, match: str) -> bool:
    """Whether the text ends with `match`."""
    return string.endswith(match)


@builtin("matches(input: text, pattern: text, flags?: text | null) -> boolean")
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether some part of the text is what an XPath regular expression describes."""
    from incentive_engine.feel.functions.patterns import compiled  # rarely needed: not at every start

    return compiled(pattern, flags or "").search(text) is not None


@builtin("replace(input: text, pattern: text, replacement: text, flags?: text | null) -> text")
def replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """The text with every match of a regular expression replaced; `$1` stands for what its first group matched."""
    from incentive_engine.feel.functions.patterns import compiled, replaced

    return replaced(text, compiled(pattern, flags or ""), replacement, literal="q" in (flags or ""))


@builtin("split(string: text, delimiter: text) -> list<text>")
def split(string: str, delimiter: str) -> list[str]:
    """The parts of a text between the matches of a regular expression."""
    from incentive_engine.feel.functions.patterns import compiled, parted

    return parted(string, compiled(delimiter, ""))


@builtin("string join(list: list<text | null>, delimiter?: text | null) -> text")
def string_join(texts: Sequence[str | None], delimiter: str | None = None) -> str:
    """The texts in one, `delimiter` between them; nulls are left out."""
    return (delimiter or "").join(text for text in texts if text is not None)
